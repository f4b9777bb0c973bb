"""Entries of education: level, field, institution, date, and whether it was completed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from fitcheck.documents.document import Document, Span
from fitcheck.language.dates import DateRange, PartialDate, find_dates, find_ranges
from fitcheck.language.degrees import Degree as FoundLevel
from fitcheck.language.degrees import FoundDegree, find_degrees
from fitcheck.language.hedges import credit_at
from fitcheck.language.outline import SectionBlock
from fitcheck.language.sections import Section
from fitcheck.profiles.profile import Degree, Education

_INSTITUTION = re.compile(
    r"\b(?:universit\w{1,5}|univ|college|school|institut\w{0,4}|academy|polytechnic|conservatory"
    r"|hochschule|faculty|seminary|gymnasium|lyc[ée]e|escuela|école|facult[ée]|technion|bootcamp"
    r"|coursera|udemy|udacity|edx|yeshiva)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\t+|\s+[|•·∙/]\s+|\s+[-\u2010-\u2015]\s+|\s*[—|•·∙;]\s*|,\s+|\s,|\s{3,}|:\s+"
    r"|\.\s+(?=[A-Z])|\0"
)
_NAMELESS = re.compile(r"(?:ï¼\S?\s?)?\bCity\s?,\s?State\b(?:\s?,\s?US\b)?|ï¼\S?", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:in progress|pursuing|candidate|currently|ongoing|unfinished|incomplete|not completed"
    r"|did not (?:complete|finish|graduate)|coursework (?:toward|completed)|towards?|some college"
    r"|dropped out|no degree|enrolled|present|to be completed|partial|studying|laufend|en cours"
    r"|en curso|derzeit|(?:not|never|didn['’]?t) (?:finish|complete|graduate)\w*|stopped"
    r"|abgebrochen"
    r"|non (?:terminée?|obtenue?)|sin terminar|inconclus\w*|\d+ of \d+ credits|(?:1|one) semester"
    r"|(?:first|1st|second|2nd) year of)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expected|anticipated|expecting|projected|due|will graduate|graduating"
    r"|voraussichtlich)\b",
    re.IGNORECASE,
)
_MINOR = re.compile(
    r"\A\W{0,3}(?:gpa|cgpa|grade|minor|relevant|course|coursework|honou?rs|dean|cum laude|thesis"
    r"|magna|activities|specialization|major|focus|concentration)\b",
    re.IGNORECASE,
)
_DATED = "|"
_FIELD = re.compile(
    r"\A[\s.)\]]{0,4}(?:degree\b)?\s{0,2}(?:\((?i:hons\.?|honou?rs)\)[\s,]{0,2}(?:in\b)?"
    r"|[:,(–—-]|in\b|of\b|major(?:ing)? in\b)\s{0,3}"
    r"(?P<field>[A-Z][A-Za-z&/.' -]{2,60})"
)


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are gathered; at most one institution and one date."""

    spans: list[Span] = field(default_factory=list)
    degrees: list[tuple[FoundDegree, str]] = field(default_factory=list)
    institution: str | None = None
    dates: DateRange | None = None
    text: str = ""


def find_education(
    document: Document, blocks: Sequence[SectionBlock], as_of: date
) -> tuple[Education, ...]:
    """Every entry of education, in the order of the text.

    Within an education section, lines that name a degree, an institution or dates are put
    together; a line that brings what the entry has already starts the next one. Degrees that a
    summary or the line of the name states count too, unless the section names their level.
    """
    found = [
        education for draft in _drafts(document, blocks) for education in _entries(draft, as_of)
    ]
    known = {entry.level for entry in found}
    for entry in _stated(document, blocks, as_of):
        if entry.level not in known or entry.institution or entry.date:
            known.add(entry.level)
            found.append(entry)
    return tuple(sorted(found, key=lambda entry: (entry.span, entry.field or "")))


