"""A resume beside many postings at once is judged as it is beside each of them alone."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.embeddings import Embeddings, on_grid
from fitcheck.matching import stack as stacking
from fitcheck.matching.beside import find_alone, find_beside
from fitcheck.matching.judgement import judge, judge_found
from fitcheck.matching.stack import stacks
from fitcheck.settings import Settings
from tests.matching.builders import asked_of, index_of
from tests.matching.test_once import POSTINGS, RESUMES

SETTINGS = Settings()
SILENT = "# Clerk\n\nWe are a bakery by the sea.\n"
LINES = st.lists(st.text(max_size=40), min_size=1, max_size=12)


@pytest.mark.parametrize("text", RESUMES)
@pytest.mark.parametrize("height", [1, 2, 3])
def test_answers_do_not_depend_on_the_postings_beside(
    text: str, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stacking, "HEIGHT", height)
    asking = (*POSTINGS, SILENT, *POSTINGS)
    index, asked = index_of(text), [asked_of(words) for words in asking]
    among = [
        judge_found(found, SETTINGS)
        for stack in stacks(asked)
        for found in find_beside(stack, index, SETTINGS)
    ]
    single = [judge(index_of(text), asked_of(words), SETTINGS) for words in asking]
    assert [repr(report) for report in among] == [repr(report) for report in single]


def test_no_postings_are_no_stack() -> None:
    assert stacks(()) == ()


def test_a_stack_without_requirements_measures_nothing() -> None:
    found = find_alone(asked_of(SILENT), index_of(RESUMES[0]), SETTINGS)
    assert found.telling.shape[0] == 0
    assert not found.nearest.placed


@given(LINES, LINES, st.randoms(use_true_random=False))
def test_cosines_do_not_depend_on_the_order_of_adding(
    one: list[str], other: list[str], order: random.Random
) -> None:
    table = Embeddings.load()
    first, second = on_grid(table.encode(one)), on_grid(table.encode(other))
    shuffled = list(range(table.dimensions))
    order.shuffle(shuffled)
    assert np.array_equal(first @ second.T, first[:, shuffled] @ second[:, shuffled].T)
    assert np.allclose(first @ second.T, table.encode(one) @ table.encode(other).T, atol=1e-5)
