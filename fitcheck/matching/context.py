"""What a comparison may look at besides the one requirement."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.similarity import overlap
from fitcheck.profiles.profile import Kind, Posting, Requirement
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One resume against one posting: the index, the meaning of lines and the settings.

    `relevant` are the positions in which the work of this posting was done, as indices.
    `nearness` has one row a requirement, one column an item: the cosine of their meanings.
    """

    index: ResumeIndex
    posting: Posting
    weights: TermWeights
    settings: MatchingSettings
    relevant: tuple[int, ...]
    rows: dict[str, int]
    nearness: NDArray[np.float32]

    def strength(self, requirement: Requirement, item: int) -> float:
        """How much an item says what a requirement says: nearness of meaning plus shared words."""
        shared = overlap(
            requirement.terms,
            self.index.terms(item),
            self.weights,
            enough=self.settings.enough_mass,
        )
        near = float(self.nearness[self.rows[requirement.id], item])
        return near + self.settings.words_premium * shared.share


def context(
    index: ResumeIndex,
    posting: Posting,
    weights: TermWeights,
    embeddings: Embeddings,
    settings: MatchingSettings,
) -> Context:
    """The context of one pair."""
    quotes = [posting.document.quote(r.span) for r in posting.requirements]
    pair = Context(
        index=index,
        posting=posting,
        weights=weights,
        settings=settings,
        relevant=(),
        rows={r.id: n for n, r in enumerate(posting.requirements)},
        nearness=embeddings.encode(quotes) @ index.vectors.T,
    )
    title = embeddings.encode([posting.title or ""])[0]
    titles = embeddings.encode([p.title or "" for p in index.resume.positions]) @ title
    return replace(pair, relevant=_relevant_positions(pair, tuple(map(float, titles))))


def _relevant_positions(pair: Context, titles: Sequence[float]) -> tuple[int, ...]:
    """Positions with a title near the posting's, or that show several asked things or duties.

    `titles` are the cosines of the positions' titles to the title of the posting.
    """
    settings, index = pair.settings, pair.index
    asked = frozenset(
        concept
        for requirement in pair.posting.requirements
        if requirement.kind not in (Kind.TRAIT, Kind.LANGUAGE) and not requirement.kind.is_condition
        for concept in requirement.concepts
    )
    shown: dict[int, set[str]] = {}
    for concept in sorted(asked):
        for item in index.placed_items(concept):
            place = index.item(item).position
            if place is not None:
                shown.setdefault(place, set()).add(concept)
    least = min(settings.relevant_concepts, max(1, len(asked)))
    wanted = max(least, math.ceil(settings.relevant_share * len(asked)))
    return tuple(
        number
        for number in range(len(index.resume.positions))
        if titles[number] >= settings.title_near
        or (asked and len(shown.get(number, ())) >= wanted)
        or _duties_done(pair, number) >= settings.relevant_duties
    )


def _duties_done(pair: Context, position: int) -> int:
    """How many duties of the posting one job shows."""
    items = [i for i in pair.index.items_of(position) if pair.index.placed[i]]
    duties = [r for r in pair.posting.requirements if r.kind is Kind.DUTY]
    return sum(
        any(pair.strength(duty, i) >= pair.settings.line_part for i in items) for duty in duties
    )
