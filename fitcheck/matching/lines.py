"""Asking lines that name work rather than things: duties and what no vocabulary knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fitcheck.matching.context import Context
from fitcheck.matching.match import Level
from fitcheck.matching.similarity import NO_OVERLAP, Overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFinding:
    """How well the lines of a resume say what an asking line says.

    `items` are indices into `Resume.items`, best first; `stems` the words in common with the best.
    """

    level: Level
    items: tuple[int, ...] = ()
    stems: tuple[str, ...] = ()


def find_lines(terms: Sequence[str], context: Context) -> LineFinding:
    """The lines that say most of what `terms` ask, and how much that is.

    Demonstrated: one placed line shows it. Partial: one placed line shows part of it, or all
    lines of one job together do. Listed: only lines outside placed items show it.
    """
    index, settings = context.index, context.settings
    scored = [
        (found, number)
        for number, item in enumerate(index.resume.items)
        if item.hedge > 0.0 and (found := context.overlap(terms, index.terms(number))).stems
    ]
    scored.sort(key=lambda pair: (-pair[0].share, pair[1]))
    placed = [(f, n) for f, n in scored if index.item(n).placed and index.item(n).hedge >= 1.0]
    best, number = placed[0] if placed else (NO_OVERLAP, -1)
    near = tuple(n for f, n in placed if f.share >= settings.line_part)
    if best.share >= settings.line_full:
        return LineFinding(level=Level.DEMONSTRATED, items=near, stems=best.stems)
    if best.share >= settings.line_part:
        return LineFinding(level=Level.PARTIAL, items=near, stems=best.stems)
    together = _one_job(terms, placed, context)
    if together.level is Level.PARTIAL:
        return together
    if scored and scored[0][0].share >= settings.line_full:
        found, number = scored[0]
        return LineFinding(level=Level.LISTED, items=(number,), stems=found.stems)
    return LineFinding(level=Level.ABSENT)


def _one_job(
    terms: Sequence[str], placed: Sequence[tuple[Overlap, int]], context: Context
) -> LineFinding:
    """Whether all lines of one job together show part of what is asked."""
    index = context.index
    best: tuple[float, tuple[int, ...], tuple[str, ...]] = (0.0, (), ())
    for position in sorted({p for _, n in placed if (p := index.item(n).position) is not None}):
        mine = tuple(n for _, n in placed if index.item(n).position == position)
        words = [stem for n in mine for stem in index.terms(n)]
        found = context.overlap(terms, words)
        if found.share > best[0]:
            best = (found.share, mine, found.stems)
    if best[0] >= context.settings.job_part:
        return LineFinding(level=Level.PARTIAL, items=best[1], stems=best[2])
    return LineFinding(level=Level.ABSENT)
