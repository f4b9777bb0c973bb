"""Fields of study: the same, kindred, and others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.matching.fields import (
    Nearness,
    accepts_related,
    asks_technical,
    degree_examples,
    examples,
    groups_of,
    nearness,
    same_field,
    technical,
    told_by_degree,
)


@pytest.mark.parametrize("entry", examples(), ids=lambda entry: entry[0])
def test_every_group_holds_its_examples(
    entry: tuple[str, tuple[str, ...], tuple[str, ...]],
) -> None:
    name, accept, reject = entry
    assert [text for text in accept if name not in groups_of(text)] == []
    assert [text for text in reject if name in groups_of(text)] == []


@pytest.mark.parametrize(
    ("studied", "asked"),
    [
        ("Computer Science", "cs"),
        ("BFA Theatre, directing emphasis", "theater"),
        ("BSc Mathematics, minor in Computer Science", "computer science"),
        ("Diseño para la Comunicación Gráfica", "comunicación visual o diseño gráfico"),
        ("Business Administration", "business"),
    ],
)
def test_one_field_has_many_names(studied: str, asked: str) -> None:
    assert same_field(studied, [asked])


def test_another_field_is_not_the_same() -> None:
    assert not same_field("History", ["computer science"])
    assert not same_field("Social Science", ["computer science"])


def test_related_fields_are_taken_only_where_the_line_says_so() -> None:
    assert accepts_related("Degree in CS or a related field")
    assert accepts_related("a cognate discipline")
    assert not accepts_related("Degree in Electrical Engineering or equivalent experience")


@pytest.mark.parametrize("entry", degree_examples(), ids=lambda entry: entry[0])
def test_every_degree_holds_its_examples(
    entry: tuple[str, tuple[str, ...], tuple[str, ...]],
) -> None:
    name, accept, reject = entry
    assert [text for text in accept if name not in told_by_degree(text)] == []
    assert [text for text in reject if name in told_by_degree(text)] == []


@pytest.mark.parametrize(
    ("studied", "asked", "near"),
    [
        ("Computer Science", "computer science", Nearness.SAME),
        ("Sociology", "psychology", Nearness.KINDRED),
        ("Civil Engineering", "software engineering", Nearness.BESIDE),
        ("Physics", "civil engineering", Nearness.BESIDE),
        ("Sorbian", "computer science", Nearness.UNTOLD),
        ("Nursing", "drafting", Nearness.OTHER),
    ],
)
def test_fields_lie_near_or_far(studied: str, asked: str, near: Nearness) -> None:
    assert nearness(studied, [asked]) is near


FIELDS = st.sampled_from(
    ["Physics", "Nursing", "Law", "Graphic Design", "Accounting", "Sorbian", "History", "Biology"]
)


@given(FIELDS, FIELDS)
def test_nearness_has_no_direction(first: str, second: str) -> None:
    assert nearness(first, [second]) is nearness(second, [first])


@given(FIELDS, st.lists(FIELDS, min_size=1, max_size=3), FIELDS)
def test_one_more_field_asked_brings_no_known_field_farther(
    studied: str, asked: list[str], more: str
) -> None:
    assert nearness(studied, [*asked, more]) >= nearness(studied, asked)


def test_a_technical_degree_takes_any_field_of_technology_or_science() -> None:
    assert asks_technical("Technical degree required")
    assert asks_technical("a degree in a STEM field")
    assert not asks_technical("a degree in technical communication")
    assert technical("Biology") is Nearness.SAME
    assert technical("Law") is Nearness.OTHER
    assert technical("") is Nearness.UNTOLD
