"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.dates import (
    DateRange,
    PartialDate,
    find_dates,
    find_ranges,
    merged_months,
    months_between,
)

AS_OF = date(2026, 11, 22)


def ends(text: str, *, single: bool = False) -> list[tuple[str, str]]:
    found = find_ranges(text, single=single)
    return [
        (
            str(f.range.start or ""),
            "present" if f.range.current else str(f.range.end or ""),
        )
        for f in found
    ]


def year_month(text: str) -> PartialDate:
    year, _, month = text.partition("-")
    return PartialDate(year=int(year), month=int(month) if month else None)


def span_of(start: str, end: str | None) -> DateRange:
    return DateRange(
        start=year_month(start), end=year_month(end) if end else None, current=end is None
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2019 – Present", "2019-01", "present"),
        ("03/2019-2021", "2019-03", "2021"),
        ("2019 to date", "2019", "present"),
        ("01.2019 – 12.2020", "2019-01", "2020-12"),
        ("since 2015", "2015", "present"),
        ("until 2019", "", "2019"),
        ("January 2014 to January 2016", "2014-01", "2016-01"),
        ("08/2015 - Current", "2015-08", "present"),
        ("2016/17", "2016", "2017"),
        ("1998-99", "1998", "1999"),
        ("1 March 2018 – 30 April 2019", "2018-03", "2019-04"),
        ("March 1, 2018 - April 30, 2019", "2018-03", "2019-04"),
        ("März 2018 bis heute", "2018-03", "present"),
        ("janv. 2019 - déc. 2020", "2019-01", "2020-12"),
        ("enero de 2018 a marzo de 2019", "2018-01", "2019-03"),
        ("Aug. 2021 \u200b to present", "2021-08", "present"),
        ("MAR 2022 TO PRESENT", "2022-03", "present"),
        ("Jun - Aug 2019", "2019-06", "2019-08"),
        ("Nov 2018-Jan'20", "2018-11", "2020-01"),
        ("Mar 15 - Apr 17", "2015-03", "2017-04"),
        ("10/15 - 03/17", "2015-10", "2017-03"),
        ("Fall 2015 – Spring 2018", "2015-09", "2018-05"),
        ("2019-03 – 2020-04", "2019-03", "2020-04"),
        ("31.03.2019 - 01.05.2020", "2019-03", "2020-05"),
        ("10/01/2015 - 12/31/2018", "2015-10", "2018-12"),
        ("06/2014 ï¼\x8d 06/2016", "2014-06", "2016-06"),
        ("Jan 2019 â€“ Feb 2020", "2019-01", "2020-02"),
        ("Apr. 2021  Aug. 2021", "2021-04", "2021-08"),
        ("2008 2022 Northwind, a bank", "2008", "2022"),
        ("20082022 Northwind", "2008", "2022"),
        ("2020 Present Developer", "2020", "present"),
        ("Jan 2019 ‒ Feb 2020", "2019-01", "2020-02"),
        ("Jan 2019 ― Feb 2020", "2019-01", "2020-02"),
        ("Jan 2019 −Feb 2020", "2019-01", "2020-02"),
    ],
)
def test_a_range_is_read_as_people_write_it(text: str, start: str, end: str) -> None:
    assert ends(text) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Summer 2020", "2020-06", "2020-08"),
        ("Q3 2020", "2020-07", "2020-09"),
        ("Sept. '18", "2018-09", "2018-09"),
        ("May ’21", "2021-05", "2021-05"),
        ("2019-03", "2019-03", "2019-03"),
        ("Expected May 2026", "2026-05", "2026-05"),
        ("1 March 2018", "2018-03", "2018-03"),
        ("2018", "2018", "2018"),
    ],
)
def test_a_date_alone_spans_what_it_names(text: str, start: str, end: str) -> None:
    assert ends(text, single=True) == [(start, end)]
    assert [f.joined for f in find_ranges(text, single=True)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "(512) 555-2014",
        "555-2019",
        "MA 02019",
        "24/7",
        "ISO 9001:2015",
        "$2000",
        "€ 2019",
        "Windows 2012",
        "SQL Server 2008",
        "2019+ tickets",
        "13/2019",
        "00/2019",
        "32.01.2019",
        "v2.2019",
        "1.2015.3",
        "12345",
        "Python 3.11 in May",
        "over 2,019 users",
        "by March 15",
        "03/19",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_ranges(text, single=True) == ()
    assert find_dates(text) == ()


def test_two_ranges_in_one_line_are_both_found() -> None:
    assert ends("2014-2016 / 2018-2019") == [("2014", "2016"), ("2018", "2019")]


def test_the_span_covers_the_dates_and_nothing_else() -> None:
    text = "Nurse, Mercy Hospital (Jan 2019 – Present), full-time"
    (found,) = find_ranges(text)
    assert found.span.slice(text) == "Jan 2019 – Present"


def test_an_end_before_the_start_is_kept_and_said() -> None:
    (found,) = find_ranges("Mar 2020 - Feb 2018")
    assert found.range.conflicting
    assert months_between(found.range, AS_OF) is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2018-01", None, 106),
        ("2014-01", "2016-01", 25),
        ("2019-03", "2019-03", 1),
        ("2018", "2020", 24),
        ("2019", "2019", 6),
        ("2018-03", "2020", 28),
        ("2018", "2018-03", 1),
        ("2026-11", None, 1),
        ("2026", None, 4),
        ("2027-01", None, 0),
        ("2025-01", "2027-06", 22),
    ],
)
def test_months_count_from_the_first_day_to_the_first_day_after(
    start: str, end: str | None, months: int
) -> None:
    assert months_between(span_of(start, end), AS_OF) == months


