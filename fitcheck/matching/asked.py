"""A posting made ready to be held against resumes: vectors, weighted stems and runs of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.matching.echo import Lines, words_of
from fitcheck.profiles.profile import Kind, Posting, Requirement

_Said = TypeVar("_Said")


class PostingIndex:
    """One posting, made once and held against any resume.

    `vectors` has one row a requirement, in the order of `rows`; `title` is the vector of the
    posting's title.
    """

    def __init__(self, posting: Posting, weights: TermWeights, embeddings: Embeddings) -> None:
        self.posting = posting
        self.weights = weights
        self.quotes = tuple(posting.document.quote(r.span) for r in posting.requirements)
        self.rows = {r.id: number for number, r in enumerate(posting.requirements)}
        self.vectors = embeddings.encode(self.quotes)
        self.title = embeddings.encode([posting.title or ""])[0]
        self._told: dict[tuple[Callable[[str], Any], str], Any] = {}
        self._weighted: dict[tuple[str, ...], tuple[tuple[str, float], ...]] = {}

    @cached_property
    def lines(self) -> Lines:
        """The words of its lines, to find copies of them."""
        return Lines(words_of(line) for line in self.posting.document.text.split("\n"))

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

    def weighted(self, terms: Iterable[str]) -> tuple[tuple[str, float], ...]:
        """The distinct stems in order with their weights."""
        key = tuple(terms)
        if key not in self._weighted:
            stems = sorted(set(key))
            self._weighted[key] = tuple((stem, self.weights.weight(stem)) for stem in stems)
        return self._weighted[key]
