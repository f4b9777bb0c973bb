"""What a comparison may look at besides the one requirement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from fitcheck.language.terms import TermWeights
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.nearest import Nearest
from fitcheck.profiles.profile import Posting, Requirement
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One resume against one posting: both indexes, the meaning of lines and the settings.

    `titles` are the cosines of the posting's title and those of the positions. `relevant` are the
    positions in which the work of this posting was done, as indices; `kindred` is True where one
    of them has more than a title.
    `strengths` has one row a requirement, one column an item: nearness of meaning plus a premium
    for telling words in common. `nearest` are the items nearest to each requirement.
    `spoken` are the rows of the requirements that the resume may speak to; `apart` is True where
    no line of it can be a copy of one of the posting.
    """

    index: ResumeIndex
    asked: PostingIndex
    settings: MatchingSettings
    titles: Sequence[float]
    relevant: tuple[int, ...]
    kindred: bool
    strengths: NDArray[np.float64]
    nearest: Nearest
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
        """How much each item says what a requirement says."""
        row: NDArray[np.float64] = self.strengths[self.asked.rows[requirement.id]]
        return row

    def strongest(self, requirement: Requirement, items: Iterable[int]) -> tuple[int, ...]:
        """The items, placed ones first, and those first that say most of the requirement."""
        chosen = tuple(items)
        if len(chosen) < 2:
            return chosen
        row, placed = self.row(requirement).tolist(), self.index.placed
        return tuple(sorted(chosen, key=lambda n: (not placed[n], -row[n], n)))

    def strength(self, requirement: Requirement, item: int) -> float:
        """How much one item says what a requirement says."""
        return float(self.row(requirement)[item])


def by_turns(groups: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The first of each group, then the second of each, and so on; each number once."""
    turns = zip_longest(*groups)
    return tuple(dict.fromkeys(n for turn in turns for n in turn if n is not None))
