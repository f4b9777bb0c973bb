"""Title and employer that nothing but commas part."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.profiles.header_commas import before_employer, is_unnamed, pieces_of, split_comma
from fitcheck.profiles.headers import read_header


@pytest.mark.parametrize(
    ("line", "title", "employer"),
    [
        ("Lecturer II, Statistics, Springfield State University", "Lecturer II, Statistics", None),
        ("Shift Lead, Copper Kettle Roasters, Duluth", "Shift Lead", "Copper Kettle Roasters"),
        ("Intern, payroll and personnel administration, Globex Ltd", None, "Globex Ltd"),
        ("Paraprofessional, special education, a public school district", None, "a public school"),
        ("Setting-out Engineer (Saturdays, unpaid), Larch Levels", "(Saturdays, unpaid)", "Larch"),
        ("Bike Courier, then Cargo Bike Lead, Pedal Express", "then Cargo", "Pedal Express"),
        ("Senior Executive HR, Westbrook Infoservices", "Senior Executive HR", "Westbrook"),
        ("General Manager, Larkrise Living, White Rose Centre", "General Manager", "Larkrise"),
        ("Nursing Aide, fines de semana, Asilo San Juan", "Nursing Aide", "Asilo San Juan"),
    ],
)
def test_a_comma_parts_a_title_with_its_field_from_the_employer(
    line: str, title: str | None, employer: str | None
) -> None:
    said, worked_for = split_comma(line)
    assert title is None or title in said
    assert worked_for is not None
    assert employer is None or worked_for.startswith(employer)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Bar work, The Red Lion", ("Bar work", "The Red Lion")),
        ("Weekend shift, family restaurant", ("Weekend shift", "family restaurant")),
        ("Globex, Boston", (None, "Globex, Boston")),
        ("Moss and Fern, Leeds", (None, "Moss and Fern, Leeds")),
    ],
)
def test_a_title_without_a_word_of_one_is_told_by_its_small_letters(
    line: str, parts: tuple[str | None, str]
) -> None:
    assert before_employer(line) == parts


def test_a_comma_in_brackets_parts_nothing() -> None:
    assert pieces_of("Caller (evenings, part time), Globex, Inc.") == [
        "Caller (evenings, part time)",
        "Globex, Inc.",
    ]


def test_an_employer_without_a_name_begins_small() -> None:
    assert is_unnamed("a public school district")
    assert not is_unnamed("La Puebla de Arriba")


def test_only_a_comma_before_the_employer_makes_it_a_guess() -> None:
    assert read_header(("Detective, fraud team, 2019 - 2021",)).parted
    assert not read_header(("Detective", "Globex Ltd", "2019 - 2021")).parted


@given(st.text(alphabet="abcXYZ ,()&.é", max_size=60))
def test_no_letter_is_lost_or_added_at_a_comma(text: str) -> None:
    joined = ", ".join(pieces_of(text))
    assert [c for c in joined if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(max_size=200))
def test_title_and_employer_hold_no_letter_that_the_line_lacks(text: str) -> None:
    title, employer = split_comma(text)
    assert not Counter(_letters(title + (employer or ""))) - Counter(_letters(text))
    first, rest = before_employer(text)
    assert _letters((first or "") + rest) == _letters(text)


def _letters(text: str) -> list[str]:
    return [c for c in text if c.isalnum()]
