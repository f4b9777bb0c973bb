"""What a comparison may look at besides the one requirement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from fitcheck.language.terms import TermWeights
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Kinship
from fitcheck.matching.nearest import Nearest
from fitcheck.profiles.profile import Posting, Requirement
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One resume against one posting: both indexes, the meaning of lines and the settings.

    `kinship` is how near the lines of work are, None where that cannot be told; `ease` is how far
    cut points of nearness sink by it. `relevant` are the positions in which the work of this
    posting was done, as indices.
    `telling` has one row a requirement, one column an item: how well each would do as evidence.
    `nearest` are the items nearest to each requirement; `work` is what speaks for each duty, by its
    row (`work.told_work`).
    `spoken` are the rows of the requirements that the resume may speak to; `apart` is True where
    no line of it can be a copy of one of the posting.
    """

    index: ResumeIndex
    asked: PostingIndex
    settings: MatchingSettings
    kinship: Kinship | None
    relevant: tuple[int, ...]
    ease: float
    telling: NDArray[np.float64]
    nearest: Nearest
    work: Mapping[int, float]
    spoken: Sequence[int]
    apart: bool

    @property
    def posting(self) -> Posting:
        """The posting, understood."""
        return self.asked.posting

    @property
    def weights(self) -> TermWeights:
        """How telling each word is."""
        return self.asked.weights

    def row(self, requirement: Requirement) -> NDArray[np.float64]:
        """How well each item would do as evidence of a requirement."""
        row: NDArray[np.float64] = self.telling[self.asked.rows[requirement.id]]
        return row

    def strongest(self, requirement: Requirement, items: Iterable[int]) -> tuple[int, ...]:
        """The items, placed ones first, and those first that tell most of the requirement."""
        chosen = tuple(items)
        if len(chosen) < 2:
            return chosen
        row, placed = self.row(requirement).tolist(), self.index.placed
        return tuple(sorted(chosen, key=lambda n: (not placed[n], -row[n], n)))

    def tells(self, requirement: Requirement, item: int) -> float:
        """How well one item would do as evidence of a requirement."""
        return float(self.row(requirement)[item])


def by_turns(groups: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The first of each group, then the second of each, and so on; each number once."""
    turns = zip_longest(*groups)
    return tuple(dict.fromkeys(n for turn in turns for n in turn if n is not None))
