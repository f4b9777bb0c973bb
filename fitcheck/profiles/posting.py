"""A document read as a posting: what it asks, and what it says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fitcheck.documents.document import Document, DocumentWarning, PostingFields, Span, WarningCode
from fitcheck.language.dates import find_ranges
from fitcheck.language.degrees import Degree
from fitcheck.language.detect import detect_language, language_name
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.headings import Topic
from fitcheck.language.lines import Zone, ZonedLine
from fitcheck.language.patterns import load_phrases
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.language.zone_model import told_lines
from fitcheck.profiles.alternatives import join_alternatives
from fitcheck.profiles.correct_posting import (
    as_corrected,
    correct_facts,
    correct_necessity,
    correct_zones,
)
from fitcheck.profiles.corrections import PostingCorrections
from fitcheck.profiles.facts import (
    find_contact_policy,
    find_employer_size,
    find_locations,
    find_remote,
    says_closed,
)
from fitcheck.profiles.profile import Kind, Necessity, Posting, Requirement
from fitcheck.profiles.requirements import RequirementReader

PROTECTED_GROUPS = frozenset(
    {"sex", "age", "religion", "family status", "nationality or origin", "looks or health"}
)
_OR_FOLLOWS = re.compile(r"[;,.]?\s*\(?\bor\b[\s:.]*\Z", re.IGNORECASE)
_MOST_REQUIREMENTS = 600
"""Requirements after which reading stops: the richest real posting seen has about 120."""
_QUOTE = 120
_RESUME_RANGES = 3


def parse_posting(
    document: Document,
    *,
    as_of: date,
    vocabulary: Vocabulary,
    corrections: PostingCorrections | None = None,
) -> Posting:
    """Understand `document` as a posting; never fails on a document that was read.

    Requirements are numbered q1, q2, … in the order of the text. `as_of` decides whether a
    deadline has passed. Facts that the page states as data fill what the text leaves open.
    `corrections` are the person's; what is asked of protected attributes stays unscored all the
    same.
    """
    corrections = corrections or PostingCorrections()
    zoned = correct_zones(told_lines(document, Embeddings.load()), corrections.lines, document)
    lines = zoned.lines
    protected = _protected(document, lines)
    never = {one.line for one in protected if one.whole}
    asking = [line for line in lines if line.zone.asks and line not in never]
    asked = correct_necessity(
        _requirements(document, asking, vocabulary, zoned.changed), corrections.lines, document
    )
    facts = correct_facts(document, lines, corrections.facts)
    warnings = _warnings(
        document,
        lines,
        protected,
        requirements=asked.requirements,
        deadline=facts.deadline,
        as_of=as_of,
    )
    return Posting(
        document=document,
        title=facts.title,
        employer=facts.employer,
        employer_size=find_employer_size(document),
        locations=find_locations(document, lines),
        remote=find_remote(document, lines),
        deadline=facts.deadline,
        contact_policy=find_contact_policy(document.text),
        requirements=asked.requirements,
        warnings=(*warnings, *zoned.warnings, *asked.warnings),
        applied=(*facts.applied, *zoned.applied, *asked.applied),
    )


def _requirements(
    document: Document,
    lines: Sequence[ZonedLine],
    vocabulary: Vocabulary,
    corrected: frozenset[Span],
) -> tuple[Requirement, ...]:
    """What the asking lines ask; `corrected` are those whose zone the person has changed."""
    reader = RequirementReader(vocabulary)
    found: list[Requirement] = []
    open_choice: list[tuple[Requirement, ...]] = []
    seen: set[tuple[Zone, str]] = set()
    for line in lines:
        text = line.span.slice(document.text)
        key = (line.zone, " ".join(text.split()).lower())
        # Pages repeat whole paragraphs; asking twice does not ask more.
        if key in seen:
            continue
        seen.add(key)
        changed = line.span in corrected
        wished = line.zone is Zone.PREFERRED if changed else line.topic is Topic.PREFERRED
        read = reader.read(text, line.span, line.zone, wished=wished)
        if changed:
            read = as_corrected(read, line.zone)
        if line.zone in (Zone.REQUIRED, Zone.PREFERRED) and (line.item or open_choice):
            open_choice.append(read)
            if _OR_FOLLOWS.search(text):
                continue
            read = _closed(open_choice, reader)
            open_choice = []
        found.extend(read)
        if len(found) >= _MOST_REQUIREMENTS:
            break
    found.extend(_closed(open_choice, reader))
    if document.fields:
        found.extend(_inferred(document, document.fields, found))
    return tuple(replace(one, id=f"q{n}") for n, one in enumerate(found, start=1))


def _closed(
    choice: Sequence[tuple[Requirement, ...]], reader: RequirementReader
) -> tuple[Requirement, ...]:
    """Lines that end with "or" and the one after them, as alternatives."""
    if len(choice) < 2:
        return choice[0] if choice else ()
    plain = [tuple(r for r in one if r.any_of is None) or one for one in choice]
    return join_alternatives(plain, reader.new_group())


def _inferred(
    document: Document, fields: PostingFields, found: Sequence[Requirement]
) -> list[Requirement]:
    """What only the page's data asks; its span is the first block, for want of words."""
    if not document.blocks:
        return []
    span = document.blocks[0].span
    extra: list[Requirement] = []
    if fields.min_months and all(r.min_months is None for r in found):
        extra.append(_asked(Kind.EXPERIENCE, span, min_months=fields.min_months))
    degrees = {str(degree): degree for degree in Degree}
    if fields.degree in degrees and all(r.degree is None for r in found):
        equivalent = bool(fields.experience_in_place_of_education)
        extra.append(
            _asked(
                Kind.EDUCATION,
                span,
                degree=degrees[fields.degree],
                or_equivalent=equivalent,
            )
        )
    return extra


