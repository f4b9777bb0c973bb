"""Asking lines that name no thing that a vocabulary knows: what lines of the resume say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fitcheck.matching.context import Context
from fitcheck.matching.match import Level
from fitcheck.matching.nearest import LINES
from fitcheck.profiles.profile import Requirement
from fitcheck.settings import MatchingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFinding:
    """How well the lines of a resume say what an asking line says.

    `items` are indices into `Resume.items`, best first.
    """

    level: Level
    items: tuple[int, ...] = ()


_NOTHING = LineFinding(level=Level.ABSENT)


def find_lines(requirement: Requirement, context: Context) -> LineFinding:
    """The lines that come nearest to what a requirement says, and how near that is.

    Strength is nearness of meaning plus a premium for telling words in common. Demonstrated: one
    placed line is strong, or the best three come near on average. Partial: likewise, with lower
    cut points. Listed: only lines outside placed items are strong. Where a job of this kind is told
    of, its lines are about this work anyway, and lesser nearness says part of it.
    """
    index, settings = context.index, context.settings
    ease = context.ease
    row = context.asked.rows[requirement.id]
    near_enough, part = settings.line_near - ease, settings.line_part - ease
    placed = context.nearest.placed.get(row)
    if placed is not None and placed[0][0] >= near_enough:
        best = placed[0][0]
        mean = sum(strength for strength, _ in placed) / LINES
        items = tuple(number for strength, number in placed if strength >= near_enough)
        told = not index.bare.issuperset(items)
        if told and (best >= settings.line_full or mean >= settings.lines_full):
            return LineFinding(level=Level.DEMONSTRATED, items=items)
        if best >= part or mean >= settings.lines_part - ease:
            return LineFinding(level=Level.PARTIAL, items=items)
    first = context.nearest.first.get(row)
    if first is not None and first[0] >= part:
        return LineFinding(level=Level.LISTED, items=(first[1],))
    return _NOTHING


def may_say(
    placed: Sequence[tuple[float, int]], settings: MatchingSettings, *, ease: float
) -> bool:
    """Whether the placed lines nearest to a requirement can reach a level by these strengths."""
    mean = sum(strength for strength, _ in placed) / LINES
    return placed[0][0] >= min(settings.line_part - ease, settings.line_full) or mean >= min(
        settings.lines_part - ease, settings.lines_full
    )
