"""What fitcheck says of a labelled pair, line by line, in the terms of the labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from benchmarks.baselines import words
from benchmarks.labels import FITS
from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer

AS_OF = date(2026, 11, 22)
"""The day on which all pairs are judged; "present" in a resume runs until then."""
ALIKE = 0.3
"""Least Dice coefficient of a quote and the line it is taken for; unlike lines share less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a scorer says of a pair.

    `statuses` by posting line, for the lines that it takes as asking; `evidence` the quotes by
    line; `score` in any range, higher is better; `fit` one of `labels.FITS`.
    """

    statuses: Mapping[str, str]
    score: float
    fit: str
    evidence: Mapping[str, tuple[str, ...]]


@cache
def _analyzer() -> Analyzer:
    return Analyzer()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFiles:
    """A resume and a posting as files, each with the name that it has as a file."""

    resume: bytes
    resume_name: str
    posting: bytes
    posting_name: str


def judge_pair(files: PairFiles, lines: Mapping[str, str]) -> Judgement:
    """What fitcheck itself says of a pair by the posting's numbered `lines`. Raises InputError."""
    analyzer = _analyzer()
    analysis = analyzer.analyze(
        analyzer.read(files.resume, name=files.resume_name),
        analyzer.read(files.posting, name=files.posting_name),
        as_of=AS_OF,
    )
    return judgement_of(analysis, lines)


def judgement_of(analysis: Analysis, lines: Mapping[str, str]) -> Judgement:
    """An analysis by the numbered lines of its posting."""
    levels: defaultdict[str, set[str]] = defaultdict(set)
    quotes: defaultdict[str, list[str]] = defaultdict(list)
    bags = {number: Counter(words(text)) for number, text in lines.items()}
    for match in analysis.report.matches:
        number = line_of(analysis.quote(match.requirement), bags)
        if number is None:
            continue
        levels[number].add(_STATUS.get(match.level.value, match.level.value))
        quotes[number] += [analysis.evidence_quote(found) for found in match.evidence]
    band = analysis.report.band.value
    return Judgement(
        statuses={number: merged(found) for number, found in levels.items()},
        score=analysis.report.score or 0.0,
        fit=band if band in FITS else "weak",
        evidence={number: tuple(found[:3]) for number, found in quotes.items()},
    )


_STATUS = {"unknown": "cannot_tell", "contradicted": "absent"}


def merged(statuses: Collection[str]) -> str:
    """One status for a line that asks several things, as the development pairs' script does."""
    judged = set(statuses) - {"cannot_tell"}
    if not judged:
        return "cannot_tell"
    if len(judged) == 1:
        return judged.pop()
    return "partial" if judged & {"demonstrated", "partial"} else "listed"


def line_of(quote: str, bags: Mapping[str, Counter[str]]) -> str | None:
    """The number of the line that a quote was taken from, None where none is alike."""
    wanted = Counter(words(quote))
    best: tuple[float, float, str] | None = None
    for number, bag in bags.items():
        common = (wanted & bag).total()
        dice = 2 * common / max(1, wanted.total() + bag.total())
        inside = common / max(1, wanted.total())
        if dice >= ALIKE or inside >= 0.9:
            key = (round(inside, 2), dice, number)
            if best is None or key[:2] > best[:2]:
                best = key
    return None if best is None else best[2]
