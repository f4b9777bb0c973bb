"""Postings in one stack, so that a resume is held against many of them by few array operations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.echo import Words
from fitcheck.matching.silence import Wanted, Way, way_of
from fitcheck.profiles.profile import Kind

HEIGHT: Final = 32
"""Postings of one stack: beyond some 700 rows the arrays leave the cache, and nothing is gained."""


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
        self.duties = np.array(duties, dtype=np.int64)
        self.owners = [
            number for number, asked in enumerate(self.postings) for _ in range(len(asked.weighted))
        ]
        ways = [way_of(r, asked) for asked in self.postings for r in asked.posting.requirements]
        self.worded = frozenset(row for row, way in enumerate(ways) if way is Way.WORDS)
        """The rows to which lines that come near speak."""
        kinds = [r.kind for asked in self.postings for r in asked.posting.requirements]
        stated: defaultdict[Kind, list[int]] = defaultdict(list)
        for row, (kind, way) in enumerate(zip(kinds, ways, strict=True)):
            if way is Way.STATED:
                stated[kind].append(row)
        self.stated: Mapping[Kind, Sequence[int]] = dict(stated)
        """The rows of conditions that are stated or not, by their kind."""
        self.ways = [
            _numbered(ways[start:end])
            for start, end in zip(self.starts[:-1], self.starts[1:], strict=True)
        ]
        self._wanted: Wanted | None = None
        self._runs: dict[int, frozenset[Words]] = {}
        self._whole: dict[int, frozenset[Words]] = {}

    def wanted(self, vocabulary: Vocabulary) -> Wanted:
        """The concepts asked; those of the vocabulary last used are kept."""
        if self._wanted is None or self._wanted.vocabulary is not vocabulary:
            self._wanted = Wanted(self.postings, vocabulary)
        return self._wanted

    def runs(self, length: int) -> frozenset[Words]:
        """All runs of so many words in the lines of any posting."""
        if length not in self._runs:
            found = (asked.lines.runs(length) for asked in self.postings)
            self._runs[length] = frozenset().union(*found)
        return self._runs[length]

    def whole(self, least: int) -> frozenset[Words]:
        """All whole lines of at least so many words of any posting."""
        if least not in self._whole:
            found = (asked.lines.whole(least) for asked in self.postings)
            self._whole[least] = frozenset().union(*found)
        return self._whole[least]


def _numbered(ways: Sequence[Way]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which requirements of a posting are always compared, and which ask years."""
    others = [row for row, way in enumerate(ways) if way is Way.OTHERS]
    return tuple(others), tuple(row for row, way in enumerate(ways) if way is Way.YEARS)


def stacks(postings: Sequence[PostingIndex]) -> tuple[Stack, ...]:
    """All postings in order, in stacks of a height that is quick."""
    return tuple(
        Stack(postings[start : start + HEIGHT]) for start in range(0, len(postings), HEIGHT)
    )


def alone(asked: PostingIndex) -> Stack:
    """A stack of one posting only."""
    return Stack((asked,))
