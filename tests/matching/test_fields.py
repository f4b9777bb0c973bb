"""Fields of study: the same, kindred, and others."""

from __future__ import annotations

import pytest

from fitcheck.matching.fields import (
    accepts_related,
    examples,
    groups_of,
    kindred_field,
    same_field,
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
    assert kindred_field("Sociology", ["psychology"])
    assert not kindred_field("Civil Engineering", ["software engineering"])
