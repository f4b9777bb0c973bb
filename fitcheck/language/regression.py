"""Multinomial logistic regressions as arrays: what the models of lines and sections share."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from fitcheck.language.models import digest_of, model_path, read_verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """`dense` has one row a case; `words` the hashed columns of each case with their values."""

    dense: NDArray[np.float32]
    words: tuple[Mapping[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """`dense` and `words` have one row a column of the features and one column a label."""

    labels: tuple[str, ...]
    dense: NDArray[np.float32] = field(repr=False)
    words: NDArray[np.float32] = field(repr=False)
    bias: NDArray[np.float32] = field(repr=False)

    def probabilities(self, features: Features) -> NDArray[np.float32]:
        """Shape (cases, labels): how likely each label is for each case; rows add up to 1."""
        import numpy as np

        logits = features.dense @ self.dense + self.bias
        for number, words in enumerate(features.words):
            if words:
                values = np.fromiter(words.values(), dtype=np.float32, count=len(words))
                logits[number] += values @ self.words[list(words)]
        logits -= logits.max(axis=1, keepdims=True)
        likely = np.exp(logits)
        found: NDArray[np.float32] = likely / likely.sum(axis=1, keepdims=True)
        return found


@cache
def load_regression(name: str, *, labels: str) -> Regression:
    """The shipped model `name`, read once; `labels` names the array of its labels.

    Raises ModelError where the file is missing or altered.
    """
    import numpy as np

    content = read_verified(model_path(name), digest_of(name))
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Regression(
            labels=tuple(str(label) for label in arrays[labels]),
            dense=arrays["dense"].astype(np.float32),
            words=arrays["words"].astype(np.float32),
            bias=arrays["bias"].astype(np.float32),
        )
