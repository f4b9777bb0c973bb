"""Lines cut by the edge of a page, and page numbers beyond the paper."""

from __future__ import annotations

from fitcheck.documents.document import Document, WarningCode
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import PdfBuilder, at

PLAIN = at(72, 700, "Seen by everyone: five years of welding in shipyards")
LINE = "Directed the startup of the shipyard in support of steel"
CLIP = "q 0 0 612 740.5 re W n {} Q"
"""Leaves of a line at 742 the tails of its letters only."""


def read(builder: PdfBuilder) -> Document:
    return read_pdf(builder.build(), source="cv.pdf", settings=ReadingSettings())


def alarms(document: Document) -> list[str | None]:
    return [w.quote for w in document.warnings if w.code is WarningCode.HIDDEN_TEXT]


def test_the_rest_of_a_line_that_stands_whole_on_the_page_before_is_left_out() -> None:
    cut = CLIP.format(at(72, 742, LINE, size=12))
    document = read(PdfBuilder().page(PLAIN, at(72, 40, LINE, size=12)).page(cut, PLAIN))
    assert document.text.count("shipyard in support") == 1
    assert "startup" in document.text
    assert document.text.count("support") == 1
    assert alarms(document) == []


def test_a_clipped_line_that_stands_nowhere_else_is_reported() -> None:
    document = read(PdfBuilder().page(PLAIN).page(CLIP.format(at(72, 742, LINE)), PLAIN))
    assert any("Directed the" in (quote or "") for quote in alarms(document))


def test_a_page_number_beyond_the_paper_is_no_alarm_and_other_words_are() -> None:
    document = read(PdfBuilder().page(PLAIN, at(300, -40, "Page 1")))
    assert alarms(document) == []
    document = read(PdfBuilder().page(PLAIN, at(300, -40, "Page one of kubernetes")))
    assert alarms(document) == ["Page one of kubernetes"]
