"""Soft traits: shown by what was done, only claimed, or not said (unknown, not absent)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fitcheck.errors import TableError
from fitcheck.language.sections import Section
from fitcheck.matching.concepts import concept_level
from fitcheck.matching.context import Context, by_turns
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Level, Match
from fitcheck.matching.wording import listing, place
from fitcheck.profiles.profile import Logic, Requirement
from fitcheck.settings import load_table

# The name of a degree or certificate ("Network Communications") is no act that shows a trait.
_NO_ACTS = frozenset({Section.EDUCATION, Section.CERTIFICATIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One trait (`data/trait_evidence.toml`): how it is asked and what shows it."""

    id: str
    asks: re.Pattern[str]
    shown: re.Pattern[str]
    accept_asks: tuple[str, ...]
    accept_shown: tuple[str, ...]
    reject_shown: tuple[str, ...]


_KEYS = {"id", "asks", "shown", "source", "accept_asks", "accept_shown", "reject_shown"}


@cache
def traits() -> tuple[Trait, ...]:
    """The table of traits, validated. Raises TableError on a wrong key or a missing example."""
    rows = load_table("trait_evidence").get("trait", [])
    if not rows:
        raise TableError("trait_evidence.toml holds no [[trait]]")
    for row in rows:
        if set(row) != _KEYS or not all(row.values()):
            raise TableError(f"trait_evidence.toml, {row.get('id')}: needs {sorted(_KEYS)}, filled")
    return tuple(
        Trait(
            id=row["id"],
            asks=re.compile(row["asks"], re.IGNORECASE),
            shown=re.compile(row["shown"], re.IGNORECASE),
            accept_asks=tuple(row["accept_asks"]),
            accept_shown=tuple(row["accept_shown"]),
            reject_shown=tuple(row["reject_shown"]),
        )
        for row in rows
    )


def compare_trait(requirement: Requirement, context: Context) -> Match:
    """A trait is demonstrated by an act in a placed item, listed where it is only claimed.

    Of several traits in one line half have to be shown; fewer are partial. What is neither shown
    nor claimed is unknown: nobody writes down every virtue.
    """
    index = context.index
    asked = context.asked.told(_asked, requirement)
    found = [_found(trait, index) for trait in asked]
    shown = [trait.id for trait, lines in zip(asked, found, strict=True) if lines.acts]
    if shown:
        full = 2 * len(shown) >= len(asked)
        acts = [_by_meaning(lines.acts, requirement, context) for lines in found]
        evidence = index.evidence(by_turns(acts))
        names = listing([name.replace("-", " ") for name in shown])
        return Match(
            requirement=requirement,
            level=Level.DEMONSTRATED if full else Level.PARTIAL,
            reason=f"{names} shown in {place(evidence[0].section)}",
            evidence=evidence,
        )
    return _claimed(requirement, found, context)


def _asked(asking: str) -> tuple[Trait, ...]:
    """The traits that an asking line names."""
    return tuple(trait for trait in traits() if trait.asks.search(asking))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Placed items that show a trait, and those in which it is claimed, in order of the text."""

    acts: tuple[int, ...]
    claims: tuple[int, ...]


def _found(trait: Trait, index: ResumeIndex) -> _Lines:
    """The lines of a resume that speak of a trait, found once."""
    known = index.once(_all_found)
    if trait.id not in known:
        known[trait.id] = _Lines(
            acts=tuple(
                number
                for number in index.matching(trait.shown)
                if index.placed[number] and index.item(number).section not in _NO_ACTS
            ),
            claims=tuple(n for n in index.matching(trait.asks) if index.item(n).hedge > 0.0),
        )
    return known[trait.id]


def _all_found(_: ResumeIndex) -> dict[str, _Lines]:
    return {}


def _by_meaning(
    items: Sequence[int], requirement: Requirement, context: Context
) -> tuple[int, ...]:
    """The most telling of the asking line first."""
    return tuple(sorted(items, key=lambda n: (-context.tells(requirement, n), n)))


def _claimed(requirement: Requirement, found: Sequence[_Lines], context: Context) -> Match:
    index = context.index
    named = concept_level(requirement.concepts, Logic.ANY, context).items
    claimed = sorted({number for lines in found for number in lines.claims})
    evidence = index.evidence((*named, *claimed))
    if not evidence:
        return context.asked.bare(requirement, Level.UNKNOWN, "neither claimed nor shown")
    reason = f"claimed in {place(evidence[0].section)}, not shown"
    return Match(requirement=requirement, level=Level.LISTED, reason=reason, evidence=evidence)
