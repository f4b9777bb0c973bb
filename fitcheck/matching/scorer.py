"""From matches to a report: weights, credits, means, coverage, band."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fitcheck.matching.match import Band, Contribution, FitReport, Level, Match
from fitcheck.profiles.profile import Kind, Necessity, Requirement
from fitcheck.settings import BandSettings, MatchingSettings, Settings


def score(matches: Sequence[Match], settings: Settings) -> FitReport:
    """The report of these matches. The score is the sum of its contributions, nothing else.

    Conditions weigh nothing: they gate. Of an `any_of` group only the best member counts.
    """
    counted = _counted(matches)
    raw = {m.requirement.id: weigh(m.requirement, settings.matching) for m in counted}
    judged = [m for m in counted if m.level.judged]
    total = math.fsum(raw[m.requirement.id] for m in judged)
    share = {m.requirement.id: raw[m.requirement.id] / total for m in judged} if total else {}
    contributions = tuple(
        Contribution(
            requirement=m.requirement.id,
            weight=share.get(m.requirement.id, 0.0),
            credit=credit(m.level, settings.matching),
        )
        for m in matches
    )
    everything = math.fsum(raw.values())
    required = [m for m in judged if _is_required_ask(m.requirement)]
    duties = [m for m in judged if m.requirement.kind is Kind.DUTY]
    preferred = [m for m in judged if _is_preferred_ask(m.requirement)]
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
        required=_mean(required, settings.matching),
        duties=_mean(duties, settings.matching),
        preferred=_mean(preferred, settings.matching),
        coverage=min(1.0, total / everything) if everything else 0.0,
        shown=_share(required, (Level.DEMONSTRATED, Level.PARTIAL), settings.matching),
        proven=_share(required, (Level.DEMONSTRATED,), settings.matching),
        hard_stops=stops,
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
    return weight


def credit(level: Level, settings: MatchingSettings) -> float:
    """Credit of a level, in [0, 1]."""
    return {
        Level.DEMONSTRATED: settings.credit_demonstrated,
        Level.PARTIAL: settings.credit_partial,
        Level.LISTED: settings.credit_listed,
    }.get(level, 0.0)


def band(report: FitReport, settings: BandSettings) -> Band:
    """The band of a report (architecture, "Bands"): conditions gate, then required, then duties.

    Where nothing is required, duties stand for it, then preferred asks, which give at most partial.
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
    if shown < settings.partial_shown:
        return Band.WEAK
    if mean >= settings.strong and duties_done and proven >= settings.strong_proven:
        return Band.PARTIAL if only_preferred else Band.STRONG
    return Band.PARTIAL


def _is_required_ask(requirement: Requirement) -> bool:
    asked = requirement.necessity is Necessity.REQUIRED
    return asked and requirement.kind is not Kind.DUTY and not requirement.kind.is_condition


def _is_preferred_ask(requirement: Requirement) -> bool:
    asked = requirement.necessity is Necessity.PREFERRED
    return asked and requirement.kind is not Kind.DUTY and not requirement.kind.is_condition


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
    return [m for m in matches if m.requirement.any_of is None or best[m.requirement.any_of] is m]


def _order(match: Match) -> tuple[int, int]:
    return (match.level.rank, 0 if match.level is Level.CONTRADICTED else 1)


def _mean(matches: Iterable[Match], settings: MatchingSettings) -> float | None:
    rows = [(weigh(m.requirement, settings), credit(m.level, settings)) for m in matches]
    total = math.fsum(weight for weight, _ in rows)
    return math.fsum(w * c for w, c in rows) / total if total else None


def _share(
    matches: Sequence[Match], levels: tuple[Level, ...], settings: MatchingSettings
) -> float:
    total = math.fsum(weigh(m.requirement, settings) for m in matches)
    mass = math.fsum(weigh(m.requirement, settings) for m in matches if m.level in levels)
    return mass / total if total else 0.0
