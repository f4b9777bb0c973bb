"""The best pairs of a run, found with little memory."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from enum import StrEnum

from fitcheck.batch.rows import BatchRow
from fitcheck.matching.match import Band

_BANDS = {Band.STRONG: 4, Band.PARTIAL: 3, Band.WEAK: 2, Band.NONE: 1, Band.UNKNOWN: 0, None: 0}


class Per(StrEnum):
    """Whose best pairs are wanted: of all, of each resume, of each posting."""

    ALL = "all"
    RESUME = "resume"
    POSTING = "posting"


def best_first(row: BatchRow) -> tuple[bool, int, float]:
    """A key that sorts what is worth it first (no closed posting is), then by band, by score."""
    worth_it = row.decision is not None and row.decision.worth_it
    return not worth_it, -_BANDS[row.band], -(row.score or 0.0)


def top(rows: Iterable[BatchRow], most: int, per: Per = Per.ALL) -> Iterator[BatchRow]:
    """The `most` best pairs (of each resume or posting), best first, then all failed rows.

    Equal ones are in the order they came in. At most `most` rows are held for each resume or
    posting, and the failed ones.
    """
    groups: dict[str | None, list[_Kept]] = {}
    failed = []
    for number, row in enumerate(rows):
        if row.error is not None:
            failed.append(row)
            continue
        name = {Per.ALL: None, Per.RESUME: row.resume, Per.POSTING: row.posting}[per]
        heap = groups.setdefault(name, [])
        kept = _Kept((*best_first(row), number), row)
        if len(heap) < most:
            heapq.heappush(heap, kept)
        elif heap and heap[0] < kept:
            heapq.heapreplace(heap, kept)
    for heap in groups.values():
        yield from (kept.row for kept in sorted(heap, reverse=True))
    yield from failed


class _Kept:
    """A row that the heap holds: the worst of them is the least."""

    __slots__ = ("key", "row")

    def __init__(self, key: tuple[bool, int, float, int], row: BatchRow) -> None:
        self.key, self.row = key, row

    def __lt__(self, other: _Kept) -> bool:
        return self.key > other.key
