"""What a comparison may look at besides the one requirement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fitcheck.language.terms import TermWeights
from fitcheck.language.words import content_terms
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.similarity import NO_OVERLAP, Overlap, overlap
from fitcheck.profiles.profile import Kind, Posting
from fitcheck.settings import MatchingSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One resume against one posting: the index, the weights of words and the settings.

    `relevant` are the positions in which the work of this posting was done, as indices.
    """

    index: ResumeIndex
    posting: Posting
    weights: TermWeights
    settings: MatchingSettings
    relevant: tuple[int, ...]

    def overlap(self, asked: Sequence[str], shown: Sequence[str]) -> Overlap:
        """Overlap of two lists of stems under the settings."""
        return overlap(asked, shown, self.weights, enough=self.settings.enough_mass)


def context(
    index: ResumeIndex, posting: Posting, weights: TermWeights, settings: MatchingSettings
) -> Context:
    """The context of one pair."""
    relevant = _relevant_positions(index, posting, weights, settings)
    return Context(
        index=index, posting=posting, weights=weights, settings=settings, relevant=relevant
    )


def _relevant_positions(
    index: ResumeIndex, posting: Posting, weights: TermWeights, settings: MatchingSettings
) -> tuple[int, ...]:
    """Positions whose title is the posting's, or that show two asked things or two duties."""
    resume = index.resume
    title = frozenset(content_terms(posting.title or ""))
    asked = frozenset(
        concept
        for requirement in posting.requirements
        if requirement.kind not in (Kind.TRAIT, Kind.LANGUAGE) and not requirement.kind.is_condition
        for concept in requirement.concepts
    )
    shown: dict[int, set[str]] = {}
    for concept in sorted(asked):
        for item in index.placed_items(concept):
            place = resume.items[item].position
            if place is not None:
                shown.setdefault(place, set()).add(concept)
    relevant = []
    for number, position in enumerate(resume.positions):
        terms = content_terms(position.title or "")
        alike = overlap(title, terms, weights, enough=settings.enough_mass)
        wanted = min(settings.relevant_concepts, max(1, len(asked)))
        if (
            (title and alike.share >= settings.title_share)
            or (asked and len(shown.get(number, ())) >= wanted)
            or _duties_done(index, posting, number, weights, settings) >= settings.relevant_duties
        ):
            relevant.append(number)
    return tuple(relevant)


def _duties_done(
    index: ResumeIndex,
    posting: Posting,
    position: int,
    weights: TermWeights,
    settings: MatchingSettings,
) -> int:
    items = index.items_of(position)
    done = 0
    for requirement in posting.requirements:
        if requirement.kind is not Kind.DUTY:
            continue
        best = max(
            (
                overlap(requirement.terms, index.terms(i), weights, enough=settings.enough_mass)
                for i in items
            ),
            key=lambda found: found.share,
            default=NO_OVERLAP,
        )
        done += best.share >= settings.line_full
    return done
