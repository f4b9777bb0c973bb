"""The likeliest run of tags over the words of a sentence (Viterbi)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OUTSIDE: Final = 0
BEGIN: Final = 1
INSIDE: Final = 2
_FORBIDDEN: Final = -1e4  # no span goes on that has not begun


def best_path(scores: NDArray[np.float32], moves: NDArray[np.float32]) -> list[int]:
    """The tags of the best path. `scores` is words x 3, `moves` 3 x 3 from row to column."""
    steps = [[float(value) for value in row] for row in scores]
    costs = [[float(value) for value in row] for row in moves]
    costs[OUTSIDE][INSIDE] += _FORBIDDEN
    if not steps:
        return []
    ahead = list(steps[0])
    ahead[INSIDE] += _FORBIDDEN
    back: list[list[int]] = []
    for step in steps[1:]:
        sums = [[ahead[a] + costs[a][b] for a in range(3)] for b in range(3)]
        back.append([row.index(max(row)) for row in sums])
        ahead = [max(row) + value for row, value in zip(sums, step, strict=True)]
    tags = [max(range(3), key=ahead.__getitem__)]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]
