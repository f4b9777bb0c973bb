"""Years asked against years in dated jobs: of named things, or of work of this kind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fitcheck.language.vocabulary import ConceptKind
from fitcheck.matching.concepts import concept_level
from fitcheck.matching.context import Context
from fitcheck.matching.match import Level, Match
from fitcheck.matching.wording import duration, listing
from fitcheck.profiles.profile import Logic, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spell:
    """Dated work that counts: `months` is None where none does.

    `ceiling` caps the level, `least` is what fewer months than half of those asked are.
    """

    what: str
    months: int | None
    items: tuple[int, ...]
    ceiling: Level
    least: Level = Level.ABSENT


def compare_years(requirement: Requirement, context: Context) -> Match:
    """At least 90 % of the months asked is demonstrated, at least half is partial.

    Fewer months of a named thing are partial too: the thing is shown, if not for long (of 21 such
    lines in the corpus' train split readers called 15 partial and 2 absent). Years of a named thing
    count where dated items show it. Where none does, years of work of the
    posting's kind count in part, but never for a named tool: ten years as an accountant are part
    of "two years of office work", they are nothing of "two years of SAP".
    """
    asked = requirement.min_months or 0
    named = bool(requirement.months_of)
    spell = (_named if named else _kindred)(requirement, context)
    if spell.months is None and named and not _tools(requirement, context):
        kindred = replace(_kindred(requirement, context), ceiling=Level.PARTIAL)
        if _reached(kindred, asked, context).rank > _reached(spell, asked, context).rank:
            what = f"such work, none of it named {spell.what},"
            spell = replace(kindred, what=what)
    evidence = context.index.evidence(spell.items, months=spell.months)
    level = min(_reached(spell, asked, context), spell.ceiling, key=lambda found: found.rank)
    if level is Level.ABSENT or not evidence:
        return Match(requirement=requirement, level=Level.ABSENT, reason=_reason(spell, asked))
    return Match(
        requirement=requirement, level=level, reason=_reason(spell, asked), evidence=evidence
    )


def _reached(spell: _Spell, asked: int, context: Context) -> Level:
    if spell.months is None:
        return Level.LISTED if spell.items else Level.ABSENT
    if spell.months >= context.settings.years_full * asked:
        return Level.DEMONSTRATED
    return Level.PARTIAL if spell.months >= context.settings.years_half * asked else spell.least


def _reason(spell: _Spell, asked: int) -> str:
    if spell.months is not None:
        return f"{duration(spell.months)} of {spell.what} in dated jobs; {duration(asked)} asked"
    listed = f"{spell.what} is only listed; " if spell.items else ""
    return f"{listed}no dated job shows {spell.what}; {duration(asked)} asked"


def _named(requirement: Requirement, context: Context) -> _Spell:
    """Months of the concepts named: of the best of alternatives, of the shortest of all."""
    index = context.index
    finding = concept_level(requirement.months_of, requirement.logic, context)
    # Months of what was placed only: a list without dates proves no year of anything.
    shown = [s for s in finding.showings if s.months is not None]
    if finding.level.rank < Level.PARTIAL.rank or not shown:
        what = listing(requirement.months_of)
        return _Spell(what=what, months=None, items=finding.items, ceiling=Level.LISTED)
    placed = tuple(i for s in shown for i in s.items if index.placed[i])
    if requirement.logic is Logic.ALL:
        months = min(s.months for s in shown if s.months is not None)
    else:
        months = index.months(placed) or 0
    what = listing([s.concept for s in shown])
    least = Level.PARTIAL if months else Level.ABSENT
    return _Spell(what=what, months=months, items=placed, ceiling=finding.level, least=least)


def _kindred(requirement: Requirement, context: Context) -> _Spell:
    """Months of the jobs in which work of this kind was done; bare titles give part of it.

    Of this kind is the posting's work, and the occupation that the asking line itself names.
    """
    index = context.index
    places = sorted({*context.relevant, *_called(requirement, context)})
    months = index.months_of_positions(places)
    items = tuple(found[0] for p in places if (found := index.items_of(p)))
    bare = index.bare.issuperset(items)
    return _Spell(
        what="work of this kind",
        months=months,
        items=items if months is not None else (),
        ceiling=Level.PARTIAL if bare else Level.DEMONSTRATED,
    )


def _called(requirement: Requirement, context: Context) -> tuple[int, ...]:
    """Positions whose title comes near to the occupation that a requirement names."""
    wanted = context.asked.occupations.get(requirement.id)
    if wanted is None:
        return ()
    near = (context.index.titles @ wanted).tolist()
    return tuple(n for n, cosine in enumerate(near) if cosine >= context.settings.title_near)


def _tools(requirement: Requirement, context: Context) -> bool:
    """True where one of the things whose years are asked is a named tool."""
    found = (context.index.vocabulary.get(name) for name in requirement.months_of)
    return any(concept is not None and concept.kind is ConceptKind.TOOL for concept in found)