def _asked(
    kind: Kind,
    span: Span,
    *,
    min_months: int | None = None,
    degree: Degree | None = None,
    or_equivalent: bool = False,
) -> Requirement:
    return Requirement(
        id="",
        kind=kind,
        necessity=Necessity.REQUIRED,
        zone=Zone.REQUIRED,
        span=span,
        min_months=min_months,
        degree=degree,
        or_equivalent=or_equivalent,
        inferred=True,
    )


def _warnings(
    document: Document,
    lines: Sequence[ZonedLine],
    protected: Sequence[_Protected],
    *,
    requirements: Sequence[Requirement],
    deadline: date | None,
    as_of: date,
) -> tuple[DocumentWarning, ...]:
    found: list[DocumentWarning] = []
    language = detect_language(document.text)
    if language not in (None, "en"):
        message = (
            f"the posting seems to be in {language_name(language)}; only English is "
            "read in full, so dates, degrees and names of tools are read and much else is not"
        )
        found.append(DocumentWarning(code=WarningCode.OTHER_LANGUAGE, message=message))
    closed = says_closed(document.text)
    if closed:
        message = "the posting says that it is closed"
        found.append(
            DocumentWarning(code=WarningCode.CLOSED_POSTING, message=message, quote=closed)
        )
    elif deadline and deadline < as_of:
        message = f"the last day to apply was {deadline.isoformat()}"
        found.append(DocumentWarning(code=WarningCode.CLOSED_POSTING, message=message))
    found.extend(_protected_warnings(document, protected))
    if not requirements:
        message = "no requirement was found: nothing can be compared"
        found.append(DocumentWarning(code=WarningCode.NO_REQUIREMENTS, message=message))
    if _looks_like_resume(document, lines):
        message = "this document reads like a resume, not like a posting"
        found.append(DocumentWarning(code=WarningCode.LOOKS_LIKE_RESUME, message=message))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Protected:
    """A line that asks about a protected attribute; `whole` where it asks nothing else."""

    line: ZonedLine
    group: str
    quote: str
    whole: bool


def _protected(document: Document, lines: Sequence[ZonedLine]) -> tuple[_Protected, ...]:
    """The first line for each kind of protected attribute and phrase of the table."""
    found: list[_Protected] = []
    for phrase in load_phrases("protected", PROTECTED_GROUPS):
        for line in lines:
            text = line.span.slice(document.text)
            match = phrase.search(text)
            if match and line.zone is not Zone.LEGAL:
                whole = len(match.group()) * 2 >= len(text)
                quote = match.group()[:_QUOTE]
                found.append(_Protected(line=line, group=phrase.group, quote=quote, whole=whole))
    return tuple(found)


def _protected_warnings(
    document: Document, protected: Sequence[_Protected]
) -> Iterator[DocumentWarning]:
    for group in dict.fromkeys(one.group for one in protected):
        first = next(one for one in protected if one.group == group)
        yield DocumentWarning(
            code=WarningCode.PROTECTED_ATTRIBUTE,
            message=f"the posting asks about {group}; this is never scored",
            quote=first.quote,
            page=document.blocks[first.line.block].page,
        )


def _looks_like_resume(document: Document, lines: Sequence[ZonedLine]) -> bool:
    """Several dated positions and nobody addressed: postings speak to "you", resumes do not."""
    words = document.text.lower().split()
    if not words:
        return False
    addressed = sum(
        word.strip(".,:;'’") in ("you", "your", "you'll", "we", "our") for word in words
    )
    dated = sum(bool(find_ranges(line.span.slice(document.text))) for line in lines)
    return dated >= _RESUME_RANGES and addressed * 200 < len(words)
