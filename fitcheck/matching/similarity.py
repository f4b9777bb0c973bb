"""How much of what an asking line says stands in a line of the resume, by its telling words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.stack import Stack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def shares(stack: Stack, index: ResumeIndex, *, enough: float) -> NDArray[np.float64]:
    """Share of each requirement's mass of words that stands in each item, in [0, 1].

    Shape (rows of the stack, items). `enough` is the mass beyond which a longer asking line needs
    no further words in common: the denominator is the asked mass, at most `enough`. A single stem
    in common counts only where it is all that is asked: a shared generic word is never evidence.
    """
    import numpy as np

    size = len(index.resume.items)
    totals = np.minimum(stack.masses, enough)
    shape, most = (len(totals), size), len(totals) * size
    common = sorted([stack.stems[stem] for stem in stack.stems.keys() & index.by_stem.keys()])
    if not common:
        return np.zeros(shape)
    held = [index.by_stem[stack.names[number]] for number in common]
    # Every asking row of a stem meets every item that holds it: first the rows, then their items.
    spread, holding = stack.spread[common], np.array([len(items) for items in held])
    asking = _ranges(stack.first[common], spread)
    items = np.repeat(holding, spread)
    starts = np.repeat(np.cumsum(holding) - holding, spread)
    flat = np.array([item for each in held for item in each])
    cells = np.repeat(stack.asking[asking] * size, items) + flat[_ranges(starts, items)]
    mass = np.bincount(cells, np.repeat(stack.weights[asking], items), most).reshape(shape)
    alone = np.bincount(cells, None, most).reshape(shape) == 1
    mass[alone & stack.several[:, None]] = 0.0
    np.divide(mass, totals[:, None], out=mass, where=totals[:, None] > 0.0)
    return np.minimum(mass, 1.0, out=mass)


def _ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each start on, as many as its length, one after the other."""
    import numpy as np

    ends = np.cumsum(lengths)
    made: NDArray[np.int64] = np.repeat(starts - ends + lengths, lengths)
    made += np.arange(len(made))
    return made
