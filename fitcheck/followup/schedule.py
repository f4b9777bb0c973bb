"""Working days and the hours for calls: calendar days in the contact's time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from fitcheck.errors import MissingExtraError, SettingsError
from fitcheck.settings import FollowupSettings

LEAST_GAP_DAYS: Final = 3
"""Hard rule: days between two touches to one contact; no setting and no override lowers it."""

_FRIDAY: Final = 4
_LONGEST_CLOSURE: Final = 60
"""Days in a row without work beyond which a set of holidays must be wrong."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday, minus `holidays`."""

    holidays: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """True where people are at work on `day`."""
        return day.weekday() <= _FRIDAY and day not in self.holidays

    def roll(self, day: date) -> date:
        """`day`, or the next working day. Raises SettingsError where 60 days hold none."""
        for ahead in range(_LONGEST_CLOSURE):
            candidate = day + timedelta(days=ahead)
            if self.is_working(candidate):
                return candidate
        raise SettingsError(
            f"the holidays leave no working day within {_LONGEST_CLOSURE} days of {day}"
        )

    def after(self, day: date) -> date:
        """The first working day strictly after `day`."""
        return self.roll(day + timedelta(days=1))

    def before(self, day: date) -> date:
        """The last working day strictly before `day`. Raises SettingsError like `roll`."""
        for back in range(1, _LONGEST_CLOSURE + 1):
            candidate = day - timedelta(days=back)
            if self.is_working(candidate):
                return candidate
        raise SettingsError(
            f"the holidays leave no working day within {_LONGEST_CLOSURE} days of {day}"
        )

    def plus(self, day: date, days: int) -> date:
        """`roll(day + days)`."""
        return self.roll(day + timedelta(days=days))

    def weekly(self, day: date, days: int) -> date:
        """`after(day + days)`: at least so many days later, and another weekday (C5, K6)."""
        return self.after(day + timedelta(days=days))


def call_slot(touch: int, settings: FollowupSettings) -> tuple[str, str]:
    """The slot of the call with that number (from 1): early and late in turn, so no two alike.

    Lunch joins the round where the settings say so (C6, K7).
    """
    round_of_slots = [settings.early_slot, settings.late_slot]
    if settings.use_lunch:
        round_of_slots.append(settings.lunch_slot)
    return round_of_slots[(touch - 1) % len(round_of_slots)]


def country_holidays(country: str, years: range) -> tuple[date, ...]:
    """Public holidays of a country ("US") or its part ("US-CA"), by the `holidays` package.

    Raises MissingExtraError where the package is not installed, SettingsError for a country that
    it does not know.
    """
    try:
        import holidays
    except ImportError as problem:
        raise MissingExtraError(
            "holidays by country need the extra `calendar`: pip install 'fitcheck[calendar]'"
        ) from problem
    name, _, part = country.partition("-")
    try:
        found = holidays.country_holidays(name, subdiv=part or None, years=years)
    except NotImplementedError as problem:
        raise SettingsError(
            f"no holidays are known for {country!r}: give a code such as US, DE or US-CA"
        ) from problem
    return tuple(sorted(found))
