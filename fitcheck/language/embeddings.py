"""The meaning of a line as one vector: the sum of its word pieces' vectors, normalised.

A static table distilled from a sentence encoder (`models/embeddings/card.md`). It knows that
"supervised nursing staff" is near "managing a ward team"; it does not know negation, numbers or
names, and it mixes up words of one field ("team player" lies too near to leading a team).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.language.models import digest_of, model_path, read_verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILES: Final = ("embeddings/pieces.txt", "embeddings/values.npy", "embeddings/scales.npy")
_LONGEST_WORD: Final = 60  # letters; longer tokens are noise and would cost quadratic time
_MOST_SEEN: Final = 50_000  # words whose pieces are remembered; a posting has some hundreds
_ASCII: Final = re.compile(r"[a-z0-9]+|[!-/:-@\[-`{-~]")
_MOST_PIECES: Final = 256  # pieces of one line that count


@dataclass(frozen=True, slots=True)
class Embeddings:
    """A table of word-piece vectors: `values` (pieces x dimensions, int8) times `scales`."""

    pieces: dict[str, int] = field(repr=False)
    values: NDArray[np.int8] = field(repr=False)
    scales: NDArray[np.float32] = field(repr=False)
    _seen: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls) -> Embeddings:
        """The shipped table, read once. Raises ModelError where it is missing or altered."""
        return _load()

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return int(self.values.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text, shape (len(texts), dimensions); zeros where no piece is known."""
        import numpy as np

        made = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            found = self.split(text)
            if found:
                made[row] = self.scales[found] @ self.values[found].astype(np.float32)
        norms = np.linalg.norm(made, axis=1, keepdims=True)
        unit: NDArray[np.float32] = np.divide(
            made, norms, out=np.zeros_like(made), where=norms > 0.0
        )
        return unit

    def split(self, text: str) -> list[int]:
        """Numbers of the word pieces of a text (WordPiece, longest match first)."""
        found: list[int] = []
        for word in _words(text):
            if word not in self._seen:
                if len(self._seen) >= _MOST_SEEN:
                    self._seen.clear()
                self._seen[word] = self._word(word)
            found.extend(self._seen[word])
            if len(found) >= _MOST_PIECES:
                return found[:_MOST_PIECES]
        return found

    def _word(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self.pieces.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return ()
        return tuple(found)


def on_grid(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Unit vectors with all values as multiples of 2^-24, nearer to them than they are exact.

    Products are then multiples of 2^-48 and sums of them below 2^5: nothing is ever rounded, and
    cosines do not depend on the order in which a library for matrices, or a processor, adds up.
    """
    import numpy as np

    grid: NDArray[np.float64] = np.rint(vectors.astype(np.float64) * 2.0**24) / 2.0**24
    return grid


def middle(vectors: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The unit vector of the mean of some rows; None where there is none or they cancel out."""
    import numpy as np

    if not len(vectors):
        return None
    mean = vectors.mean(axis=0)
    norm = float(np.linalg.norm(mean))
    unit: NDArray[np.float32] = mean / norm if norm else mean
    return unit if norm else None


def _words(text: str) -> list[str]:
    """Lower-case words without accents; every sign is a word of its own, as in BERT (uncased)."""
    if text.isascii():
        return [word for word in _ASCII.findall(text.lower()) if len(word) <= _LONGEST_WORD]
    plain = unicodedata.normalize("NFD", text.lower())
    spaced = "".join(
        "" if (kind := unicodedata.category(c)) == "Mn" else f" {c} " if kind[0] in "PS" else c
        for c in plain
    )
    return [word for word in spaced.split() if len(word) <= _LONGEST_WORD]


@cache
def _load() -> Embeddings:
    import numpy as np

    pieces, values, scales = (read_verified(model_path(name), digest_of(name)) for name in _FILES)
    names = pieces.decode("utf-8").split("\n")[:-1]
    return Embeddings(
        {name: number for number, name in enumerate(names)},
        np.load(io.BytesIO(values), allow_pickle=False),
        np.load(io.BytesIO(scales), allow_pickle=False),
    )
