"""The .ics file, read back by two independent parsers."""

from __future__ import annotations

import json
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from fitcheck.followup.application import Application, Channel, Contact, Event, EventKind
from fitcheck.followup.application_file import parse_application
from fitcheck.followup.calendar import CalendarEntry, calendar_entries
from fitcheck.matching.match import Band
from fitcheck.render.ics import render_ics

STAMP = datetime(2026, 11, 2, tzinfo=UTC)
SCENARIOS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "followup" / "acceptance.json").read_text("utf-8")
)["scenarios"]


def scenario_entries(scenario: dict[str, Any]) -> tuple[CalendarEntry, ...]:
    contact = {"name": "Noor; Example, \\ Ltd", "tz": "America/Los_Angeles", "phone": "1"}
    facts = {"contacts": [contact], "title": "Nurse, ward; 3\\4 – Ö " + "long " * 40}
    application = parse_application(json.dumps(facts | scenario["application"]), name="a.json")
    return calendar_entries(
        application, today=date.fromisoformat(scenario["today"]), band=Band(scenario["fit"])
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: str(s["id"]))
def test_icalendar_reads_back_every_entry(scenario: dict[str, Any]) -> None:
    entries = scenario_entries(scenario)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        calendar = icalendar.Calendar.from_ical(render_ics(entries, stamp=STAMP))

    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(entries)
    for event, entry in zip(events, entries, strict=True):
        assert event.errors == []
        assert str(event["uid"]) == entry.uid
        assert event.decoded("sequence") == entry.sequence
        assert event.decoded("dtstart") == entry.start
        assert event.decoded("dtend") == entry.end
        assert str(event["summary"]) == entry.summary
        assert str(event["description"]) == entry.description if entry.description else True
        assert str(event["status"]) == ("CANCELLED" if entry.cancelled else "CONFIRMED")
        alarms = list(event.walk("VALARM"))
        assert [a.decoded("trigger") for a in alarms] == ([entry.alarm] if entry.alarm else [])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: str(s["id"]))
def test_vobject_reads_and_validates_the_same(scenario: dict[str, Any]) -> None:
    import vobject

    entries = scenario_entries(scenario)
    calendar = vobject.readOne(render_ics(entries, stamp=STAMP))

    assert calendar.validate(raiseException=True) is not False
    events = calendar.contents.get("vevent", [])
    assert [event.uid.value for event in events] == [entry.uid for entry in entries]
    assert [event.dtstart.value for event in events] == [entry.start for entry in entries]
    assert [event.summary.value for event in events] == [entry.summary for entry in entries]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: str(s["id"]))
def test_the_ics_package_reads_the_same(scenario: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        # ics 0.7 itself uses calls that its own dependencies have deprecated.
        warnings.simplefilter("ignore")
        import ics

        entries = scenario_entries(scenario)
        calendar = ics.Calendar(render_ics(entries, stamp=STAMP))

    assert {event.uid for event in calendar.events} == {entry.uid for entry in entries}


def test_lines_end_with_crlf_and_stay_within_75_octets() -> None:
    text = render_ics(scenario_entries(SCENARIOS[17]), stamp=STAMP)

    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "TZID" not in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    entries = scenario_entries(SCENARIOS[17])

    assert render_ics(entries, stamp=STAMP) == render_ics(entries, stamp=STAMP)


def test_a_title_cannot_smuggle_in_a_property() -> None:
    application = Application(
        id="a",
        channel=Channel.MET,
        title="x\r\nATTENDEE:mailto:a@example.org",
        contacts=(Contact(name="N\nBEGIN:VALARM"),),
        events=(Event(on=date(2026, 11, 2), kind=EventKind.INTERVIEW),),
    )
    text = render_ics(
        calendar_entries(application, today=date(2026, 11, 2), band=Band.STRONG), stamp=STAMP
    )

    assert not [line for line in text.split("\r\n") if line.startswith(("ATTENDEE", "BEGIN:N"))]
    calendar = icalendar.Calendar.from_ical(text)
    assert all("attendee" not in event for event in calendar.walk("VEVENT"))


def test_a_stamp_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_ics((), stamp=datetime(2026, 11, 2))  # noqa: DTZ001
