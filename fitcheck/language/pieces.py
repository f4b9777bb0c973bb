"""A block of a resume, or a part of one, with the section that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from fitcheck.documents.document import Block, Span
from fitcheck.language.sections import Section

WORK = frozenset({Section.EXPERIENCE, Section.PROJECTS, Section.VOLUNTEERING})
"""Sections whose entries are headed by a title, an employer and dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionBlock:
    """A block of the document, or a part of one, with its section.

    `heading` is True where it opens the section; `sublabel` where it is a label inside a job
    ("Responsibilities:"). `opened_by` is the heading that governs the block, None before the
    first. `part` is False for a whole block, True where a heading and what follows it were glued.
    `told` is True for a heading whose section was told by what stands below it.
    """

    span: Span
    block: Block
    section: Section
    heading: bool = False
    sublabel: bool = False
    opened_by: Span | None = None
    part: bool = False
    told: bool = False
