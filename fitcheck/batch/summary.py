"""What the rows of a run say together: spread of scores, what fails most, the best pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from fitcheck.advice.verdict import Decision
from fitcheck.batch.ranking import Per, top
from fitcheck.batch.rows import BatchRow
from fitcheck.matching.match import Band, Level
from fitcheck.profiles.profile import Kind, Necessity

BINS: Final = 20
"""Bars of the spread of scores: five hundredths each."""
RANKED: Final = 100
"""Pairs of the ranking where nobody says how many: what a person may look through."""
_FAILED: Final = 200
"""Failed files that are named one by one."""
_LABELS: Final = 50_000
"""Different asking lines that are counted; beyond it the rarest half is forgotten."""


@dataclass(slots=True)
class Asked:
    """How often something was asked and judged, and how often nothing showed it."""

    judged: int = 0
    missing: int = 0


@dataclass(slots=True)
class Summary:
    """The sums of a run. `bins` counts scores from 0 to 1 in steps of 1 / `BINS`.

    `corrected` counts pairs that rest on the person's corrections.
    """

    pairs: int = 0
    unjudged: int = 0
    corrected: int = 0
    bins: list[int] = field(default_factory=lambda: [0] * BINS)
    bands: Counter[Band] = field(default_factory=Counter)
    decisions: Counter[Decision] = field(default_factory=Counter)
    asked: dict[str, Asked] = field(default_factory=dict)
    best: list[BatchRow] = field(default_factory=list)
    failed: list[BatchRow] = field(default_factory=list)
    failures: int = 0
    forgotten: bool = False

    def most_missing(self, most: int) -> list[tuple[str, Asked]]:
        """What nothing showed most often, the most frequent first."""
        lacking = [(label, asked) for label, asked in self.asked.items() if asked.missing]
        return sorted(lacking, key=lambda entry: (-entry[1].missing, entry[1].judged, entry[0]))[
            :most
        ]


def summarise(rows: Iterable[BatchRow], *, ranked: int = RANKED, per: Per = Per.ALL) -> Summary:
    """The summary of all rows, each looked at once; only the best pairs are held."""
    summary = Summary()
    for row in top(_counted(rows, summary), ranked, per):
        if row.error is None:
            summary.best.append(row)
    return summary


def _counted(rows: Iterable[BatchRow], summary: Summary) -> Iterator[BatchRow]:
    for row in rows:
        if row.error is not None:
            summary.failures += 1
            if len(summary.failed) < _FAILED:
                summary.failed.append(row)
            continue
        summary.pairs += 1
        summary.corrected += row.corrections > 0
        if row.score is None:
            summary.unjudged += 1
        else:
            summary.bins[min(BINS - 1, int(row.score * BINS))] += 1
        if row.band is not None:
            summary.bands[row.band] += 1
        if row.decision is not None:
            summary.decisions[row.decision] += 1
        _count_asked(row, summary)
        yield row


def _count_asked(row: BatchRow, summary: Summary) -> None:
    """Required asks by what they ask: concepts where the vocabulary has them, else their words."""
    levels: dict[str, bool] = {}
    for match in row.matches:
        if match.necessity is not Necessity.REQUIRED or match.kind in (Kind.DUTY, Kind.TRAIT):
            continue
        if not match.level.judged or match.kind.is_condition:
            continue
        label = match.concepts or match.quote
        missing = match.level in (Level.ABSENT, Level.CONTRADICTED)
        levels[label] = levels.get(label, False) or missing  # asked twice in one posting: once
    for label, missing in levels.items():
        asked = summary.asked.setdefault(label, Asked())
        asked.judged += 1
        asked.missing += missing
    if len(summary.asked) > _LABELS:
        kept = sorted(summary.asked.items(), key=lambda entry: (-entry[1].judged, entry[0]))
        summary.asked = dict(kept[: _LABELS // 2])
        summary.forgotten = True
