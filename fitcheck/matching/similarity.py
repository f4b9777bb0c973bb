"""How much of what an asking line says stands in a line of the resume, by its telling words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fitcheck.language.terms import TermWeights


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """`share` of the asked mass that is shown, in [0, 1], and the distinct stems in common."""

    share: float
    stems: tuple[str, ...]


NO_OVERLAP = Overlap(share=0.0, stems=())


def overlap(
    asked: Iterable[str], shown: Iterable[str], weights: TermWeights, *, enough: float
) -> Overlap:
    """Share of the asked mass of words that stands in `shown`.

    `enough` is the mass beyond which a longer asking line needs no further words in common: the
    denominator is the asked mass, at most `enough`. A single stem in common counts only where it
    is all that is asked: a shared generic word is never evidence.
    """
    want = frozenset(asked)
    common = sorted(want.intersection(shown))
    if not common or (len(common) == 1 and len(want) > 2):
        return NO_OVERLAP
    total = min(weights.mass(want), enough)
    if total <= 0.0:
        return NO_OVERLAP
    return Overlap(share=min(1.0, weights.mass(common) / total), stems=tuple(common))
