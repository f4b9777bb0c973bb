"""Jobs that go on behind the end of a page, below a heading of the side bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fitcheck.documents.document import BlockKind, Document
from fitcheck.language.dates import find_dates
from fitcheck.language.pieces import WORK, SectionBlock
from fitcheck.language.sections import Section
from fitcheck.language.titles import title_score

_DATED = frozenset({Section.EDUCATION, Section.CERTIFICATIONS})
"""Sections whose own entries have dates and words of titles."""
_LONGEST = 160  # characters of the first line of a job


def with_overleaf(document: Document, sections: Sequence[SectionBlock]) -> list[SectionBlock]:
    """The blocks; what is written like the jobs of the page before belongs to them.

    In two columns the side bar of a page stands before the rest of the jobs, so that its last
    heading seems to govern them: a dated line with a title, as bold or large as those of the jobs
    that end the page before, opens their section again until the next heading.
    """
    ends = _ends(document, sections)
    result: list[SectionBlock] = []
    work: SectionBlock | None = None
    for block in sections:
        if block.heading or block.section in WORK:
            work = None
        elif work is None and block.section not in _DATED and block.block.page is not None:
            work = ends.get((block.block.page - 1, block.block.level))
            if work is not None and not _heads_job(document, block):
                work = None
        if work is None:
            result.append(block)
        else:
            result.append(replace(block, section=work.section, opened_by=work.opened_by))
    return result


def _ends(
    document: Document, sections: Sequence[SectionBlock]
) -> dict[tuple[int, int | None], SectionBlock]:
    """The last dated line of jobs by its page and level, where no heading follows on that page."""
    ends: dict[tuple[int, int | None], SectionBlock] = {}
    open_on: int | None = None
    for block in sections:
        page = block.block.page
        if block.heading and page == open_on:
            ends = {key: one for key, one in ends.items() if key[0] != page}
        elif block.section in WORK and page is not None and _heads_job(document, block):
            ends[page, block.block.level] = block
        open_on = page if block.section in WORK else None
    return ends


def _heads_job(document: Document, block: SectionBlock) -> bool:
    """Whether a block is set off and holds a title and a date."""
    if not (block.block.emphasis or block.block.level) or block.block.kind is BlockKind.LIST_ITEM:
        return False
    text = document.quote(block.span)
    return len(text) <= _LONGEST and title_score(text) == 2 and bool(find_dates(text))
