"""From matches to a report: shares of the weight, means, coverage, band."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fitcheck.matching.match import Band, Contribution, FitReport, Kinship, Level, Match
from fitcheck.matching.weights import Axis, credits_of, weighed_of
from fitcheck.profiles.profile import Necessity, Requirement
from fitcheck.settings import BandSettings, Settings


def score(
    matches: Sequence[Match], settings: Settings, *, kinship: Kinship | None = None
) -> FitReport:
    """The report of these matches. The score is the sum of its contributions, nothing else.

    Conditions weigh nothing: they gate. Of an `any_of` group only the best member counts, with the
    weight of the heaviest, so that meeting one more of them never lowers anything.
    """
    return Scale([match.requirement for match in matches], settings).report(
        matches, kinship=kinship
    )


class Scale:
    """The requirements of one posting, weighed once; `settings` are those that it weighs with.

    All that a report adds to its matches depends on their levels alone, and many resumes have the
    same levels: most show nothing of most postings.
    """

    def __init__(self, requirements: Sequence[Requirement], settings: Settings) -> None:
        self.settings = settings
        weighed = weighed_of(requirements, settings.matching)
        self._earned = credits_of(settings.matching)
        self._names = [requirement.id for requirement in requirements]
        self._weights = [found.weight for found in weighed]
        self._axes = [found.axis for found in weighed]
        self._stopping = [
            not requirement.inferred and requirement.necessity is Necessity.REQUIRED
            for requirement in requirements
        ]
        groups: dict[str, list[int]] = {}
        for row, requirement in enumerate(requirements):
            if requirement.any_of is not None:
                groups.setdefault(requirement.any_of, []).append(row)
        self._groups = tuple(groups.values())
        self._line_of_work = settings.matching.weight_line_of_work
        self._known: dict[tuple[str, bool], _Weighing] = {}

    def report(self, matches: Sequence[Match], *, kinship: Kinship | None = None) -> FitReport:
        """The report of one match for each requirement, in their order."""
        levels = [match.level for match in matches]
        signs = "".join([level.sign for level in levels])
        key = (signs, kinship is not None)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._weighing(levels, alone=kinship is None)
        means = found.means
        return FitReport(
            matches=tuple(matches),
            contributions=found.contributions,
            band=_band(means, self.settings.bands, stopped=bool(found.stops), kinship=kinship),
            required=means.required,
            duties=means.duties,
            preferred=means.preferred,
            coverage=found.coverage,
            shown=means.shown,
            proven=means.proven,
            hard_stops=found.stops,
            kinship=kinship,
            line_of_work=self._adds(kinship) if found.coverage else None,
        )

    def _adds(self, kinship: Kinship | None) -> Contribution | None:
        """What the nearness of the lines of work adds to the score, None where it is not known."""
        if kinship is None:
            return None
        return Contribution(
            requirement="line_of_work", weight=self._line_of_work, credit=kinship.nearness
        )

    def _weighing(self, levels: Sequence[Level], *, alone: bool) -> _Weighing:
        """What these levels add up to; `alone` where they make up the whole score."""
        counted = self._counted(levels)
        judged = [row for row in counted if levels[row].judged]
        total = self._mass(judged)
        on: list[list[int]] = [[] for _ in Axis]
        for row in judged:
            on[self._axes[row]].append(row)
        shares = [0.0] * len(levels)
        rest = 1.0 if alone else 1.0 - self._line_of_work
        for row in judged if total else ():
            shares[row] = rest * self._weights[row] / total
        everything = self._mass(counted)
        required = on[Axis.REQUIRED]
        asked = self._mass(required)
        proven = [row for row in required if levels[row] is Level.DEMONSTRATED]
        shown = [row for row in required if levels[row] in _SHOWN]
        return _Weighing(
            contributions=tuple(
                map(_contribution, self._names, shares, [self._earned[each] for each in levels])
            ),
            means=_Means(
                required=self._mean(required, levels, asked),
                duties=self._mean(on[Axis.DUTIES], levels),
                preferred=self._mean(on[Axis.PREFERRED], levels),
                shown=self._mass(shown) / asked if asked else 0.0,
                proven=self._mass(proven) / asked if asked else 0.0,
            ),
            coverage=min(1.0, total / everything) if everything else 0.0,
            stops=tuple(
                [
                    self._names[row]
                    for row in counted
                    if levels[row] is Level.CONTRADICTED and self._stopping[row]
                ]
            ),
        )

    def _counted(self, levels: Sequence[Level]) -> Sequence[int]:
        """All rows but those of the weaker members of groups of alternatives."""
        rows = range(len(levels))
        if not self._groups:
            return rows
        out: set[int] = set()
        for group in self._groups:
            best = max(group, key=lambda row: _order(levels[row]))  # of equals the first
            out.update(row for row in group if row != best)
        return [row for row in rows if row not in out]

    def _mass(self, rows: Sequence[int]) -> float:
        return math.fsum([self._weights[row] for row in rows])

    def _mean(
        self, rows: Sequence[int], levels: Sequence[Level], mass: float | None = None
    ) -> float | None:
        """Mean credit by raw weight, which is `mass` in all; None where nothing was judged."""
        mass = self._mass(rows) if mass is None else mass
        points = [self._weights[row] * self._earned[levels[row]] for row in rows] if mass else ()
        return math.fsum(points) / mass if mass else None


_SHOWN: Final = frozenset({Level.DEMONSTRATED, Level.PARTIAL})
_MOST_KNOWN: Final = 64
"""Lists of levels of one posting of which the sums are remembered, some 500 bytes each: as many as
the resumes of one group of a batch could have."""
_MOST_KEPT: Final = 1 << 14
"""Contributions that are remembered, some 200 bytes each: a posting's requirements add the same
to one resume after the other."""


@lru_cache(_MOST_KEPT, typed=True)
def _contribution(requirement: str, weight: float, credit: float) -> Contribution:
    return Contribution(requirement=requirement, weight=weight, credit=credit)


def _order(level: Level) -> tuple[int, int]:
    """Better members of a group are greater; a judged one stands before an unknown one.

    Otherwise raising an absent alternative beside an unknown one could lower the score.
    """
    if not level.judged:
        return (-1, 0)
    return (level.rank, 0 if level is Level.CONTRADICTED else 1)


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


class _Weighing(NamedTuple):
    """What a report adds to matches of some levels; the fields are those of `FitReport`."""

    contributions: tuple[Contribution, ...]
    means: _Means
    coverage: float
    stops: tuple[str, ...]


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


def another_trade(report: FitReport, settings: BandSettings) -> bool:
    """True where the resume is known to be of quite another line of work than the posting."""
    return _strange(report.kinship, settings)


def _with_kinship(mean: float, kinship: Kinship | None, settings: BandSettings) -> float:
    """The mean credit of what is asked with the nearness of the lines of work, where known."""
    if kinship is None:
        return mean
    return (1.0 - settings.line_of_work) * mean + settings.line_of_work * kinship.nearness


def _strange(kinship: Kinship | None, settings: BandSettings) -> bool:
    return kinship is not None and kinship.nearness < settings.kinship
