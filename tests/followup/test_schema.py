"""The shipped JSON Schema says what the reader of application files says."""

from __future__ import annotations

import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fitcheck.errors import ApplicationFileError
from fitcheck.followup.application import (
    Barred,
    Channel,
    EventKind,
    FirmSize,
    OverrideVerdict,
    Persistence,
    RecruiterKind,
    Role,
    Tie,
    Via,
)
from fitcheck.followup.application_file import build_application, parse_application
from fitcheck.matching.match import Band
from fitcheck.records.fields import Fields
from fitcheck.records.places import Places
from fitcheck.settings import FollowupSettings

SCHEMA: dict[str, Any] = json.loads(
    (files("fitcheck") / "data" / "application.schema.json").read_text(encoding="utf-8")
)
SCENARIOS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "acceptance.json").read_text("utf-8")
)["scenarios"]
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_it_names_exactly_the_keys_that_are_read() -> None:
    top = Fields({"channel": "ats"}, Places({}), "a.json")
    build_application(top, stem="a")

    assert set(SCHEMA["properties"]) == top.known
    assert set(SCHEMA["properties"]["settings"]["properties"]) == {
        field.name for field in fields(FollowupSettings)
    }


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (SCHEMA["properties"]["channel"], Channel),
        (SCHEMA["properties"]["size"]["anyOf"][0], FirmSize),
        (SCHEMA["properties"]["ties"]["items"], Tie),
        (SCHEMA["properties"]["fit"], Band),
        (SCHEMA["properties"]["contact_policy"]["items"], Barred),
        (SCHEMA["properties"]["persistence"], Persistence),
        (SCHEMA["properties"]["override"]["properties"]["verdict"], OverrideVerdict),
        (SCHEMA["properties"]["events"]["items"]["properties"]["kind"], EventKind),
        (SCHEMA["properties"]["events"]["items"]["properties"]["via"], Via),
        (SCHEMA["properties"]["contact"]["properties"]["role"], Role),
        (SCHEMA["properties"]["contact"]["properties"]["recruiter_kind"], RecruiterKind),
    ],
)
def test_its_words_are_those_of_the_code(found: dict[str, Any], kind: Any) -> None:
    assert found["enum"] == [member.value for member in kind]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: str(s["id"]))
def test_every_scenario_is_a_valid_file(scenario: dict[str, Any]) -> None:
    VALIDATOR.validate(scenario["application"])


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"channel": "post"},
        {"channel": "ats", "size": "many"},
        {"channel": "ats", "size": 0},
        {"channel": "ats", "chanel": 1},
        {"channel": "ats", "events": [{"on": "2026-11-02"}]},
        {"channel": "ats", "events": [{"on": "2026-11-02", "kind": "touch", "when": "soon"}]},
        {"channel": "ats", "settings": {"review_days": 1}},
        {"channel": "ats", "override": {"on": "2026-11-02", "reason": "r"}},
        {"channel": "ats", "title": ""},
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(facts: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(facts)
    with pytest.raises(ApplicationFileError):
        parse_application(json.dumps(facts), name="a.json")
