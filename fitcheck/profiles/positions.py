"""The positions that a resume lists: jobs, internships, volunteering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fitcheck.documents.document import Document, Span
from fitcheck.language.dates import DateRange, FoundRange, months_between
from fitcheck.language.degrees import find_degrees
from fitcheck.language.outline import WORK, SectionBlock
from fitcheck.language.sections import Section
from fitcheck.language.titles import employer_score, title_score, word_group
from fitcheck.profiles.entries import Entry, find_entries
from fitcheck.profiles.entry_lines import stated_job
from fitcheck.profiles.header_lines import Line, lines_of
from fitcheck.profiles.headers import Header, read_header
from fitcheck.profiles.ordering import in_one_order
from fitcheck.profiles.profile import Position, PositionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The positions, and the spans of dated entries of other work sections (projects)."""

    positions: tuple[Position, ...]
    projects: tuple[Span, ...]


def find_positions(document: Document, blocks: Sequence[SectionBlock], as_of: date) -> Placed:
    """Every position held, in the order of the text.

    Jobs stand in experience sections; entries of project sections are no positions, unless they
    name an employer and a title. Where no section is headed as experience, dated lines with a
    title in an untitled or summary part are read as jobs.
    """
    positions: list[Position] = []
    projects: list[Span] = []
    runs = list(_runs(blocks))
    headed = any(section is Section.EXPERIENCE for section, _, _ in runs)
    for section, heading, run in runs:
        loose = section not in WORK
        if loose and (headed or section not in _LOOSE):
            continue
        lines = lines_of(document, run)
        dated_only = loose or section is not Section.EXPERIENCE
        for entry in find_entries(lines, dated_only=dated_only):
            position = _position(
                document, entry, lines, section=section, heading=heading, as_of=as_of
            )
            if position is None or (loose and not _sure(entry)):
                continue
            position = _with_named_employer(position, positions)
            if _said_before(position, positions) or (
                section is Section.PROJECTS and not _employed(entry)
            ):
                projects.append(position.body)
            else:
                positions.append(position)
    return Placed(positions=in_one_order(document, positions), projects=tuple(projects))


_LOOSE = frozenset({Section.SUMMARY, Section.OTHER, Section.AWARDS, Section.CONTACT})


def _runs(
    blocks: Sequence[SectionBlock],
) -> Iterable[tuple[Section, SectionBlock | None, list[SectionBlock]]]:
    """Stretches of one section under one heading, contact lines left out."""
    run: list[SectionBlock] = []
    heading: SectionBlock | None = None
    section: Section | None = None
    for block in blocks:
        if block.heading or (block.section is not section and block.section is not Section.CONTACT):
            if run and section is not None:
                yield section, heading, run
            run, section = [], block.section
            heading = block if block.heading else None
            if block.heading:
                continue
        if block.section is section:
            run.append(block)
    if run and section is not None:
        yield section, heading, run


def _position(
    document: Document,
    entry: Entry,
    lines: tuple[Line, ...],
    *,
    section: Section,
    heading: SectionBlock | None,
    as_of: date,
) -> Position | None:
    texts = tuple(line.text for line in entry.header)
    read = read_header(texts)
    joined = " ".join(texts)
    if find_degrees(joined) and read.title_score < 2:
        return None
    if _is_certificate(joined, entry) or _is_no_job(read):
        return None
    dates = _dates(entry.ranges)
    unnamed = read.title is None and read.employer is None
    if unnamed and not _is_work(entry) and not (read.nameless and _has_range(entry)):
        return None
    head = document.quote(heading.span) if heading else ""
    title, employer = read.title, read.employer or entry.banner or entry.unit
    if title is None and entry.header[-1].index < entry.last:
        title, stated = stated_job(lines[entry.header[-1].index + 1].text)
        employer = employer or stated
    above = entry.banner or entry.heading
    if above is not None:
        # a name behind a comma is a part of the title where a line above names the employer
        whole = f"{read.title}, {read.employer}"
        if read.title and read.employer and whole in joined:
            title, employer = whole, above
        employer = employer or above
    return Position(
        title=title,
        employer=employer,
        location=read.location,
        dates=dates,
        months=None if dates is None else months_between(dates, as_of),
        kind=_kind(section, head, read.title or ""),
        span=Span(start=entry.header[0].span.start, end=entry.header[-1].span.end),
        body=Span(start=entry.header[0].span.start, end=lines[entry.last].span.end),
    )


_SAME = re.compile(
    r"\A(?:at )?(?:the |la |le |el |der |die |das )?(?:same\b|m[êe]me\b|misma?\b|gleiche[rsn]?\b"
    r"|selbe[rsn]?\b|ebenda\b|as above\b|ditto\b)",
    re.IGNORECASE,
)


def _with_named_employer(position: Position, before: Sequence[Position]) -> Position:
    """The position; "same company" is given the name that the entry above has."""
    if position.employer is None or not _SAME.match(position.employer):
        return position
    named = before[-1].employer if before else None
    return position if named is None else replace(position, employer=named)


def _dates(ranges: tuple[FoundRange, ...]) -> DateRange | None:
    """The dates of an entry: its first range, one with a start where there is one."""
    if not ranges:
        return None
    joined = [r.range for r in ranges if r.joined] or [ranges[0].range]
    return next((dates for dates in joined if dates.start is not None), joined[0])


def _is_work(entry: Entry) -> bool:
    """Whether a header of dates only has something below it."""
    return bool(entry.ranges) and entry.ranges[0].joined and entry.last > entry.header[-1].index


def _is_certificate(text: str, entry: Entry) -> bool:
    """A certificate listed among jobs has one date where a job has a range."""
    return bool(_CERTIFIED.search(text)) and not _has_range(entry)


def _has_range(entry: Entry) -> bool:
    return any(found.joined for found in entry.ranges)


def _is_no_job(read: Header) -> bool:
    """Whether an entry is time without a job or at school, by the words its name starts with."""
    if read.title_score == 2:
        return False
    name = " ".join((read.title or read.employer or "").lower().split()[:3])
    opening = (name, " ".join(name.split()[:2]), name.partition(" ")[0].strip(",;:"))
    for group in (word_group("gaps"), word_group("schooling")):
        if any(one in group.words or one in group.phrases for one in opening):
            return True
    return False


def _said_before(position: Position, positions: Sequence[Position]) -> bool:
    """Whether the same job stands in the resume already (a second section repeats it)."""
    return position.dates is not None and any(
        (p.title, p.employer, p.dates) == (position.title, position.employer, position.dates)
        for p in positions
    )


_CERTIFIED = re.compile(r"\bcertifi(?:ed|cate|cation)\b|\blicen[sc]e\b", re.IGNORECASE)


def _kind(section: Section, heading: str, title: str) -> PositionKind:
    if word_group("internships").holds(title) or word_group("internships").holds(heading):
        return PositionKind.INTERNSHIP
    if section is Section.VOLUNTEERING or word_group("volunteering").holds(title):
        return PositionKind.VOLUNTEER
    return PositionKind.PROJECT if section is Section.PROJECTS else PositionKind.JOB


def _sure(entry: Entry) -> bool:
    titled = any(title_score(line.text) for line in entry.header)
    return bool(entry.ranges) and entry.ranges[0].joined and titled


def _employed(entry: Entry) -> bool:
    read = read_header(tuple(line.text for line in entry.header))
    named = read.employer is not None and employer_score(read.employer) == 2
    return named and read.title_score == 2 and bool(entry.ranges)