def _drafts(document: Document, blocks: Sequence[SectionBlock]) -> Iterable[_Draft]:
    draft = _Draft()
    for block in blocks:
        if block.section is not Section.EDUCATION:
            continue
        if block.heading:
            yield draft
            draft = _Draft()
            continue
        text = document.quote(block.span)
        if len(text) > 600:
            text = text[:600]
        named = _barred(text)
        degrees = _held(named)
        institution = None if _MINOR.match(text) else _institution(text, degrees)
        dates = _dates(text)
        clash = (degrees and draft.degrees) or (institution and draft.institution)
        if clash or (dates and draft.dates and not degrees and not institution):
            yield draft
            draft = _Draft()
        draft.spans.append(block.span)
        draft.degrees += [(degree, named) for degree in degrees]
        draft.institution = draft.institution or institution
        draft.dates = draft.dates or dates
        draft.text += "\n" + text
    yield draft


def _barred(text: str) -> str:
    """`text` with bars over places that name none, every other sign in its place."""
    return _NAMELESS.sub(lambda match: _DATED * len(match.group()), text)


def _held(text: str) -> tuple[FoundDegree, ...]:
    """The qualifications of a line of education; the diploma of a high school is no other one."""
    if _is_minor(text):
        return ()
    found = find_degrees(text, held=True)
    school = any(d.level is FoundLevel.HIGH_SCHOOL for d in found)
    return tuple(
        d
        for d in found
        if not (school and d.span.slice(text).lower().startswith("diploma")) or len(found) == 1
    )


def _is_minor(text: str) -> bool:
    return bool(_MINOR.match(text)) and not text.lower().startswith("honours b")


def _dates(text: str) -> DateRange | None:
    ranges = find_ranges(text, single=True)
    joined = [r for r in ranges if r.joined]
    if joined:
        return joined[0].range
    return ranges[-1].range if ranges else None


def _institution(text: str, degrees: Sequence[FoundDegree]) -> str | None:
    """The part of a line that names a place of study."""
    bare = _NAMELESS.sub(lambda match: "\0" * len(match.group()), text)
    for found in reversed(find_ranges(text, single=True)):
        bare = (
            bare[: found.span.start]
            + "\0" * (found.span.end - found.span.start)
            + bare[found.span.end :]
        )
    for degree in degrees:
        end = degree.span.end
        bare = bare[: degree.span.start] + "\0" * (end - degree.span.start) + bare[end:]
    for part in _PARTS.split(bare):
        match = _INSTITUTION.search(part)
        if match:
            # "in the Computer Science of Omsk State University" cannot be parted without a name.
            return (
                re.sub(
                    r"\A(?:from|at|in|of|the)\s+", "", part.strip(" \0.,()"), flags=re.IGNORECASE
                )
                or None
            )
    return None


def _entries(draft: _Draft, as_of: date) -> Iterable[Education]:
    if not draft.degrees and not draft.institution:
        return
    span = Span(start=draft.spans[0].start, end=draft.spans[-1].end)
    end = draft.dates.end if draft.dates else None
    seen: set[tuple[str, str | None]] = set()
    for degree, text in draft.degrees:
        named = _field(degree, text)
        key = (degree.level.value, named)
        if key in seen or (named is None and any(k[0] == key[0] for k in seen)):
            continue
        seen.add(key)
        yield Education(
            level=Degree(degree.level.value),
            field=named,
            institution=draft.institution,
            completed=_completed(draft, text, as_of),
            date=end,
            span=_line_span(draft, text, span),
        )
    if not draft.degrees:
        yield Education(
            level=None,
            field=None,
            institution=draft.institution,
            completed=None,
            date=end,
            span=span,
        )


def _line_span(draft: _Draft, text: str, span: Span) -> Span:
    """The line that names the degree: the smallest thing to quote."""
    for line in draft.spans:
        if line.end - line.start == len(text):
            return line
    return span


def _completed(draft: _Draft, line: str, as_of: date) -> bool | None:
    """Whether the degree named in `line` was completed; its own line says more than the others.

    A line that states when the degree ended is not made unfinished by what the next lines tell.
    """
    dates = _dates(line)
    told = line if dates is not None and dates.end is not None else draft.text
    dates = dates or draft.dates
    future = dates is not None and dates.end is not None and _later(dates.end, as_of)
    if future or (dates is not None and dates.current) or _OPEN.search(told):
        return False
    if _EXPECTED.search(told):
        return None if dates else False
    return True


