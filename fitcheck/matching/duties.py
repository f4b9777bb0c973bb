"""Duties: did the person do this kind of work, by the words of dated items."""

from __future__ import annotations

from fitcheck.matching.concepts import concept_level
from fitcheck.matching.context import Context
from fitcheck.matching.lines import find_lines
from fitcheck.matching.match import Level, Match
from fitcheck.matching.named import find_names
from fitcheck.matching.wording import place
from fitcheck.profiles.profile import Requirement

_REASONS = {
    Level.DEMONSTRATED: "this work is shown in {}",
    Level.PARTIAL: "work near to this is shown in {}",
    Level.LISTED: "named in {}, not shown in a dated job",
}


def compare_duty(requirement: Requirement, context: Context) -> Match:
    """A duty is shown by a dated line that says the same work, partly by the same job's lines.

    A concept that the duty names counts as part of it where a placed item shows it, but alone it
    never shows the whole duty: naming a tool is not doing the work. So do names that nobody but
    the two texts knows.
    """
    index = context.index
    found = find_lines(requirement, context)
    level, items = found.level, found.items
    if level.rank < Level.PARTIAL.rank and requirement.concepts:
        named = concept_level(requirement.concepts, requirement.logic, context)
        if named.level in (Level.DEMONSTRATED, Level.PARTIAL):
            level, items = Level.PARTIAL, named.items
        elif named.level is Level.LISTED and level is Level.ABSENT:
            level, items = Level.LISTED, named.items
    if level.rank < Level.PARTIAL.rank and (names := find_names(requirement, context)):
        level, items = max((level, items), (names.level, names.items), key=lambda one: one[0].rank)
    evidence = index.evidence(items)
    if not evidence:
        return context.asked.bare(requirement, Level.ABSENT, "no dated line says this work")
    reason = _REASONS[level].format(place(evidence[0].section))
    return Match(requirement=requirement, level=level, reason=reason, evidence=evidence)
