"""What an asking line names: concepts by their kind; certificates, licences and languages."""

from __future__ import annotations

from collections.abc import Iterator

from fitcheck.documents.document import Span
from fitcheck.language.lines import Zone
from fitcheck.language.vocabulary import ConceptKind, Found, Vocabulary
from fitcheck.profiles.asked import names_certificate
from fitcheck.profiles.conditions import find_conditions
from fitcheck.profiles.coordination import group_concepts
from fitcheck.profiles.languages_asked import languages_asked
from fitcheck.profiles.profile import Kind, Logic, Necessity, Requirement


class NamedConcepts:
    """The concepts that lines name, by their kind."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Look names up in `vocabulary`."""
        self._vocabulary = vocabulary
        self._last: tuple[str, tuple[Found, ...]] = ("", ())

    def kind_of(self, found: Found) -> ConceptKind | None:
        """What kind of thing was found, None where the vocabulary has no such concept."""
        concept = self._vocabulary.get(found.concept)
        return concept.kind if concept else None

    def of_kinds(self, text: str, kinds: frozenset[ConceptKind]) -> tuple[Found, ...]:
        """The concepts of these kinds that `text` names, in text order."""
        return tuple(f for f in self._find(text) if self.kind_of(f) in kinds)

    def _find(self, text: str) -> tuple[Found, ...]:
        """Lookup with a memory of one line: several questions are put to the same text."""
        if self._last[0] != text:
            self._last = (text, self._vocabulary.find(text))
        return self._last[1]

    def named(self, text: str, kind: ConceptKind) -> tuple[str, ...]:
        """The names of the concepts of one kind that `text` names, each once."""
        found = (f.concept for f in self._find(text) if self.kind_of(f) is kind)
        return tuple(dict.fromkeys(found))

    def joined(self, text: str, kind: ConceptKind) -> Logic:
        """Whether all of the concepts of one kind that `text` names are asked, or any of them."""
        groups = group_concepts(text, self.of_kinds(text, frozenset({kind})))
        return Logic.ANY if any(group.logic is Logic.ANY for group in groups) else Logic.ALL


def new_requirement(*, kind: Kind, zone: Zone, span: Span, **facts: object) -> Requirement:
    """A requirement whose id is still empty, with what else is known of it in `facts`.

    It is preferred in the zone of preferred things, or where `preferred=True` is among the facts.
    """
    necessity = Necessity.PREFERRED if zone is Zone.PREFERRED else Necessity.REQUIRED
    if facts.pop("preferred", False):
        necessity = Necessity.PREFERRED
    return Requirement(
        id="",
        kind=kind,
        necessity=necessity,
        zone=zone,
        span=span,
        **facts,  # type: ignore[arg-type]
    )


def named_requirements(
    concepts: NamedConcepts, text: str, zone: Zone, span: Span, terms: tuple[str, ...]
) -> Iterator[Requirement]:
    """Certificates, licences and spoken languages that the line names."""
    certificates = concepts.named(text, ConceptKind.CERTIFICATION)
    if certificates or (names_certificate(text) and zone is not Zone.CONDITION):
        logic = concepts.joined(text, ConceptKind.CERTIFICATION)
        yield new_requirement(
            kind=Kind.CERTIFICATION,
            zone=zone,
            span=span,
            concepts=certificates,
            logic=logic,
            terms=terms,
        )
    licences = concepts.named(text, ConceptKind.LICENSE)
    told = any(condition.kind is Kind.LICENSE for condition in find_conditions(text))
    if licences and zone is not Zone.CONDITION and not told:
        yield new_requirement(
            kind=Kind.LICENSE,
            zone=zone,
            span=span,
            concepts=licences,
            logic=Logic.ANY,
            terms=terms,
        )
    asked = languages_asked(
        text, lambda told: concepts.of_kinds(told, frozenset({ConceptKind.LANGUAGE}))
    )
    if asked is not None:
        yield new_requirement(
            kind=Kind.LANGUAGE, zone=zone, span=span, concepts=asked.names, logic=asked.logic,
            terms=terms, detail=asked.level,
        )  # fmt: skip
