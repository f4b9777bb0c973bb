"""Whether a resume is of the posting's line of work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.advice.verdict import Decision, decide
from fitcheck.documents.text import document_from_text
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.match import Band, FitReport, Level, Match
from fitcheck.matching.scorer import band, score
from fitcheck.profiles.posting import parse_posting
from fitcheck.settings import Settings
from tests.matching.builders import AS_OF, report, requirement

NURSING = (
    "# Registered Nurse, Surgical Ward\n## Responsibilities\n"
    "- Assess and monitor patients after surgery\n- Give medicines and record vital signs\n"
    "- Plan the care of each patient with the doctors and with the family of the patient\n"
)
NURSE = (
    "# Experience\n## Staff Nurse, City Hospital (Jan 2016 - Present)\n"
    "- Looked after patients on a surgical ward of 28 beds\n"
    "- Gave medicines and kept the charts of all the patients\n"
    "- Was the one who showed new staff how the work of the ward is done and what to look for\n"
)
WELDER = (
    "# Experience\n## Welder, Harbour Steel (Jan 2016 - Present)\n"
    "- Welded hull plates with MIG and stick electrodes\n"
    "- Ground and inspected the seams of the hull\n"
    "- Was the one who showed new staff how the work of the yard is done and what to look for\n"
)


GERMAN = (
    "# Krankenpfleger (m/w/d)\n## Ihre Aufgaben\n"
    "- Sie pflegen und versorgen unsere Patienten auf der Station und in der Aufnahme\n"
    "- Sie dokumentieren die Pflege und sprechen mit den Angehörigen der Patienten\n"
)


def kinship(resume: str, posting: str = NURSING) -> float:
    found = report(resume, posting).kinship
    assert found is not None
    return found


def test_the_same_work_is_nearer_than_another_trade() -> None:
    assert kinship(NURSE) > Settings().bands.kinship > kinship(WELDER)


def test_work_of_another_kind_beside_it_takes_nothing_away() -> None:
    both = NURSE + WELDER.removeprefix("# Experience\n").replace("Present", "Dec 2018")
    assert kinship(both) >= kinship(WELDER)
    assert kinship(both) > Settings().bands.kinship


@pytest.mark.parametrize(
    ("resume", "posting"),
    [
        ("# Skills\n- Nursing, triage, wound care\n", NURSING),
        (NURSE, "## Responsibilities\n- Assess and monitor patients\n"),
        (
            NURSE,
            GERMAN,
        ),
    ],
    ids=["no position", "no title", "another language"],
)
def test_what_cannot_be_told_is_not_held_against_anybody(resume: str, posting: str) -> None:
    assert report(resume, posting).kinship is None


def shown(kin: float | None) -> FitReport:
    """A report of three things asked, all shown."""
    matches = [
        Match(requirement=requirement(f"q{n}"), level=Level.DEMONSTRATED, reason="why")
        for n in range(3)
    ]
    return score(matches, Settings(), kinship=kin)


def test_another_trade_is_weak_at_most_and_moves_no_score() -> None:
    assert shown(None).band is shown(0.5).band is Band.STRONG
    assert shown(0.1).band is Band.WEAK
    assert shown(0.1).score == shown(None).score


def test_the_reason_to_skip_names_the_other_trade() -> None:
    posting = "# Nurse\n## Requirements\n- MIG welding\n- Stick welding\n"
    vocabulary = Vocabulary.load()
    asked = parse_posting(
        document_from_text(posting, media_type="text/markdown"), as_of=AS_OF, vocabulary=vocabulary
    )
    verdict = decide(
        replace(report(WELDER, posting), kinship=0.1, band=Band.WEAK), asked, Settings()
    )
    assert verdict.decision is Decision.SKIP
    assert "another line" in verdict.reasons[0].text.replace("quite ", "")


@given(st.floats(0, 1), st.floats(0, 1))
def test_nearer_work_never_lowers_a_band(one: float, other: float) -> None:
    order = [Band.NONE, Band.WEAK, Band.PARTIAL, Band.STRONG]
    low, high = (order.index(band(shown(kin), Settings().bands)) for kin in sorted((one, other)))
    assert low <= high
