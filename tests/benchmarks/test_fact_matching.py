from __future__ import annotations

from datetime import date

import pytest

from benchmarks.fact_matching import agrees, alike, labelled_months, pairs_of
from benchmarks.labels import Held
from fitcheck.documents.document import Span
from fitcheck.language.dates import DateRange, PartialDate
from fitcheck.profiles.profile import Position, PositionKind


def held(start: str | None = "2017", end: str | None = "2019-05", title: str = "Baker") -> Held:
    return Held(title=title, employer="Rye House", start=start, end=end, line="r004")


def position(
    title: str | None = "Baker", start: str = "2017", end: str | None = "2019-05"
) -> Position:
    return Position(
        title=title,
        employer="Rye House",
        location=None,
        dates=DateRange(
            start=partial(start), end=partial(end) if end else None, current=end is None
        ),
        months=None,
        kind=PositionKind.JOB,
        span=Span(start=0, end=1),
        body=Span(start=0, end=1),
    )


def partial(text: str) -> PartialDate:
    year, _, month = text.partition("-")
    return PartialDate(year=int(year), month=int(month) if month else None)


def test_dates_agree_where_start_and_end_are_the_same() -> None:
    assert agrees(held(), position(), "Baker 2017 - May 2019")
    assert agrees(held(end="present"), position(end=None), "Baker 2017 - now")
    assert not agrees(held(), position(end="2019-06"), "Baker 2017 - June 2019")


def test_a_season_counts_as_its_year_only_where_one_is_named() -> None:
    season = position(start="2017-06", end="2017-08")
    assert agrees(held(start="2017", end="2017"), season, "Baker, summer 2017")
    assert not agrees(held(start="2017", end="2017"), season, "Baker, 06/2017 - 08/2017")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Night Baker", "Baker", True),
        ("Baker", "Welder", False),
        (None, None, True),
        ("A", None, False),
    ],
)
def test_names_are_alike_that_share_half_of_their_words(
    one: str | None, other: str | None, wanted: bool
) -> None:
    assert alike(one, other) is wanted


def test_each_position_is_used_once() -> None:
    only = position()
    pairs = list(pairs_of([held(), held(start="2015", end="2016")], [only]))
    assert [found for _, found in pairs] == [only, None]


def test_labelled_months_count_overlaps_once_and_current_ones_until_the_day() -> None:
    both = [held("2020-01", "2020-12"), held("2020-07", "present")]
    assert labelled_months(both, date(2021, 7, 1)) == 18
    assert labelled_months([held(None, "2019")], date(2021, 6, 30)) == 0
