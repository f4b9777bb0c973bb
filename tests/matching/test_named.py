"""Names that no vocabulary knows, asked on one side and written on the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.matching.match import Level, Match
from tests.matching.builders import report

JOB = "# Experience\n## Staff Nurse, City Hospital (Jan 2019 - Present)\n"


def only(resume: str, ask: str, head: str = "## Requirements") -> Match:
    """The match of the only requirement."""
    (match,) = report(resume, f"{head}\n- {ask}\n").matches
    return match


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        ("Experience with Nervecentre", "Picked up Nervecentre within a week"),
        ("Current HLTAID011", "Taught HLTAID011 to new starters"),
        ("Familiar with VFFS machines from Ishida", "Ran an Ishida line on nights"),
        ("Knowledge of ezyVet or the like", "Moved the diary of the ward to ezyVet"),
    ],
)
def test_a_name_in_a_dated_line_shows_part_at_least(ask: str, line: str) -> None:
    match = only(f"{JOB}- {line}\n- Looked after patients on a ward of 28 beds\n", ask)
    assert match.level.rank >= Level.PARTIAL.rank


def test_a_name_in_a_list_is_listed() -> None:
    resume = f"{JOB}- Looked after patients on a ward\n# Skills\n- Nervecentre, BadgerNet\n"
    match = only(resume, "Keep the records in Nervecentre as you go", "## Responsibilities")
    assert match.level is Level.LISTED


def test_a_name_is_said_in_the_reason() -> None:
    ask = "Familiar with VFFS machines from Ishida"
    match = only(f"{JOB}- Ran an Ishida line on nights\n", ask)
    assert match.reason == "Ishida named in a job"


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        ("Keep to the Ohio code", "Moved to Ohio for the job"),
        ("Work well with the team of Elmfield", "Picked up the van from the yard"),
        ("Must be able to LIFT heavy boxes", "Took the lift to the ward"),
        ("Cheerful at the desk", "Cheerful Charlie was the ward's mascot"),
        ("Approve PTO and overtime in time", "Kept the PTO of the staff"),
        ("Wherescape DataVault (3D and RED)", "Gave blood with the Red Cross"),
        ("Knowledge of ML Platforms", "Courses on LMS Platforms"),
    ],
    ids=[
        "a place",
        "no name there",
        "capitals for loudness",
        "a sentence begins",
        "no thing",
        "another word in capitals",
        "an everyday word",
    ],
)
def test_what_is_no_name_shows_nothing(ask: str, line: str) -> None:
    match = only(f"{JOB}- {line}\n", ask)
    assert "named in" not in match.reason


def test_a_name_that_is_denied_shows_nothing() -> None:
    match = only(f"{JOB}- No experience with Nervecentre\n", "Experience with Nervecentre")
    assert match.level is Level.ABSENT


def test_words_in_capitals_throughout_are_no_names() -> None:
    match = only(f"{JOB}- PICKED UP THE RECORDS IN TIME\n", "KEEP THE RECORDS IN TIME AND TIDY")
    assert "named in" not in match.reason


@settings(max_examples=25)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_searched_for_names(ask: str, line: str) -> None:
    report(f"{JOB}- {line}\n", f"## Requirements\n- Knows {ask}\n")
