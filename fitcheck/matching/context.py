"""What a comparison may look at besides the one requirement."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from fitcheck.language.terms import TermWeights
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.nearest import Nearest, nearest
from fitcheck.matching.similarity import shares
from fitcheck.profiles.profile import Posting, Requirement
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One resume against one posting: both indexes, the meaning of lines and the settings.

    `relevant` are the positions in which the work of this posting was done, as indices; `kindred`
    is True where one of them has more than a title.
    `strengths` has one row a requirement, one column an item: nearness of meaning plus a premium
    for telling words in common. `nearest` are the items nearest to each requirement.
    """

    index: ResumeIndex
    asked: PostingIndex
    settings: MatchingSettings
    relevant: tuple[int, ...]
    kindred: bool
    strengths: NDArray[np.float64]
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
        """How much each item says what a requirement says."""
        row: NDArray[np.float64] = self.strengths[self.asked.rows[requirement.id]]
        return row

    def strongest(self, requirement: Requirement, items: Iterable[int]) -> tuple[int, ...]:
        """The items, placed ones first, and those first that say most of the requirement."""
        row, placed = self.row(requirement), self.index.placed
        return tuple(sorted(items, key=lambda n: (not placed[n], -row[n], n)))

    def strength(self, requirement: Requirement, item: int) -> float:
        """How much one item says what a requirement says."""
        return float(self.row(requirement)[item])


def by_turns(groups: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The first of each group, then the second of each, and so on; each number once."""
    turns = zip_longest(*groups)
    return tuple(dict.fromkeys(n for turn in turns for n in turn if n is not None))


def context(index: ResumeIndex, asked: PostingIndex, settings: MatchingSettings) -> Context:
    """The context of one pair."""
    import numpy as np

    # Not `@`: so small a product is faster without the threads of BLAS, and equal on all machines.
    meant = np.einsum("rd,id->ri", asked.vectors, index.vectors).astype(float)
    premium = shares(asked, index, enough=settings.enough_mass)
    strengths = meant + settings.words_premium * premium
    pair = Context(
        index=index,
        asked=asked,
        settings=settings,
        relevant=(),
        kindred=False,
        strengths=strengths,
        nearest=nearest(strengths, index, settings),
    )
    titles = tuple(map(float, index.titles @ asked.title))
    relevant = _relevant_positions(pair, titles)
    told = any(not index.bare.issuperset(index.items_of(place)) for place in relevant)
    return replace(pair, relevant=relevant, kindred=told)


def _relevant_positions(pair: Context, titles: Sequence[float]) -> tuple[int, ...]:
    """Positions with a title near the posting's, or that show several asked things or duties.

    `titles` are the cosines of the positions' titles to the title of the posting.
    """
    settings, index = pair.settings, pair.index
    asked = pair.asked.concepts
    shown = Counter(place for concept in asked for place in index.positions_with(concept))
    done = _duties_done(pair)
    least = min(settings.relevant_concepts, max(1, len(asked)))
    wanted = max(least, math.ceil(settings.relevant_share * len(asked)))
    return tuple(
        number
        for number in range(len(index.resume.positions))
        if titles[number] >= settings.title_near
        or (asked and shown[number] >= wanted)
        or done[number] >= settings.relevant_duties
    )


def _duties_done(pair: Context) -> Counter[int]:
    """How many duties of the posting each job shows."""
    index, duties = pair.index, pair.asked.duties
    done: Counter[int] = Counter()
    if not len(duties) or not len(index.placed_numbers):
        return done
    shown = pair.strengths[duties[:, None], index.placed_numbers] >= pair.settings.line_part
    seen = set()
    for duty, place in zip(*(found.tolist() for found in shown.nonzero()), strict=True):
        position = index.item(index.placed_numbers[place]).position
        if position is not None and (duty, position) not in seen:
            seen.add((duty, position))
            done[position] += 1
    return done
