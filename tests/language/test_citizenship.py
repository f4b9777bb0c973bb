"""Citizenship and rights to work, as resumes state them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.citizenship import ANYWHERE, find_rights, may_work


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Portuguese citizen", {"PT"}),
        ("Dutch and Czech nationality", {"NL", "CZ"}),
        ("Nationality: Portuguese and Italian", {"PT", "IT"}),
        ("EU citizen", {"EU"}),
        ("nationalité française", {"FR"}),
        ("Italian passport", {"IT"}),
        ("U.S. citizen", {"US"}),
        ("Stamp 4, full driving licence", {"IE"}),
        ("Right to work in the United Kingdom", {"GB"}),
        ("No permit needed.", {ANYWHERE}),
    ],
)
def test_plain_statements_are_read(text: str, countries: set[str]) -> None:
    assert set(find_rights(text)[0].countries) == countries


@pytest.mark.parametrize(
    "text",
    [
        "Senior citizen services",
        "Polish, English and German spoken",
        "Born in Lisbon",
        "Requires a work permit",
        "EU projects for Dutch clients",
    ],
)
def test_languages_births_and_wishes_are_no_statement(text: str) -> None:
    assert find_rights(text) == ()


@pytest.mark.parametrize(
    ("held", "asked", "allowed"),
    [
        ({"PL"}, {"BE"}, True),
        ({"EU"}, {"PL"}, True),
        ({"IE"}, {"GB"}, True),
        ({"NZ"}, {"AU"}, True),
        ({"US"}, {"BE"}, False),
        ({"GB"}, {"EU"}, False),
        ({ANYWHERE}, {"CA"}, True),
    ],
)
def test_free_movement_counts_and_nothing_else(
    held: set[str], asked: set[str], allowed: bool
) -> None:
    assert may_work(frozenset(held), asked) is allowed


@given(st.text(max_size=300))
def test_any_text_is_read_with_spans_inside_it(text: str) -> None:
    assert all(0 <= r.span.start < r.span.end <= len(text) for r in find_rights(text))
