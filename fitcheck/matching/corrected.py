"""Levels that the person says are others, with a reason; the judged level stays beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fitcheck.documents.document import DocumentWarning
from fitcheck.matching.match import JudgedLevel, Level, Match
from fitcheck.profiles.anchors import Anchor, Lines, stale
from fitcheck.profiles.correct_posting import named_requirements
from fitcheck.profiles.profile import Kind, Posting

_ABOUT = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCorrection:
    """How well the resume shows what one line of the posting asks, as the person says.

    It speaks of every requirement of the line unless `kind` and `concepts` narrow it.
    """

    anchor: Anchor
    level: Level
    reason: str
    kind: Kind | None = None
    concepts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedLevels:
    """Corrections by the requirement they speak of, and those that could not be made."""

    by_requirement: Mapping[str, LevelCorrection]
    warnings: tuple[DocumentWarning, ...] = ()


_NOTHING = ResolvedLevels(by_requirement={})


def resolve_levels(posting: Posting, corrections: Sequence[LevelCorrection]) -> ResolvedLevels:
    """Which requirements the corrections speak of; of two for one requirement the later holds."""
    if not corrections:  # of nearly all pairs nothing is corrected
        return _NOTHING
    lines = Lines((one.span for one in posting.requirements), posting.document)
    found: dict[str, LevelCorrection] = {}
    warnings = []
    for correction in corrections:
        named = named_requirements(
            posting.requirements,
            correction.anchor,
            lines,
            kind=correction.kind,
            concepts=correction.concepts,
            about=_ABOUT,
        )
        if isinstance(named, DocumentWarning):
            warnings.append(named)
            continue
        if correction.level is Level.CONTRADICTED:
            named = tuple(one for one in named if one.kind.is_condition)
            if not named:
                why = "only a condition can be contradicted; say absent"
                warnings.append(stale(correction.anchor, _ABOUT, why))
        found |= {one.id: correction for one in named}
    return ResolvedLevels(by_requirement=found, warnings=tuple(warnings))


def correct_levels(
    matches: Sequence[Match], corrections: Mapping[str, LevelCorrection]
) -> tuple[Match, ...]:
    """The matches with the person's levels; the others are the same objects as before."""
    return tuple(
        _corrected(match, corrections[match.requirement.id])
        if match.requirement.id in corrections
        else match
        for match in matches
    )


def _corrected(match: Match, correction: LevelCorrection) -> Match:
    judged = JudgedLevel(level=match.level, reason=match.reason, because=correction.reason)
    if correction.level is match.level:
        return replace(match, judged=judged)
    said = f"you say: {' '.join(correction.reason.split())}"
    return replace(match, level=correction.level, reason=said, judged=judged)
