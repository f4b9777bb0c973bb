"""Postings in one stack, so that a resume is held against many of them by few array operations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.nearest import Nearest, nearest
from fitcheck.matching.similarity import shares
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEIGHT: Final = 32
"""Postings of one stack: beyond some 700 rows the arrays leave the cache, and nothing is gained."""

_QUICK: Final = 1 << 18
"""Multiplications in a product of matrices up to which OpenBLAS uses one thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What array operations tell of one resume beside one posting.

    `strengths` has one row a requirement, one column an item: nearness of meaning plus a premium
    for telling words in common. `nearest` are the items nearest to each requirement. `done` says
    of each position how many duties of the posting its lines show.
    """

    strengths: NDArray[np.float64]
    nearest: Nearest
    done: Counter[int]


class Stack:
    """Postings one above the other: the rows of the second follow those of the first.

    `starts` are the first rows of all postings and, last, the number of rows.
    """

    def __init__(self, postings: Sequence[PostingIndex]) -> None:
        import numpy as np

        self.postings = tuple(postings)
        self.exact = np.concatenate([asked.exact for asked in self.postings])
        self.starts = [0]
        rows: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        duties: list[int] = []
        for asked in self.postings:
            start = self.starts[-1]
            for number, weighted in enumerate(asked.weighted, start):
                for stem, weight in weighted.items():
                    rows[stem].append((number, weight))
            duties += [start + row for row in asked.duties]
            self.starts.append(start + len(asked.weighted))
        # In one order: sums of floats depend on it.
        self.stems = {stem: number for number, stem in enumerate(sorted(rows))}
        """The number of each stem that is asked, by the alphabet."""
        self.names = tuple(self.stems)
        found = [rows[stem] for stem in self.names]
        self.spread = np.array([len(asking) for asking in found], dtype=np.int64)
        """In how many rows each stem is asked: these, and its weights there, stand in `asking` and
        `weights`, from `first` on."""
        self.first = np.cumsum(self.spread) - self.spread
        self.asking = np.array([row for each in found for row, _ in each], dtype=np.int64)
        self.weights = np.array([weight for each in found for _, weight in each], dtype=float)
        weighted_rows = [weighted for asked in self.postings for weighted in asked.weighted]
        self.masses = np.array([sum(each.values()) for each in weighted_rows], dtype=float)
        """The mass of each requirement's words, shape (rows,)."""
        self.several = np.array([len(each) > 2 for each in weighted_rows], dtype=bool)
        """Whether each requirement asks in more than two telling words."""
        self._duties = np.array(duties, dtype=np.int64)
        self._owners = [
            number for number, asked in enumerate(self.postings) for _ in range(len(asked.weighted))
        ]

    def beside(self, index: ResumeIndex, settings: MatchingSettings) -> list[Beside]:
        """The resume beside each posting, in their order."""
        strengths = self._meant(index)
        strengths += settings.words_premium * shares(self, index, enough=settings.enough_mass)
        near = nearest(strengths, index, settings)
        placed: list[dict[int, tuple[tuple[float, int], ...]]] = [{} for _ in self.postings]
        first: list[dict[int, tuple[float, int]]] = [{} for _ in self.postings]
        for row, items in near.placed.items():
            owner = self._owners[row]
            placed[owner][row - self.starts[owner]] = items
        for row, item in near.first.items():
            owner = self._owners[row]
            first[owner][row - self.starts[owner]] = item
        done = self._done(strengths, index, settings)
        return [
            Beside(
                strengths=strengths[self.starts[n] : self.starts[n + 1]],
                nearest=Nearest(placed=placed[n], first=first[n]),
                done=done[n],
            )
            for n in range(len(self.postings))
        ]

    def _meant(self, index: ResumeIndex) -> NDArray[np.float64]:
        """Cosines of all rows and items."""
        import numpy as np

        made = np.empty((self.starts[-1], len(index.exact)))
        # Piece by piece: to wake the threads of BLAS would take longer than these products.
        height = max(1, _QUICK // max(1, index.exact.size))
        for start in range(0, len(made), height):
            piece = slice(start, start + height)
            np.matmul(self.exact[piece], index.exact.T, out=made[piece])
        return made

    def _done(
        self, strengths: NDArray[np.float64], index: ResumeIndex, settings: MatchingSettings
    ) -> list[Counter[int]]:
        """How many duties of each posting each position of the resume shows."""
        done: list[Counter[int]] = [Counter() for _ in self.postings]
        if not len(self._duties) or not len(index.placed_numbers):
            return done
        shown = strengths[self._duties[:, None], index.placed_numbers] >= settings.line_part
        rows, places = shown.nonzero()
        items = index.resume.items
        seen = {
            (row, items[number].position)
            for row, number in zip(
                self._duties[rows].tolist(), index.placed_numbers[places].tolist(), strict=True
            )
        }
        for row, position in seen:
            if position is not None:
                done[self._owners[row]][position] += 1
        return done


def stacks(postings: Sequence[PostingIndex]) -> tuple[Stack, ...]:
    """All postings in order, in stacks of a height that is quick."""
    return tuple(
        Stack(postings[start : start + HEIGHT]) for start in range(0, len(postings), HEIGHT)
    )
