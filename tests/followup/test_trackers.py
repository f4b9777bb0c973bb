"""Imports from the exports of job-search trackers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from fitcheck.errors import ApplicationFileError
from fitcheck.followup.application import Channel, EventKind, OverrideVerdict
from fitcheck.followup.application_file import parse_application
from fitcheck.followup.journal import new_application_text
from fitcheck.followup.trackers import header_name, import_tracker, meaning
from fitcheck.settings import load_table

TODAY = date(2026, 11, 16)
CSV = """\
Company,Job Title,Job Link,Date Applied,Status,Source,Notes
Crumb & Co,Baker,https://example.org/1,2026-11-02,Applied,LinkedIn,"fine, I think"
Oven Ltd,Head Baker,,11/25/2026,INTERVIEWING,Referral,
Dough,Baker,,11/12/2026,Rejected,Agency,
Crumb & Co,Baker,,,WISHLIST,,
Mill,Miller,,2026-10-01,GHOSTED,,
,,,,,,
Flour,Sifter,,2026-11-03,quantum,,
"""


def test_a_csv_export_gives_one_application_a_row() -> None:
    imported = import_tracker(CSV, name="export.csv", today=TODAY)
    applied, interviewed, rejected, wished, ghosted, odd = imported.applications

    assert (applied.employer, applied.title, applied.applied_on) == (
        "Crumb & Co", "Baker", date(2026, 11, 2),
    )  # fmt: skip
    assert applied.note == "fine, I think"
    assert applied.channel is Channel.ATS
    assert interviewed.events[0].kind is EventKind.INTERVIEW
    assert interviewed.channel is Channel.REFERRAL
    assert rejected.events[0].kind is EventKind.REJECTION
    assert rejected.channel is Channel.RECRUITER
    assert wished.applied_on is None
    assert ghosted.override is not None
    assert ghosted.override.verdict is OverrideVerdict.CLOSE
    assert ghosted.events == ()
    assert odd.applied_on == date(2026, 11, 3)
    assert len({a.id for a in imported.applications}) == 6
    assert [note.split(":")[0] for note in imported.notes] == ["row 3", "row 3", "row 6", "row 7"]


def test_a_json_export_with_nested_names_is_read() -> None:
    rows = [
        {
            "JobTitle": {"label": "Baker"},
            "Company": {"label": "Crumb"},
            "appliedDate": "2026-11-02T08:00:00",
            "Status": {"label": "Applied", "value": "applied"},
            "tags": ["a"],
        }
    ]

    for text in (json.dumps(rows), json.dumps({"jobs": rows})):
        (application,) = import_tracker(text, name="x.json", today=TODAY).applications
        assert (application.title, application.employer) == ("Baker", "Crumb")
        assert application.applied_on == date(2026, 11, 2)


def test_what_is_imported_can_be_written_and_read_again() -> None:
    for application in import_tracker(CSV, name="export.csv", today=TODAY).applications:
        text = new_application_text(application)
        assert parse_application(text, name="a.toml").id == application.id


def test_other_separators_are_found() -> None:
    text = CSV.replace(",", ";").replace("fine; I think", "fine")

    assert len(import_tracker(text, name="export.csv", today=TODAY).applications) == 6


@pytest.mark.parametrize("text", ["a,b\n1,2\n", '{"jobs": 3}', '{"jobs": [1]}', '"x'])
def test_an_export_without_jobs_is_one_clear_error(text: str) -> None:
    with pytest.raises(ApplicationFileError) as caught:
        import_tracker(text, name="x.csv", today=TODAY)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("entry", load_table("trackers")["field"], ids=lambda e: str(e["name"]))
def test_the_examples_of_the_columns_hold(entry: dict[str, Any]) -> None:
    for header in entry["accept"]:
        assert header_name(header) == entry["name"], header
    for header in entry["reject"]:
        assert header_name(header) != entry["name"], header


@pytest.mark.parametrize("group", ["status", "channel"])
def test_the_examples_of_the_words_hold(group: str) -> None:
    for entry in load_table("trackers")[group]:
        for word in entry["accept"]:
            assert meaning(group, word) == entry["means"], word
        for word in entry["reject"]:
            assert meaning(group, word) != entry["means"], word
