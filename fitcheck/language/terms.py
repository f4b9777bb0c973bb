"""How telling a word is: inverse document frequency over the tasks of all occupations.

Source: O*NET task statements (see `models/terms/card.md`). A stem that hardly any task uses says
much about a line; "coordinate" or "report" says little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from fitcheck.language.models import digest_of, model_path, read_verified

_FILE: Final = "terms/weights.tsv"


@dataclass(frozen=True, slots=True)
class TermWeights:
    """Weights of stems, each in (0, 1]; 1 stands for a stem that no task statement uses."""

    documents: int
    frequencies: dict[str, int] = field(repr=False)

    @classmethod
    def load(cls) -> TermWeights:
        """The shipped table, read once. Raises ModelError where it is missing or altered."""
        return _load()

    def weight(self, stem: str) -> float:
        """Inverse document frequency of `stem`, scaled so that an unseen stem weighs 1."""
        frequency = self.frequencies.get(stem, 0)
        return math.log((self.documents + 1) / (frequency + 1)) / math.log(self.documents + 1)

    def mass(self, stems: Iterable[str]) -> float:
        """Sum of the weights of the distinct stems."""
        return math.fsum(self.weight(stem) for stem in sorted(set(stems)))


@cache
def _load() -> TermWeights:
    rows = read_verified(model_path(_FILE), digest_of(_FILE)).decode("utf-8").splitlines()
    documents = int(rows[0].partition("\t")[2])
    pairs = (row.partition("\t") for row in rows[1:])
    return TermWeights(documents, {stem: int(count) for stem, _, count in pairs})
