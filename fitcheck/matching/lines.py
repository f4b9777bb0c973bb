"""Asking lines that name work rather than things: duties and what no vocabulary knows."""

from __future__ import annotations

from dataclasses import dataclass

from fitcheck.matching.context import Context
from fitcheck.matching.match import Level
from fitcheck.matching.nearest import LINES
from fitcheck.profiles.profile import Requirement


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
    cut points. Listed: only lines outside placed items are strong. Where a job of this kind is told
    of, its lines are about this work anyway, and lesser nearness says part of it.
    """
    index, settings, near = context.index, context.settings, context.nearest
    ease = settings.kindred_ease if context.kindred else 0.0
    row = context.asked.rows[requirement.id]
    strengths = near.strengths[row]
    best = strengths[0] if strengths else 0.0
    mean = sum(strengths) / LINES
    items = tuple(
        number
        for number, strength in zip(near.items[row], strengths, strict=True)
        if strength >= settings.line_near - ease
    )
    told = not index.bare.issuperset(items)
    if items and told and (best >= settings.line_full or mean >= settings.lines_full):
        return LineFinding(level=Level.DEMONSTRATED, items=items, strength=best)
    if items and (best >= settings.line_part - ease or mean >= settings.lines_part - ease):
        return LineFinding(level=Level.PARTIAL, items=items, strength=best)
    if near.first and near.strongest[row] >= settings.line_part - ease:
        strength = near.strongest[row]
        return LineFinding(level=Level.LISTED, items=(near.first[row],), strength=strength)
    return LineFinding(level=Level.ABSENT)
