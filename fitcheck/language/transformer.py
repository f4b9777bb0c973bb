"""A small BERT run by numpy alone: hidden states of word pieces, several texts at once.

The arrays are those that `models/spans/export.py` writes: matrices as int8 with one float32 scale
a row of the output, everything else float32. Only what this model needs is here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_HEADS: Final = 12
_EPSILON: Final = 1e-12
_AT_ONCE: Final = 1500  # pieces whose states are held at once: about 30 MB at the widest place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text: its pieces, and for each what else is known of it (equally long)."""

    pieces: Sequence[int]
    shapes: Sequence[int]
    kinds: Sequence[int]


@dataclass(frozen=True, slots=True)
class Transformer:
    """The network. `arrays` by name; matrices stand ready as float32 but for the pieces' table."""

    arrays: Mapping[str, Floats] = field(repr=False)
    table: NDArray[np.int8] = field(repr=False)
    scales: Floats = field(repr=False)
    layers: int

    @classmethod
    def of(cls, stored: Mapping[str, NDArray[np.generic]]) -> Transformer:
        """Make the network of the stored arrays; raises KeyError where one is missing."""
        import numpy as np

        arrays: dict[str, Floats] = {}
        for name, values in stored.items():
            if name.endswith(".int8") and name != "pieces.int8":
                scale = stored[f"{name[:-5]}.scale"].astype(np.float32)
                # Transposed once: every use is states times matrix.
                arrays[name[:-5]] = np.ascontiguousarray(
                    (values.astype(np.float32) * scale[:, None]).T
                )
            elif not name.endswith(".scale") and values.dtype != np.int8:
                arrays[name] = values.astype(np.float32)
        return cls(
            arrays=arrays,
            table=stored["pieces.int8"].astype(np.int8),
            scales=stored["pieces.scale"].astype(np.float32),
            layers=sum(name.endswith(".query.int8") for name in stored),
        )

    def states(self, rows: Sequence[Row]) -> list[Floats]:
        """The hidden states of each row, shape (pieces, width)."""
        found: list[Floats] = []
        start = 0
        while start < len(rows):
            end, size = start, 0
            while end < len(rows) and (end == start or size + len(rows[end].pieces) <= _AT_ONCE):
                size += len(rows[end].pieces)
                end += 1
            found.extend(self._states(rows[start:end]))
            start = end
        return found

    def _states(self, rows: Sequence[Row]) -> list[Floats]:
        import numpy as np

        lengths = [len(row.pieces) for row in rows]
        cuts = np.cumsum([0, *lengths])
        pieces = np.concatenate([np.asarray(row.pieces, np.intp) for row in rows])
        shapes = np.concatenate([np.asarray(row.shapes, np.intp) for row in rows])
        kinds = np.concatenate([np.asarray(row.kinds, np.intp) for row in rows])
        places = np.concatenate([np.arange(length) for length in lengths])
        known = self.arrays
        states = self.table[pieces].astype(np.float32) * self.scales[pieces][:, None]
        states += known["shapes"][shapes] + known["kinds"][kinds] + known["places"][places]
        states = _normal(states, known["first.weight"], known["first.bias"])
        for layer in range(self.layers):
            states = self._layer(states, f"layer{layer}", cuts)
        return [states[cuts[n] : cuts[n + 1]] for n in range(len(rows))]

    def _layer(self, states: Floats, name: str, cuts: NDArray[np.intp]) -> Floats:
        known = self.arrays
        query, key, value = (
            self._linear(states, f"{name}.{part}") for part in ("query", "key", "value")
        )
        mixed = _attention(query, key, value, cuts)
        states = _normal(
            states + self._linear(mixed, f"{name}.mix"),
            known[f"{name}.middle.weight"],
            known[f"{name}.middle.bias"],
        )
        wide = _gelu(self._linear(states, f"{name}.widen"))
        return _normal(
            states + self._linear(wide, f"{name}.narrow"),
            known[f"{name}.last.weight"],
            known[f"{name}.last.bias"],
        )

    def _linear(self, states: Floats, name: str) -> Floats:
        made: Floats = states @ self.arrays[name] + self.arrays[f"{name}.bias"]
        return made


def _attention(query: Floats, key: Floats, value: Floats, cuts: NDArray[np.intp]) -> Floats:
    """Every piece looks at the pieces of its own text."""
    import numpy as np

    width = query.shape[1] // _HEADS
    made = np.empty_like(query)
    for start, end in pairwise(cuts):
        shape = (end - start, _HEADS, width)
        q, k, v = (
            part[start:end].reshape(shape).transpose(1, 0, 2) for part in (query, key, value)
        )
        scores = q @ k.transpose(0, 2, 1) / np.float32(width**0.5)
        scores -= scores.max(axis=2, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=2, keepdims=True)
        made[start:end] = (scores @ v).transpose(1, 0, 2).reshape(end - start, -1)
    return made


def _normal(states: Floats, weight: Floats, bias: Floats) -> Floats:
    import numpy as np

    states = states - states.mean(axis=1, keepdims=True)
    spread = np.sqrt((states * states).mean(axis=1, keepdims=True) + _EPSILON)
    made: Floats = states / spread * weight + bias
    return made


def _gelu(states: Floats) -> Floats:
    """X times the normal distribution's share below x, by Abramowitz and Stegun 7.1.26.

    The error of the error function is below 1.5e-7.
    """
    import numpy as np

    size = np.abs(states) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * size)
    poly = t * (
        np.float32(0.254829592)
        + t
        * (
            np.float32(-0.284496736)
            + t
            * (
                np.float32(1.421413741)
                + t * (np.float32(-1.453152027) + t * np.float32(1.061405429))
            )
        )
    )
    tail = poly * np.exp(-size * size)
    made: Floats = states * np.where(states >= 0, 1 - tail / 2, tail / 2)
    return made
