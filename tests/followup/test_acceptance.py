"""The acceptance scenarios, through the library and through the command."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fitcheck.cli import main
from fitcheck.followup.application_file import parse_application
from fitcheck.followup.messages import Proof, draft_messages
from fitcheck.followup.policy import plan_followup
from fitcheck.followup.tone import lint_own_draft
from fitcheck.matching.match import Band
from fitcheck.render.followup import plan_object

SCENARIOS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "acceptance.json").read_text("utf-8")
)["scenarios"]

STATUS = {
    "wait": 0, "follow_up": 0, "last_ask": 0, "respond": 0, "apply": 0, "fix_resume": 0,
    "ask_referral_first": 0, "skip": 1, "close": 1, "stop": 1, "done": 1, "need_info": 3,
}  # fmt: skip


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """What of the expectation does not hold; list entries may say more than is expected."""
    wrong = []
    for key, wanted in expected.items():
        if key == "status":
            continue
        if key == "schedule_contains":
            got = found["schedule"]
            fits = all(any(step.items() >= want.items() for step in got) for want in wanted)
        elif key == "schedule":
            got = found[key]
            fits = len(got) == len(wanted) and all(
                step.items() >= want.items() for step, want in zip(got, wanted, strict=False)
            )
        else:
            got, fits = found[key], found[key] == wanted
        if not fits:
            wrong.append(f"{key}: {got!r}, wanted {wanted!r}")
    return wrong


def ids(scenario: dict[str, Any]) -> str:
    return str(scenario["id"])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=ids)
def test_the_library_gives_what_the_scenario_asks(scenario: dict[str, Any]) -> None:
    application = parse_application(json.dumps(scenario["application"]), name="a.json")
    plan = plan_followup(
        application,
        None,
        today=date.fromisoformat(scenario["today"]),
        band=Band(scenario["fit"]),
    )

    assert differences(plan_object(plan), scenario["expect"]) == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=ids)
def test_the_command_gives_what_the_scenario_asks(
    scenario: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "application.json"
    file.write_text(json.dumps(scenario["application"]), encoding="utf-8")

    fit, today = scenario["fit"], scenario["today"]
    status = main(["followup", str(file), "--fit", fit, "--today", today, "--format", "json"])
    found = json.loads(capsys.readouterr().out)

    assert found["schema"] == "fitcheck.followup/1"
    assert differences(found, scenario["expect"]) == []
    assert status == STATUS[found["state"] or found["decision"]]
    assert status == scenario["expect"].get("status", status)


@pytest.mark.parametrize("with_facts", [False, True])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=ids)
def test_every_draft_of_the_scenario_passes_the_linter(
    scenario: dict[str, Any], with_facts: bool
) -> None:
    facts = dict(scenario["application"])
    proofs: tuple[Proof, ...] = ()
    if with_facts:
        facts |= {
            "title": "Ward Nurse",
            "employer": "Harbour Clinic",
            "posting_id": "HC-204",
            "sender": {"name": "Ira Sample", "phone": "+1 555 0134"},
            "contacts": [
                {"name": "Noor Example"},
                {"name": "Kit Invented", "role": "referrer"},
            ],
        }
        proofs = (
            Proof(
                requirement="Three years on a surgical ward; you must be able to act immediately.",
                line="Surgical ward nurse, Lakeside Hospital, 2018-2024: 24 beds, night lead.",
            ),
        )
    application = parse_application(json.dumps(facts), name="a.json")
    plan = plan_followup(
        application,
        None,
        today=date.fromisoformat(scenario["today"]),
        band=Band(scenario["fit"]),
    )

    for draft in draft_messages(application, plan, proofs):
        findings = lint_own_draft(draft, application, proofs)
        assert [f for f in findings if f.blocking] == [], draft.text
        if with_facts:
            own = ("your answer to what they asked, with a day and a time",)
            assert draft.blanks in ((), own), draft.text


@pytest.mark.shared
def test_the_scenarios_of_the_design_hold_too(shared: Path) -> None:
    design = json.loads((shared / "design" / "followup_scenarios.json").read_text("utf-8"))

    for scenario in design["scenarios"]:
        application = parse_application(json.dumps(scenario["application"]), name="a.json")
        plan = plan_followup(
            application,
            None,
            today=date.fromisoformat(scenario["today"]),
            band=Band(scenario["fit"]),
        )
        assert differences(plan_object(plan), scenario["expect"]) == [], scenario["id"]
