"""Asking lines that name work rather than things: duties and what no vocabulary knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fitcheck.matching.context import Context
from fitcheck.matching.match import Level
from fitcheck.profiles.profile import Requirement

# Lines that together speak for a duty; the wire schema shows three lines of evidence at most.
_LINES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFinding:
    """How well the lines of a resume say what an asking line says.

    `items` are indices into `Resume.items`, best first; `strength` is that of the best of them.
    """

    level: Level
    items: tuple[int, ...] = ()
    strength: float = 0.0


def find_lines(requirement: Requirement, context: Context) -> LineFinding:
    """The lines that come nearest to what a requirement says, and how near that is.

    Strength is nearness of meaning plus a premium for telling words in common. Demonstrated: one
    placed line is strong, or the best three come near on average. Partial: likewise, with lower
    cut points. Listed: only lines outside placed items are strong.
    """
    index, settings = context.index, context.settings
    strengths = context.row(requirement).tolist()
    scored = sorted(
        (-strengths[number], number)
        for number, item in enumerate(index.resume.items)
        if item.hedge > 0.0
    )
    placed = [(-s, n) for s, n in scored if index.placed[n]][:_LINES]
    best = placed[0][0] if placed else 0.0
    mean = sum(s for s, _ in placed) / _LINES
    items = tuple(n for s, n in placed if s >= settings.line_near)
    told = not index.bare.issuperset(items)
    if items and told and (best >= settings.line_full or mean >= settings.lines_full):
        return LineFinding(level=Level.DEMONSTRATED, items=items, strength=best)
    if items and (best >= settings.line_part or mean >= settings.lines_part):
        return LineFinding(level=Level.PARTIAL, items=items, strength=best)
    if scored and -scored[0][0] >= settings.line_part:
        strength, number = scored[0]
        return LineFinding(level=Level.LISTED, items=(number,), strength=-strength)
    return LineFinding(level=Level.ABSENT)