def _later(end: PartialDate, as_of: date) -> bool:
    return (end.year, end.month or 1) > (as_of.year, as_of.month)


def _undated(text: str) -> str:
    """`text` with bars over its dates, every other sign in its place: no field is of a month."""
    for found in find_dates(text):
        start, end = found.span.start, found.span.end
        text = text[:start] + _DATED * (end - start) + text[end:]
    return text


def _field(degree: FoundDegree, text: str) -> str | None:
    """The field of study as it is written."""
    undated = _undated(text)
    fields = [name for name in degree.fields if not _INSTITUTION.search(name)]
    if fields:
        at = text.lower().find(fields[0], degree.span.start)
        last = fields[-1]
        end = text.lower().find(last, at) if at >= 0 else -1
        if at >= 0 and end >= at and end + len(last) - at <= 120:
            return undated[at : end + len(last)].split(_DATED)[0].rstrip(" ,")
        return ", ".join(fields)
    match = _FIELD.match(undated[degree.span.end :])
    if match is None or _INSTITUTION.search(match["field"]):
        return None
    return re.split(r"\s[-–—]\s", match["field"])[0].strip(" .-") or None


def _stated(document: Document, blocks: Sequence[SectionBlock], as_of: date) -> Iterable[Education]:
    """Degrees outside the sections for education: whole entries, and what running text states."""
    for block in blocks:
        if block.section is Section.EDUCATION or block.heading:
            continue
        text = document.quote(block.span)[:2000]
        if block.section is not Section.REFERENCES and _is_entry(text):
            draft = _Draft(spans=[block.span], degrees=[(d, text) for d in _held(text)], text=text)
            draft.institution, draft.dates = _institution(text, _held(text)), _dates(text)
            yield from _entries(draft, as_of)
        elif block.section in _RUNNING:
            yield from _in_running_text(block, text)


_RUNNING = (Section.SUMMARY, Section.CONTACT, Section.CERTIFICATIONS)
_HEAD = re.compile(
    r"\A[\W\d]*(?:(?:[A-Z][a-z]{2,8}\.?|to|until|from|bis|de|à)\W{1,3}[\d\W]{2,12}){0,2}"
)
_MOST_IN_ENTRY = 160
"""Characters of the longest line that is taken for one entry of education: two printed lines."""
_LEAST_HEAD = 4
_NAME = re.compile(r"(?:[A-Z][\w.'’-]{1,20} ){1,3}")
_SHORT_YEAR = re.compile(r"['’]\d\d\b")


def _is_entry(text: str) -> bool:
    """Whether a line begins with a degree and names a place or a year: an entry, not a sentence."""
    if len(text) > _MOST_IN_ENTRY:
        return False
    degrees = () if _is_minor(text) else find_degrees(text, held=True)
    if not degrees:
        return False
    start = _HEAD.match(text)
    before = text[start.end() if start else 0 : degrees[0].span.start]
    school = degrees[0].level is FoundLevel.HIGH_SCHOOL and _NAME.fullmatch(before)
    begins = len(before) <= _LEAST_HEAD or school is not None
    rest = text[degrees[0].span.end :]
    follows = re.match(r"[\s.'’)]*(?:[,|(/–—:&-]|\b(?:in|of|en|de|degree|from|at)\b|[A-Z\d])", rest)
    placed = bool(_INSTITUTION.search(text)) or _dates(text) is not None
    placed = placed or _SHORT_YEAR.search(text) is not None
    return begins and placed and (follows is not None or not rest.strip())


def _in_running_text(block: SectionBlock, text: str) -> Iterable[Education]:
    for degree in find_degrees(text):
        if credit_at(text, degree.span) < 1.0:
            continue
        around = text[max(0, degree.span.start - 60) : degree.end + 60]
        yield Education(
            level=Degree(degree.level.value),
            field=None if block.section is Section.CONTACT else _field(degree, text),
            institution=None,
            completed=not (_OPEN.search(around) or _EXPECTED.search(around)),
            date=next((d.date for d in find_dates(text[degree.span.end :][:40])), None),
            span=block.span,
        )
