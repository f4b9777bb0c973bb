"""Duties: did the person do this kind of work, by the words of dated items."""

from __future__ import annotations

from fitcheck.matching.concepts import ConceptFinding, concept_level
from fitcheck.matching.context import Context
from fitcheck.matching.match import Level, Match
from fitcheck.matching.named import find_names
from fitcheck.matching.wording import place
from fitcheck.matching.work import WorkWeights, named_work
from fitcheck.profiles.profile import Requirement

_REASONS = {
    Level.DEMONSTRATED: "this work is shown in {}",
    Level.PARTIAL: "work near to this is shown in {}",
    Level.LISTED: "named in {}, not shown in a dated job",
}


def compare_duty(requirement: Requirement, context: Context) -> Match:
    """A duty is shown by placed lines that come near to it, the more so in a job of this kind.

    How near, and how much of what it names is shown, is weighed by `work`. Outside placed items a
    line or a name only lists it. A name that nobody but the two texts knows is part of it.
    """
    index = context.index
    named = None
    if requirement.concepts:
        named = concept_level(requirement.concepts, requirement.logic, context)
    row = context.asked.rows[requirement.id]
    level, items = _shown(row, named, context)
    if level is Level.ABSENT:
        level, items = _listed(row, named, context)
    if level.rank < Level.PARTIAL.rank and (names := find_names(requirement, context)):
        level, items = max((level, items), (names.level, names.items), key=lambda one: one[0].rank)
    evidence = index.evidence(items)
    if not evidence:
        return context.asked.bare(requirement, Level.ABSENT, "no dated line says this work")
    reason = _REASONS[level].format(place(evidence[0].section))
    return Match(requirement=requirement, level=level, reason=reason, evidence=evidence)


def _shown(
    row: int, named: ConceptFinding | None, context: Context
) -> tuple[Level, tuple[int, ...]]:
    """What the placed items show: lines that come near, and those that show what is named."""
    told = context.work.get(row)
    if told is None:
        return Level.ABSENT, ()
    index = context.index
    near = tuple(number for _, number in context.nearest.placed.get(row, ()))
    showing = [n for n in (named.items if named else ()) if index.placed[n]]
    items = tuple(dict.fromkeys((*near, *showing)))
    level = WorkWeights.load().level(told + named_work(named))
    if not items or level is Level.ABSENT:
        return Level.ABSENT, ()
    bare = index.bare.issuperset(items)  # a title of which nothing is told shows a part at most
    return (Level.PARTIAL if bare else level), items


def _listed(
    row: int, named: ConceptFinding | None, context: Context
) -> tuple[Level, tuple[int, ...]]:
    """What only lines outside placed items say."""
    placed, first = context.index.placed, context.nearest.first.get(row)
    if first is not None and not placed[first[1]]:
        return Level.LISTED, (first[1],)
    if named and named.items and not any(placed[n] for n in named.items):
        return Level.LISTED, named.items
    return Level.ABSENT, ()
