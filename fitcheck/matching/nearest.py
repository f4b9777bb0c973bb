"""The lines of a resume that come nearest to each asking line, found for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitcheck.matching.index import ResumeIndex
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINES: Final = 3
"""Lines that together speak for a duty; the wire schema shows three lines of evidence at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What comes nearest to each requirement, by its row; rows without anything near are left out.

    `placed` holds the strongest placed items as (strength, item), the strongest first, `LINES` of
    them where there are so many; of equals the earlier comes first. `first` is the strongest item
    of all that the resume does not deny, placed or not, likewise. `telling` are the most telling
    items of all, denied ones left out, the most telling first: it has every row.
    """

    placed: Mapping[int, tuple[tuple[float, int], ...]]
    first: Mapping[int, tuple[float, int]]
    telling: Mapping[int, tuple[int, ...]]


def nearest(
    strengths: NDArray[np.float64],
    index: ResumeIndex,
    settings: MatchingSettings,
    *,
    ease: NDArray[np.float64],
    telling: NDArray[np.float64],
) -> Nearest:
    """The nearest items by strengths of shape (requirements, items).

    `placed` has the rows in which a placed item reaches `line_near`, `first` those in which any
    item reaches `line_part`, both made easier by `ease`, of shape (requirements,): below these no
    line is evidence. `telling`, of the shape of `strengths`, is how well each item would do as
    evidence.
    """
    return Nearest(
        placed=_placed(strengths, index.placed_numbers, settings.line_near - ease),
        first=_first(strengths, index.told_numbers, settings.line_part - ease),
        telling=_telling(index.told_numbers, telling),
    )


def _placed(
    strengths: NDArray[np.float64], placed: NDArray[np.int64], least: NDArray[np.float64]
) -> dict[int, tuple[tuple[float, int], ...]]:
    import numpy as np

    if not len(placed):
        return {}
    among = strengths[:, placed]
    rows = np.flatnonzero(among.max(axis=1) >= least)
    order = np.argsort(-among[rows], axis=1, kind="stable")[:, :LINES]
    best = among[rows[:, None], order].tolist()
    return {
        row: tuple(zip(strong, items, strict=True))
        for row, strong, items in zip(rows.tolist(), best, placed[order].tolist(), strict=True)
    }


def _first(
    strengths: NDArray[np.float64], told: NDArray[np.int64], least: NDArray[np.float64]
) -> dict[int, tuple[float, int]]:
    import numpy as np

    if not len(told):
        return {}
    among = strengths[:, told]
    rows = np.flatnonzero(among.max(axis=1) >= least)
    best = among[rows].argmax(axis=1)
    pairs = zip(among[rows, best].tolist(), told[best].tolist(), strict=True)
    return dict(zip(rows.tolist(), pairs, strict=True))


def _telling(told: NDArray[np.int64], telling: NDArray[np.float64]) -> dict[int, tuple[int, ...]]:
    import numpy as np

    if not len(told):
        return {}
    # Of equals the earlier; what is taken away for that is far below what any weight tells.
    among = telling[:, told] - np.arange(len(told)) * 1e-12
    if len(told) > LINES:
        best = np.argpartition(-among, LINES - 1, axis=1)[:, :LINES]
    else:
        best = np.broadcast_to(np.arange(len(told)), among.shape)
    order = np.argsort(-np.take_along_axis(among, best, axis=1), axis=1)
    found = told[np.take_along_axis(best, order, axis=1)]
    return dict(enumerate(map(tuple, found.tolist())))
