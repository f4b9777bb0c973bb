"""From matches to a report: weights, earned, means, coverage, band."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from fitcheck.matching.match import Band, Contribution, FitReport, Level, Match
from fitcheck.profiles.profile import Kind, Necessity, Requirement
from fitcheck.settings import BandSettings, MatchingSettings, Settings


def score(
    matches: Sequence[Match], settings: Settings, *, kinship: float | None = None
) -> FitReport:
    """The report of these matches. The score is the sum of its contributions, nothing else.

    Conditions weigh nothing: they gate. Of an `any_of` group only the best member counts, with the
    weight of the heaviest, so that meeting one more of them never lowers anything.
    """
    earned = {level: credit(level, settings.matching) for level in Level}
    counted = _counted(matches)
    raw = _raw_weights(matches, counted, settings.matching)
    judged = [m for m in counted if m.level.judged]
    total = math.fsum(raw[m.requirement.id] for m in judged)
    share = {m.requirement.id: raw[m.requirement.id] / total for m in judged} if total else {}
    contributions = tuple(
        Contribution(
            requirement=m.requirement.id,
            weight=share.get(m.requirement.id, 0.0),
            credit=earned[m.level],
        )
        for m in matches
    )
    everything = math.fsum(raw.values())
    axes = _axes(matches)
    on: dict[_Axis, list[Match]] = {axis: [] for axis in _Axis}
    for match in judged:
        on[axes[match.requirement.id]].append(match)
    required, duties, preferred = on[_Axis.REQUIRED], on[_Axis.DUTIES], on[_Axis.PREFERRED]
    stops = tuple(
        m.requirement.id
        for m in counted
        if m.level is Level.CONTRADICTED
        and not m.requirement.inferred
        and m.requirement.necessity is Necessity.REQUIRED
    )
    report = FitReport(
        matches=tuple(matches),
        contributions=contributions,
        band=Band.UNKNOWN,
        required=_mean(required, raw, earned),
        duties=_mean(duties, raw, earned),
        preferred=_mean(preferred, raw, earned),
        coverage=min(1.0, total / everything) if everything else 0.0,
        shown=_share(required, (Level.DEMONSTRATED, Level.PARTIAL), raw),
        proven=_share(required, (Level.DEMONSTRATED,), raw),
        hard_stops=stops,
        kinship=kinship,
    )
    return replace(report, band=band(report, settings.bands))


def weigh(requirement: Requirement, settings: MatchingSettings) -> float:
    """Raw weight of a requirement, before it is divided by the weight of all judged ones."""
    if requirement.kind.is_condition:
        return 0.0
    if requirement.kind is Kind.DUTY:
        return settings.weight_duty
    weight = settings.weight_required
    if requirement.necessity is Necessity.PREFERRED:
        weight = settings.weight_preferred
    if requirement.kind is Kind.TRAIT:
        weight *= settings.weight_trait
    if requirement.kind is Kind.LANGUAGE:
        weight *= settings.weight_language
    return weight


def credit(level: Level, settings: MatchingSettings) -> float:
    """Credit of a level, in [0, 1]."""
    if level is Level.DEMONSTRATED:
        return settings.credit_demonstrated
    if level is Level.PARTIAL:
        return settings.credit_partial
    return settings.credit_listed if level is Level.LISTED else 0.0


def band(report: FitReport, settings: BandSettings) -> Band:
    """The band of a report (architecture, "Bands"): conditions gate, then required, then duties.

    Where nothing is required, duties stand for it, then preferred asks, which give at most partial.
    A resume of quite another line of work is weak at most.
    """
    if report.hard_stops:
        return Band.NONE
    mean = report.required if report.required is not None else report.duties
    only_preferred = mean is None
    if mean is None:
        mean = report.preferred
    if mean is None:
        return Band.UNKNOWN
    if mean < settings.weak:
        return Band.NONE
    if mean < settings.partial:
        return Band.WEAK
    duties_done = report.duties is None or report.duties >= settings.strong_duties
    # Without required asks `shown` and `proven` say nothing; the mean has to carry the band.
    shown, proven = (1.0, 1.0) if report.required is None else (report.shown, report.proven)
    if shown < settings.partial_shown or another_trade(report, settings):
        return Band.WEAK
    if mean >= settings.strong and duties_done and proven >= settings.strong_proven:
        return Band.PARTIAL if only_preferred else Band.STRONG
    return Band.PARTIAL


def another_trade(report: FitReport, settings: BandSettings) -> bool:
    """True where the resume is known to be of quite another line of work than the posting."""
    return report.kinship is not None and report.kinship < settings.kinship


class _Axis(IntEnum):
    """The means that a requirement counts in, the heavier first."""

    REQUIRED = 0
    PREFERRED = 1
    DUTIES = 2
    CONDITIONS = 3


def _axis(requirement: Requirement) -> _Axis:
    if requirement.kind.is_condition:
        return _Axis.CONDITIONS
    if requirement.kind is Kind.DUTY:
        return _Axis.DUTIES
    required = requirement.necessity is Necessity.REQUIRED
    return _Axis.REQUIRED if required else _Axis.PREFERRED


def _axes(matches: Sequence[Match]) -> dict[str, _Axis]:
    """The axis of every requirement; alternatives all stand on the heaviest axis of their group."""
    groups: dict[str, _Axis] = {}
    for match in matches:
        group = match.requirement.any_of
        if group is not None:
            axis = _axis(match.requirement)
            groups[group] = min(groups.get(group, axis), axis)
    return {
        m.requirement.id: _axis(m.requirement)
        if m.requirement.any_of is None
        else groups[m.requirement.any_of]
        for m in matches
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


def _raw_weights(
    matches: Sequence[Match], counted: Sequence[Match], settings: MatchingSettings
) -> dict[str, float]:
    """Raw weights of the counted matches by requirement."""
    heaviest: dict[str, float] = {}
    for match in matches:
        group = match.requirement.any_of
        if group is not None:
            weight = weigh(match.requirement, settings)
            heaviest[group] = max(heaviest.get(group, 0.0), weight)
    return {
        m.requirement.id: weigh(m.requirement, settings)
        if m.requirement.any_of is None
        else heaviest[m.requirement.any_of]
        for m in counted
    }


def _order(match: Match) -> tuple[int, int]:
    """Better members of a group are greater; a judged one stands before an unknown one.

    Otherwise raising an absent alternative beside an unknown one could lower the score.
    """
    if not match.level.judged:
        return (-1, 0)
    return (match.level.rank, 0 if match.level is Level.CONTRADICTED else 1)


def _mean(
    matches: Sequence[Match], raw: Mapping[str, float], earned: Mapping[Level, float]
) -> float | None:
    """Mean credit by raw weight; None where nothing was judged."""
    total = math.fsum(raw[m.requirement.id] for m in matches)
    points = math.fsum(raw[m.requirement.id] * earned[m.level] for m in matches)
    return points / total if total else None


def _share(matches: Sequence[Match], levels: tuple[Level, ...], raw: Mapping[str, float]) -> float:
    """Share of the raw weight at one of these levels, in [0, 1]."""
    total = math.fsum(raw[m.requirement.id] for m in matches)
    mass = math.fsum(raw[m.requirement.id] for m in matches if m.level in levels)
    return mass / total if total else 0.0
