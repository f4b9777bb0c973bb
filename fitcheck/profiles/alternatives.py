"""Alternatives that hold several things each: "BS and four years, or MS and two years"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from fitcheck.documents.document import Span
from fitcheck.profiles.profile import Kind, Requirement

_NOWHERE = Span(start=0, end=1)
_MOST = 12
"""Combinations beyond which all members form one plain group; honest postings need at most 8."""


def join_alternatives(
    alternatives: Sequence[Sequence[Requirement]], group: str
) -> tuple[Requirement, ...]:
    """Requirements that hold exactly when one of the alternatives holds as a whole.

    Each alternative is a list of things asked together. A group `any_of` can only say "any of
    these single things", so the choice is multiplied out: (a and b) or (c and d) becomes the
    groups a|c, b|c, a|d, b|d. Groups of one kind shrink to their lowest member, and groups that
    follow from another one are left out. Names of groups start with `group`. What stands first in
    the text comes out first.
    """
    lists = [list(dict.fromkeys(members)) for members in alternatives if members]
    count = 1
    for members in lists:
        count *= len(members)
    if count > _MOST:
        return tuple(replace(member, any_of=group) for members in lists for member in members)
    sets: list[tuple[Requirement, ...]] = []
    for picked in product(*reversed(lists)):
        one = _shrink(tuple(dict.fromkeys(reversed(picked))))
        if one not in sets:
            sets.append(one)
    kept = _necessary(sets)
    joined: list[tuple[Requirement, str | None]] = []
    for number, choice in enumerate(kept):
        name = None if len(choice) == 1 else f"{group}.{number + 1}" if len(kept) > 1 else group
        joined.extend((member, name) for member in choice)
    order = [member for members in lists for member in members]
    joined.sort(key=lambda pair: order.index(pair[0]))
    return tuple(replace(member, any_of=name) for member, name in joined)


def _necessary(sets: Sequence[tuple[Requirement, ...]]) -> list[tuple[Requirement, ...]]:
    """The choices that do not follow from another one; of those that ask the same, the first."""
    asked = [frozenset(map(_asks, one)) for one in sets]
    return [
        one
        for number, one in enumerate(sets)
        if asked[number] not in asked[:number] and not any(other < asked[number] for other in asked)
    ]


def _asks(member: Requirement) -> Requirement:
    """What a requirement asks, wherever it stands: the same in two lines is one thing."""
    told = member.concepts or member.min_months or member.degree
    return replace(member, span=_NOWHERE, terms=() if told else member.terms)


def _shrink(members: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The lowest member alone where all ask the same, only more or less of it."""
    first = members[0]
    if all(m.kind is Kind.EDUCATION and m.degree is not None for m in members):
        lowest = min(members, key=lambda m: m.degree.rank if m.degree else 0)
        if all(_covers(lowest.degree_fields, m.degree_fields) for m in members):
            return (lowest,)
    years = all(m.kind is Kind.EXPERIENCE and m.min_months is not None for m in members)
    if years and all((m.months_of, m.span) == (first.months_of, first.span) for m in members):
        return (min(members, key=lambda m: m.min_months or 0),)
    return members


def _covers(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    """Whether every degree in one of the `narrow` fields is one in a `wide` one; () is any."""
    return not wide or (bool(narrow) and set(narrow) <= set(wide))
