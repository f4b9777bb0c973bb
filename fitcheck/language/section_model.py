"""Sections of a resume as a trained model tells them where the words of a heading do not."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.models import digest_of, model_path, read_verified
from fitcheck.language.sections import Section
from fitcheck.language.stretches import Stretch, stretch_features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE: Final = "lines/sections.npz"


@dataclass(frozen=True, slots=True)
class SectionModel:
    """A multinomial logistic regression: `dense` and `words` weigh columns for each section."""

    sections: tuple[Section, ...]
    dense: NDArray[np.float32] = field(repr=False)
    words: NDArray[np.float32] = field(repr=False)
    bias: NDArray[np.float32] = field(repr=False)

    @classmethod
    def load(cls) -> SectionModel:
        """The shipped model, read once. Raises ModelError where it is missing or altered."""
        return _load()

    def told(
        self, stretches: Sequence[Stretch], embeddings: Embeddings
    ) -> tuple[tuple[Section, float], ...]:
        """The likeliest section of each stretch, and how likely it is (0-1)."""
        import numpy as np

        if not stretches:
            return ()
        features = stretch_features(stretches, embeddings)
        logits = features.dense @ self.dense + self.bias
        for number, words in enumerate(features.words):
            if words:
                values = np.fromiter(words.values(), dtype=np.float32, count=len(words))
                logits[number] += values @ self.words[list(words)]
        logits -= logits.max(axis=1, keepdims=True)
        likely = np.exp(logits)
        likely /= likely.sum(axis=1, keepdims=True)
        return tuple((self.sections[int(row.argmax())], float(row.max())) for row in likely)


@cache
def _load() -> SectionModel:
    import numpy as np

    content = read_verified(model_path(_FILE), digest_of(_FILE))
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return SectionModel(
            tuple(Section(str(name)) for name in arrays["sections"]),
            arrays["dense"].astype(np.float32),
            arrays["words"].astype(np.float32),
            arrays["bias"].astype(np.float32),
        )
