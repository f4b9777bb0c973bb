"""Certificates, licences and natural languages that a resume states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fitcheck.documents.document import Document, Span
from fitcheck.language.dates import PartialDate, find_dates, find_ranges
from fitcheck.language.hedges import credit_at
from fitcheck.language.outline import SectionBlock
from fitcheck.language.sections import Section
from fitcheck.language.spoken import find_spoken
from fitcheck.language.vocabulary import ConceptKind, Vocabulary
from fitcheck.profiles.profile import Certification, LanguageSkill

_CREDENTIALS = (ConceptKind.CERTIFICATION, ConceptKind.LICENSE)
_NOT_ONE = re.compile(
    r"\A(?:courses?|training|achievements?|leadership|activities|awards?|in progress|date"
    r"|issued)\b",
    re.IGNORECASE,
)
_EDGES = " \t,;:|·•-–—()[]."
_STATING = frozenset(
    {
        Section.SUMMARY,
        Section.CONTACT,
        Section.SKILLS,
        Section.EDUCATION,
        Section.AWARDS,
        Section.OTHER,
    }
)


def find_certifications(
    document: Document, blocks: Sequence[SectionBlock], vocabulary: Vocabulary
) -> tuple[Certification, ...]:
    """Every certificate and licence, in the order of the text, each named once.

    In a section for them every line is one, or several parted by semicolons or commas. Elsewhere
    they count where the vocabulary knows them, outside the lines of jobs: behind the name, in the
    summary, among skills and education.
    """
    found: dict[str, Certification] = {}
    for block in blocks:
        if block.heading:
            continue
        for one in _in_block(document, block, vocabulary):
            found.setdefault((one.concept or one.name).casefold(), one)
    return tuple(sorted(found.values(), key=lambda one: (one.span, one.name)))


def find_languages(document: Document, blocks: Sequence[SectionBlock]) -> tuple[LanguageSkill, ...]:
    """The natural languages with their levels, in the order of the text, each named once.

    They count in a section or under a label for languages, and elsewhere outside jobs where a
    level or the word "language" stands with them ("Fluent in Spanish").
    """
    found: dict[str, LanguageSkill] = {}
    for block in blocks:
        text = document.quote(block.span)
        own = block.section is Section.LANGUAGES
        if block.heading or block.section is Section.REFERENCES:
            continue
        listing = block.section in _SPEAKING
        every = find_spoken(text)
        spans = [spoken.span for spoken in every]
        for spoken in every:
            if own or spoken.level is not None or (listing and _alone(text, spoken.span, spans)):
                skill = LanguageSkill(name=spoken.name, level=spoken.level, span=block.span)
                known = found.get(spoken.name)
                if known is None or (known.level is None and spoken.level is not None):
                    found[spoken.name] = skill
    return tuple(found.values())


_SPEAKING = frozenset(
    {Section.SUMMARY, Section.CONTACT, Section.SKILLS, Section.OTHER, Section.INTERESTS}
)


_EDGE_BEFORE = re.compile(r"(?:\A|[,;|•:·/]|\0 ?(?:,? ?(?:and|und|et|y)|&)) ?\Z")
_EDGE_AFTER = re.compile(r" ?(?:\Z|[,;|•.(·/]|(?:and|und|et|y|&) ?\0)")


def _alone(text: str, span: Span, languages: Sequence[Span]) -> bool:
    """Whether a language is a list entry of its own, or its line speaks of languages.

    `languages` are the places of all languages of the line: "Spanish and French" are two entries.
    """
    if re.search(
        r"\blanguages?\b|\bbilingual\b|\bsprachen\b|\bidiomas\b|\blangues\b", text, re.IGNORECASE
    ):
        return not re.search(
            r"programming|scripting|markup|query", text[: span.start], re.IGNORECASE
        )
    marked = text
    for other in languages:
        marked = marked[: other.start] + "\0" * (other.end - other.start) + marked[other.end :]
    before = re.sub(r"\s+", " ", marked[: span.start])
    after = re.sub(r"\s+", " ", marked[span.end :])
    return bool(_EDGE_BEFORE.search(before[-12:]) and _EDGE_AFTER.match(after))


def _in_block(
    document: Document, block: SectionBlock, vocabulary: Vocabulary
) -> Iterable[Certification]:
    text = document.quote(block.span)
    if block.section is Section.CERTIFICATIONS:
        for start, end in _entries(text):
            yield from _entry(text, start, end, block.span.start, vocabulary)
        return
    if block.section not in _STATING:
        return
    dates = find_dates(text) if len(text) < 160 else ()
    for known in vocabulary.find(text[:4000]):
        concept = vocabulary.get(known.concept)
        if concept is None or concept.kind not in _CREDENTIALS or credit_at(text, known.span) < 1:
            continue
        yield Certification(
            name=known.alias,
            concept=known.concept,
            date=dates[-1].date if len(dates) == 1 else None,
            span=block.span,
        )


def _entries(text: str) -> Iterable[tuple[int, int]]:
    """Ranges of the certificates of one line; a list by commas only where its parts are short."""
    pieces = list(re.finditer(r"[^;•|\t]+", text))
    for piece in pieces:
        parts = list(re.finditer(r"[^,]+", piece.group()))
        words = [len(p.group().split()) for p in parts]
        listed = len(parts) >= 3 and max(words) <= 6 and not find_ranges(piece.group(), single=True)
        if listed:
            for part in parts:
                yield piece.start() + part.start(), piece.start() + part.end()
        else:
            yield piece.start(), piece.end()


def _entry(
    text: str, start: int, end: int, offset: int, vocabulary: Vocabulary
) -> Iterable[Certification]:
    piece = text[start:end]
    name, when = _without_dates(piece)
    if (
        len(name) < 2
        or len(name.split()) > 18
        or _NOT_ONE.match(name)
        or not any(c.isalpha() for c in name)
    ):
        return
    concepts = [
        known.concept
        for known in vocabulary.find(piece)
        if (concept := vocabulary.get(known.concept)) and concept.kind in _CREDENTIALS
    ]
    yield Certification(
        name=name,
        concept=concepts[0] if concepts else None,
        date=when,
        span=Span(start=offset + start, end=offset + end)
        if (start, end) != (0, len(text))
        else Span(start=offset, end=offset + len(text)),
    )


def _without_dates(piece: str) -> tuple[str, PartialDate | None]:
    when: PartialDate | None = None
    for found in reversed(find_ranges(piece, single=True)):
        when = found.range.start or found.range.end
        piece = piece[: found.span.start] + " " + piece[found.span.end :]
    piece = re.sub(
        r"\b(?:issued|obtained|expires?|exp|valid (?:until|through)|since|until)\b\.?:?\s*\Z"
        r"|\(\s*\)",
        "",
        piece,
        flags=re.IGNORECASE,
    )
    return " ".join(piece.split()).strip(_EDGES.replace("(", "").replace(")", "")), when
