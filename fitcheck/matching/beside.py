"""One resume beside a stack of postings: what array operations tell of all these pairs at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.nearest import Nearest, nearest
from fitcheck.matching.similarity import shares
from fitcheck.matching.stack import Stack
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMMON: Final = 0.4
"""Share of an item's mean strength that says nothing: between .2 and .5 more of the readers' lines
are among the first three, on the real pairs and on those of the corpus alike."""
_QUICK: Final = 1 << 18
"""Multiplications in a product of matrices up to which OpenBLAS uses one thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What array operations tell of one resume beside one posting.

    `telling` has one row a requirement, one column an item: how well each would do as evidence.
    `nearest` are the items nearest to each requirement. `done` says of each position how many
    duties of the posting its lines show.
    """

    telling: NDArray[np.float64]
    nearest: Nearest
    done: Counter[int]


def find_beside(stack: Stack, index: ResumeIndex, settings: MatchingSettings) -> list[Beside]:
    """The resume beside each posting, in their order."""
    strengths = _meant(stack, index)
    strengths += settings.words_premium * shares(stack, index, enough=settings.enough_mass)
    telling = _telling(stack, strengths, index)
    near = nearest(strengths, index, settings, telling)
    placed: list[dict[int, tuple[tuple[float, int], ...]]] = [{} for _ in stack.postings]
    first: list[dict[int, tuple[float, int]]] = [{} for _ in stack.postings]
    tellers: list[dict[int, tuple[int, ...]]] = [{} for _ in stack.postings]
    for row, items in near.placed.items():
        owner = stack.owners[row]
        placed[owner][row - stack.starts[owner]] = items
    for row, item in near.first.items():
        owner = stack.owners[row]
        first[owner][row - stack.starts[owner]] = item
    for row, tell in near.telling.items():
        owner = stack.owners[row]
        tellers[owner][row - stack.starts[owner]] = tell
    done = _done(stack, strengths, index, settings)
    return [
        Beside(
            telling=telling[stack.starts[n] : stack.starts[n + 1]],
            nearest=Nearest(placed=placed[n], first=first[n], telling=tellers[n]),
            done=done[n],
        )
        for n in range(len(stack.postings))
    ]


def _meant(stack: Stack, index: ResumeIndex) -> NDArray[np.float64]:
    """Cosines of all rows and items."""
    import numpy as np

    made = np.empty((stack.starts[-1], len(index.exact)))
    # Piece by piece: to wake the threads of BLAS would take longer than these products.
    height = max(1, _QUICK // max(1, index.exact.size))
    for start in range(0, len(made), height):
        piece = slice(start, start + height)
        np.matmul(stack.exact[piece], index.exact.T, out=made[piece])
    return made


def _telling(
    stack: Stack, strengths: NDArray[np.float64], index: ResumeIndex
) -> NDArray[np.float64]:
    """How well each item would do as evidence: what it says of this ask and not of all asks alike.

    From its strength is taken `COMMON` of its mean strength over the posting, for some lines are
    near to everything (local scaling, as in cross-domain similarity: Conneau et al. 2018); to it
    is added what the item is worth in itself.
    """
    import numpy as np

    starts = np.array(stack.starts)
    counts = np.diff(starts)
    asking = counts > 0  # reduceat gives a row for an empty stretch too
    means = np.zeros((len(counts), strengths.shape[1]))
    if asking.any():
        sums = np.add.reduceat(strengths, starts[:-1][asking], axis=0)
        means[asking] = sums / counts[asking, None]
    telling: NDArray[np.float64] = strengths - COMMON * np.repeat(means, counts, axis=0)
    telling += index.worth
    return telling


def _done(
    stack: Stack, strengths: NDArray[np.float64], index: ResumeIndex, settings: MatchingSettings
) -> list[Counter[int]]:
    """How many duties of each posting each position of the resume shows."""
    done: list[Counter[int]] = [Counter() for _ in stack.postings]
    if not len(stack.duties) or not len(index.placed_numbers):
        return done
    shown = strengths[stack.duties[:, None], index.placed_numbers] >= settings.line_part
    rows, places = shown.nonzero()
    items = index.resume.items
    seen = {
        (row, items[number].position)
        for row, number in zip(
            stack.duties[rows].tolist(), index.placed_numbers[places].tolist(), strict=True
        )
    }
    for row, position in seen:
        if position is not None:
            done[stack.owners[row]][position] += 1
    return done
