"""Labelled positions and those that were read, put together: which belong to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from benchmarks.labels import Held
from fitcheck.language.dates import DateRange, PartialDate, merged_months
from fitcheck.profiles.profile import Position

_WORD = re.compile(r"[^\W_]+")
_SEASON = re.compile(
    r"\b(?:spring|summers?|autumn|fall|winters?|frühjahr|sommer|herbst|printemps|été|automne|hiver"
    r"|primavera|verano|otoño|invierno)\b",
    re.IGNORECASE,
)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, lower case."""
    return frozenset(_WORD.findall(text.lower()))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that two texts have in common, of both together, 0-1."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names share half of their words, or both are missing."""
    if one is None or other is None:
        return one is other
    return shared(words_of(one), words_of(other)) >= 0.5


def bare(text: str | None) -> str:
    """The letters and digits of a name, lower case."""
    return "".join(_WORD.findall((text or "").lower()))


def dates_of(position: Position) -> tuple[str | None, str | None]:
    """The dates of a position as labels write them."""
    dates = position.dates
    if dates is None:
        return None, None
    end = "present" if dates.current else str(dates.end) if dates.end else None
    return str(dates.start) if dates.start else None, end


def agrees(held: Held, position: Position, header: str) -> bool:
    """Whether the dates are those of the label; a season is labelled as its year alone."""
    said = dates_of(position)
    if said == (held.start, held.end):
        return True
    if not _SEASON.search(header):
        return False
    return all(
        one == other or (one is not None and other is not None and one == other[:4])
        for one, other in zip((held.start, held.end), said, strict=True)
    )


def pairs_of(
    wanted: Sequence[Held], said: Sequence[Position]
) -> Iterator[tuple[Held, Position | None]]:
    """Each labelled position with the one that was read and is most alike; each used once."""
    scores = []
    for i, held in enumerate(wanted):
        for j, position in enumerate(said):
            same = dates_of(position) == (held.start, held.end)
            score = (
                2.0 * (same and held.start is not None)
                + 1.5 * alike(held.title, position.title)
                + alike(held.employer, position.employer) * (held.employer is not None)
            )
            if score >= 1:
                scores.append((-score, i, j))
    used_i: dict[int, int] = {}
    for _, i, j in sorted(scores):
        if i not in used_i and j not in used_i.values():
            used_i[i] = j
    for i, held in enumerate(wanted):
        yield held, said[used_i[i]] if i in used_i else None


def labelled_months(positions: Sequence[Held], as_of: date) -> int:
    """Months that labelled positions cover, overlaps once; `as_of` ends what is current."""
    ranges = []
    for held in positions:
        current = held.end == "present"
        if held.start is None or held.end is None:
            continue
        end = None if current else _partial(held.end)
        ranges.append(DateRange(start=_partial(held.start), end=end, current=current))
    return merged_months(ranges, as_of)


def _partial(text: str) -> PartialDate:
    year, _, month = text.partition("-")
    return PartialDate(year=int(year), month=int(month) if month else None)
