"""Several dates of one job as one range made of parts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.datelists import joined_lists
from fitcheck.language.dates import (
    DateRange,
    FoundRange,
    find_ranges,
    merged_months,
    months_between,
)

AS_OF = date(2026, 11, 22)


def lists_in(text: str) -> tuple[FoundRange, ...]:
    return joined_lists(text, find_ranges(text, single=True))


@pytest.mark.parametrize(
    ("text", "start", "end", "months"),
    [
        ("Summer 2015, Summer 2016", "2015-06", "2016-08", 6),
        ("Feb-Aug 2020 and Summer 2021", "2020-02", "2021-08", 10),
        ("Aug '19, Aug '20, Aug '21", "2019-08", "2021-08", 3),
        ("étés 2017 et 2018", "2017-06", "2018", 9),
    ],
)
def test_a_list_of_dates_spans_all_and_counts_its_parts(
    text: str, start: str, end: str, months: int
) -> None:
    (found,) = lists_in(text)
    assert (str(found.range.start), str(found.range.end)) == (start, end)
    assert months_between(found.range, AS_OF) == months


def test_a_list_without_a_month_is_not_yet_a_range() -> None:
    (found,) = lists_in("Prize 2015, 2016")
    assert not found.joined


def test_dates_apart_or_backwards_are_no_list() -> None:
    assert len(lists_in("Summer 2015 at Globex, Summer 2016")) == 2
    assert len(lists_in("Summer 2016, Summer 2015")) == 2


@given(st.lists(st.integers(1980, 2024), min_size=1, max_size=12))
def test_parts_never_count_more_than_the_whole(years: list[int]) -> None:
    text = ", ".join(f"Summer {year}" for year in sorted(years))
    for found in lists_in(text):
        whole = DateRange(start=found.range.start, end=found.range.end)
        counted = months_between(found.range, AS_OF)
        assert counted is not None
        assert counted <= (months_between(whole, AS_OF) or 0)
        assert merged_months([found.range], AS_OF) == counted
