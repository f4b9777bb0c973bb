"""Jobs that go on behind the end of a page."""

from __future__ import annotations

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.language.outline import section_blocks
from fitcheck.language.sections import Section

Line = tuple[str, int, BlockKind, bool]
JOB = "Warehouse Operative, Globex Ltd, 2011 - 2015"


def document_of(*lines: Line) -> Document:
    blocks, start = [], 0
    for text, page, kind, bold in lines:
        span = Span(start=start, end=start + len(text))
        level = 2 if kind is BlockKind.HEADING else None
        blocks.append(Block(span=span, kind=kind, page=page, emphasis=bold, level=level))
        start += len(text) + 1
    return Document(
        text="\n".join(line[0] for line in lines),
        blocks=tuple(blocks),
        media_type="application/pdf",
        source="resume.pdf",
    )


def heading(text: str, page: int) -> Line:
    return text, page, BlockKind.HEADING, True


def job(text: str, page: int, *, bold: bool = True) -> Line:
    return text, page, BlockKind.PARAGRAPH, bold


def item(text: str, page: int) -> Line:
    return text, page, BlockKind.LIST_ITEM, False


FIRST = (heading("Experience", 1), job("Porter and Driver, Acme Ltd, 2016 - 2020", 1))
SIDE = (heading("References", 2), item("On request", 2))


def sections_of(*lines: Line) -> list[Section]:
    return [block.section for block in section_blocks(document_of(*lines))]


def test_a_job_on_the_next_page_goes_on_below_a_heading_of_the_side_bar() -> None:
    found = sections_of(*FIRST, item("Moved beds", 1), *SIDE, job(JOB, 2), item("Drove trucks", 2))
    assert found[-2:] == [Section.EXPERIENCE, Section.EXPERIENCE]
    assert found[-3] is Section.REFERENCES


def test_the_order_of_the_pages_does_not_matter() -> None:
    found = sections_of(*SIDE, job(JOB, 2), *FIRST, item("Moved beds", 1))
    assert found[2] is Section.EXPERIENCE


def test_a_line_of_the_same_page_or_another_look_stays_where_it_is() -> None:
    same = [heading("References", 1), job(JOB, 1)]
    assert sections_of(*FIRST, *same)[-1] is Section.REFERENCES
    plain = job(JOB, 2, bold=False)
    assert sections_of(*FIRST, item("Moved beds", 1), *SIDE, plain)[-1] is Section.REFERENCES


def test_jobs_that_another_heading_closes_do_not_go_on() -> None:
    closed = (*FIRST, heading("Interests", 1), item("Chess", 1))
    assert sections_of(*closed, *SIDE, job(JOB, 2))[-1] is Section.REFERENCES


def test_entries_of_education_are_no_jobs() -> None:
    school = (heading("Education", 2), item("Diploma", 2))
    found = sections_of(*FIRST, item("Moved beds", 1), *school, job(JOB, 2))
    assert found[-1] is Section.EDUCATION
