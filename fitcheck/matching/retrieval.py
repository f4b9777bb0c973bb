"""Which postings of many are nearest to a resume, told without judging any of them.

A posting is boiled down to its gist: the vectors of its title, of what it asks in the middle and,
shortened, of every line that asks; and its concepts. A shelf holds the gists of all postings and
ranks them for a resume by a few array operations. Every sum is one of whole numbers that its type
holds exactly, so that the ranking is the same for any number of threads and in whatever order
postings stand.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEPS: Final = 2047
"""Steps that stand for 1 in a vector: products of two unit vectors stay under 2**23, where float32
holds every whole number; a cosine is then right within 0.001."""
_LINE_STEPS: Final = 127
_LINE_NUMBERS: Final = 64
"""Of a line's vector the first 64 numbers, which tell most, in a byte each: a posting's 19 lines
take 1.2 kB, and as many of what is worth it are found as with all 256 (`benchmarks retrieval`)."""
_RARITY_STEPS: Final = 1024
"""The same for how rare a concept is (at most 14 for a million postings)."""
_TITLE: Final = 0.3
_CONCEPTS: Final = 1.5
"""Weights of the titles' cosine and of concepts in common beside the cosine of what is told."""
_COARSE: Final = 0.3
"""Weight of all that beside the mean cosine of the asking lines. The weights were chosen among some
thirty on 80 real resumes against 400 real postings."""
_FEW: Final = 6.0
"""Rarity that a posting is taken to ask besides what it does: half of all it asks in common says
less where it asks two things than where it asks twenty."""
_CLOSE: Final = 2000
"""Postings of a resume whose lines are looked at, some 10 ms; the others come after them."""
_FAR: Final = 10.0
"""More than any two values of nearness differ by."""
_LANGUAGE: Final = "en"
"""The table of meanings knows English only (see `kinship`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A posting in little: vectors of its title and its meaning (int16), of its lines (int8)."""

    title: bytes
    meaning: bytes
    lines: bytes
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
        lines=_shortened(asked.vectors).tobytes(),
        concepts=tuple(sorted(asked.concepts)),
    )


