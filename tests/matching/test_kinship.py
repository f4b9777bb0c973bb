"""Whether a resume is of the posting's line of work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.advice.verdict import Decision, decide
from fitcheck.documents.text import document_from_text
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.kinship import ease_of
from fitcheck.matching.match import Band, FitReport, Kinship, Level, Match
from fitcheck.matching.scorer import score
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
    return found.nearness


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
        (NURSE, "# Registered Nurse\n## Conditions\n- A full driving licence\n"),
        (NURSE, GERMAN),
    ],
    ids=["no position", "no work asked", "another language"],
)
def test_what_cannot_be_told_is_not_held_against_anybody(resume: str, posting: str) -> None:
    assert report(resume, posting).kinship is None


def test_the_nearest_title_is_named_by_its_position() -> None:
    both = WELDER + NURSE.removeprefix("# Experience\n").replace("Present", "Dec 2018")
    found = report(both, NURSING).kinship
    assert found is not None
    assert found.position == 1


def test_a_posting_without_a_title_is_compared_by_what_it_asks() -> None:
    untitled = NURSING.split("\n", 1)[1]
    both = report(WELDER + NURSE.removeprefix("# Experience\n"), untitled).kinship
    assert both is not None
    assert both.position == 1
    assert kinship(NURSE, untitled) > kinship(WELDER, untitled)


def test_a_bare_title_counts_for_less_than_one_with_its_work() -> None:
    bare = WELDER + "## Registered Nurse, City Hospital (Jan 2012 - Dec 2015)\n"
    assert kinship(WELDER) < kinship(bare) < kinship(NURSE)


def test_work_told_outside_of_all_jobs_counts_for_less() -> None:
    lines = "".join(line + "\n" for line in NURSE.splitlines()[2:])
    loose = WELDER + "# Projects\n" + lines.replace("\n", ", 2019\n")
    assert kinship(WELDER) < kinship(loose) < kinship(WELDER + NURSE.split("\n", 1)[1])


def test_a_title_is_no_text() -> None:
    untitled = NURSING.split("\n", 1)[1]
    titled = WELDER + "## Registered Nurse, Surgical Ward (Jan 2012 - Dec 2015)\n"
    assert kinship(titled, untitled) == kinship(WELDER, untitled)


def test_what_is_told_twice_counts_once() -> None:
    item = "- Looked after patients on a surgical ward of 28 beds\n"
    assert kinship(NURSE + 3 * item) == kinship(NURSE)


@given(st.permutations(NURSE.splitlines()[2:]))
def test_the_order_of_the_lines_changes_nothing(lines: list[str]) -> None:
    told = "\n".join([*NURSE.splitlines()[:2], *lines]) + "\n"
    assert kinship(told) == kinship(NURSE)


def shown(nearness: float | None, level: Level = Level.DEMONSTRATED) -> FitReport:
    """A report of three things asked, all at one level."""
    matches = [Match(requirement=requirement(f"q{n}"), level=level, reason="why") for n in range(3)]
    near = None if nearness is None else Kinship(nearness=nearness, position=0)
    return score(matches, Settings(), kinship=near)


def test_another_trade_is_weak_at_most() -> None:
    assert shown(None).band is shown(0.5).band is Band.STRONG
    assert shown(0.1).band is Band.WEAK


def test_the_line_of_work_adds_its_share_and_what_is_asked_the_rest() -> None:
    weight = Settings().matching.weight_line_of_work
    assert shown(0.5).score == pytest.approx(1.0 - weight + weight * 0.5)
    assert shown(0.5, Level.ABSENT).score == pytest.approx(weight * 0.5)
    assert shown(None).score == 1.0


def test_the_line_of_work_alone_is_no_score() -> None:
    assert shown(0.9, Level.UNKNOWN).score is None


def test_the_reason_to_skip_names_the_other_trade() -> None:
    posting = "# Nurse\n## Requirements\n- MIG welding\n- Stick welding\n"
    vocabulary = Vocabulary.load()
    asked = parse_posting(
        document_from_text(posting, media_type="text/markdown"), as_of=AS_OF, vocabulary=vocabulary
    )
    verdict = decide(
        replace(report(WELDER, posting), kinship=Kinship(nearness=0.1, position=0), band=Band.WEAK),
        asked,
        Settings(),
    )
    assert verdict.decision is Decision.SKIP
    assert "another line" in verdict.reasons[0].text.replace("quite ", "")


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(Level))
def test_nearer_work_never_lowers_a_band_or_a_score(one: float, other: float, level: Level) -> None:
    order = [Band.UNKNOWN, Band.NONE, Band.WEAK, Band.PARTIAL, Band.STRONG]
    low, high = (shown(nearness, level) for nearness in sorted((one, other)))
    assert order.index(low.band) <= order.index(high.band)
    assert (low.score or 0.0) <= (high.score or 0.0)


@given(st.floats(0, 1), st.floats(0, 1))
def test_cut_points_sink_as_the_lines_of_work_come_near(one: float, other: float) -> None:
    settings = Settings().matching
    low, high = (ease_of(Kinship(nearness=n, position=0), settings) for n in sorted((one, other)))
    assert low <= high
    assert ease_of(None, settings) == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Waitress", "Waiter"), ("Saleswoman", "Salesman"), ("Air Stewardess", "Air Steward")],
)
def test_the_form_of_a_title_that_tells_a_gender_moves_nothing(one: str, other: str) -> None:
    def told(title: str) -> FitReport:
        resume = (
            f"# Experience\n## {title}, The Regal (Jan 2016 - Present)\n"
            f"- Worked as a {title.lower()} for up to 80 guests a night\n"
            "- Trained new staff and kept the till of the house in order\n"
        )
        posting = (
            "# Waiter\n## Responsibilities\n- Serve guests at their tables\n"
            "- Sell drinks\n## Requirements\n- Two years as a waiter or salesman\n"
        )
        return report(resume, posting)

    first, second = told(one), told(other)
    assert (first.score, first.band) == (second.score, second.band)
    assert [m.level for m in first.matches] == [m.level for m in second.matches]
