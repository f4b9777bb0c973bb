"""The lines of a resume that come nearest to each asking line, found for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitcheck.matching.index import ResumeIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINES: Final = 3
"""Lines that together speak for a duty; the wire schema shows three lines of evidence at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What comes nearest to each requirement; one row a requirement.

    `items` are the placed items of a row, the strongest first, at most `LINES` of them, and
    `strengths` how strong each is; of equals the earlier item comes first. `first` is the strongest
    item of all, placed or not, that the resume does not deny, and `strongest` its strength; both
    are empty where there is none.
    """

    items: list[list[int]]
    strengths: list[list[float]]
    first: list[int]
    strongest: list[float]


def nearest(strengths: NDArray[np.float64], index: ResumeIndex) -> Nearest:
    """The nearest items by strengths of shape (requirements, items)."""
    import numpy as np

    placed, told = index.placed_numbers, index.told_numbers
    among = strengths[:, placed]
    order = np.argsort(-among, axis=1, kind="stable")[:, :LINES]
    rows = np.arange(len(strengths))[:, None]
    if not len(told):
        first, strongest = np.zeros(0, dtype=np.int64), np.zeros(0)
    else:
        held = strengths[:, told]
        best = held.argmax(axis=1)
        first, strongest = told[best], held[rows[:, 0], best]
    return Nearest(
        items=placed[order].tolist(),
        strengths=among[rows, order].tolist(),
        first=first.tolist(),
        strongest=strongest.tolist(),
    )
