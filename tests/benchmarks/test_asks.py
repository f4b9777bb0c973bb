"""The counting of asks: which line a quote stands for, and what is right."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.asks import figures, zone_read
from benchmarks.line_matching import best_lines
from fitcheck.documents.document import Span
from fitcheck.language.lines import Zone
from fitcheck.profiles.profile import Kind, Necessity, Requirement

LINES = {
    "L001": "You have a degree in social work, and you know the town. You drive. Tea is free.",
    "L002": "Five years of case work",
    "L003": "A driving licence of class B",
}


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("You drive.", ["L001"]),
        ("Five years of case work.", ["L002"]),
        ("Five years of case work A driving licence of class B", ["L002", "L003"]),
        ("Unrelated words altogether", []),
    ],
)
def test_a_quote_stands_for_the_line_that_holds_it(quote: str, lines: list[str]) -> None:
    assert best_lines(quote, LINES) == lines


def asked(zone: Zone, kind: Kind = Kind.SKILL) -> Requirement:
    return Requirement(
        id="q1", kind=kind, necessity=Necessity.REQUIRED, zone=zone, span=Span(start=0, end=1)
    )


def test_a_line_read_as_two_things_counts_as_the_right_one() -> None:
    both = [asked(Zone.REQUIRED), asked(Zone.PREFERRED)]
    assert zone_read(both, frozenset({"preferred"})) == "preferred"
    assert zone_read(both, frozenset({"duty"})) == "required"


def test_a_missed_must_and_a_spurious_one_both_lower_its_f1() -> None:
    whole = Counter({"zone required required": 8})
    missed = whole + Counter({"zone required none": 2})
    spare = whole + Counter({"zone none required": 2})
    assert figures(whole)["must F1"] == 1.0
    assert figures(missed)["must F1"] == figures(spare)["must F1"] == pytest.approx(16 / 18)


def test_shares_are_of_those_that_have_the_thing() -> None:
    tally = Counter(years_n=4, years_ok=3, years_spurious=1, degree_n=0)
    found = figures(tally)
    assert (found["years"], found["years spurious"], found["degree"]) == (0.75, 0.25, 0.0)
