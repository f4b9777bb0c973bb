"""The arithmetic of the recall of retrieval."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.retrieval import Ranked, figures, held, interval, share


def ranked(worth: list[int], places: list[int]) -> Ranked:
    """A resume; the postings with these numbers are worth it and its best."""
    wanted = np.zeros(len(places), dtype=np.bool_)
    wanted[worth] = True
    return Ranked(
        worth=wanted,
        best=wanted,
        first=wanted,
        places={"fitcheck": np.array(places)},
        seconds=(0.01, 1.0),
    )


def test_the_share_is_of_all_pairs_and_not_of_resumes() -> None:
    counts = held([ranked([0, 1, 2], [0, 9, 8]), ranked([2], [5, 6, 0])], "fitcheck", 1, "worth")
    assert counts.tolist() == [[1, 3], [1, 1]]
    assert share(counts) == 0.5


def test_the_interval_holds_the_share_and_is_a_point_where_all_are_alike() -> None:
    counts = np.array([[1.0, 2.0], [0.0, 2.0], [2.0, 2.0], [1.0, 1.0]])
    low, high = interval(counts)
    assert low < share(counts) < high
    assert interval(np.array([[1.0, 2.0]] * 5)) == (0.5, 0.5)


def test_resumes_without_a_pair_worth_it_say_nothing_of_the_mean_by_resume() -> None:
    order = list(range(30))
    told = figures([ranked([0], order), ranked([29], order), ranked([], order)])
    assert [row["nearest"] for row in told["rows"]] == [10, 20]
    assert told["rows"][0]["by_resume"] == 0.5
    assert told["worth"] == 2
    assert told["ratio"] == pytest.approx(0.01)
