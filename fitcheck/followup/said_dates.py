"""Dates said in words ("after Tuesday", "by the 15th") and the day that is meant (rule C3).

What could mean two days ("next Friday", "11/12", "soon") resolves to None: the person is asked.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from fitcheck.errors import TableError
from fitcheck.settings import load_table

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m[3:] else m for m in _MONTHS) + "|sept)"
_ORDINAL = "(?:st|nd|rd|th)"
_DATE = (
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    rf"|(?P<month_first>{_MONTH}) (?P<day_after>\d{{1,2}}){_ORDINAL}?(?: (?P<year_a>\d{{4}}))?"
    rf"|(?P<day_first>\d{{1,2}}){_ORDINAL}? (?:of )?(?P<month_after>{_MONTH})"
    r"(?: (?P<year_b>\d{4}))?"
    rf"|(?P<day_only>\d{{1,2}}){_ORDINAL})"
)
_NUMBER = r"(?P<number>\d{1,3}|" + "|".join(_NUMBERS[1:]) + ")"

LONGEST_PHRASE = 80
"""Characters of a phrase that are read; longer ones are no date. Bounds the matching time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDate:
    """The day meant. `promise` is True where they said that they would answer by then."""

    day: date
    promise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One way of naming a day, as the table `followup_words` has it."""

    id: str
    source: str
    pattern: re.Pattern[str]
    day: str
    shift: int
    promise: bool
    accept: tuple[str, ...]
    reject: tuple[str, ...]


def resolve(said: date | str, on: date) -> SaidDate | None:
    """The day that `said` means when it is said on `on`; None where it is not clear.

    A date stands for itself. A weekday means the first one strictly after `on`, except that it is
    not clear when named on that very weekday.
    """
    if isinstance(said, date):
        return SaidDate(day=said, promise=False)
    text = _normalised(said)
    if not text:
        return None
    for phrase in phrases():
        found = phrase.pattern.fullmatch(text)
        if found is None:
            continue
        day = _day(phrase, found.groupdict(), on)
        if day is None:
            return None
        day += timedelta(days=phrase.shift)
        return SaidDate(day=day, promise=phrase.promise) if day >= on else None
    return None


@cache
def phrases() -> tuple[Phrase, ...]:
    """The table of phrases. Raises TableError for an unknown key, a bad pattern or no examples."""
    table = load_table("followup_words")
    known = {"id", "source", "pattern", "day", "shift", "promise", "accept", "reject"}
    if set(table) != {"phrase"}:
        raise TableError("followup_words.toml holds [[phrase]] entries and nothing else")
    return tuple(_phrase(entry, known) for entry in table["phrase"])


def _phrase(entry: dict[str, object], known: set[str]) -> Phrase:
    unknown = sorted(set(entry) - known)
    if unknown or not entry.get("accept") or not entry.get("reject"):
        raise TableError(
            f"followup_words.toml, entry {entry.get('id')}: unknown keys {unknown} or no examples"
        )
    pattern = str(entry["pattern"])
    for token, group in (("<weekday>", _WEEKDAY), ("<date>", _DATE), ("<number>", _NUMBER)):
        pattern = pattern.replace(token, group)
    return Phrase(
        id=str(entry["id"]),
        source=str(entry["source"]),
        pattern=re.compile(pattern),
        day=str(entry["day"]),
        shift=int(str(entry.get("shift", 0))),
        promise=bool(entry.get("promise", False)),
        accept=_examples(entry["accept"]),
        reject=_examples(entry["reject"]),
    )


def _examples(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TableError("followup_words.toml: accept and reject are lists of examples")
    return tuple(str(example) for example in value)


def _normalised(said: str) -> str:
    """Lower case, single spaces, no comma or final stop; "mid-week" becomes "mid week"."""
    if len(said) > LONGEST_PHRASE:
        return ""
    text = " ".join(said.lower().replace(",", " ").rstrip(". ").split())
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)


def _day(phrase: Phrase, groups: dict[str, str | None], on: date) -> date | None:
    """The day before the shift; None where it is not clear or not on the calendar."""
    rule, _, rest = phrase.day.partition(":")
    if rule.startswith("+"):
        return on + timedelta(days=int(rule))
    if rule in ("days", "weeks"):
        word = groups["number"] or ""
        count = int(word) if word.isdigit() else _NUMBERS.index(word)
        return on + timedelta(days=count * (7 if rule == "weeks" else 1))
    if rule == "weekday":
        return _coming_weekday(groups["weekday"] or "", on)
    if rule == "date":
        return _named_date(groups, on)
    if rule == "week":
        weeks, _, weekday = rest.partition(":")
        monday = on - timedelta(days=on.weekday())
        return monday + timedelta(days=7 * int(weeks) + int(weekday) - 1)
    if rule in ("coming", "next"):
        ahead = (int(rest) - 1 - on.weekday()) % 7
        return on + timedelta(days=ahead or (7 if rule == "next" else 0))
    return _month_day(rule, on)


def _coming_weekday(name: str, on: date) -> date | None:
    """The first such weekday after `on`; None when said on that weekday (this one or the next)."""
    wanted = next(i for i, weekday in enumerate(_WEEKDAYS) if weekday.startswith(name))
    ahead = (wanted - on.weekday()) % 7
    return on + timedelta(days=ahead) if ahead else None


def _month_day(rule: str, on: date) -> date | None:
    """The last day of this month, or the same day of the next."""
    if rule == "month_end":
        return on.replace(day=calendar.monthrange(on.year, on.month)[1])
    if rule == "month":
        year, month = (on.year + 1, 1) if on.month == 12 else (on.year, on.month + 1)
        return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
    raise TableError(f"followup_words.toml names an unknown rule {rule!r}")


def _named_date(groups: dict[str, str | None], on: date) -> date | None:
    """The date in the groups: without a year the next such day, today included."""
    try:
        if groups["iso"]:
            return date.fromisoformat(groups["iso"])
        if groups["day_only"]:
            return _next_day_of_month(int(groups["day_only"]), on)
        name = groups["month_first"] or groups["month_after"] or ""
        month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
        day = int(groups["day_after"] or groups["day_first"] or 0)
        year = groups["year_a"] or groups["year_b"]
        if year:
            return date(int(year), month, day)
        this_year = date(on.year, month, day)
        return this_year if this_year >= on else date(on.year + 1, month, day)
    except ValueError:  # the 31st of a short month, the 30th of February: ask
        return None


def _next_day_of_month(day: int, on: date) -> date:
    """The next day with that number, in this month or the next. Raises ValueError where none."""
    if day >= on.day:
        return on.replace(day=day)
    year, month = (on.year + 1, 1) if on.month == 12 else (on.year, on.month + 1)
    return date(year, month, day)
