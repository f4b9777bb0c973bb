"""The lines shown for a requirement: of all that speak to it, those that tell most of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fitcheck.matching.context import Context
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Evidence, Level, Match
from fitcheck.matching.nearest import LINES
from fitcheck.matching.silence import COUNTED
from fitcheck.matching.telling import TellingWeights
from fitcheck.profiles.profile import Kind

# Kinds that work shows; a degree, a language or a permission is shown by its own line alone.
_WORKED = frozenset({*COUNTED, Kind.DUTY, Kind.TRAIT})
_SHOWN = frozenset({Level.DEMONSTRATED, Level.PARTIAL})
_BEHIND: Final = 3.0
"""How far behind the most telling line another may be that decided nothing. What is ranked by is
the logarithm of the odds that a reader points at a line: twenty times smaller ones. On the dev
splits one line in three is as often a reader's as without it, with 2.9 lines instead of 3."""


def supported(match: Match, context: Context) -> Match:
    """The match with the most telling lines as its evidence, at least one of which decided it.

    Lines that decided the level, and that show something asked by name, stand before others that
    are as telling.
    """
    requirement = match.requirement
    if match.level not in _SHOWN or requirement.kind not in _WORKED or not match.evidence:
        return match
    index, weights = context.index, TellingWeights.load()
    tells = context.row(requirement)
    decided = decided_by(match, index)
    named = {n for concept in requirement.concepts for n in index.showing(concept).items}
    near = context.nearest.telling.get(context.asked.rows[requirement.id], ())
    speaks = {
        n: float(tells[n]) + weights.decides * (n in decided) + weights.named * (n in named)
        for n in {*decided, *named, *near}
    }
    first = max(decided, key=lambda n: (speaks[n], -n))
    least = max(speaks.values()) - _BEHIND
    ranked = sorted(speaks, key=lambda n: (n != first, -speaks[n], n))
    shown: dict[str, Evidence] = {}
    for number in ranked:
        if number in decided or number in named or speaks[number] >= least:
            shown.setdefault(index.quotes[number], decided.get(number) or index.alone(number))
    return replace(match, evidence=tuple(shown.values())[:LINES])


def decided_by(match: Match, index: ResumeIndex) -> dict[int, Evidence]:
    """The items on whose lines a level rests, as a comparison gave them."""
    return {index.number_of(found.span): found for found in match.evidence}
