"""How much of what an asking line says stands in a line of the resume, by its telling words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def shares(asked: PostingIndex, index: ResumeIndex, *, enough: float) -> NDArray[np.float64]:
    """Share of each requirement's mass of words that stands in each item, in [0, 1].

    Shape (requirements, items). `enough` is the mass beyond which a longer asking line needs no
    further words in common: the denominator is the asked mass, at most `enough`. A single stem in
    common counts only where it is all that is asked: a shared generic word is never evidence.
    """
    import numpy as np

    size, stems = len(index.resume.items), asked.stems
    cells: list[int] = []
    weights: list[float] = []
    # In one order: sums of floats depend on it.
    for stem in sorted(stems.keys() & index.by_stem.keys()):
        items = index.by_stem[stem]
        for row, weight in stems[stem]:
            cells += [row * size + item for item in items]
            weights += [weight] * len(items)
    totals = np.minimum(asked.masses, enough)
    shape, most = (len(totals), size), len(totals) * size
    if not cells:
        return np.zeros(shape)
    mass = np.bincount(cells, weights, most).reshape(shape)
    alone = np.bincount(cells, None, most).reshape(shape) == 1
    mass[alone & asked.several[:, None]] = 0.0
    np.divide(mass, totals[:, None], out=mass, where=totals[:, None] > 0.0)
    return np.minimum(mass, 1.0, out=mass)
