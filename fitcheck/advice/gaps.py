"""What would change the verdict, ranked by the points it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fitcheck.matching.match import FitReport, Level, Match
from fitcheck.profiles.profile import Kind


class Action(StrEnum):
    """What a person can do about a gap."""

    SHOW = "show"
    LEARN = "learn"
    ASK = "ask"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One requirement that is not fully shown; `points` is what showing it would add, in [0, 1].

    For an open question (`ask`) the points are 0: it stands outside the score until answered.
    """

    requirement: str
    action: Action
    text: str
    points: float


# What takes years, or a person either has or has not: nothing to learn before this application.
_FIXED = frozenset({Kind.EXPERIENCE, Kind.EDUCATION, Kind.DUTY})


def find_gaps(report: FitReport) -> tuple[Gap, ...]:
    """All gaps, most points first, then in order of the posting; never an invented fact."""
    weights = {c.requirement: c for c in report.contributions}
    gaps = []
    for number, match in enumerate(report.matches):
        if match.level is Level.DEMONSTRATED:
            continue
        contribution = weights[match.requirement.id]
        missing = 1.0 - contribution.credit if match.level.judged else 0.0
        action = _action(match)
        gap = Gap(
            requirement=match.requirement.id,
            action=action,
            text=_text(match, action),
            points=contribution.weight * missing,
        )
        gaps.append((-gap.points, number, gap))
    return tuple(gap for _, _, gap in sorted(gaps, key=lambda row: row[:2]))


def _action(match: Match) -> Action:
    if match.level is Level.UNKNOWN:
        return Action.ASK
    if match.level in (Level.LISTED, Level.PARTIAL):
        return Action.SHOW
    if match.level is Level.CONTRADICTED or match.requirement.kind in _FIXED:
        return Action.DROP
    return Action.LEARN


def _text(match: Match, action: Action) -> str:
    if action is Action.ASK:
        return "The resume does not say. If it is true of you, state it."
    if action is Action.DROP and match.level is Level.CONTRADICTED:
        return "The resume states the opposite. Unless that changed, leave this posting."
    if action is Action.DROP:
        return "Nothing shows it. If you did it, say where and when; if not, no wording helps."
    if action is Action.LEARN:
        return "Nothing shows it. If you can do it, show where you used it; if not, learn it first."
    if match.level is Level.LISTED:
        return "Only listed. Say in which job or project you used it, and what came of it."
    return "Partly shown. Add what is missing, if it is true, to the line that comes nearest."
