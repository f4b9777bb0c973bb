"""Several analyses in the order in which they deserve a person's time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fitcheck.advice.verdict import Decision, short
from fitcheck.analysis import Analysis
from fitcheck.matching.match import Band, Level, Match

_BANDS = (Band.STRONG, Band.PARTIAL, Band.WEAK, Band.NONE, Band.UNKNOWN)
"""Best first, as `fitcheck batch` orders them; what could not be told stands last."""
_QUOTED = 60
"""Characters of a posting's line in a cell of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One analysis with its place, from 1; equal ones share a place.

    `name` is the file that tells it from the others. `proves` is the weightiest requirement that is
    demonstrated, `misses` what weighs most of the rest; None where there is none.
    """

    place: int
    name: str
    analysis: Analysis
    proves: str | None
    misses: str | None


def rank(named: Iterable[tuple[str, Analysis]]) -> tuple[Ranked, ...]:
    """The analyses, best first: those worth it, then by band, by score, by name."""
    ordered = sorted(named, key=lambda pair: (*_order(pair[1]), pair[0]))
    ranked: list[Ranked] = []
    for number, (name, analysis) in enumerate(ordered, start=1):
        before = ranked[-1] if ranked else None
        same = before is not None and _order(before.analysis) == _order(analysis)
        ranked.append(
            Ranked(
                place=before.place if before is not None and same else number,
                name=name,
                analysis=analysis,
                proves=_proves(analysis),
                misses=_misses(analysis),
            )
        )
    return tuple(ranked)


def _order(analysis: Analysis) -> tuple[bool, int, float]:
    """Smaller is better. A closed posting is not worth it, whatever its band."""
    score = analysis.report.score
    return (
        not analysis.verdict.decision.worth_it,
        _BANDS.index(analysis.verdict.band),
        -round(score, 6) if score is not None else 0.0,
    )


def _proves(analysis: Analysis) -> str | None:
    shown = [m for m in analysis.report.matches if m.level is Level.DEMONSTRATED]
    best = max(shown, key=lambda m: analysis.contribution(m).points, default=None)
    # Conditions weigh nothing: meeting one of them is no merit.
    weighs = best is not None and analysis.contribution(best).points > 0.0
    return _quote(best, analysis) if best is not None and weighs else None


def _misses(analysis: Analysis) -> str | None:
    """A hard stop before anything else, a closed posting, then the most points not reached."""
    matches = analysis.report.matches
    stops = [m for m in matches if m.requirement.id in analysis.report.hard_stops]
    if stops:
        return f"{_quote(stops[0], analysis)} ({stops[0].reason})"
    verdict = analysis.verdict
    if verdict.decision is Decision.SKIP and verdict.reasons and verdict.reasons[0].rule == "X1":
        return verdict.reasons[0].text
    short_of = [m for m in matches if m.level.judged and m.level is not Level.DEMONSTRATED]
    worst = max(short_of, key=lambda m: _lost(m, analysis), default=None)
    if worst is None or _lost(worst, analysis) <= 0.0:
        return None
    return f"{_quote(worst, analysis)} ({worst.level.value})"


def _lost(match: Match, analysis: Analysis) -> float:
    contribution = analysis.contribution(match)
    return contribution.weight - contribution.points


def _quote(match: Match, analysis: Analysis) -> str:
    return short(analysis.quote(match.requirement), _QUOTED)
