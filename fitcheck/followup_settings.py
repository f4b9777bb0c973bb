"""The settings of following up: day counts, size breaks and slots, and what each may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from fitcheck.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupSettings:
    """Day counts, size breaks and slots of following up; rule ids are those of docs/followup.md.

    All day counts are calendar days. What no setting can change (stop, stated no-contact, hours,
    three days between touches) stands in `fitcheck/followup/schedule.py`. Raises SettingsError
    for a value outside its range.
    """

    review_days: int = 14
    """Silence after a bare application until it is reviewed (Q1: two weeks; 7 to 60)."""
    conversation_days: int = 3
    """From a conversation to the first call (C4: three days)."""
    referral_days: int = 7
    """From applying to asking the referrer (ours, K4: between three days and two weeks)."""
    weekly_days: int = 7
    """Least distance of later touches (C5: once a week, another weekday)."""
    horizon_days: int = 21
    """From the first unanswered touch to the last question (Q9: three weeks)."""
    stale_days: int = 60
    """Silence after which nothing is asked any more (ours; a survey's two-month question)."""
    close_days: int = 7
    """From the last question to the close (Q9, C7: a week for travel)."""
    ask_days: int = 7
    """How long to wait for a referral before applying without it (R2)."""
    cap_application: int = 2
    """Touches without any conversation, the last question included (advice, grade D)."""
    cap_partial: int = 1
    """The same on a partial fit: one, with the revised resume (F10)."""
    cap_conversation: int = 4
    """Touches after a conversation, the last question included (C5 within Q9)."""
    persistent_touches: int = 8
    """Calls shown ahead where a person opted to go on until told (K2); it has no end."""
    small_below: int = 100
    """Employees below which a firm is small (break point of the Lever study, grade B)."""
    large_from: int = 1000
    """Employees from which a firm is large (the same study)."""
    early_slot: tuple[str, str] = ("08:00", "08:30")
    """First slot for calls, local time of the contact (C6)."""
    late_slot: tuple[str, str] = ("16:30", "17:30")
    """Second slot for calls (C6: after 16:30)."""
    lunch_slot: tuple[str, str] = ("12:00", "13:00")
    """Third slot, only where `use_lunch` (C6; a study of sales calls found it worst, K7)."""
    use_lunch: bool = False
    posting_age_days: int = 21
    """Age of a posting that is worth a warning (75 % of hires applied within three weeks)."""
    spam_window_days: int = 30
    spam_ratio: float = 0.25
    spam_least: int = 8
    """Warn where more than this share of at least so many sent in the window did not fit (F9)."""
    recruiters_least: int = 4
    recruiters_most: int = 5
    """Recruiters worth a relationship (R3: four or five)."""
    help_days: int = 7
    """Days after which an offer of help is a debt (R5; ours)."""
    cold_days: int = 90
    """Days without two-way contact after which a tie grows cold (R6; ours)."""
    give_days: int = 7
    """One relationship action in so many days (R4: weekly)."""
    return_days: int = 7
    """A touch counts as returned where they came back within so many days (C7; ours)."""
    draft_words: int = 120
    """Longest message, in words (C8; ours)."""
    alarm_minutes: int = 15
    """How long before a call the calendar rings (ours)."""
    holidays: tuple[date, ...] = ()
    """Days that are no working days, besides Saturday and Sunday; none unless a person says so."""

    def __post_init__(self) -> None:
        for name, (least, most) in _FOLLOWUP_RANGES.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not least <= value <= most:
                raise SettingsError(f"{name} is {value}: it must lie between {least} and {most}")
        if self.small_below >= self.large_from:
            raise SettingsError(
                f"small_below is {self.small_below}: it must be less than large_from "
                f"({self.large_from})"
            )
        for name in ("early_slot", "late_slot", "lunch_slot"):
            _check_slot(name, getattr(self, name))


_FOLLOWUP_RANGES: dict[str, tuple[float, float]] = {
    "review_days": (7, 60),
    "conversation_days": (3, 30),
    "referral_days": (3, 30),
    "weekly_days": (3, 30),
    "horizon_days": (7, 90),
    "stale_days": (30, 365),
    "close_days": (3, 30),
    "ask_days": (1, 30),
    "cap_application": (1, 2),
    "cap_partial": (1, 2),
    "cap_conversation": (1, 16),
    "persistent_touches": (1, 16),
    "small_below": (2, 100_000),
    "large_from": (3, 1_000_000),
    "posting_age_days": (7, 365),
    "spam_window_days": (7, 365),
    "spam_ratio": (0, 1),
    "spam_least": (1, 1000),
    "recruiters_least": (1, 20),
    "recruiters_most": (1, 20),
    "help_days": (1, 90),
    "cold_days": (30, 730),
    "give_days": (1, 90),
    "return_days": (1, 30),
    "draft_words": (60, 250),
    "alarm_minutes": (0, 1440),
}
"""Ranges of the settings: wide enough for every practice found, narrow enough to stay polite."""


def _check_slot(name: str, slot: tuple[str, str]) -> None:
    """Raise SettingsError unless the slot is HH:MM to HH:MM within 08:00-21:00 (hard rule)."""
    try:
        start, end = (time.fromisoformat(part) for part in slot)
    except (TypeError, ValueError) as problem:
        raise SettingsError(f"{name} must be two times such as 08:00 and 08:30") from problem
    if not time(8) <= start < end <= time(21):
        raise SettingsError(f"{name} is {slot[0]}-{slot[1]}: it must lie within 08:00-21:00")