class Shelf:
    """The gists of postings, in their order; None for those of which nothing can be told."""

    def __init__(self, gists: Sequence[Gist | None]) -> None:
        import numpy as np

        self.count = len(gists)
        numbers = [number for number, gist in enumerate(gists) if gist is not None]
        told = [gist for gist in gists if gist is not None]
        self.told = np.array(numbers, dtype=np.int64)
        """The numbers of those of which something can be told, in order."""
        self._titles = _matrix([gist.title for gist in told])
        self._meanings = _matrix([gist.meaning for gist in told])
        self._lines = [
            np.frombuffer(gist.lines, dtype=np.int8).reshape(-1, _LINE_NUMBERS) for gist in told
        ]
        frequency = Counter(concept for gist in told for concept in gist.concepts)
        self._rarity = {c: _rarity(len(told), found) for c, found in frequency.items()}
        asking: defaultdict[str, list[int]] = defaultdict(list)
        for row, gist in enumerate(told):
            for concept in gist.concepts:
                asking[concept].append(row)
        self._asking = {c: np.array(rows, dtype=np.int64) for c, rows in asking.items()}
        totals = [sum(self._rarity[c] for c in gist.concepts) for gist in told]
        self._totals = np.array(totals, dtype=np.float64) + _FEW * _RARITY_STEPS

    def nearest(self, index: ResumeIndex, most: int) -> list[int]:
        """Numbers of the `most` nearest postings, and of all that cannot be told, in order.

        All of them where nothing can be told of the resume: not English, or nothing in it that
        tells of work. Of equally near ones the first are taken.
        """
        import numpy as np

        if most >= len(self.told) or not tells(index):
            return list(range(self.count))
        chosen = np.ones(self.count, dtype=np.bool_)
        chosen[self.told] = False
        chosen[self.told[_greatest(self.nearness(index), most)]] = True
        numbers: list[int] = np.flatnonzero(chosen).tolist()
        return numbers

    def nearness(self, index: ResumeIndex) -> NDArray[np.float64]:
        """How near each posting of `told` is, greater is nearer; of a resume that `tells`.

        Those that are nearest as a whole come first, by how near their lines are.
        """
        coarse = self._coarse(index)
        close = _greatest(coarse, _CLOSE)
        nearness: NDArray[np.float64] = coarse - _FAR
        nearness[close] = self._line_by_line(index, close) + _COARSE * coarse[close]
        return nearness

    def _coarse(self, index: ResumeIndex) -> NDArray[np.float64]:
        """What is told and titles, as in `kinship`, and the share of the asked concepts named."""
        import numpy as np

        places = list(index.meanings)
        texts = _stepped(np.stack([index.meanings[place] for place in places]))
        told = (texts.astype(np.float32) @ self._meanings.T).astype(np.float64)
        if len(index.titles):
            titles = _stepped(index.titles).astype(np.float32) @ self._titles.T
            for row, place in enumerate(places):
                told[row] += _TITLE * (titles.max(axis=0) if place is None else titles[place])
        shared = np.zeros(len(self.told), dtype=np.int64)
        for concept in _named(index):
            rows = self._asking.get(concept)
            if rows is not None:
                shared[rows] += self._rarity[concept]
        nearness: NDArray[np.float64] = told.max(axis=0) / _STEPS**2
        return nearness + _CONCEPTS * shared / self._totals

    def _line_by_line(self, index: ResumeIndex, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The mean over a posting's lines of the cosine of the nearest line of the resume."""
        import numpy as np

        lines = [self._lines[row] for row in rows.tolist()]
        counts = np.array(list(map(len, lines)))
        said = _shortened(index.vectors[index.told_numbers]).astype(np.float32)
        cosines = said @ np.concatenate(lines).astype(np.float32).T
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        sums = np.add.reduceat(cosines.max(axis=0).astype(np.int64), starts)
        means: NDArray[np.float64] = sums / (counts * _LINE_STEPS**2)
        return means


def tells(index: ResumeIndex) -> bool:
    """Whether it can be told which postings are near a resume."""
    return index.language == _LANGUAGE and None in index.meanings


def _greatest(values: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """Places of the greatest values, of equal ones the first, in order."""
    import numpy as np

    if most >= len(values):
        return np.arange(len(values))
    least = np.partition(values, -most)[-most]
    sure = np.flatnonzero(values > least)
    equal = np.flatnonzero(values == least)[: most - len(sure)]
    return np.sort(np.concatenate([sure, equal]))


def _named(index: ResumeIndex) -> set[str]:
    """The concepts that a resume names or that these imply."""
    found = {m.concept for m in index.resume.mentions if m.hedge > 0.0}
    return found.union(*(index.vocabulary.implies(concept) for concept in found))


def _rarity(postings: int, asking: int) -> int:
    return round(_RARITY_STEPS * math.log((1 + postings) / asking))


def _stepped(vectors: NDArray[np.float32]) -> NDArray[np.int16]:
    import numpy as np

    steps: NDArray[np.int16] = np.rint(vectors.astype(np.float64) * _STEPS).astype("<i2")
    return steps


def _shortened(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """The beginnings of vectors, made unit vectors again, shape (vectors, `_LINE_NUMBERS`)."""
    import numpy as np

    short = vectors[:, :_LINE_NUMBERS].astype(np.float64)
    norms = np.linalg.norm(short, axis=1, keepdims=True)
    unit = np.divide(short, norms, out=np.zeros_like(short), where=norms > 0.0)
    steps: NDArray[np.int8] = np.rint(unit * _LINE_STEPS).astype(np.int8)
    return steps


def _matrix(rows: Sequence[bytes]) -> NDArray[np.float32]:
    import numpy as np

    held = np.frombuffer(b"".join(rows), dtype="<i2").astype(np.float32)
    return held.reshape(len(rows), -1) if rows else held.reshape(0, 0)
