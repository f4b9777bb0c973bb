"""A posting made ready to be held against resumes: vectors, weighted stems and runs of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from fitcheck.language.detect import detect_language
from fitcheck.language.embeddings import Embeddings, middle, on_grid
from fitcheck.language.impartial import ungendered
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.matching.echo import Lines, words_of
from fitcheck.matching.match import Level, Match
from fitcheck.matching.scorer import Scale
from fitcheck.profiles.profile import Kind, Posting, Requirement
from fitcheck.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Said = TypeVar("_Said")

_MOST_KEPT = 1 << 10
"""Matches without evidence that one posting remembers, some 100 bytes each."""
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
        self.vectors = embeddings.encode([ungendered(quote) for quote in self.quotes])
        self.title = embeddings.encode([ungendered(posting.title or "")])[0]
        named = {r.id: _occupation(self.quote(r)) for r in posting.requirements if r.min_months}
        asked = {name: text for name, text in named.items() if text}
        self.occupations: Mapping[str, NDArray[np.float32]] = dict(
            zip(asked, embeddings.encode([ungendered(v) for v in asked.values()]), strict=True)
        )
        self._named_shares: dict[str, float] = {}
        self._told: dict[tuple[Callable[[str], Any], str], Any] = {}
        self._made: dict[Callable[[PostingIndex], Any], Any] = {}
        self._bare: dict[tuple[str, Level, str], Match] = {}
        self._scale: Scale | None = None
        self.silent = [
            Match(requirement=r, level=Level.UNKNOWN, reason="") for r in posting.requirements
        ]
        """The match of each requirement with a resume that cannot speak to it (`silence`)..."""
        self.unheard = set(range(len(posting.requirements)))
        """...but for these rows, of which no such resume has been seen."""

    @cached_property
    def exact(self) -> NDArray[np.float64]:
        """The vectors on a grid (`on_grid`)."""
        return on_grid(self.vectors)

    def once(self, make: Callable[[PostingIndex], _Said]) -> _Said:
        """What `make` makes of this posting, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Said = self._made[make]
        return made

    def scale(self, settings: Settings) -> Scale:
        """What weighs its requirements; the one last used is kept."""
        if self._scale is None or self._scale.settings is not settings:
            self._scale = Scale(self.posting.requirements, settings)
        return self._scale

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

    def bare(self, requirement: Requirement, level: Level, reason: str) -> Match:
        """The match without evidence: most resumes say nothing of most asks, in the same words."""
        key = (requirement.id, level, reason)
        known = self._bare.get(key)
        if known is None:
            if len(self._bare) >= _MOST_KEPT:
                self._bare.clear()
            known = Match(requirement=requirement, level=level, reason=reason)
            self._bare[key] = known
        return known

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
    def weighted(self) -> tuple[Mapping[str, float], ...]:
        """Of each requirement the distinct stems, sorted, with their weights."""
        return tuple(
            {stem: self.weights.weight(stem) for stem in sorted(set(requirement.terms))}
            for requirement in self.posting.requirements
        )


def _occupation(asking: str) -> str | None:
    found = _OCCUPATION.search(asking)
    return found[1] if found else None
