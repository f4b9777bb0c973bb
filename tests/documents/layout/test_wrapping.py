"""Wrapped lines: found by what would have fitted, never by hope."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.layout.wrapping import goes_on, join, wrap_width
from fitcheck.documents.plain import text_pieces

PROSE = (
    "The porter checks in late guests, answers the telephone, walks through the building every two "
    "hours, sets up breakfast before the day team arrives and writes down what happened at night "
    "for the manager, who reads it in the morning and asks when something remains unclear"
)


@given(st.integers(60, 110))
def test_the_width_of_wrapped_prose_is_found(width: int) -> None:
    lines = textwrap.wrap(PROSE, width)
    assert wrap_width([lines]) == max(map(len, lines))


@pytest.mark.parametrize(
    "lines",
    [
        ["Python", "SQL", "Five years of building services for a bank in the city of Porto"],
        ["Experience with ledgers and with the yearly closing of the books in a bank"] * 4,
        ["one line that is far too long to be wrapped " * 5] * 3,
        ["short", "lines", "only"],
        [],
    ],
)
def test_lists_and_long_lines_have_no_width(lines: list[str]) -> None:
    assert wrap_width([lines]) is None


def test_a_line_that_ends_in_a_date_is_given_no_slack() -> None:
    line = "Head of the night shift, Hotel Miramar in the old town, 2011 - 2014"
    assert not goes_on(line, "Kept the books", 74)
    assert goes_on("Head of the night shift of the Hotel Miramar in the old town and", "Kept", 66)


def test_a_hyphen_at_the_end_of_a_line_closes_up() -> None:
    assert join("cross-", "functional teams") == "cross-functional teams"
    assert join("2011 -", "2014") == "2011 - 2014"


@pytest.mark.parametrize("unit", ["\n", "a\n", "- \n", "| ", "a b\n" * 3, "  - x\n", "-", "• a "])
def test_hostile_texts_take_linear_time(unit: str) -> None:
    start = time.process_time()
    for _ in text_pieces(unit * (400_000 // len(unit))):
        pass
    assert time.process_time() - start < 8
