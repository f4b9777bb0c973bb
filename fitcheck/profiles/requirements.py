"""One asking line of a posting into the requirements that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fitcheck.documents.document import Span
from fitcheck.language.cues import Cue, Opening, cues_of, opening_of
from fitcheck.language.degrees import FoundDegree, find_degrees
from fitcheck.language.lines import Zone
from fitcheck.language.patterns import load_phrases
from fitcheck.language.quantities import FoundDuration, find_experience
from fitcheck.language.vocabulary import ConceptKind, Found, Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.profiles.clauses import Clause, clauses
from fitcheck.profiles.conditions import find_conditions
from fitcheck.profiles.coordination import group_concepts
from fitcheck.profiles.profile import Kind, Logic, Necessity, Requirement

_ASKED_KINDS = frozenset(
    {ConceptKind.TOOL, ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TRAIT}
)
_HARD_KINDS = _ASKED_KINDS - {ConceptKind.TRAIT}
_NO_DEGREE = re.compile(
    r"\bno (?:\w+ ){0,3}(?:degree|diploma|formal education)\b|\b(?:degree|diploma)s? (?:is |are )?"
    r"(?:not|n't) (?:\w+ )?(?:required|necessary|needed|mandatory|essential)|without a degree",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(
    r"\bor (?:an? |any |the |other )?(?:\w+[ -]){0,3}?(?:equivalent|comparable|commensurate|equal)"
    r"(?! (?:degree|qualification|diploma|certificat|foreign|in |u\.s))"
    r"|\bequivalent (?:\w+ ){0,3}experience\b|\bin lieu of\b|\bexperience (?:may|can|will) (?:be )?substitut"
    r"|\bor (?:\w+ ){0,4}(?:work |practical |relevant |professional |industry )experience\b"
    r"|\bcombination of (?:\w+ ){0,3}(?:education|training|experience)|\b(?:and/or|or) experience\b"
    r"|\bequivalent combination\b|\bor self[- ]taught\b",
    re.IGNORECASE,
)
_SCOPE_END = re.compile(
    r"; |\. (?=[A-Z])|, (?:with|including|preferably|ideally|plus|and (?:a|strong|proven|experience|knowledge))\b"
    r"|\b(?:and|with) (?:an? )?(?:strong|proven|excellent|solid|deep|good|ability|demonstrated|at least)\b"
    r"|\bas well as\b| and (?:\d|a minimum)|\bincluding (?:at least )?\d|\bpreferred with\b|\bwith (?:at least|a minimum|\d)"
)
_CERTIFICATE = re.compile(
    r"\bcertificat(?:e|es|ion|ions)\b|\bcertified\b|\bcredential", re.IGNORECASE
)
_KNOWLEDGE = re.compile(
    r"\b(?:knowledge|understanding|familiar(?:ity)?|awareness|fundamentals|foundations?|principles|theory"
    r"|grasp|concepts|know your way|literacy|understand)\b",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"\b(?:experienced?|track record|background|portfolio|hands[- ]on|worked|exposure|years)\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\b(?:fluen\w*|native|speak\w*|spoken|written|verbal|oral|level|proficien\w*|language|bilingual|communicat\w*"
    r"|conversational|upper|intermediate|advanced|professional|command|excellent|skills|read|mother tongue|[abc][12])\b",
    re.IGNORECASE,
)
_CEFR = (
    ("native", re.compile(r"\b(?:native|mother tongue)\b", re.IGNORECASE)),
    ("C2", re.compile(r"\bC2\b")),
    ("C1", re.compile(r"\bC1\b|\b(?:fluent|fluency|full professional)\b", re.IGNORECASE)),
    ("B2", re.compile(r"\bB2\b|\bupper[- ]intermediate\b", re.IGNORECASE)),
    ("B1", re.compile(r"\bB1\b|\b(?<!upper[- ])intermediate\b|\bconversational\b", re.IGNORECASE)),
    ("A2", re.compile(r"\bA2\b|\bbasic (?:knowledge of |level of )?(?=[A-Z])")),
)


class RequirementReader:
    """Reads asking lines; numbers its requirements q1, q2, … in the order of the calls."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read with the concepts of `vocabulary`."""
        self._vocabulary = vocabulary
        self._count = 0
        self._groups = 0

    def read(self, text: str, span: Span, zone: Zone) -> tuple[Requirement, ...]:
        """The requirements of the line `text`, which stands at `span` of the posting.

        `zone` is one of the asking zones. There is always at least one requirement.
        """
        found: list[Requirement] = []
        if zone is Zone.DUTY:
            found.append(self._duty(text, span))
        else:
            for clause in clauses(text, zone):
                found.extend(self._clause(clause.span.slice(text), clause, span))
        return tuple(found)

    def _new(self, *, kind: Kind, zone: Zone, span: Span, **facts: object) -> Requirement:
        self._count += 1
        necessity = Necessity.PREFERRED if zone is Zone.PREFERRED else Necessity.REQUIRED
        if facts.pop("preferred", False):
            necessity = Necessity.PREFERRED
        return Requirement(
            id=f"q{self._count}",
            kind=kind,
            necessity=necessity,
            zone=zone,
            span=span,
            **facts,  # type: ignore[arg-type]
        )

    def _duty(self, text: str, span: Span) -> Requirement:
        groups = group_concepts(text, self._concepts(text, _HARD_KINDS))
        concepts = tuple(dict.fromkeys(name for group in groups for name in group.concepts))
        logic = groups[0].logic if len(groups) == 1 else Logic.ALL
        return self._new(
            kind=Kind.DUTY,
            zone=Zone.DUTY,
            span=span,
            concepts=concepts,
            logic=logic,
            terms=content_terms(text),
            preferred=cues_of(text).has(Cue.PREFERRED),
        )

    def _clause(self, text: str, clause: Clause, span: Span) -> Iterator[Requirement]:
        zone = clause.zone
        terms = content_terms(text)
        made = 0
        if zone is Zone.CONDITION:
            preferred = cues_of(text).has(Cue.PREFERRED)
            for condition in find_conditions(text):
                made += 1
                concepts = (
                    self._names(text, ConceptKind.LICENSE) if condition.kind is Kind.LICENSE else ()
                )
                yield self._new(
                    kind=condition.kind, zone=zone, span=span, concepts=concepts, logic=Logic.ANY,
                    terms=terms, detail=condition.detail, preferred=preferred,
                )  # fmt: skip
        degrees = () if _NO_DEGREE.search(text) else find_degrees(text)
        durations = find_experience(text)
        shared = self._shared_group(text, degrees, durations)
        if degrees:
            made += 1
            yield self._education(text, degrees, zone, span, terms, shared)
        covered = [Span(start=d.span.start, end=max(d.span.end, d.end)) for d in degrees]
        for number, duration in enumerate(durations):
            made += 1
            scope = _scope(text, durations, number)
            covered.append(scope)
            yield self._experience(text, duration, scope, zone, span, shared)
        for requirement in self._named(text, zone, span, terms):
            made += 1
            yield requirement
        yield from self._rest(text, zone, span, terms, covered, alone=not made)

    def _shared_group(
        self, text: str, degrees: Sequence[FoundDegree], durations: Sequence[FoundDuration]
    ) -> str | None:
        """A group where a degree and years are alternatives ("a degree or two years")."""
        for degree in degrees:
            for duration in durations:
                first, second = sorted((degree.span, duration.span))
                between = text[
                    max(first.end, degree.end if first == degree.span else 0) : second.start
                ]
                if re.search(r"\bor\b", between) and not re.search(
                    r"\band\b|;|\bplus\b|\bwith\b", between
                ):
                    self._groups += 1
                    return f"g{self._groups}"
        return None

    def _education(
        self, text: str, degrees: Sequence[FoundDegree], zone: Zone, span: Span,
        terms: tuple[str, ...], group: str | None,
    ) -> Requirement:  # fmt: skip
        lowest = min(degrees, key=lambda found: (found.level.rank, found.span))
        fields = tuple(dict.fromkeys(f for d in degrees for f in d.fields))
        return self._new(
            kind=Kind.EDUCATION, zone=zone, span=span, degree=lowest.level, degree_fields=fields,
            or_equivalent=bool(_EQUIVALENT.search(text)), any_of=group,
            terms=terms,
        )  # fmt: skip

    def _experience(
        self,
        text: str,
        duration: FoundDuration,
        scope: Span,
        zone: Zone,
        span: Span,
        group: str | None,
    ) -> Requirement:
        part = scope.slice(text)
        groups = group_concepts(part, self._concepts(part, _HARD_KINDS))
        concepts = tuple(dict.fromkeys(name for g in groups for name in g.concepts))
        logic = groups[0].logic if len(groups) == 1 else Logic.ALL
        return self._new(
            kind=Kind.EXPERIENCE, zone=zone, span=span, concepts=concepts, logic=logic,
            terms=content_terms(part), min_months=duration.months, months_of=concepts, any_of=group,
        )  # fmt: skip

    def _named(
        self, text: str, zone: Zone, span: Span, terms: tuple[str, ...]
    ) -> Iterator[Requirement]:
        """Certificates, licences and spoken languages that the line names."""
        certificates = self._names(text, ConceptKind.CERTIFICATION)
        if certificates or (_CERTIFICATE.search(text) and zone is not Zone.CONDITION):
            logic = Logic.ANY if re.search(r"\bor\b|such as|e\.g|/|etc", text) else Logic.ALL
            yield self._new(
                kind=Kind.CERTIFICATION,
                zone=zone,
                span=span,
                concepts=certificates,
                logic=logic,
                terms=terms,
            )
        licences = self._names(text, ConceptKind.LICENSE)
        if licences and zone is not Zone.CONDITION:
            yield self._new(
                kind=Kind.LICENSE,
                zone=zone,
                span=span,
                concepts=licences,
                logic=Logic.ANY,
                terms=terms,
            )
        languages = self._names(text, ConceptKind.LANGUAGE)
        if languages and _SPEAKING.search(text):
            level = next((name for name, pattern in _CEFR if pattern.search(text)), None)
            logic = Logic.ANY if re.search(r"\bor\b|/", text) else Logic.ALL
            yield self._new(
                kind=Kind.LANGUAGE, zone=zone, span=span, concepts=languages, logic=logic,
                terms=terms, detail=level,
            )  # fmt: skip

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
            for found in self._concepts(text, _ASKED_KINDS)
            if not any(found.span.overlaps(part) for part in covered)
        ]
        hard = [f for f in open_concepts if self._kind_of(f) is not ConceptKind.TRAIT]
        soft = tuple(
            dict.fromkeys(f.concept for f in open_concepts if self._kind_of(f) is ConceptKind.TRAIT)
        )
        if zone is Zone.CONDITION and not alone:
            return
        if hard:
            kind = self._kind(text, hard)
            for group in group_concepts(text, hard):
                yield self._new(
                    kind=kind,
                    zone=zone,
                    span=span,
                    concepts=group.concepts,
                    logic=group.logic,
                    terms=terms,
                )
        elif alone and not soft and not _is_trait(text):
            yield self._new(kind=self._kind(text, hard), zone=zone, span=span, terms=terms)
        if (soft and not hard) or (alone and not hard and _is_trait(text)):
            yield self._new(
                kind=Kind.TRAIT, zone=zone, span=span, concepts=soft, logic=Logic.ANY, terms=terms
            )

    def _kind(self, text: str, concepts: Sequence[Found]) -> Kind:
        if _EXPERIENCE.search(text):
            return Kind.EXPERIENCE
        if _KNOWLEDGE.search(text):
            return Kind.KNOWLEDGE
        if concepts and all(self._kind_of(f) is ConceptKind.KNOWLEDGE for f in concepts):
            return Kind.KNOWLEDGE
        if concepts or opening_of(text) is not Opening.OTHER:
            return Kind.SKILL
        return Kind.TRAIT if _is_trait(text) else Kind.SKILL

    def _kind_of(self, found: Found) -> ConceptKind | None:
        concept = self._vocabulary.get(found.concept)
        return concept.kind if concept else None

    def _concepts(self, text: str, kinds: frozenset[ConceptKind]) -> tuple[Found, ...]:
        return tuple(f for f in self._vocabulary.find(text) if self._kind_of(f) in kinds)

    def _names(self, text: str, kind: ConceptKind) -> tuple[str, ...]:
        found = (f.concept for f in self._vocabulary.find(text) if self._kind_of(f) is kind)
        return tuple(dict.fromkeys(found))


def _scope(text: str, durations: Sequence[FoundDuration], number: int) -> Span:
    """What the years are of: up to the next span of time or a turn of the sentence."""
    start = durations[number].span.end
    end = durations[number + 1].span.start if number + 1 < len(durations) else len(text)
    turn = _SCOPE_END.search(text, start, end)
    scope = Span(start=start, end=turn.start() if turn else end)
    before = text[: durations[number].span.start]
    if number == 0 and not content_terms(scope.slice(text)) and content_terms(before):
        # "Python: 3 years", "Java (2+ years)": the thing stands in front.
        return Span(start=0, end=scope.end)
    return scope


def _is_trait(text: str) -> bool:
    table = load_phrases("traits", frozenset({"trait"}))
    return any(phrase.search(text) for phrase in table)
