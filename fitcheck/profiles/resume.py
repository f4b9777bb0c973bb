"""A document understood as a resume."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from fitcheck.documents.document import (
    BlockKind,
    Document,
    DocumentWarning,
    Span,
    WarningCode,
)
from fitcheck.language.dates import merged_months
from fitcheck.language.detect import detect_language, language_name
from fitcheck.language.hedges import credit_at, line_credit, told_text
from fitcheck.language.impartial import impartial
from fitcheck.language.outline import SectionBlock, section_blocks
from fitcheck.language.sections import Section
from fitcheck.language.sentences import sentences
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.profiles.correct_resume import correct_education, correct_positions
from fitcheck.profiles.corrections import ResumeCorrections
from fitcheck.profiles.credentials import find_certifications, find_languages
from fitcheck.profiles.declared import find_declared
from fitcheck.profiles.education import find_education
from fitcheck.profiles.positions import Placed, find_positions
from fitcheck.profiles.profile import ConceptMention, Item, Position, PositionKind, Resume
from fitcheck.profiles.residence import find_residence

_LONG_LINE = 200
"""Characters from which a paragraph is cut into sentences: two lines of a page."""
_COUNTED = frozenset({PositionKind.JOB, PositionKind.INTERNSHIP})


def parse_resume(
    document: Document,
    *,
    as_of: date,
    vocabulary: Vocabulary,
    corrections: ResumeCorrections | None = None,
) -> Resume:
    """What the document states as a resume; `as_of` ends what is current.

    Nothing is raised for a document that is no resume: `warnings` say what looks wrong. Contact
    lines (name, addresses, numbers, links, personal data) and references are in no item.
    `experience_months` covers jobs and internships, overlaps once. `corrections` are the person's:
    all that follows from a position is computed from the corrected one.
    """
    corrections = corrections or ResumeCorrections()
    blocks = section_blocks(document)
    placed = find_positions(document, blocks, as_of)
    held = correct_positions(placed.positions, corrections.positions, document, as_of)
    placed = replace(placed, positions=held.values)
    education = correct_education(
        find_education(document, blocks, as_of), corrections.education, document
    )
    items = tuple(_items(document, blocks, placed))
    counted = [p.dates for p in placed.positions if p.dates is not None and p.kind in _COUNTED]
    return Resume(
        document=document,
        positions=placed.positions,
        education=education.values,
        certifications=find_certifications(document, blocks, vocabulary),
        languages=find_languages(document, blocks),
        items=items,
        mentions=tuple(_mentions(document, items, vocabulary)),
        experience_months=merged_months(counted, as_of),
        residence=find_residence(document, blocks),
        declared=find_declared(document, blocks),
        warnings=(*_warnings(document, placed), *held.warnings, *education.warnings),
        applied=(*held.applied, *education.applied),
    )


def _items(document: Document, blocks: Sequence[SectionBlock], placed: Placed) -> Iterable[Item]:
    """The lines that may show something; what stands there again in the same place is told once."""
    told: set[tuple[str, str, bool]] = set()
    for block in blocks:
        if block.heading or block.section in (Section.CONTACT, Section.REFERENCES):
            continue
        for span in _lines(document, block):
            text = document.quote(span)
            if not any(c.isalpha() for c in text):
                continue
            position = _position_of(span, placed.positions)
            shows = position is not None or _is_placed(block.section, span, placed)
            held = "" if position is None else document.quote(placed.positions[position].span)
            place = (" ".join(text.lower().split()), " ".join(held.lower().split()), shows)
            if place in told:
                continue
            told.add(place)
            section = _section_of(block.section, position)
            compared = impartial(told_text(text), schooling=section is Section.EDUCATION)
            yield Item(
                span=span,
                section=section,
                position=position,
                placed=shows,
                page=block.block.page,
                terms=content_terms(compared),
                hedge=line_credit(text),
            )


def _lines(document: Document, block: SectionBlock) -> Iterable[Span]:
    """The block, or its sentences where it is a long paragraph."""
    text = document.quote(block.span)
    if len(text) <= _LONG_LINE or block.block.kind is BlockKind.TABLE_ROW:
        yield block.span
        return
    start = block.span.start
    for span in sentences(text):
        yield Span(start=start + span.start, end=start + span.end)


def _position_of(span: Span, positions: Sequence[Position]) -> int | None:
    for index, position in enumerate(positions):
        if position.body.contains(span) or position.body.overlaps(span):
            return index
    return None


def _section_of(section: Section, position: int | None) -> Section:
    """Where a job was found outside a section for jobs, its lines are experience all the same."""
    if position is None or section in (Section.VOLUNTEERING, Section.PROJECTS):
        return section
    return Section.EXPERIENCE


def _is_placed(section: Section, span: Span, placed: Placed) -> bool:
    """Whether a line outside all positions stands in a dated or clearly placed item.

    Entries of projects, education and certificates are; lines of an experience section are where
    no position could be read from it at all (the reader failed, the place is still clear).
    """
    if section in (
        Section.EDUCATION,
        Section.CERTIFICATIONS,
        Section.PROJECTS,
        Section.VOLUNTEERING,
    ):
        return True
    if section is Section.EXPERIENCE:
        return not any(p.body.start < span.start for p in placed.positions)
    return any(project.overlaps(span) for project in placed.projects)


def _mentions(
    document: Document, items: Sequence[Item], vocabulary: Vocabulary
) -> Iterable[ConceptMention]:
    for index, item in enumerate(items):
        text = document.quote(item.span)
        for found in vocabulary.find(text):
            yield ConceptMention(
                concept=found.concept,
                span=Span(
                    start=item.span.start + found.span.start, end=item.span.start + found.span.end
                ),
                item=index,
                hedge=credit_at(text, found.span),
            )


_POSTING_CUES = re.compile(
    r"\b(?:we(?:'re| are) (?:looking|seeking|hiring)|the (?:ideal|successful) candidate"
    r"|equal opportunity employer|apply (?:now|today|online|by)|what you(?:'ll| will) (?:do"
    r"|bring|need)"
    r"|you will (?:be|have|work|report)|job description|about (?:us|the role|the company|the team)"
    r"|(?:minimum|preferred|required) qualifications|we offer|salary range|join our team"
    r"|how to apply|reports to|your responsibilities|position summary|nice to have)\b",
    re.IGNORECASE,
)
"""Phrases of postings; three different ones on a page without dated jobs are no resume."""


def _warnings(document: Document, placed: Placed) -> Iterable[DocumentWarning]:
    positions = placed.positions
    if not positions:
        yield DocumentWarning(
            code=WarningCode.NO_POSITIONS,
            message="no job, internship or other position was found: what is shown cannot be dated",
        )
    for position in positions:
        if position.dates is not None and position.dates.conflicting:
            yield DocumentWarning(
                code=WarningCode.CONFLICTING_DATES,
                message="a position ends before it starts: its months are not counted",
                quote=document.quote(position.span)[:120],
            )
    cues = {match.group().lower() for match in _POSTING_CUES.finditer(document.text[:20_000])}
    if len(cues) >= 3 and not any(p.dates for p in positions):
        yield DocumentWarning(
            code=WarningCode.LOOKS_LIKE_POSTING,
            message="this reads like a job posting: is it the resume?",
        )
    language = detect_language(document.text)
    if language not in (None, "en"):
        yield DocumentWarning(
            code=WarningCode.OTHER_LANGUAGE,
            message=f"the resume is not in English (it looks like {language_name(language)}): "
            "dates, degrees and names of tools are read, other wording may be missed",
        )
