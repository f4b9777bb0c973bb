"""How well a line of a resume would do as evidence of what a posting asks.

A weighted sum, learned from the lines that readers pointed at (`models/judge/card.md`). What a line
says of this ask counts, less what it says of everything the posting asks (local scaling, as in
cross-domain similarity: Conneau et al. 2018), and so does what kind of line it is. It ranks lines;
it moves no level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.language.sections import Section
from fitcheck.matching.learned import read_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitcheck.matching.items import Items

_FILE: Final = "judge/telling.json"
MOST_TERMS: Final = 12
"""Telling words of a line beyond which more of them count no further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingWeights:
    """What each trait of a line adds to how well it would do as evidence.

    Of the line beside the ask: `meaning`, the cosine of both; `common`, its mean cosine over all
    asks of the posting; `words`, the share of the ask's mass of words that it holds; `relevant`, it
    stands in a position in which the posting's work was done; `decides`, it decided the level;
    `named`, it shows something that is asked by name. Of the line alone: `placed`, it can
    demonstrate; `header`, it stands in the header of a position; `terms`, its telling words, up to
    `MOST_TERMS`, as a share of these; `length`, the logarithm of its characters and one;
    `education`, it stands in that section.
    """

    meaning: float
    common: float
    words: float
    relevant: float
    decides: float
    named: float
    placed: float
    header: float
    terms: float
    length: float
    education: float

    @classmethod
    def load(cls) -> TellingWeights:
        """The shipped weights, read once. Raises ModelError where they are missing or altered."""
        return _load()


@cache
def _load() -> TellingWeights:
    return read_weights(_FILE, TellingWeights)


def worth(traits: NDArray[np.float64]) -> NDArray[np.float64]:
    """What items of these traits are worth as evidence whatever is asked, shape (items,)."""
    import numpy as np

    weights = np.array([getattr(TellingWeights.load(), name) for name in LINE_TRAITS])
    found: NDArray[np.float64] = traits @ weights
    return found


LINE_TRAITS: Final = ("placed", "header", "terms", "length", "education")
"""The traits of a line alone, in the order of the columns of `traits_of`."""


def traits_of(
    items: Items, *, placed: Sequence[bool], headers: AbstractSet[int]
) -> NDArray[np.float64]:
    """The traits of each item alone, shape (items, `LINE_TRAITS`).

    `placed` tells of each whether it can demonstrate, `headers` which stand in one.
    """
    import numpy as np

    rows = [
        (
            float(placed[number]),
            float(number in headers),
            min(len(item.terms), MOST_TERMS) / MOST_TERMS,
            math.log1p(len(items.quotes[number])),
            float(item.section is Section.EDUCATION),
        )
        for number, item in enumerate(items.resume.items)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(LINE_TRAITS))


def telling(
    starts: Sequence[int],
    meant: NDArray[np.float64],
    shared: NDArray[np.float64],
    worth: NDArray[np.float64],
    relevant: Sequence[Sequence[int]],
) -> NDArray[np.float64]:
    """How well each item would do as evidence of each requirement, shape (rows, items).

    `starts` are the first rows of the postings and, last, the number of rows; `meant` are the
    cosines of rows and items, `shared` the shares of words, `worth` what each item
    is worth by itself, `relevant` the items of positions in which the work of each posting was
    done.
    """
    weights = TellingWeights.load()
    found: NDArray[np.float64] = weights.meaning * meant
    found += weights.words * shared
    found += worth
    for start, end, items in zip(starts[:-1], starts[1:], relevant, strict=True):
        if end > start:
            found[start:end] += weights.common * meant[start:end].mean(axis=0)
            if items:
                found[start:end, items] += weights.relevant
    return found
