"""Ranking concepts by likeness to a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.linking import Linker, grams_of, runs_of

NAMES = {
    "supervise staff": ("lead a team", "staff supervision"),
    "PostgreSQL": ("postgres",),
    "manage budgets": (),
    "bake bread": (),
    "COBOL": (),
}
LINKER = Linker(NAMES, Embeddings.load())


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("You will lead a team of six nurses on nights", "supervise staff"),
        ("Working with Postgres and Redis", "PostgreSQL"),
        ("Responsible for the yearly budget of the department", "manage budgets"),
        ("CoBOL on a mainframe", "COBOL"),
    ],
)
def test_the_concept_that_is_meant_comes_first(text: str, concept: str) -> None:
    assert LINKER.link(text, most=1)[0].concept == concept


@given(st.text(max_size=120), st.integers(min_value=0, max_value=8))
def test_links_are_distinct_concepts_best_first(text: str, most: int) -> None:
    found = LINKER.link(text, most=most)
    assert len({one.concept for one in found}) == len(found) == min(most, len(NAMES))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_runs_begin_and_end_with_telling_words() -> None:
    assert runs_of("the care of the elderly") == ["care", "care of the elderly", "elderly"]


def test_letters_are_counted_inside_words_only() -> None:
    assert not any(" " in gram.strip() for gram in grams_of("red shed"))
    assert grams_of("ab") == {" ab": 1, "ab ": 1, " ab ": 1}
