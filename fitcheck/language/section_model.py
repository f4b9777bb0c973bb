"""Sections of a resume as a trained model tells them where the words of a heading do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.regression import Regression, load_regression
from fitcheck.language.sections import Section
from fitcheck.language.stretches import Stretch, stretch_features

_FILE: Final = "lines/sections.npz"


@dataclass(frozen=True, slots=True)
class SectionModel:
    """Tells the section of a stretch (`models/lines/card.md`); `sections` in the model's order."""

    sections: tuple[Section, ...]
    regression: Regression

    @classmethod
    def load(cls) -> SectionModel:
        """The shipped model, read once. Raises ModelError where it is missing or altered."""
        return _load()

    def told(
        self, stretches: Sequence[Stretch], embeddings: Embeddings
    ) -> tuple[tuple[Section, float], ...]:
        """The likeliest section of each stretch, and how likely it is (0-1)."""
        if not stretches:
            return ()
        likely = self.regression.probabilities(stretch_features(stretches, embeddings))
        return tuple((self.sections[int(row.argmax())], float(row.max())) for row in likely)


@cache
def _load() -> SectionModel:
    regression = load_regression(_FILE, labels="sections")
    return SectionModel(tuple(Section(name) for name in regression.labels), regression)
