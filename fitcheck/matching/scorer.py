"""From matches to a report: weights, earned, means, coverage, band."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from fitcheck.matching.match import Band, Contribution, FitReport, Kinship, Level, Match
from fitcheck.profiles.profile import Kind, Necessity, Requirement
from fitcheck.settings import BandSettings, MatchingSettings, Settings


def score(
    matches: Sequence[Match], settings: Settings, *, kinship: Kinship | None = None
) -> FitReport:
    """The report of these matches. The score is the sum of its contributions, nothing else.

    Conditions weigh nothing: they gate. Of an `any_of` group only the best member counts, with the
    weight of the heaviest, so that meeting one more of them never lowers anything.
    """
    earned = _credits(settings.matching)
    counted = _counted(matches)
    raw = _weighed(matches, counted, settings.matching)
    judged = [(m, found) for m, found in zip(counted, raw, strict=True) if m.level.judged]
    total = math.fsum([found.weight for _, found in judged])
    line_of_work = _line_of_work(kinship, settings.matching) if total else None
    rest = 1.0 - line_of_work.weight if line_of_work else 1.0
    share = {m.requirement.id: rest * found.weight / total for m, found in judged} if total else {}
    on: tuple[_On, ...] = tuple(([], []) for _ in _Axis)
    for match, found in judged:
        levels, weights = on[found.axis]
        levels.append(match.level)
        weights.append(found.weight)
    required = on[_Axis.REQUIRED]
    stops = tuple(
        [
            m.requirement.id
            for m in counted
            if m.level is Level.CONTRADICTED
            and not m.requirement.inferred
            and m.requirement.necessity is Necessity.REQUIRED
        ]
    )
    means = _Means(
        required=_mean(required, earned),
        duties=_mean(on[_Axis.DUTIES], earned),
        preferred=_mean(on[_Axis.PREFERRED], earned),
        shown=_share(required, _SHOWN),
        proven=_share(required, _PROVEN),
    )
    everything = math.fsum([found.weight for found in raw])
    return FitReport(
        matches=tuple(matches),
        contributions=tuple(
            [
                _contribution(m.requirement.id, share.get(m.requirement.id, 0.0), earned[m.level])
                for m in matches
            ]
        ),
        band=_band(means, settings.bands, stopped=bool(stops), kinship=kinship),
        required=means.required,
        duties=means.duties,
        preferred=means.preferred,
        coverage=min(1.0, total / everything) if everything else 0.0,
        shown=means.shown,
        proven=means.proven,
        hard_stops=stops,
        kinship=kinship,
        line_of_work=line_of_work,
    )


def _line_of_work(kinship: Kinship | None, settings: MatchingSettings) -> Contribution | None:
    """What the nearness of the lines of work adds to the score, None where it is not known."""
    if kinship is None:
        return None
    return Contribution(
        requirement="line_of_work", weight=settings.weight_line_of_work, credit=kinship.nearness
    )


_MOST_KEPT: Final = 1 << 14
"""Contributions that are remembered, some 200 bytes each: a posting's requirements add the same
to one resume after the other."""


@lru_cache(_MOST_KEPT, typed=True)
def _contribution(requirement: str, weight: float, credit: float) -> Contribution:
    return Contribution(requirement=requirement, weight=weight, credit=credit)


def weigh(requirement: Requirement, settings: MatchingSettings) -> float:
    """Raw weight of a requirement, before it is divided by the weight of all judged ones."""
    return _table(settings)[requirement.kind, requirement.necessity].weight


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


def raw_weights(
    requirements: Sequence[Requirement], settings: MatchingSettings
) -> tuple[float, ...]:
    """Raw weights in the same order; alternatives have that of the heaviest of them."""
    table = _table(settings)
    groups = _groups(requirements, table)
    return tuple([_of(requirement, table, groups).weight for requirement in requirements])


def credit(level: Level, settings: MatchingSettings) -> float:
    """Credit of a level, in [0, 1]."""
    if level is Level.DEMONSTRATED:
        return settings.credit_demonstrated
    if level is Level.PARTIAL:
        return settings.credit_partial
    return settings.credit_listed if level is Level.LISTED else 0.0


@lru_cache(maxsize=16)
def _credits(settings: MatchingSettings) -> Mapping[Level, float]:
    return {level: credit(level, settings) for level in Level}


def band(report: FitReport, settings: BandSettings) -> Band:
    """The band of a report (architecture, "Bands"): conditions gate, then required, then duties.

    Where nothing is required, duties stand for it, then preferred asks, which give at most partial.
    A resume of quite another line of work is weak at most.
    """
    means = _Means(
        required=report.required,
        duties=report.duties,
        preferred=report.preferred,
        shown=report.shown,
        proven=report.proven,
    )
    return _band(means, settings, stopped=bool(report.hard_stops), kinship=report.kinship)


class _Means(NamedTuple):
    """What a band rests on; the fields are those of `FitReport`."""

    required: float | None
    duties: float | None
    preferred: float | None
    shown: float
    proven: float


def _band(means: _Means, settings: BandSettings, *, stopped: bool, kinship: Kinship | None) -> Band:
    if stopped:
        return Band.NONE
    mean = means.required if means.required is not None else means.duties
    only_preferred = mean is None
    if mean is None:
        mean = means.preferred
    if mean is None:
        return Band.UNKNOWN
    mean = _with_kinship(mean, kinship, settings)
    if mean < settings.weak:
        return Band.NONE
    if mean < settings.partial:
        return Band.WEAK
    duties_done = means.duties is None or means.duties >= settings.strong_duties
    # Without required asks `shown` and `proven` say nothing; the mean has to carry the band.
    shown, proven = (1.0, 1.0) if means.required is None else (means.shown, means.proven)
    if shown < settings.partial_shown or _strange(kinship, settings):
        return Band.WEAK
    if mean >= settings.strong and duties_done and proven >= settings.strong_proven:
        return Band.PARTIAL if only_preferred else Band.STRONG
    return Band.PARTIAL


def _with_kinship(mean: float, kinship: Kinship | None, settings: BandSettings) -> float:
    """The mean credit of what is asked with the nearness of the lines of work, where known."""
    if kinship is None:
        return mean
    return (1.0 - settings.line_of_work) * mean + settings.line_of_work * kinship.nearness


def _strange(kinship: Kinship | None, settings: BandSettings) -> bool:
    return kinship is not None and kinship.nearness < settings.kinship


class _Axis(IntEnum):
    """The means that a requirement counts in, the heavier first."""

    REQUIRED = 0
    PREFERRED = 1
    DUTIES = 2
    CONDITIONS = 3


def _axis(kind: Kind, necessity: Necessity) -> _Axis:
    if kind.is_condition:
        return _Axis.CONDITIONS
    if kind is Kind.DUTY:
        return _Axis.DUTIES
    return _Axis.REQUIRED if necessity is Necessity.REQUIRED else _Axis.PREFERRED


class _Weighed(NamedTuple):
    """Raw weight of a requirement and the axis on which it counts."""

    weight: float
    axis: _Axis


_Table = Mapping[tuple[Kind, Necessity], _Weighed]


@lru_cache(maxsize=16)
def _table(settings: MatchingSettings) -> _Table:
    """The weight and the axis of every kind of requirement."""
    return {
        (kind, necessity): _Weighed(_weigh(kind, necessity, settings), _axis(kind, necessity))
        for kind in Kind
        for necessity in Necessity
    }


def _counted(matches: Sequence[Match]) -> list[Match]:
    """All matches but the weaker members of groups of alternatives."""
    best: dict[str, Match] = {}
    for match in matches:
        group = match.requirement.any_of
        if group is None:
            continue
        held = best.get(group)
        if held is None or _order(match) > _order(held):
            best[group] = match
    if not best:
        return list(matches)
    return [m for m in matches if m.requirement.any_of is None or best[m.requirement.any_of] is m]


def _weighed(
    matches: Sequence[Match], counted: Sequence[Match], settings: MatchingSettings
) -> list[_Weighed]:
    """Raw weights and axes of the counted matches, in their order."""
    table = _table(settings)
    groups = _groups([m.requirement for m in matches], table)
    return [_of(m.requirement, table, groups) for m in counted]


def _groups(requirements: Sequence[Requirement], table: _Table) -> dict[str, _Weighed]:
    """Alternatives all have the weight, and stand on the axis, of the heaviest of their group."""
    groups: dict[str, _Weighed] = {}
    for requirement in requirements:
        group = requirement.any_of
        if group is not None:
            found = table[requirement.kind, requirement.necessity]
            held = groups.get(group, found)
            groups[group] = _Weighed(max(held.weight, found.weight), min(held.axis, found.axis))
    return groups


def _of(requirement: Requirement, table: _Table, groups: Mapping[str, _Weighed]) -> _Weighed:
    if requirement.any_of is None:
        return table[requirement.kind, requirement.necessity]
    return groups[requirement.any_of]


def _order(match: Match) -> tuple[int, int]:
    """Better members of a group are greater; a judged one stands before an unknown one.

    Otherwise raising an absent alternative beside an unknown one could lower the score.
    """
    if not match.level.judged:
        return (-1, 0)
    return (match.level.rank, 0 if match.level is Level.CONTRADICTED else 1)


_On = tuple[list[Level], list[float]]
"""The judged matches of one axis: their levels and their raw weights."""
_SHOWN: Final = frozenset({Level.DEMONSTRATED, Level.PARTIAL})
_PROVEN: Final = frozenset({Level.DEMONSTRATED})


def _mean(on: _On, earned: Mapping[Level, float]) -> float | None:
    """Mean credit by raw weight; None where nothing was judged."""
    total = math.fsum(on[1])
    points = math.fsum([weight * earned[level] for level, weight in zip(*on, strict=True)])
    return points / total if total else None


def _share(on: _On, levels: AbstractSet[Level]) -> float:
    """Share of the raw weight at one of these levels, in [0, 1]."""
    total = math.fsum(on[1])
    mass = math.fsum([weight for level, weight in zip(*on, strict=True) if level in levels])
    return mass / total if total else 0.0
