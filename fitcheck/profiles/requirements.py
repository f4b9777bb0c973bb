"""One asking line of a posting into the requirements that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from fitcheck.documents.document import Span
from fitcheck.language.cues import Cue, Opening, cues_of, opening_of
from fitcheck.language.degrees import FoundDegree, find_degrees
from fitcheck.language.lines import Zone
from fitcheck.language.quantities import FoundDuration, find_experience
from fitcheck.language.vocabulary import ConceptKind, Found, Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.profiles.alternatives import join_alternatives
from fitcheck.profiles.asked import (
    asks_to_have,
    certificate_spans,
    kind_by_words,
    substitutes,
    trait_spans,
    waives_degree,
)
from fitcheck.profiles.clauses import clauses
from fitcheck.profiles.conditions import find_conditions
from fitcheck.profiles.coordination import group_concepts
from fitcheck.profiles.degrees_asked import education_asked
from fitcheck.profiles.named import NamedConcepts, named_requirements, new_requirement
from fitcheck.profiles.profile import Kind, Logic, Requirement
from fitcheck.profiles.scopes import alternatives_of, or_between, scope_of

_ASKED_KINDS = frozenset(
    {ConceptKind.TOOL, ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TRAIT}
)
_Found = TypeVar("_Found", FoundDegree, FoundDuration)
_EITHER = re.compile(
    r"\bor\b(?!.*(?:\band\b|\bplus\b|\bor (?:related|similar|equivalent)\b))", re.IGNORECASE
)
"""An "or" behind which nothing more is asked together with what stands before it."""
_MOST = 8
"""Degrees and spans of years read from one line; the richest real line seen has five."""
_NEVER_INCIDENTAL = frozenset({Kind.LICENSE, Kind.CLEARANCE, Kind.AUTHORIZATION})
_HARD_KINDS = _ASKED_KINDS - {ConceptKind.TRAIT}


def _asked_for(found: Sequence[_Found], instead: Sequence[Span]) -> list[_Found]:
    """What is found outside the sentences that only tell what stands in place of an ask."""
    return [one for one in found if not any(one.span.overlaps(span) for span in instead)]


class RequirementReader:
    """Reads asking lines into requirements, whose ids are still empty."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read with the concepts of `vocabulary`."""
        self._concepts = NamedConcepts(vocabulary)
        self._groups = 0

    def read(
        self, text: str, span: Span, zone: Zone, *, wished: bool = False
    ) -> tuple[Requirement, ...]:
        """The requirements of the line `text`, which stands at `span` of the posting.

        `zone` is one of the asking zones; `wished` is True under a heading of preferred things.
        There is always at least one requirement.
        """
        found: list[Requirement] = []
        if zone is Zone.DUTY and asks_to_have(text):
            zone = Zone.REQUIRED
        if zone is Zone.DUTY:
            found.append(self._duty(text, span))
        else:
            for clause in clauses(text, zone, wished=wished):
                found.extend(self._clause(clause.text, clause.zone, span))
        return tuple(found)

    def _duty(self, text: str, span: Span) -> Requirement:
        groups = group_concepts(text, self._concepts.of_kinds(text, _HARD_KINDS))
        concepts = tuple(dict.fromkeys(name for group in groups for name in group.concepts))
        logic = groups[0].logic if len(groups) == 1 else Logic.ALL
        return new_requirement(
            kind=Kind.DUTY,
            zone=Zone.DUTY,
            span=span,
            concepts=concepts,
            logic=logic,
            terms=content_terms(text),
            preferred=cues_of(text).has(Cue.PREFERRED),
        )

    def _clause(self, text: str, zone: Zone, span: Span) -> Iterator[Requirement]:
        terms = content_terms(text)
        made = 0
        for condition in self._conditions(text, zone, span, terms):
            made += zone is Zone.CONDITION
            yield condition
        instead = substitutes(text)
        degrees = [] if waives_degree(text) else _asked_for(find_degrees(text), instead)[:_MOST]
        durations = _asked_for(find_experience(text), instead)[:_MOST]
        named = [Span(start=d.span.start, end=max(d.span.end, d.end)) for d in degrees]
        scopes = [scope_of(text, durations, number, named) for number in range(len(durations))]
        years = [
            self._experience(text, duration, scope, zone, span)
            for duration, scope in zip(durations, scopes, strict=True)
        ]
        main = self._degrees_and_years(
            text, degrees=degrees, durations=durations, years=years, zone=zone, span=span
        )
        covered = named + scopes
        papers = tuple(named_requirements(self._concepts, text, zone, span, terms))
        lone = bool(degrees) and len(main) == len(papers) == 1 and not years
        if lone and self._instead(text, degrees[0]):
            yield from join_alternatives([main, papers], self.new_group())
        else:
            yield from (*main, *papers)
        made += len(main) + len(papers)
        yield from self._rest(text, zone, span, terms, covered, alone=not made)

    def _conditions(
        self, text: str, zone: Zone, span: Span, terms: tuple[str, ...]
    ) -> Iterator[Requirement]:
        """The conditions of a line; inside other lines only those that are never incidental."""
        for condition in find_conditions(text):
            if zone is not Zone.CONDITION and condition.kind not in _NEVER_INCIDENTAL:
                continue
            licence = condition.kind is Kind.LICENSE
            yield new_requirement(
                kind=condition.kind,
                zone=Zone.CONDITION,
                span=span,
                concepts=self._concepts.named(text, ConceptKind.LICENSE) if licence else (),
                logic=Logic.ANY,
                terms=terms,
                detail=condition.detail,
                preferred=cues_of(text).has(Cue.PREFERRED) or zone is Zone.PREFERRED,
            )

    def _degrees_and_years(
        self,
        text: str,
        *,
        degrees: Sequence[FoundDegree],
        durations: Sequence[FoundDuration],
        years: Sequence[Requirement],
        zone: Zone,
        span: Span,
    ) -> tuple[Requirement, ...]:
        """What a line asks of degrees and years, with "or" between them kept as a choice."""
        choices = alternatives_of(text, degrees, durations)
        if choices:
            members = [
                [
                    *([education_asked(text, [degrees[d] for d in of], zone, span)] if of else []),
                    *(years[y] for y in time),
                ]
                for of, time in choices
            ]
            return join_alternatives(members, self.new_group())
        education = [education_asked(text, degrees, zone, span)] if degrees else []
        if education and len(years) == 1 and or_between(text, degrees, durations[0]):
            return join_alternatives([education, years], self.new_group())
        return (*education, *years)

    def _instead(self, text: str, degree: FoundDegree) -> bool:
        """Whether a certificate is taken in place of the degree ("HNC or a Red Seal")."""
        found = self._concepts.of_kinds(text, frozenset({ConceptKind.CERTIFICATION}))
        places = [one.span for one in found] or list(certificate_spans(text))
        if not places:
            return False
        first, second = sorted((degree.span, places[0]))
        return bool(_EITHER.search(text[first.end : second.start]))

    def new_group(self) -> str:
        """A fresh name for a group of alternatives."""
        self._groups += 1
        return f"g{self._groups}"

    def _experience(
        self, text: str, duration: FoundDuration, scope: Span, zone: Zone, span: Span
    ) -> Requirement:
        part = scope.slice(text)
        groups = group_concepts(part, self._concepts.of_kinds(part, _HARD_KINDS))
        concepts = tuple(dict.fromkeys(name for g in groups for name in g.concepts))
        logic = groups[0].logic if len(groups) == 1 else Logic.ALL
        return new_requirement(
            kind=Kind.EXPERIENCE,
            zone=zone,
            span=span,
            concepts=concepts,
            logic=logic,
            terms=content_terms(part),
            min_months=duration.months,
            months_of=concepts,
        )

    def _rest(
        self,
        text: str,
        zone: Zone,
        span: Span,
        terms: tuple[str, ...],
        covered: Sequence[Span],
        *,
        alone: bool,
    ) -> Iterator[Requirement]:
        """What the line asks beside degrees, years, certificates and languages."""
        open_concepts = [
            found
            for found in self._concepts.of_kinds(text, _ASKED_KINDS)
            if not any(found.span.overlaps(part) for part in covered)
        ]
        traits = trait_spans(text)
        hard: list[Found] = []
        soft: list[str] = []
        for found in open_concepts:
            # "Communication skills" ask for a trait, whatever the vocabulary calls it.
            trait = any(part.contains(found.span) for part in traits)
            if trait or self._concepts.kind_of(found) is ConceptKind.TRAIT:
                soft.append(found.concept)
            else:
                hard.append(found)
        if zone is Zone.CONDITION and not alone:
            return
        if hard:
            kind = self._kind(text, hard)
            for group in group_concepts(text, hard):
                yield new_requirement(
                    kind=kind,
                    zone=zone,
                    span=span,
                    concepts=group.concepts,
                    logic=group.logic,
                    terms=terms,
                )
        elif alone and not soft and not traits:
            yield new_requirement(kind=self._kind(text, hard), zone=zone, span=span, terms=terms)
        if (soft and not hard) or (alone and not hard and traits):
            yield new_requirement(
                kind=Kind.TRAIT,
                zone=zone,
                span=span,
                concepts=tuple(dict.fromkeys(soft)),
                logic=Logic.ANY,
                terms=terms,
            )

    def _kind(self, text: str, concepts: Sequence[Found]) -> Kind:
        said = kind_by_words(text)
        if said is not None:
            return said
        if concepts and all(self._concepts.kind_of(f) is ConceptKind.KNOWLEDGE for f in concepts):
            return Kind.KNOWLEDGE
        if concepts or opening_of(text) is not Opening.OTHER:
            return Kind.SKILL
        return Kind.TRAIT if trait_spans(text) else Kind.SKILL
