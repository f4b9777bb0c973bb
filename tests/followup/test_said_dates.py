"""Days said in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.followup.said_dates import Phrase, SaidDate, phrases, resolve

THURSDAY = date(2026, 11, 12)


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.id)
def test_the_examples_of_the_table_hold(phrase: Phrase) -> None:
    for example in phrase.accept:
        # A weekday is unclear on that weekday, so each example is said on two days.
        said = [resolve(example, THURSDAY), resolve(example, date(2026, 11, 14))]
        assert any(said), example
        assert {found.promise for found in said if found} == {phrase.promise}, example
    for example in phrase.reject:
        alone = resolve(example, THURSDAY)
        assert alone is None or not phrase.pattern.fullmatch(example.lower()), example


@pytest.mark.parametrize(
    ("words", "day", "promise"),
    [
        ("after Tuesday", date(2026, 11, 18), False),
        ("around mid-week", date(2026, 11, 18), False),
        ("early next week", date(2026, 11, 17), False),
        ("end of the week", date(2026, 11, 13), True),
        ("by Friday", date(2026, 11, 13), True),
        ("by the 15th", date(2026, 11, 15), True),
        ("by the 5th", date(2026, 12, 5), True),
        ("in a week", date(2026, 11, 19), False),
        ("a few days", date(2026, 11, 15), False),
        ("  After   TUESDAY. ", date(2026, 11, 18), False),
        ("in two weeks", date(2026, 11, 26), False),
        ("on March 3", date(2027, 3, 3), False),
        ("by the end of the month", date(2026, 11, 30), True),
        ("2026-12-01", date(2026, 12, 1), False),
    ],
)
def test_words_mean_the_day_that_the_rules_give(words: str, day: date, promise: bool) -> None:
    assert resolve(words, THURSDAY) == SaidDate(day=day, promise=promise)


@pytest.mark.parametrize(
    "words",
    ["soon", "next Friday", "next week", "11/12", "Thursday", "by Thursday", "the 31st", "later",
     "", "February 30", "2026-11-01", "x" * 10_000, "in a couple of weeks", "when I am back"],
)  # fmt: skip
def test_what_could_mean_two_days_or_none_is_asked(words: str) -> None:
    assert resolve(words, THURSDAY) is None


def test_a_date_stands_for_itself() -> None:
    assert resolve(date(2026, 12, 24), THURSDAY) == SaidDate(day=date(2026, 12, 24), promise=False)


@given(
    st.sampled_from([example for phrase in phrases() for example in phrase.accept]),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_no_phrase_means_a_day_before_it_was_said(words: str, on: date) -> None:
    found = resolve(words, on)

    assert found is None or found.day >= on


@given(st.text(max_size=90), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_any_words_resolve_or_are_asked(words: str, on: date) -> None:
    found = resolve(words, on)

    assert found is None or found.day >= on
