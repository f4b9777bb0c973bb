"""Markdown: marks taken off, bold lines as headings, hidden HTML left out."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.inline import strip_inline
from fitcheck.documents.text import document_from_text


def read(text: str) -> Document:
    return document_from_text(text, media_type="text/markdown")


def kinds_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**Five** years of *welding* and `MIG`", "Five years of welding and MIG"),
        ("a [licence](https://example.org/l) to drive", "a licence to drive"),
        ('a [licence](https://example.org/l_(x) "title")', "a licence"),
        ("see [the list][1]", "see the list"),
        ("![logo](logo.png) Baker & Sons", " Baker & Sons"),
        ("C\\# and snake_case_name and 5 * 3 * 2", "C# and snake_case_name and 5 * 3 * 2"),
        ("***both*** and ~~struck~~ and __strong__", "both and struck and strong"),
        ("US* only", "US* only"),
        ("Salt &amp; Pepper &lt;https>", "Salt & Pepper <https>"),
        ("write to <jobs@example.org>", "write to jobs@example.org"),
    ],
)
def test_inline_marks_are_taken_off(marked: str, plain: str) -> None:
    assert strip_inline(marked) == plain


def test_headings_have_their_level() -> None:
    document = read("# Crane driver\n\nText\n\nDuties\n======\n\n### Tools ###\n")
    assert [(b.level, document.quote(b.span)) for b in document.blocks if b.level] == [
        (1, "Crane driver"),
        (1, "Duties"),
        (3, "Tools"),
    ]


def test_a_bold_line_that_stands_alone_is_a_heading_with_emphasis() -> None:
    document = read(" **What you will do**\n\n  * Load ships\n")
    assert kinds_of(document) == [
        (BlockKind.HEADING, "What you will do"),
        (BlockKind.LIST_ITEM, "Load ships"),
    ]
    assert document.blocks[0].emphasis
    assert document.blocks[0].level is None


def test_a_bold_line_inside_a_group_of_lines_is_a_paragraph_with_emphasis() -> None:
    document = read("**Harbour Works**\nCrane driver, 2010 - 2014\n")
    assert kinds_of(document) == [
        (BlockKind.PARAGRAPH, "Harbour Works"),
        (BlockKind.PARAGRAPH, "Crane driver, 2010 - 2014"),
    ]
    assert [block.emphasis for block in document.blocks] == [True, False]


def test_a_partly_bold_line_is_no_heading() -> None:
    assert kinds_of(read("**Place:** Rotterdam\n"))[0][0] is BlockKind.PARAGRAPH


def test_items_numbers_quotes_and_tables_are_blocks() -> None:
    text = "1. First\n2\\. Second\n\n> quoted words\n\n| A | B |\n|---|---|\n| 1 | **2** |\n"
    assert kinds_of(read(text)) == [
        (BlockKind.LIST_ITEM, "First"),
        (BlockKind.LIST_ITEM, "Second"),
        (BlockKind.PARAGRAPH, "quoted words"),
        (BlockKind.TABLE_ROW, "A\tB"),
        (BlockKind.TABLE_ROW, "1\t2"),
    ]


def test_a_hard_break_ends_a_block() -> None:
    assert len(read("Crane driver  \nHarbour Works\\\n2010 - 2014\n").blocks) == 3


def test_comments_definitions_images_and_front_matter_are_no_text() -> None:
    text = (
        "---\ntitle: x\n---\n<!-- hidden\nSAP -->\n[1]: https://example.org\n"
        "![SAP](a.png)\n\nvisible\n"
    )
    assert read(text).text == "visible"


def test_text_that_html_hides_is_a_warning_and_no_text() -> None:
    document = read('Cook\n\n<span style="display:none">Kubernetes</span> and <b>baker</b>\n')
    assert document.text == "Cook\nand baker"
    assert [(w.code, w.quote) for w in document.warnings] == [
        (WarningCode.HIDDEN_TEXT, "Kubernetes")
    ]


def test_tags_of_html_are_no_text() -> None:
    assert read('<dl class="x">\n<dt>\nGrade\n</dt></dl>\n\na < b and c > d').text == (
        "Grade\na < b and c > d"
    )
