"""Working days, weekly distances and hours for calls."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import SettingsError
from fitcheck.followup.schedule import WorkingDays, call_slot, country_holidays
from fitcheck.settings import FollowupSettings

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS)
def test_rolling_goes_to_the_next_working_day_and_no_further(day: date) -> None:
    rolled = WorkingDays().roll(day)

    assert rolled.weekday() < 5
    assert 0 <= (rolled - day).days <= 2
    assert WorkingDays().roll(rolled) == rolled


@given(DAYS)
def test_a_week_later_is_never_the_same_weekday(day: date) -> None:
    working = WorkingDays()
    start = working.roll(day)
    later = working.weekly(start, 7)

    assert (later - start).days > 7
    assert later.weekday() != start.weekday()


@given(DAYS)
def test_before_and_after_are_strict(day: date) -> None:
    working = WorkingDays()

    assert working.before(day) < day < working.after(day)


def test_holidays_are_no_working_days() -> None:
    christmas = WorkingDays(frozenset({date(2026, 12, 25)}))

    assert christmas.roll(date(2026, 12, 25)) == date(2026, 12, 28)
    assert christmas.before(date(2026, 12, 26)) == date(2026, 12, 24)


def test_holidays_without_end_are_refused() -> None:
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(200))

    with pytest.raises(SettingsError, match="no working day"):
        WorkingDays(closed).roll(date(2026, 1, 5))


def test_calls_alternate_between_early_and_late() -> None:
    settings = FollowupSettings()

    assert [call_slot(n, settings)[0] for n in (1, 2, 3, 4)] == ["08:00", "16:30"] * 2


def test_lunch_joins_only_where_a_person_says_so() -> None:
    settings = FollowupSettings(use_lunch=True)

    assert [call_slot(n, settings)[0] for n in (1, 2, 3, 4)] == ["08:00", "16:30", "12:00", "08:00"]


def test_public_holidays_come_by_country_and_part() -> None:
    found = country_holidays("US", range(2026, 2027))

    assert date(2026, 11, 26) in found
    assert date(2026, 3, 31) in country_holidays("US-CA", range(2026, 2027))
    with pytest.raises(SettingsError, match="no holidays are known"):
        country_holidays("Atlantis", range(2026, 2027))


@pytest.mark.parametrize(
    "changes",
    [
        {"review_days": 6},
        {"review_days": 61},
        {"conversation_days": 2},
        {"weekly_days": 2},
        {"early_slot": ("07:59", "08:30")},
        {"late_slot": ("20:30", "21:30")},
        {"late_slot": ("17:00", "16:00")},
        {"early_slot": ("8", "x")},
        {"small_below": 2000},
        {"spam_ratio": 1.5},
        {"close_days": True},
    ],
)
def test_a_setting_outside_its_range_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        FollowupSettings(**changes)  # type: ignore[arg-type]
