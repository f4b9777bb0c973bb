"""Skills, knowledge and experience: concepts, and what the words say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from fitcheck.language.lines import Zone
from fitcheck.language.vocabulary import ConceptKind, Vocabulary
from fitcheck.matching.context import Context, by_turns
from fitcheck.matching.index import Showing
from fitcheck.matching.lines import find_lines
from fitcheck.matching.match import Level, Match
from fitcheck.matching.named import find_names
from fitcheck.matching.wording import listing, place
from fitcheck.profiles.profile import Logic, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptFinding:
    """The showings of all concepts of a requirement, joined by its logic."""

    level: Level
    showings: tuple[Showing, ...]

    @property
    def shown(self) -> tuple[Showing, ...]:
        """The showings that have items, the highest levels first."""
        shown = (s for s in self.showings if s.items)
        return tuple(sorted(shown, key=lambda s: -s.level.rank))

    @property
    def items(self) -> tuple[int, ...]:
        """The best two items of every concept, those of the highest levels first."""
        return tuple(dict.fromkeys(i for s in self.shown for i in s.items[:2]))

    def at(self, *levels: Level) -> tuple[str, ...]:
        """Names of the concepts shown at one of these levels."""
        return tuple(s.concept for s in self.showings if s.level in levels)


def concept_level(names: Sequence[str], logic: Logic, context: Context) -> ConceptFinding:
    """The level of several concepts.

    Under `any` the best counts, but one of a long list is partial; under `all` it is partial where
    only some are placed.
    """
    found = [context.index.showing(name) for name in names]
    if not any(s.items for s in found):
        return ConceptFinding(level=Level.ABSENT, showings=tuple(found))
    showings = tuple(_without_umbrella(names, found, logic, context))
    levels = [s.level for s in showings]
    best = max(levels, key=lambda level: level.rank, default=Level.ABSENT)
    few = sum(s.level is Level.DEMONSTRATED for s in showings) < 2
    if len(showings) >= context.settings.long_list and few:
        best = min(best, Level.PARTIAL, key=lambda level: level.rank)
    if logic is Logic.ALL and len(showings) > 1 and best.rank >= Level.PARTIAL.rank:
        full = all(level is Level.DEMONSTRATED for level in levels)
        best = Level.DEMONSTRATED if full else Level.PARTIAL
    return ConceptFinding(level=best, showings=showings)


def _without_umbrella(
    names: Sequence[str], showings: Iterable[Showing], logic: Logic, context: Context
) -> Iterable[Showing]:
    """The showings; of alternatives, one that only names the kind of the others is at most partial.

    "Cloud platforms such as AWS or Azure" is not shown by the word "cloud".
    """
    if logic is not Logic.ANY or len(names) < 2:
        yield from showings
        return
    vocabulary = context.index.vocabulary
    for name, showing in zip(names, showings, strict=True):
        umbrella = (
            showing.items
            and showing.via is None
            and any(name in vocabulary.implies(other) for other in names if other != name)
        )
        if umbrella:
            weaker = min(showing.level, Level.PARTIAL, key=lambda level: level.rank)
            yield replace(showing, level=weaker)
        else:
            yield showing


def compare_concepts(requirement: Requirement, context: Context) -> Match:
    """A skill, a field of knowledge or experience without a number of years.

    Concepts decide; where they leave more open than the words of the asking line do (an unknown
    concept, another wording of the same), lines that say the same raise the level, but never for
    a named tool. Where nothing shows it, a name that only the two texts know may (`named`).
    A condition of a kind that is not known ("able to climb ladders") is a question, as others are:
    only a statement answers it, and no line that comes near.
    """
    if requirement.zone is Zone.CONDITION and not requirement.concepts:
        return context.asked.bare(requirement, Level.UNKNOWN, _UNSAID)
    finding = concept_level(requirement.concepts, requirement.logic, context)
    level, reason = finding.level, _concept_reason(finding, context)
    items: tuple[int, ...] = ()
    if level is not Level.ABSENT:
        items = by_turns([context.strongest(requirement, s.items) for s in finding.shown])
    lines = find_lines(requirement, context)
    if (
        level is Level.DEMONSTRATED
        and lines.level is not Level.DEMONSTRATED
        and context.asked.named_share(requirement, context.index.vocabulary)
        < context.settings.named_share
    ):
        level = Level.PARTIAL
        reason = f"{reason}; the line asks more than that"
    if level is not Level.DEMONSTRATED and not _only_tools(requirement, context):
        ceiling = Level.PARTIAL if requirement.concepts else Level.DEMONSTRATED
        reached = min(lines.level, ceiling, key=lambda found: found.rank)
        if reached.rank > level.rank:
            level, items = reached, lines.items
            reason = _line_reason(level, items, context)
    names = None if level.rank >= Level.PARTIAL.rank else find_names(requirement, context)
    if names is not None and names.level.rank > level.rank:
        level, items = names.level, names.items
        reason = f"{listing(names.names)} named in {place(context.index.item(items[0]).section)}"
    evidence = context.index.evidence(items, months=None)
    if not evidence:
        return context.asked.bare(requirement, Level.ABSENT, reason)
    return Match(requirement=requirement, level=level, reason=reason, evidence=evidence)


def _only_tools(requirement: Requirement, context: Context) -> bool:
    """True where every concept asked is a named tool: other words cannot stand for it."""
    return _all_tools(requirement.concepts, context.index.vocabulary)


_MOST_KNOWN = 1 << 12
"""Lists of concepts of which something is remembered."""


@lru_cache(_MOST_KNOWN)
def _all_tools(names: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    kinds = [found.kind for name in names if (found := vocabulary.get(name))]
    return bool(kinds) and all(kind is ConceptKind.TOOL for kind in kinds)


@lru_cache(_MOST_KNOWN)
def is_tool(name: str, vocabulary: Vocabulary) -> bool:
    """True for a concept that is known as a named tool."""
    found = vocabulary.get(name)
    return found is not None and found.kind is ConceptKind.TOOL


@lru_cache(_MOST_KNOWN)
def _nothing(names: tuple[str, ...]) -> str:
    return f"nothing shows {listing(names)}" if names else _SILENT


def _line_reason(level: Level, items: Sequence[int], context: Context) -> str:
    where = place(context.index.item(items[0]).section)
    if level is Level.DEMONSTRATED:
        return f"a line in {where} says the same"
    if level is Level.PARTIAL:
        return f"a line in {where} says part of it"
    return f"said in {where} only"


_UNSAID = "the resume does not say; ask yourself"
_SILENT = "nothing in the resume speaks to this"


def _concept_reason(finding: ConceptFinding, context: Context) -> str:
    if finding.level is Level.ABSENT:
        return _nothing(tuple([s.concept for s in finding.showings]))
    done = finding.at(Level.DEMONSTRATED)
    near = [s for s in finding.showings if s.level is Level.PARTIAL]
    named = finding.at(Level.LISTED)
    missing = finding.at(Level.ABSENT)
    parts = []
    if done:
        parts.append(f"{listing(done)} shown in {_where(finding, Level.DEMONSTRATED, context)}")
    parts += [
        f"{s.via} instead of {s.concept}" if s.via else f"only {s.concept} in general shown"
        for s in near[:2]
    ]
    if named and finding.level is not Level.DEMONSTRATED:
        where = _where(finding, Level.LISTED, context)
        parts.append(f"{listing(named)} only in {where}")
    if missing and finding.level is not Level.DEMONSTRATED:
        parts.append(f"nothing shows {listing(missing)}")
    return "; ".join(parts) or _SILENT


def _where(finding: ConceptFinding, level: Level, context: Context) -> str:
    first = next(s for s in finding.showings if s.level is level)
    return place(context.index.item(first.items[0]).section)