def test_months_are_unknown_without_a_start() -> None:
    only_end = DateRange(start=None, end=PartialDate(year=2019))
    assert months_between(only_end, AS_OF) is None


def test_overlapping_jobs_count_once() -> None:
    jobs = [
        span_of("2018-01", "2018-12"),
        span_of("2018-07", "2019-06"),
        span_of("2020-01", "2020-01"),
    ]
    assert merged_months(jobs, AS_OF) == 18 + 1


PARTIAL = st.builds(PartialDate, year=st.integers(1950, 2040), month=st.none() | st.integers(1, 12))
RANGES = st.builds(DateRange, start=PARTIAL, end=PARTIAL) | st.builds(
    DateRange, start=PARTIAL, end=st.none(), current=st.just(True)
)


@given(st.lists(RANGES, max_size=8))
def test_merged_months_lie_between_the_longest_and_the_sum(ranges: list[DateRange]) -> None:
    each = [months_between(dates, AS_OF) or 0 for dates in ranges]
    assert max(each, default=0) <= merged_months(ranges, AS_OF) <= sum(each)


@given(RANGES)
def test_months_are_never_negative(dates: DateRange) -> None:
    months = months_between(dates, AS_OF)
    assert (months is None) == dates.conflicting or months == 0 or (months or 0) > 0


@given(st.text(alphabet="JanuryFeb 0123456789-–/.'toPresent,()", max_size=80))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    found = find_ranges(text, single=True)
    edges = [edge for f in found for edge in (f.span.start, f.span.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(1 <= (d.date.month or 1) <= 12 for d in find_dates(text))


def test_a_hostile_line_is_read_in_bounded_time() -> None:
    assert len(find_ranges("2019 - " * 20_000)) > 1
    assert find_ranges("(" * 50_000 + "Jan " * 20_000) == ()


@pytest.mark.parametrize(
    ("text", "quote", "wanted"),
    [
        ("Teller, from 09/2010 until 02/2012", "from 09/2010 until 02/2012", "2010-09 2012-02"),
        ("Forstwirtin\tvon 03/2022 bis heute", "von 03/2022 bis heute", "2022-03 None"),
        ("Ingénieure\tde 10/2013 à 02/2019", "de 10/2013 à 02/2019", "2013-10 2019-02"),
        ("Cajera, desde 2019 hasta 2021", "desde 2019 hasta 2021", "2019 2021"),
        ("Cajera 2021 - a la fecha", "2021 - a la fecha", "2021 None"),
        (
            "Secrétaire, mars 2015 jusqu’à août 2021",
            "mars 2015 jusqu’à août 2021",
            "2015-03 2021-08",
        ),
        ("Schlosser, Sep. 2018 bis Jän. 2021", "Sep. 2018 bis Jän. 2021", "2018-09 2021-01"),
        ("Joiner, from 01/2022", "from 01/2022", "2022-01 None"),
        ("Trustee, 2019 onwards", "2019 onwards", "2019 None"),
        ("Mechanic, Feb 2021 – mid 2024", "Feb 2021 – mid 2024", "2021-02 2024"),
        ("Helper 2017 / 2021", "2017 / 2021", "2017 2021"),
        ("Praktikantin Okt. 2025 / März 2026", "Okt. 2025 / März 2026", "2025-10 2026-03"),
    ],
)
def test_words_that_open_and_join_a_range_belong_to_it(text: str, quote: str, wanted: str) -> None:
    (found,) = find_ranges(text)
    assert text[found.span.start : found.span.end] == quote
    assert f"{found.range.start} {found.range.end}" == wanted


@pytest.mark.parametrize("text", ["uni-bremen.de 2010 – 2011", "Sued 2010 – 2011"])
def test_an_ending_that_looks_like_an_opening_word_stays_outside(text: str) -> None:
    (found,) = find_ranges(text)
    assert text[found.span.start : found.span.end] == "2010 – 2011"


def test_years_far_apart_or_within_a_sentence_are_no_range_for_a_slash() -> None:
    assert find_ranges("Norm 1990 / 2016") == ()
    assert find_ranges("Editions 2010 / 2012 of the handbook") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Feb 2023 on", ("2023-02", "present")),
        ("2008-9", ("2008", "2009")),
        ("avril '24 – juill. '24", ("2024-04", "2024-07")),
        ("Summers 2005 to 2007", ("2005-06", "2007")),
    ],
)
def test_short_and_rare_forms_of_ranges_are_read(text: str, wanted: tuple[str, str]) -> None:
    assert ends(text) == [wanted]


@pytest.mark.parametrize(
    "text", ["SQL Server 2016", "Windows Server 2012", "2008-9 staff", "ISO 9"]
)
def test_versions_and_counts_are_no_ranges(text: str) -> None:
    assert ends(text) == []


@pytest.mark.parametrize("text", ["Diploma (2012 2017)", "Globex | 2012 2017", "[2012 2017] Clerk"])
def test_two_years_alone_in_brackets_or_behind_a_bar_have_lost_their_dash(text: str) -> None:
    assert [str(f.range.start) + " " + str(f.range.end) for f in find_ranges(text)] == ["2012 2017"]


@pytest.mark.parametrize(
    "text", ["(2012 2017 2019)", "(2017 2012)", "Globex | 1990 2017", "prize of 2012 2017, Leeds"]
)
def test_years_that_may_be_a_list_are_no_range(text: str) -> None:
    assert find_ranges(text) == ()
