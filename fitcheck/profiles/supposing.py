"""A resume as if it also showed something: for "what if I had this?", never for sending.

The supposed lines stand below the resume's own text, under a line that says what they are, so no
quote of them can be taken for the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.documents.text import document_from_text
from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.language.dates import DateRange, PartialDate, merged_months
from fitcheck.language.degrees import find_degrees
from fitcheck.language.hedges import credit_at, line_credit
from fitcheck.language.quantities import find_durations
from fitcheck.language.sections import Section
from fitcheck.language.spoken import find_spoken
from fitcheck.language.vocabulary import ConceptKind, Vocabulary
from fitcheck.language.words import content_terms
from fitcheck.profiles.profile import ConceptMention, Item, Position, PositionKind, Resume
from fitcheck.profiles.resume import parse_resume

MARK = "What if the resume showed:"
_CREDENTIALS = (ConceptKind.CERTIFICATION, ConceptKind.LICENSE)
_PAPER = re.compile(
    r"\b(?:certifi\w+|licen[cs]ed?|licen[cs]es|registration|zertifikat\w*|permis|carn[eé])\b",
    re.IGNORECASE,
)
_COUNTED = (PositionKind.JOB, PositionKind.INTERNSHIP)
_LONGEST = 300
"""Characters of a supposed fact: a line of a resume, not a page."""


def one_line(text: str) -> str:
    """A fact as one line. Raises FitcheckError (usage) for one without words, or a long one."""
    line = " ".join(text.split())
    if not any(c.isalpha() for c in line) or len(line) > _LONGEST:
        raise FitcheckError(
            f"what is supposed has to be one line of words, at most {_LONGEST} characters, "
            'such as "PMP certificate" or "3 years of Python"',
            code=ErrorCode.USAGE,
        )
    return line


def supposing(
    resume: Resume, facts: Sequence[str], *, as_of: date, vocabulary: Vocabulary
) -> Resume:
    """The resume with every fact in a dated item of its own; the rest of it stays as it is.

    A certificate, degree or language becomes an entry of its section, dated this year. Anything
    else becomes a line of a project; where the fact says how long ("3 years of Python") a line of a
    job of that length that ends on `as_of`. What a fact does not say is not supposed: neither title
    nor employer. `resume` is unchanged; facts are single lines of text.
    """
    for fact in facts:
        document, span = _with_line(resume.document, fact)
        resume = replace(resume, document=document)
        section = _section(fact, vocabulary)
        if section is None:
            resume = _with_work(resume, fact, span, as_of, vocabulary)
        else:
            resume = _with_entry(resume, _Entry(fact, section), span, as_of, vocabulary)
    return resume


def _with_line(document: Document, fact: str) -> tuple[Document, Span]:
    """The document with the mark and the fact below its text, and where the fact stands."""
    text = f"{document.text}\n\n{MARK}\n{fact}"
    at = len(document.text) + 2
    mark = Span(start=at, end=at + len(MARK))
    span = Span(start=mark.end + 1, end=len(text))
    blocks = (
        Block(span=mark, kind=BlockKind.PARAGRAPH),
        Block(span=span, kind=BlockKind.PARAGRAPH),
    )
    return replace(document, text=text, blocks=(*document.blocks, *blocks)), span


def _section(fact: str, vocabulary: Vocabulary) -> Section | None:
    """The section that a fact is an entry of, None for work."""
    kinds = [c.kind for f in vocabulary.find(fact) if (c := vocabulary.get(f.concept)) is not None]
    if _PAPER.search(fact) or any(kind in _CREDENTIALS for kind in kinds):
        return Section.CERTIFICATIONS
    if find_degrees(fact):
        return Section.EDUCATION
    return Section.LANGUAGES if find_spoken(fact) and not find_durations(fact) else None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A fact as the only entry of a section."""

    fact: str
    section: Section

    def read(self, as_of: date, vocabulary: Vocabulary) -> tuple[Resume, int]:
        """A resume of nothing but the entry, and where the fact begins in its text."""
        dated = "" if self.section is Section.LANGUAGES else f", {as_of.year}"
        text = f"# Nobody\n\n## {self.section.value.title()}\n- {self.fact}{dated}\n"
        document = document_from_text(text, media_type="text/markdown")
        read = parse_resume(document, as_of=as_of, vocabulary=vocabulary)
        return read, document.text.index(self.fact)


def _with_entry(
    resume: Resume, entry: _Entry, span: Span, as_of: date, vocabulary: Vocabulary
) -> Resume:
    """What is read of the entry alone, moved to where it stands in the resume."""
    read, start = entry.read(as_of, vocabulary)
    first = len(resume.items)

    def moved(part: Span) -> Span:
        begin = span.start + max(0, part.start - start)
        end = span.start + min(part.end - start, span.end - span.start)
        return Span(start=begin, end=max(begin, end))

    return replace(
        resume,
        items=(*resume.items, *(replace(i, span=moved(i.span)) for i in read.items)),
        mentions=(
            *resume.mentions,
            *(replace(m, span=moved(m.span), item=m.item + first) for m in read.mentions),
        ),
        education=(*resume.education, *(replace(e, span=moved(e.span)) for e in read.education)),
        certifications=(
            *resume.certifications,
            *(replace(c, span=moved(c.span)) for c in read.certifications),
        ),
        languages=(*resume.languages, *(replace(s, span=moved(s.span)) for s in read.languages)),
    )


def _with_work(
    resume: Resume, fact: str, span: Span, as_of: date, vocabulary: Vocabulary
) -> Resume:
    """The fact as a line of a project, or of a job where it says for how long."""
    months = max((found.months for found in find_durations(fact)), default=None)
    place = len(resume.positions)
    position = Position(
        title=None,
        employer=None,
        location=None,
        dates=_until(as_of, months or 1),
        months=months or 1,
        kind=PositionKind.PROJECT if months is None else PositionKind.JOB,
        span=Span(start=span.start - 1 - len(MARK), end=span.start - 1),
        body=span,
    )
    item = Item(
        span=span,
        section=Section.PROJECTS if months is None else Section.EXPERIENCE,
        position=place,
        placed=True,
        page=None,
        terms=content_terms(fact),
        hedge=line_credit(fact),
    )
    positions = (*resume.positions, position)
    counted = [p.dates for p in positions if p.dates is not None and p.kind in _COUNTED]
    return replace(
        resume,
        positions=positions,
        items=(*resume.items, item),
        mentions=(*resume.mentions, *_mentions(fact, span, len(resume.items), vocabulary)),
        experience_months=merged_months(counted, as_of),
    )


def _mentions(fact: str, span: Span, item: int, vocabulary: Vocabulary) -> Iterator[ConceptMention]:
    for found in vocabulary.find(fact):
        at = Span(start=span.start + found.span.start, end=span.start + found.span.end)
        yield ConceptMention(
            concept=found.concept, span=at, item=item, hedge=credit_at(fact, found.span)
        )


def _until(as_of: date, months: int) -> DateRange:
    """So many whole months that end with the one of `as_of`."""
    first = as_of.year * 12 + as_of.month - months
    start = PartialDate(year=first // 12, month=first % 12 + 1)
    return DateRange(start=start, end=None, current=True)
