"""Dates as people write them in resumes, and the months they span."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from fitcheck.documents.document import Span
from fitcheck.language.datewords import (
    DateAtom,
    closer_pattern,
    date_words,
    find_atoms,
    from_pattern,
    joint_pattern,
    month_alone_pattern,
    opener_pattern,
    plain,
    present_pattern,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A date as precise as the text: a year, or a year and a month (1-12)."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        """`YYYY` or `YYYY-MM`."""
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """From the first day of `start` to the last day of `end`; `end` is None where current.

    `start` may be None where the text gives only an end ("until 2019"). `parts` are the ranges that
    it is made of where the text lists several ("Summer 2015, Summer 2016"), else empty.
    """

    start: PartialDate | None
    end: PartialDate | None
    current: bool = False
    parts: tuple[DateRange, ...] = ()

    @property
    def conflicting(self) -> bool:
        """True where the end lies before the start."""
        if self.start is None or self.end is None:
            return False
        return _last_month(self.end) < _first_month(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """One date in a text. A season or a quarter is given by its last month."""

    span: Span
    date: PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRange:
    """A range of dates in a text; `joined` is False where only one date stands there."""

    span: Span
    range: DateRange
    joined: bool = True


_TWO_DIGITS = re.compile(r"\d\d(?![\w/.,:-])")
_ONE_DIGIT = re.compile(r"[-\u2010-\u2015/](\d)(?![\w/.,:-]|\s[A-Za-z])")
_LOST_PRESENT = re.compile(r"\s{1,4}(?:present|current|now|to date)(?!\w)", re.IGNORECASE)
_LONG_JOB = 12  # years
_ALONE = re.compile(r"[(\[|]\s?\d{4}\s{1,4}\d{4}\s?(?:[)\]|]|\Z)")
_ONWARDS = re.compile(
    r"\s{1,2}(?:onwards?|and (?:on|later)|to this day|on(?=\s{0,3}(?:\Z|[),.;|])))(?!\w)",
    re.IGNORECASE,
)
_FROM_ALONE = re.compile(
    r"(?:\A|[,(|·–-]\s?|\s{2})(?:from|ab|à partir de|a partir de)\s\Z", re.IGNORECASE
)
_SCHOOL_YEAR = re.compile(r"/(\d\d)(?!\d)")


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in `text`, those of ranges included, in order.

    Not dates: phone numbers, postcodes, versions, amounts, "24/7", "ISO 9001:2015".
    """
    return tuple(
        FoundDate(span=Span(start=a.start, end=a.end), date=_last(a))
        for a in find_atoms(plain(text))
        if a.sure
    )


def find_ranges(text: str, *, single: bool = False) -> tuple[FoundRange, ...]:
    """Every range of dates in `text`, in order and not overlapping ("03/2019-2021", "since 2015").

    With `single`, dates that stand alone are given too ("Summer 2020" spans its months; `joined` is
    False). The end may lie before the start (`DateRange.conflicting`): the caller reports that.
    """
    bare = plain(text)
    atoms = find_atoms(bare)
    found: list[FoundRange] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        ranged, used = _range_at(bare, atom, following)
        if ranged is None and single and atom.sure:
            ranged = FoundRange(
                span=Span(start=atom.start, end=atom.end),
                range=DateRange(start=_first(atom), end=_last(atom)),
                joined=False,
            )
        if ranged is not None:
            found.append(_with_from(bare, ranged))
        index += used
    return tuple(found)


def months_between(dates: DateRange, as_of: date) -> int | None:
    """Months from the first day of `start` to the first day after `end`.

    A year without a month is an interval; the expected value is its middle: a start runs from
    1 July, an end to 30 June, so that "2018-2020" is 24 months (it may be 14 to 36). Within one
    year that would be nothing: half a year is taken. A range that is current, or that ends later,
    counts to the first day of the month of `as_of`. At least 1; None where the start is not
    known or the end lies before it; 0 where it starts later than `as_of`. Of a list of ranges only
    what its parts cover counts.
    """
    if dates.parts:
        return merged_months(dates.parts, as_of)
    bounds = _bounds(dates, as_of)
    return None if bounds is None else bounds[1] - bounds[0]


def merged_months(ranges: Iterable[DateRange], as_of: date) -> int:
    """Months that the ranges cover together; overlaps count once."""
    total, reached = 0, -1
    parts = [part for dates in ranges for part in dates.parts or (dates,)]
    bounds = [b for b in (_bounds(dates, as_of) for dates in parts) if b is not None]
    for start, end in sorted(bounds):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _bounds(dates: DateRange, as_of: date) -> tuple[int, int] | None:
    """First month and the month after the last, counted from year 0."""
    if dates.start is None or dates.conflicting or (dates.end is None and not dates.current):
        return None
    today = as_of.year * 12 + as_of.month - 1
    start = dates.start.year * 12 + (dates.start.month - 1 if dates.start.month else 6)
    if dates.end is None:
        end = today
    elif dates.end.month is None:
        end = dates.end.year * 12 + 6
        if dates.start == dates.end:
            start, end = start - 3, end + 3
    else:
        end = dates.end.year * 12 + dates.end.month
    if _first_month(dates.start) > today:
        return today, today
    end = min(end, max(today, _first_month(dates.start) + 1))
    return min(start, end - 1), end


def _first_month(value: PartialDate) -> int:
    return value.year * 12 + (value.month or 1) - 1


