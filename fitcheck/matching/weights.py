"""What each requirement weighs, in which mean it counts, and what each level earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from fitcheck.language.lines import Zone
from fitcheck.matching.match import Level
from fitcheck.profiles.profile import Kind, Necessity, Requirement
from fitcheck.settings import MatchingSettings


class Axis(IntEnum):
    """The means that a requirement counts in, the heavier first."""

    REQUIRED = 0
    PREFERRED = 1
    DUTIES = 2
    CONDITIONS = 3


class Weighed(NamedTuple):
    """Raw weight of a requirement, before it is divided by that of all judged ones; its axis."""

    weight: float
    axis: Axis


def asks_schooling(requirement: Requirement) -> bool:
    """Whether a condition says where education must have been had ("from an accredited college").

    It names no degree: which one, other lines say.
    """
    return (
        requirement.kind is Kind.EDUCATION
        and requirement.zone is Zone.CONDITION
        and requirement.degree is None
    )


def weigh(requirement: Requirement, settings: MatchingSettings) -> float:
    """Raw weight of a requirement, before it is divided by the weight of all judged ones."""
    return _entry(requirement, _table(settings)).weight


def raw_weights(
    requirements: Sequence[Requirement], settings: MatchingSettings
) -> tuple[float, ...]:
    """Raw weights in the same order; alternatives have that of the heaviest of them."""
    return tuple([weighed.weight for weighed in weighed_of(requirements, settings)])


def weighed_of(
    requirements: Sequence[Requirement], settings: MatchingSettings
) -> tuple[Weighed, ...]:
    """Raw weights and axes in the same order.

    Alternatives all have the weight, and stand on the axis, of the heaviest of their group.
    """
    table = _table(settings)
    groups: dict[str, Weighed] = {}
    for requirement in requirements:
        group = requirement.any_of
        if group is not None:
            found = _entry(requirement, table)
            held = groups.get(group, found)
            groups[group] = Weighed(max(held.weight, found.weight), min(held.axis, found.axis))
    return tuple([_entry(r, table) if r.any_of is None else groups[r.any_of] for r in requirements])


def _entry(requirement: Requirement, table: Mapping[tuple[Kind, Necessity], Weighed]) -> Weighed:
    """The row of the table for a requirement.

    Schooling among the conditions ("education must be from an accredited university") adds nothing
    to what the posting asks elsewhere, so it weighs nothing, as all conditions do.
    """
    if asks_schooling(requirement):
        return _CONDITION
    return table[requirement.kind, requirement.necessity]


_CONDITION = Weighed(0.0, Axis.CONDITIONS)


def credit(level: Level, settings: MatchingSettings) -> float:
    """Credit of a level, in [0, 1]."""
    if level is Level.DEMONSTRATED:
        return settings.credit_demonstrated
    if level is Level.PARTIAL:
        return settings.credit_partial
    return settings.credit_listed if level is Level.LISTED else 0.0


def credits_of(settings: MatchingSettings) -> dict[Level, float]:
    """Credit of every level."""
    return {level: credit(level, settings) for level in Level}


@lru_cache(maxsize=16)
def _table(settings: MatchingSettings) -> Mapping[tuple[Kind, Necessity], Weighed]:
    """The weight and the axis of every kind of requirement."""
    return {
        (kind, necessity): Weighed(_weigh(kind, necessity, settings), _axis(kind, necessity))
        for kind in Kind
        for necessity in Necessity
    }


def _weigh(kind: Kind, necessity: Necessity, settings: MatchingSettings) -> float:
    if kind.is_condition:
        return 0.0
    if kind is Kind.DUTY:
        return settings.weight_duty
    weight = settings.weight_required
    if necessity is Necessity.PREFERRED:
        weight = settings.weight_preferred
    if kind is Kind.TRAIT:
        weight *= settings.weight_trait
    if kind is Kind.LANGUAGE:
        weight *= settings.weight_language
    return weight


def _axis(kind: Kind, necessity: Necessity) -> Axis:
    if kind.is_condition:
        return Axis.CONDITIONS
    if kind is Kind.DUTY:
        return Axis.DUTIES
    return Axis.REQUIRED if necessity is Necessity.REQUIRED else Axis.PREFERRED
