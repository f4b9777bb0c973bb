"""The counting of spans: strict, and with half credit for an overlap."""

from __future__ import annotations

from collections import Counter

import numpy as np

from benchmarks.esco_linking import precision, reciprocal
from benchmarks.spans import count, f1


def spans(*ranges: tuple[int, int]) -> frozenset[tuple[int, int]]:
    return frozenset(ranges)


def test_a_span_counts_only_where_both_ends_are_right() -> None:
    found = count(spans((0, 2), (4, 6)), spans((0, 2), (4, 7)))
    assert found == Counter(gold=2, said=2, right=1, near=1)


def test_an_overlap_is_used_once() -> None:
    found = count(spans((0, 2), (2, 4)), spans((0, 4)))
    assert (found["right"], found["near"]) == (0, 1)


def test_partial_f1_gives_half_for_an_overlap() -> None:
    counts = {"x right": 1, "x near": 1, "x gold": 2, "x said": 2}
    assert f1(counts, "x") == 0.5
    assert f1(counts, "x", partial=True) == 0.75


def test_r_precision_divides_by_the_answers_that_could_be_among_the_first_five() -> None:
    scores = np.array([9, 8, 7, 6, 5, 4, 3], np.float32)
    assert precision(scores, frozenset({0})) == 1.0
    assert precision(scores, frozenset({0, 6})) == 0.5
    assert precision(scores, frozenset(range(6))) == 1.0
    assert reciprocal(scores, frozenset({2, 6})) == 1 / 3
