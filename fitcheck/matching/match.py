"""The values of a judgement: levels, evidence, matches, contributions and the report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from fitcheck.documents.document import Span
from fitcheck.language.sections import Section
from fitcheck.profiles.profile import Requirement


class Level(StrEnum):
    """How well a resume shows one requirement; ordered by `rank`, apart from `UNKNOWN`."""

    rank: int
    """0 for contradicted, unknown and absent, then 1 listed, 2 partial, 3 demonstrated."""
    judged: bool
    """False for `UNKNOWN` only: it stands outside the score and lowers the coverage."""
    sign: str
    """The first letter, which no other level has: levels of many requirements make a short text."""

    def __new__(cls, value: str, rank: int = 0) -> Self:
        """A level with what is asked of it too often to be looked up."""
        level = str.__new__(cls, value)
        level._value_ = value
        level.rank = rank
        level.judged = value != "unknown"
        level.sign = value[0]
        return level

    DEMONSTRATED = "demonstrated", 3
    PARTIAL = "partial", 2
    LISTED = "listed", 1
    ABSENT = "absent"
    UNKNOWN = "unknown"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A whole line of the resume that speaks to a requirement; the best of them first.

    `months` is the experience that the line's position, or all that show the requirement, amount
    to; None where nothing is dated.
    """

    span: Span
    section: Section
    page: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLevel:
    """The level and reason that were judged where the person says another, and why they do."""

    level: Level
    reason: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One requirement, its level, at most three lines of evidence and a readable reason.

    `judged` is what the comparison gave where the level is the person's own.
    """

    requirement: Requirement
    level: Level
    reason: str
    evidence: tuple[Evidence, ...] = ()
    judged: JudgedLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one match, or the line of work, adds to the score: `points` = `weight` x `credit`.

    `weight` is the share of the requirement in all judged weight, in [0, 1]; the weights of a
    report, with that of the line of work, add up to 1, or to 0 where nothing could be judged.
    `credit` lies in [0, 1].
    """

    requirement: str
    weight: float
    credit: float

    @property
    def points(self) -> float:
        """Weight times credit, in [0, 1]."""
        return self.weight * self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """How near a resume's line of work is to the posting's (`kinship.py`).

    `nearness` lies in [0, 1]; `position` is that with the nearest title, an index into
    `Resume.positions`: that whose text is nearest where the posting has no title, None for a text
    outside of all.
    """

    nearness: float
    position: int | None


class Band(StrEnum):
    """How well the whole resume fits; `UNKNOWN` where the posting asks nothing readable."""

    STRONG = "strong"
    PARTIAL = "partial"
    WEAK = "weak"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FitReport:
    """All matches and what they add up to.

    `required` and `duties` are mean credits in [0, 1] of the judged required asks and of the
    judged duties, None where there are none; `preferred` likewise. `coverage` is judged weight
    over all weight, in [0, 1]. `shown` is the share of the judged required weight that is
    demonstrated or partial, `proven` the share that is demonstrated. `kinship` tells how near the
    lines of work are, None where that cannot be told; `line_of_work` is what that adds to the
    score, in which case the weights of the contributions are smaller by as much.
    """

    matches: tuple[Match, ...]
    contributions: tuple[Contribution, ...]
    band: Band
    required: float | None
    duties: float | None
    preferred: float | None
    coverage: float
    shown: float
    proven: float
    hard_stops: tuple[str, ...] = ()
    kinship: Kinship | None = None
    line_of_work: Contribution | None = None
    probability: float | None = None

    @property
    def score(self) -> float | None:
        """The sum of all points, in [0, 1]; None where nothing could be judged."""
        if not any([c.weight for c in self.contributions]):  # noqa: C419 - asked of every pair
            return None
        line_of_work = self.line_of_work.points if self.line_of_work else 0.0
        return min(
            1.0, max(0.0, sum([c.weight * c.credit for c in self.contributions], line_of_work))
        )