def _last_month(value: PartialDate) -> int:
    return value.year * 12 + (value.month or 12) - 1


def _range_at(
    text: str, atom: DateAtom, following: DateAtom | None
) -> tuple[FoundRange | None, int]:
    """The range that starts at `atom`, and how many atoms it uses up."""
    joint = joint_pattern().match(text, atom.end)
    if joint is not None:
        if following is not None and following.start == joint.end():
            return _found(atom.start, following.end, _first(atom), _last(following)), 2
        present = present_pattern().match(text, joint.end())
        if present is not None:
            return _found(atom.start, present.end(), _first(atom), None), 1
    elif (bare := _LOST_PRESENT.match(text, atom.end)) and not text[: atom.start].strip("( "):
        return _found(atom.start, bare.end(), _first(atom), None), 1
    if following is not None and (
        _lost_dash(text, atom, following) or _slashed(text, atom, following)
    ):
        return _found(atom.start, following.end, _first(atom), _last(following)), 2
    years = _year_pair(text, atom, joint.end() if joint else None)
    if years is not None:
        return years, 1
    before = text[max(0, atom.start - 12) : atom.start]
    if (onwards := _ONWARDS.match(text, atom.end)) or _opens_alone(text, atom):
        end = onwards.end() if onwards else atom.end
        return _found(atom.start, end, _first(atom), None), 1
    if opener := opener_pattern().search(before):
        return _found(atom.start - len(opener.group()), atom.end, _first(atom), None), 1
    if closer := closer_pattern().search(before):
        return _found(atom.start - len(closer.group()), atom.end, None, _last(atom)), 1
    return _shared_year(text, atom), 1


def _with_from(text: str, found: FoundRange) -> FoundRange:
    """The range with the word that opens it: "from 2019 to 2021", "von 03/2022 bis heute"."""
    start = found.span.start
    opener = from_pattern().search(text, max(0, start - 12), start) if found.joined else None
    if opener is None:
        return found
    return replace(found, span=Span(start=opener.start(), end=found.span.end))


def _opens_alone(text: str, atom: DateAtom) -> bool:
    """Whether a date is all that follows "from" in its part of a line: "Teller, from 01/2022"."""
    return not text[atom.end :].strip(" ).") and bool(_FROM_ALONE.search(text[: atom.start]))


def _year_pair(text: str, atom: DateAtom, joined: int | None) -> FoundRange | None:
    """As in "1998-99" and "2016/17", the end is given by its last two digits."""
    if atom.first is not None:
        return None
    short = None if joined is None else _TWO_DIGITS.match(text, joined)
    if short is not None:
        year = atom.year // 100 * 100 + int(short.group())
        if 0 < year - atom.year <= 40:
            return _found(atom.start, short.end(), _first(atom), PartialDate(year=year))
    digit = _ONE_DIGIT.match(text, atom.end)
    if digit is not None and int(digit[1]) > atom.year % 10:  # "2008-9"
        later = PartialDate(year=atom.year // 10 * 10 + int(digit[1]))
        return _found(atom.start, digit.end(), _first(atom), later)
    half = _SCHOOL_YEAR.match(text, atom.end)
    if half is not None and int(half[1]) == (atom.year + 1) % 100:
        later = PartialDate(year=atom.year + 1)
        return _found(atom.start, half.end(), _first(atom), later)
    return None


def _lost_dash(text: str, atom: DateAtom, following: DateAtom) -> bool:
    """Whether two dates stand with nothing but a blank between them: the dash got lost.

    Bare years do so at the start of a line, and alone in brackets or behind a bar.
    """
    backwards = _last_month(_last(following)) < _first_month(_first(atom))
    if text[atom.end : following.start].strip(" ") or backwards:
        return False
    if atom.first is not None and following.first is not None:
        return True
    alone = _ALONE.search(text[max(0, atom.start - 2) : following.end + 2])
    placed = not text[: atom.start].strip() or (alone and following.year - atom.year <= _LONG_JOB)
    return bool(placed) and atom.first is following.first is None


def _slashed(text: str, atom: DateAtom, following: DateAtom) -> bool:
    """Whether a slash between blanks parts the two ends of what a line closes with.

    "2017 / 2021", "Okt. 2025 / März 2026"; bare years no further apart than a long job.
    """
    if text[atom.end : following.start] not in (" / ", " /", "/ "):
        return False
    alike = (atom.first is None) == (following.first is None)
    apart = following.year - atom.year
    return alike and 0 <= apart <= _LONG_JOB and not text[following.end :].strip(" ).,")


def _shared_year(text: str, atom: DateAtom) -> FoundRange | None:
    """The year of "Jun - Aug 2019": the year of the end is that of the start."""
    if atom.last is None:
        return None
    begin = max(0, atom.start - 24)
    alone = month_alone_pattern().search(text[begin : atom.start])
    if alone is None:
        return None
    first = date_words().months[alone["name"].lower()][0]
    start = PartialDate(year=atom.year, month=first)
    return _found(begin + alone.start(), atom.end, start, _last(atom))


def _first(atom: DateAtom) -> PartialDate:
    return PartialDate(year=atom.year, month=atom.first)


def _last(atom: DateAtom) -> PartialDate:
    return PartialDate(year=atom.year, month=atom.last)


def _found(start: int, end: int, first: PartialDate | None, last: PartialDate | None) -> FoundRange:
    return FoundRange(
        span=Span(start=start, end=end),
        range=DateRange(start=first, end=last, current=last is None),
    )
