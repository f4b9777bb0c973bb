"""A posting made ready to be held against resumes: vectors, weighted stems and runs of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from fitcheck.language.detect import detect_language
from fitcheck.language.embeddings import Embeddings, middle
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.matching.echo import Lines, words_of
from fitcheck.profiles.profile import Kind, Posting, Requirement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Said = TypeVar("_Said")

_OCCUPATION = re.compile(
    r"\b(?:as an?|in the role of an?|als|comme|en tant que|como) "
    r"((?:[^\W\d_][\w/+#.'-]{0,30} ){0,4}?[^\W\d_][\w/+#'-]{1,30})"
    r"(?=\s*(?:[,;:.()]|\Z| (?:in|with|for|at|or|within|on|who|bei|mit|chez|dans|con|en)\b))",
    re.IGNORECASE,
)
"""The occupation in "two years as a pastry cook in a hotel"."""


class PostingIndex:
    """One posting, made once and held against any resume.

    `vectors` has one row a requirement, in the order of `rows`; `title` is the vector of the
    posting's title; `occupations` holds that of the occupation whose years a requirement asks.
    """

    def __init__(self, posting: Posting, weights: TermWeights, embeddings: Embeddings) -> None:
        self.posting = posting
        self.weights = weights
        self.quotes = tuple(posting.document.quote(r.span) for r in posting.requirements)
        self.rows = {r.id: number for number, r in enumerate(posting.requirements)}
        self.vectors = embeddings.encode(self.quotes)
        self.title = embeddings.encode([posting.title or ""])[0]
        named = {r.id: _occupation(self.quote(r)) for r in posting.requirements if r.min_months}
        asked = {name: text for name, text in named.items() if text}
        self.occupations: Mapping[str, NDArray[np.float32]] = dict(
            zip(asked, embeddings.encode(list(asked.values())), strict=True)
        )
        self._named_shares: dict[str, float] = {}
        self._told: dict[tuple[Callable[[str], Any], str], Any] = {}

    @cached_property
    def lines(self) -> Lines:
        """The words of its lines, to find copies of them."""
        return Lines(words_of(line) for line in self.posting.document.text.split("\n"))

    @cached_property
    def language(self) -> str | None:
        """The language that the posting is written in, None where that cannot be told."""
        return detect_language(self.posting.document.text)

    @cached_property
    def meaning(self) -> NDArray[np.float32] | None:
        """What the work and its asks are about in the middle; None where none is stated."""
        rows = [
            self.rows[r.id]
            for r in self.posting.requirements
            if not r.kind.is_condition and r.kind not in (Kind.TRAIT, Kind.LANGUAGE, Kind.EDUCATION)
        ]
        return middle(self.vectors[rows])

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts asked that tell a line of work: no traits, languages or conditions."""
        return frozenset(
            concept
            for requirement in self.posting.requirements
            if requirement.kind not in (Kind.TRAIT, Kind.LANGUAGE)
            and not requirement.kind.is_condition
            for concept in requirement.concepts
        )

    def quote(self, requirement: Requirement) -> str:
        """The posting's own words for a requirement."""
        return self.quotes[self.rows[requirement.id]]

    def told(self, read: Callable[[str], _Said], requirement: Requirement) -> _Said:
        """What `read` finds in the posting's own words for a requirement, found once.

        `read` must depend on these words alone, and nobody may change what it gives.
        """
        key = (read, requirement.id)
        if key not in self._told:
            self._told[key] = read(self.quote(requirement))
        said: _Said = self._told[key]
        return said

    def named_share(self, requirement: Requirement, vocabulary: Vocabulary) -> float:
        """Share of the asking line's telling words that its concepts name, in [0, 1].

        "Advanced SQL scripts with window functions and recursive CTEs" names SQL and asks more.
        """
        known = self._named_shares.get(requirement.id)
        if known is None:
            named = {
                stem
                for found in self.told(vocabulary.find, requirement)
                if found.concept in requirement.concepts
                for stem in content_terms(found.alias)
            }
            total = self.weights.mass(requirement.terms)
            shared = self.weights.mass(named.intersection(requirement.terms))
            known = self._named_shares[requirement.id] = shared / total if total else 1.0
        return known

    @cached_property
    def duties(self) -> NDArray[np.int64]:
        """The rows of the duties."""
        import numpy as np

        kinds = (requirement.kind for requirement in self.posting.requirements)
        return np.array([row for row, kind in enumerate(kinds) if kind is Kind.DUTY], dtype=int)

    @cached_property
    def stems(self) -> Mapping[str, tuple[tuple[int, float], ...]]:
        """The distinct stems of the requirements: the rows that ask each, with its weight."""
        rows: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, weighted in enumerate(self._weighted):
            for stem, weight in weighted.items():
                rows[stem].append((row, weight))
        return {stem: tuple(found) for stem, found in rows.items()}

    @cached_property
    def masses(self) -> NDArray[np.float64]:
        """The mass of each requirement's words, shape (requirements,)."""
        import numpy as np

        return np.array([sum(weighted.values()) for weighted in self._weighted], dtype=float)

    @cached_property
    def several(self) -> NDArray[np.bool_]:
        """Whether each requirement asks in more than two telling words."""
        import numpy as np

        return np.array([len(weighted) > 2 for weighted in self._weighted], dtype=bool)

    @cached_property
    def _weighted(self) -> tuple[Mapping[str, float], ...]:
        """Of each requirement the distinct stems, sorted, with their weights."""
        return tuple(
            {stem: self.weights.weight(stem) for stem in sorted(set(requirement.terms))}
            for requirement in self.posting.requirements
        )


def _occupation(asking: str) -> str | None:
    found = _OCCUPATION.search(asking)
    return found[1] if found else None
