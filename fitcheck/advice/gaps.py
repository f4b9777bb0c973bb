"""What would change the verdict, ranked by the points it would bring."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import itemgetter

from fitcheck.matching.match import FitReport, Level, Match
from fitcheck.matching.weights import credit, raw_weights
from fitcheck.matching.wording import listing
from fitcheck.profiles.profile import Kind
from fitcheck.settings import MatchingSettings


class Action(StrEnum):
    """What a person can do about a gap.

    `SHOW` what is half shown or only listed, answer what the resume does not say (`ASK`), `LEARN`
    what can be learned, `DROP` what no wording and no course changes before this application.
    """

    SHOW = "show"
    LEARN = "learn"
    ASK = "ask"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One requirement that is not fully shown; `points` is what showing it would add, in [0, 1].

    Conditions have no points: they gate.
    """

    requirement: str
    action: Action
    text: str
    points: float


# What takes years, or a person either has or has not: nothing to learn before this application.
_FIXED = frozenset({Kind.EXPERIENCE, Kind.EDUCATION, Kind.DUTY})


def find_gaps(report: FitReport, settings: MatchingSettings | None = None) -> tuple[Gap, ...]:
    """All gaps, most points first, then in order of the posting; never an invented fact.

    Of alternatives only the nearest is a gap, and none where one of them is shown. What the resume
    does not say has the points that stating it would bring.
    """
    asking = Counter([match.requirement.span for match in report.matches])
    gaps = [
        (-points, number, _gap(match, points, alone=asking[match.requirement.span] == 1))
        for number, match, points in _open(report, settings or MatchingSettings())
    ]
    gaps.sort(key=itemgetter(0, 1))
    return tuple([gap for _, _, gap in gaps])


def _open(report: FitReport, settings: MatchingSettings) -> Iterator[tuple[int, Match, float]]:
    """Place, match and points of whatever is not demonstrated and counts."""
    raw = raw_weights([m.requirement for m in report.matches], settings)
    rows = list(zip(report.matches, report.contributions, raw, strict=True))
    total = sum([weight for _, contribution, weight in rows if contribution.weight > 0.0])
    told = {m.requirement.any_of for m, contribution, _ in rows if contribution.weight > 0.0}
    told.discard(None)
    full = credit(Level.DEMONSTRATED, settings)
    earned = math.fsum([contribution.points for contribution in report.contributions])
    share = 1.0 - report.line_of_work.weight if report.line_of_work else 1.0
    for number, (match, contribution, weight) in enumerate(rows):
        if match.level is Level.DEMONSTRATED:
            continue
        if contribution.weight > 0.0:
            yield number, match, contribution.weight * (full - contribution.credit)
        elif (group := match.requirement.any_of) not in told:
            if group is not None:
                told.add(group)
            unknown = 0.0 if match.level.judged else weight
            yield number, match, _points_of_unknown(unknown, total, share - earned)


def _points_of_unknown(weight: float, judged: float, open_points: float) -> float:
    """What a requirement of this raw weight would add, once demonstrated, to what the judged earn.

    `open_points` is what the judged ones, of weight `judged`, leave to be earned.
    """
    return open_points * weight / (judged + weight) if weight > 0.0 else 0.0


def _gap(match: Match, points: float, *, alone: bool) -> Gap:
    """A gap; where its line asks several things, it says which is meant."""
    asked = match.requirement
    action, text = _advice(asked.kind, match.level, timed=asked.min_months is not None)
    if not alone and asked.concepts:
        text = f"{listing(asked.concepts)}: {text[0].lower()}{text[1:]}"
    return Gap(requirement=asked.id, action=action, text=text, points=points)


@cache
def _advice(kind: Kind, level: Level, *, timed: bool) -> tuple[Action, str]:
    action = _action(kind, level)
    return action, _text(kind, level, action, timed=timed)


def _action(kind: Kind, level: Level) -> Action:
    if level is Level.CONTRADICTED:
        return Action.DROP
    if level is Level.UNKNOWN or kind.is_condition:
        return Action.ASK
    if level is Level.PARTIAL and kind is Kind.EDUCATION:
        return Action.DROP
    if level in (Level.LISTED, Level.PARTIAL):
        return Action.SHOW
    return Action.DROP if kind in _FIXED else Action.LEARN


def _text(kind: Kind, level: Level, action: Action, *, timed: bool) -> str:
    if action is Action.ASK:
        return "The resume does not say. If it is true of you, state it."
    if action is Action.DROP and level is Level.CONTRADICTED:
        return "The resume states the opposite. Unless that changed, leave this posting."
    if action is Action.DROP and level is Level.PARTIAL:
        return "A degree beside or below the one asked: no wording helps. Say it as it is."
    if action is Action.DROP:
        return "Nothing shows it. If you did it, say where and when; if not, no wording helps."
    if action is Action.LEARN and kind is Kind.TRAIT:
        return "Nothing shows it. If it is true of you, tell what you did that shows it."
    if action is Action.LEARN:
        return "Nothing shows it. If you can do it, show where you used it; if not, learn it first."
    if level is Level.LISTED:
        return "Only listed. Say in which job or project you used it, and what came of it."
    if timed:
        return "Not for long enough. If other dated jobs had it too, say so there; else leave it."
    return "Partly shown. Add what is missing, if it is true, to the line that comes nearest."
