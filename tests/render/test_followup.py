"""A plan as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from fitcheck.followup.application import (
    Application,
    Channel,
    Event,
    EventKind,
    FirmSize,
    Override,
    OverrideVerdict,
)
from fitcheck.followup.messages import draft_messages
from fitcheck.followup.plan import Plan
from fitcheck.followup.policy import plan_followup
from fitcheck.matching.match import Band
from fitcheck.render.followup import findings_text, headline, plan_json, plan_object, plan_text

DAY = date(2026, 11, 16)
APPLICATION = Application(
    id="a",
    channel=Channel.ATS,
    size=FirmSize.SMALL,
    applied_on=date(2026, 11, 2),
    title="Baker",
    employer="Crumb",
)

WIRE_KEYS = (
    "decision", "state", "presumption", "next", "due", "slot", "channel", "target", "close_on",
    "apply_by", "thank_you", "review_if_applied_today", "with_revised_resume", "counts_as_spam",
    "suggest", "lint", "cancelled", "override_refused", "schedule", "reasons", "computed",
    "overridden",
)  # fmt: skip


def plan(application: Application = APPLICATION, today: date = DAY) -> Plan:
    return plan_followup(application, None, today=today, band=Band.STRONG)


def test_the_object_has_the_keys_of_the_wire_schema_in_its_order() -> None:
    assert tuple(plan_object(plan()))[: len(WIRE_KEYS)] == WIRE_KEYS


def test_the_json_names_its_schema_and_holds_plain_values() -> None:
    found = json.loads(plan_json(plan(), draft_messages(APPLICATION, plan())))

    assert found["schema"] == "fitcheck.followup/1"
    assert found["state"] == found["computed"] == "follow_up"
    assert found["decision"] is None
    assert found["schedule"][0] == {"on": "2026-11-16", "kind": "follow_up", "target": "employer"}
    assert found["drafts"][0]["channel"] == "email"
    assert {"rule", "text", "source"} == set(found["reasons"][0])


def test_the_headline_says_what_when_and_how() -> None:
    assert headline(plan()) == (
        "FOLLOW UP · follow up on Mon 2026-11-16 · by email · close on Tue 2026-12-01 · "
        "presumed: probably rejected"
    )


def test_the_text_gives_reasons_with_their_rules_and_sources() -> None:
    text = plan_text(APPLICATION, plan(), draft_messages(APPLICATION, plan()))

    assert text.startswith("Baker, Crumb\nFOLLOW UP")
    assert "[Q4; 003]" in text
    assert "Tue 2026-11-24  last ask (employer) by email" in text
    assert "--- email-follow-up" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_an_override_stands_beside_what_was_computed() -> None:
    override = Override(on=DAY, reason="they asked me", verdict=OverrideVerdict.CLOSE)
    chosen = replace(APPLICATION, override=override)

    text = plan_text(chosen, plan(chosen))
    assert "CLOSE" in text
    assert "your decision: they asked me" in text
    assert "computed: follow up" in text


def test_a_refused_override_is_said() -> None:
    stopped = replace(
        APPLICATION,
        events=(Event(on=DAY, kind=EventKind.STOP),),
        override=Override(on=DAY, reason="r", verdict=OverrideVerdict.FOLLOW_UP),
    )

    assert "your override is refused" in plan_text(stopped, plan(stopped))


def test_nothing_of_a_file_moves_the_cursor() -> None:
    hostile = replace(APPLICATION, title="\x1b[2J\u202eBaker", employer="C\x07")
    found = plan(hostile)

    text = plan_text(hostile, found, draft_messages(hostile, found))
    assert not set(text) & {"\x1b", "\u202e", "\x07"}


def test_no_finding_is_said_too() -> None:
    assert findings_text(()) == "nothing to change\n"
