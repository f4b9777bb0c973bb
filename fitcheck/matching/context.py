"""What a comparison may look at besides the one requirement."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from fitcheck.language.terms import TermWeights
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import Beside, find_beside
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.kinship import ease
from fitcheck.matching.match import Kinship
from fitcheck.matching.nearest import Nearest
from fitcheck.matching.stack import alone
from fitcheck.profiles.profile import Posting, Requirement
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One resume against one posting: both indexes, the meaning of lines and the settings.

    `relevant` are the positions in which the work of this posting was done, as indices; `ease` is
    how far cut points of nearness sink because the lines of work are near (`ease`).
    `telling` has one row a requirement, one column an item: how well each would do as evidence.
    `nearest` are the items nearest to each requirement.
    """

    index: ResumeIndex
    asked: PostingIndex
    settings: MatchingSettings
    relevant: tuple[int, ...]
    ease: float
    telling: NDArray[np.float64]
    nearest: Nearest

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

    def strength(self, requirement: Requirement, item: int) -> float:
        """How much one item says what a requirement says."""
        return float(self.row(requirement)[item])


def by_turns(groups: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The first of each group, then the second of each, and so on; each number once."""
    turns = zip_longest(*groups)
    return tuple(dict.fromkeys(n for turn in turns for n in turn if n is not None))


def context(
    index: ResumeIndex,
    asked: PostingIndex,
    settings: MatchingSettings,
    beside: Beside | None = None,
    *,
    kinship: Kinship | None = None,
) -> Context:
    """The context of one pair; `beside` is what a stack of postings has found of it before.

    `kinship` is that of the pair, None where it cannot be told.
    """
    if beside is None:
        (beside,) = find_beside(asked.once(alone), index, settings)
    relevant = _relevant_positions(index, asked, settings, beside.done)
    return Context(
        index=index,
        asked=asked,
        settings=settings,
        relevant=relevant,
        ease=ease(kinship, settings),
        telling=beside.telling,
        nearest=beside.nearest,
    )


def _relevant_positions(
    index: ResumeIndex, asked: PostingIndex, settings: MatchingSettings, done: Counter[int]
) -> tuple[int, ...]:
    """Positions with a title near the posting's, or that show several asked things or duties.

    `done` is how many duties of the posting each position shows.
    """
    concepts = asked.concepts
    titles = (index.titles @ asked.title).tolist()
    shown = Counter(place for concept in concepts for place in index.positions_with(concept))
    least = min(settings.relevant_concepts, max(1, len(concepts)))
    wanted = max(least, math.ceil(settings.relevant_share * len(concepts)))
    return tuple(
        [
            number
            for number in range(len(index.resume.positions))
            if titles[number] >= settings.title_near
            or (concepts and shown[number] >= wanted)
            or done[number] >= settings.relevant_duties
        ]
    )
