"""Several dates of one job, as one range made of parts: "Summer 2015, Summer 2016"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fitcheck.documents.document import Span
from fitcheck.language.dates import DateRange, FoundRange

_AND = re.compile(
    r"\s{0,3}(?:[,;/&+]\s{0,3})?(?:(?:and|und|et|y|then|dann|puis|luego|plus)(?:\s(?:again|wieder"
    r"|luego))?(?:\s(?:in|from))?\s{1,3})?",
    re.IGNORECASE,
)
_MOST = 8  # parts; a longer list is a table


def joined_lists(text: str, ranges: Sequence[FoundRange]) -> tuple[FoundRange, ...]:
    """The ranges, those that only "and" or a comma parts put together as one with `parts`.

    Its start is the earliest and its end the latest of the parts; the months between them that no
    part covers are not counted. Parts must follow one another in time.
    """
    found: list[FoundRange] = []
    for one in ranges:
        before = found[-1] if found else None
        if before is None or not _follows(text, before, one):
            found.append(one)
            continue
        parts = (*(before.range.parts or (before.range,)), one.range)
        found[-1] = FoundRange(
            span=Span(start=before.span.start, end=one.span.end),
            range=DateRange(
                start=before.range.start,
                end=one.range.end,
                current=one.range.current,
                parts=parts,
            ),
            joined=before.joined or one.joined or _has_months(one.range),
        )
    return tuple(found)


def _follows(text: str, before: FoundRange, one: FoundRange) -> bool:
    """Whether a range goes on a list that ends with `before`."""
    between = text[before.span.end : one.span.start]
    start, end = one.range.start, before.range.end
    if start is None or end is None or len(before.range.parts) >= _MOST:
        return False
    return bool(between.strip()) and bool(_AND.fullmatch(between)) and start.year >= end.year


def _has_months(dates: DateRange) -> bool:
    return dates.start is not None and dates.start.month is not None
