"""Which known concepts a text means, where it does not name them: the nearest ones of a list.

Several likenesses are added up. A posting's sentence holds several skills in many words, so each
run of words in it is compared with each concept's names by meaning (the static table), and the
whole sentence by meaning and by the pieces of its words, which knows names that the table does
not. Measured on the public sets for linking to ESCO (`python -m benchmarks esco_linking`). Of use
for proposing concepts to a person (`models/vocabulary/propose.py`); too unsure to judge with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitcheck.language.embeddings import Embeddings

    Scores = NDArray[np.float32]

_WORD: Final = re.compile(r"[\w+#./'-]*\w[\w+#]*")
_EMPTY: Final = frozenset(
    ["the", "a", "an", "of", "and", "or", "to", "in", "on", "for", "with", "your", "you", "our",
     "we", "as", "at", "is", "are", "be", "will", "by", "from", "their", "that", "this", "has",
     "have", "it"]
)  # fmt: skip
"""Words at which no run of words begins or ends."""
_LONGEST_RUN: Final = 7  # words; ESCO's labels have 3 in the median and rarely more than 7
_GRAMS: Final = (3, 4, 5)
_MOST_RUNS: Final = 600  # runs of one text that are compared; a sentence of 100 words has them

# Weights of the likenesses, chosen from a coarse grid on the validation parts of HOUSE and TECH.
_RUN_TO_LABEL: Final = 1.0
_RUN_TO_NAME: Final = 0.5
_WHOLE_TO_LABEL: Final = 0.3
_LETTERS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """A concept with its score; scores compare concepts for one text and mean nothing else."""

    concept: str
    score: float


class Linker:
    """Ranks concepts by likeness to a text."""

    def __init__(self, names: Mapping[str, Sequence[str]], embeddings: Embeddings) -> None:
        """Rank the keys of `names`, each known also by the values beside it."""
        import numpy as np

        self.concepts = tuple(names)
        self._embeddings = embeddings
        self._labels = embeddings.encode(self.concepts)
        others = [(n, name) for n, key in enumerate(names) for name in (key, *names[key])]
        self._names = embeddings.encode([name for _, name in others])
        owners = np.array([n for n, _ in others])
        self._starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        self._letters = _Letters(self.concepts)

    def scores(self, text: str) -> Scores:
        """The score of every concept for a text, in the order of `concepts`."""
        import numpy as np

        runs = self._embeddings.encode(runs_of(text))
        whole = self._embeddings.encode([text])[0]
        # The nearest run to each concept, by its label and by the best of its names.
        by_label = (runs @ self._labels.T).max(axis=0)
        by_name = np.maximum.reduceat((runs @ self._names.T).max(axis=0), self._starts)
        total: Scores = (
            _RUN_TO_LABEL * by_label
            + _RUN_TO_NAME * by_name
            + _WHOLE_TO_LABEL * (self._labels @ whole)
            + _LETTERS * self._letters.likeness(text)
        )
        return total

    def link(self, text: str, *, most: int = 5) -> tuple[Link, ...]:
        """The nearest concepts, best first; ties in the order of `concepts`."""
        scores = self.scores(text)
        best = sorted(range(len(scores)), key=lambda n: (-float(scores[n]), n))[:most]
        return tuple(Link(self.concepts[n], float(scores[n])) for n in best)


def runs_of(text: str) -> list[str]:
    """The runs of up to seven words that begin and end with a telling word; else the text."""
    words = _WORD.findall(text)
    runs = [
        " ".join(words[start : start + size])
        for start in range(len(words))
        if words[start].lower() not in _EMPTY
        for size in range(1, min(_LONGEST_RUN, len(words) - start) + 1)
        if words[start + size - 1].lower() not in _EMPTY
    ]
    return list(dict.fromkeys(runs))[:_MOST_RUNS] or [text]


class _Letters:
    """Cosine of texts by their weighted runs of three to five letters inside words."""

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        counts = [grams_of(text) for text in texts]
        spread = Counter(gram for count in counts for gram in count)
        self._rarity = {
            gram: float(np.log((1 + len(texts)) / (1 + n)) + 1) for gram, n in spread.items()
        }
        places: dict[str, list[int]] = {gram: [] for gram in spread}
        weights: dict[str, list[float]] = {gram: [] for gram in spread}
        for number, count in enumerate(counts):
            for gram, weight in self._weighed(count).items():
                places[gram].append(number)
                weights[gram].append(weight)
        self._columns = {
            gram: (np.array(places[gram]), np.array(weights[gram], np.float32)) for gram in spread
        }
        self._size = len(texts)

    def likeness(self, text: str) -> Scores:
        import numpy as np

        made = np.zeros(self._size, np.float32)
        for gram, weight in self._weighed(grams_of(text)).items():
            column = self._columns.get(gram)
            if column is not None:
                made[column[0]] += weight * column[1]
        return made

    def _weighed(self, count: Counter[str]) -> dict[str, float]:
        import numpy as np

        raw = {
            gram: (1 + float(np.log(n))) * self._rarity[gram]
            for gram, n in count.items()
            if gram in self._rarity
        }
        norm = sum(value * value for value in raw.values()) ** 0.5
        return {gram: value / norm for gram, value in raw.items()} if norm else {}


def grams_of(text: str) -> Counter[str]:
    """Runs of three to five letters inside the words of a text, each word between spaces."""
    found: Counter[str] = Counter()
    for word in text.lower().split():
        padded = f" {word} "
        for size in _GRAMS:
            if len(padded) <= size:
                found[padded] += 1
                break
            found.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return found
