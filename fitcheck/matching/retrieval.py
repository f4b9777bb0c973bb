"""Which postings of many are nearest to a resume, told without judging any of them.

A posting is boiled down to its gist: the vector of its title, that of what it asks in the middle,
and its concepts. A shelf holds the gists of all postings and ranks them for a resume by a few array
operations. Every sum is one of whole numbers that a float32 holds exactly, so that the ranking is
the same on every machine, for any number of threads and in whatever order postings stand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEPS: Final = 2047
"""Steps that stand for 1 in a vector: products of two unit vectors stay under 2**23, where float32
holds every whole number; a cosine is then right within 0.001."""
_RARITY_STEPS: Final = 1024
"""The same for how rare a concept is (at most 14 for a million postings)."""
_CONCEPTS: Final = 1.0
"""Weight of the concepts in common beside the cosine of titles and that of what is told, each 1."""
_FEW: Final = 12.0
"""Rarity that a posting is taken to ask besides what it does: half of all it asks in common says
less where it asks two things than where it asks twenty."""
_LANGUAGE: Final = "en"
"""The table of meanings knows English only (see `kinship`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A posting in little: vectors of its title and of what it asks (int16), and its concepts."""

    title: bytes
    meaning: bytes
    concepts: tuple[str, ...]


def gist_of(asked: PostingIndex) -> Gist | None:
    """The gist; None where nothing can be told: no title, no asks, or not English."""
    if asked.meaning is None or not asked.posting.title or asked.language != _LANGUAGE:
        return None
    if not asked.title.any():
        return None
    return Gist(
        title=_stepped(asked.title).tobytes(),
        meaning=_stepped(asked.meaning).tobytes(),
        concepts=tuple(sorted(asked.concepts)),
    )


class Shelf:
    """The gists of postings, in their order; None for those of which nothing can be told."""

    def __init__(self, gists: Sequence[Gist | None]) -> None:
        self.count = len(gists)
        told = [(number, gist) for number, gist in enumerate(gists) if gist is not None]
        self._rows = np.array([number for number, _ in told], dtype=np.int64)
        self._titles = _matrix([gist.title for _, gist in told])
        self._meanings = _matrix([gist.meaning for _, gist in told])
        frequency = Counter(concept for _, gist in told for concept in gist.concepts)
        self._rarity = {c: _rarity(len(told), found) for c, found in frequency.items()}
        asking: defaultdict[str, list[int]] = defaultdict(list)
        for row, (_, gist) in enumerate(told):
            for concept in gist.concepts:
                asking[concept].append(row)
        self._asking = {c: np.array(rows, dtype=np.int64) for c, rows in asking.items()}
        totals = [sum(self._rarity[c] for c in gist.concepts) for _, gist in told]
        self._totals = np.array(totals, dtype=np.float64) + _FEW * _RARITY_STEPS

    def nearest(self, index: ResumeIndex, most: int) -> list[int]:
        """Numbers of the `most` nearest postings, and of all that cannot be told, in order.

        All of them where nothing can be told of the resume: not English, or nothing in it that
        tells of work. Of equally near ones the first are taken.
        """
        if most >= len(self._rows) or index.language != _LANGUAGE or None not in index.meanings:
            return list(range(self.count))
        nearness = self.nearness(index)
        # the last of those that are in for certain; of those just as near, the first
        least = np.partition(nearness, -most)[-most]
        sure = np.flatnonzero(nearness > least)
        equal = np.flatnonzero(nearness == least)[: most - len(sure)]
        chosen = np.ones(self.count, dtype=np.bool_)
        chosen[self._rows] = False
        chosen[self._rows[np.concatenate([sure, equal])]] = True
        numbers: list[int] = np.flatnonzero(chosen).tolist()
        return numbers

    def nearness(self, index: ResumeIndex) -> NDArray[np.float64]:
        """How near each posting of which something can be told is, greater is nearer.

        As in `kinship`: title and text of the whole resume or of one position, whichever is nearer;
        beside it the share of the asked concepts, rare ones counting more, that the resume names.
        """
        places = list(index.meanings)
        texts = _stepped(np.stack([index.meanings[place] for place in places]))
        told = texts.astype(np.float32) @ self._meanings.T
        if len(index.titles):
            titles = _stepped(index.titles).astype(np.float32) @ self._titles.T
            for row, place in enumerate(places):
                told[row] += titles.max(axis=0) if place is None else titles[place]
        best = told.max(axis=0).astype(np.float64) / _STEPS**2
        nearness: NDArray[np.float64] = best + _CONCEPTS * self._shared(index) / self._totals
        return nearness

    def _shared(self, index: ResumeIndex) -> NDArray[np.int64]:
        """The rarity of the concepts in common, shape (postings told of,)."""
        shared = np.zeros(len(self._rows), dtype=np.int64)
        for concept in _named(index):
            rows = self._asking.get(concept)
            if rows is not None:
                shared[rows] += self._rarity[concept]
        return shared


def _named(index: ResumeIndex) -> set[str]:
    """The concepts that a resume names or that these imply."""
    found = {m.concept for m in index.resume.mentions if m.hedge > 0.0}
    return found.union(*(index.vocabulary.implies(concept) for concept in found))


def _rarity(postings: int, asking: int) -> int:
    return round(_RARITY_STEPS * math.log((1 + postings) / asking))


def _stepped(vectors: NDArray[np.float32]) -> NDArray[np.int16]:
    steps: NDArray[np.int16] = np.rint(vectors.astype(np.float64) * _STEPS).astype("<i2")
    return steps


def _matrix(rows: Sequence[bytes]) -> NDArray[np.float32]:
    width = len(rows[0]) if rows else 0
    held = np.frombuffer(b"".join(rows), dtype="<i2")
    return held.reshape(len(rows), width // 2).astype(np.float32)
