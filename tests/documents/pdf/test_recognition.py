"""Scanned pages are read by text recognition where that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import pytest

from fitcheck.documents.document import Document, WarningCode
from fitcheck.documents.pdf import recognition
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.documents.pdf.recognition import MOST_PIXELS, Reading, recognise
from fitcheck.errors import ErrorCode, MissingExtraError, UnreadableInputError
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import PdfBuilder, at, pdf

SCAN = "q 612 0 0 792 0 0 cm /Im1 Do Q"
PLAIN = at(72, 700, "Seen by everyone: five years of welding in shipyards")
ASKED = ReadingSettings(recognise=True)


def read(data: bytes, settings: ReadingSettings = ASKED) -> Document:
    return read_pdf(data, source="cv.pdf", settings=settings)


def two_columns(picture: Any) -> Iterable[Reading]:
    """An engine that reads, row by row, what is drawn as two columns of a page."""
    width = picture.shape[1]
    left = ("Work history of the last years", "Built a pricing service that is",
            "used by all carriers of the firm", "Moved services to a new cluster",
            "and cut the time of deployment", "and trained eleven new colleagues")  # fmt: skip
    right = ("Skills and other knowledge of", "Python and several libraries that",
             "are mostly for data and some for", "the web, in all sorts of sizes",
             "Languages spoken at home and", "at work: Polish, English and more")  # fmt: skip
    for row, texts in enumerate(zip(left, right, strict=True)):
        top = 300 + 40 * row
        for start, text in zip((0.08, 0.55), texts, strict=True):
            yield Reading(text, start * width, top, (start + 0.37) * width, top + 32)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Puts the double in place of the engine; the shapes of the pictures it was given."""
    seen: list[tuple[int, ...]] = []

    def double(picture: Any) -> Iterable[Reading]:
        seen.append(picture.shape)
        return two_columns(picture)

    monkeypatch.setattr(recognition, "_engine", lambda: double)
    return seen


def test_a_scan_is_read_column_by_column_and_marked(engine: list[tuple[int, ...]]) -> None:
    document = read(pdf(SCAN))
    assert document.text.index("new colleagues") < document.text.index("Skills and other")
    assert [(w.code, w.page) for w in document.warnings] == [(WarningCode.RECOGNISED_TEXT, 1)]
    assert engine == [(2200, 1700, 3)]


def test_without_being_asked_nothing_is_recognised(engine: list[tuple[int, ...]]) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read(pdf(SCAN), ReadingSettings())
    assert caught.value.code is ErrorCode.SCANNED
    assert "--ocr" in caught.value.message
    assert engine == []


def test_pages_with_text_of_their_own_are_left_alone(engine: list[tuple[int, ...]]) -> None:
    document = read(PdfBuilder().page(PLAIN).page(SCAN).build())
    assert document.text.startswith("Seen by everyone: five years")
    assert [w.page for w in document.warnings if w.code is WarningCode.RECOGNISED_TEXT] == [2]
    assert len(engine) == 1


def test_pages_beyond_the_limit_are_said_to_be_unread(engine: list[tuple[int, ...]]) -> None:
    builder = PdfBuilder()
    for _ in range(3):
        builder.page(SCAN)
    document = read(builder.build(), ReadingSettings(recognise=True, max_recognised_pages=2))
    codes = [(w.code, w.page) for w in document.warnings]
    assert (WarningCode.PARTLY_SCANNED, 3) in codes
    assert len(engine) == 2


def test_the_picture_of_a_huge_page_is_bounded(engine: list[tuple[int, ...]]) -> None:
    huge = PdfBuilder(width=14_000, height=14_000).page("q 14000 0 0 14000 0 0 cm /Im1 Do Q")
    read(huge.build())
    (shape,) = engine
    assert shape[0] * shape[1] <= MOST_PIXELS


def test_fonts_without_a_mapping_are_recognised_too(engine: list[tuple[int, ...]]) -> None:
    signs = "!\"#$% &'*+, -./:; <=>?@ [\\]^_ {|}~! #%&*+ ,-.:;"
    document = read(pdf(*(at(72, 700 - 12 * row, signs) for row in range(4))))
    assert "Built a pricing service" in document.text
    assert len(engine) == 1


@pytest.mark.skipif(find_spec("rapidocr") is not None, reason="the extra `ocr` is installed")
def test_without_the_extra_the_error_names_it() -> None:
    with pytest.raises(MissingExtraError, match="ocr"):
        recognise(pdf(SCAN), (), ())


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the extra `ocr` is not installed")
def test_the_engine_reads_letters_drawn_as_a_picture() -> None:
    told = ("Welding in shipyards since the year 2015", "Pipe fitting and grinding of hulls")
    scan = scanned(told)
    document = read(scan)
    assert document.text.split("\n") == list(told)
    assert document == read(scan)


def scanned(told: Sequence[str]) -> bytes:
    """A file whose one page, 400 by 160 points, is a picture of some lines of text."""
    lines = (at(20, 130 - 36 * row, text, size=14) for row, text in enumerate(told))
    drawn = PdfBuilder(width=400, height=160).page(*lines).build()
    (picture,) = recognition._pictures(drawn, [1])
    height, width, _ = picture.shape
    image = (
        f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8"
        f"/ColorSpace/DeviceRGB/Length {picture.size}>>\nstream\n"
        f"{picture.tobytes().decode('latin-1')}\nendstream"
    )
    builder = PdfBuilder(width=400, height=160, objects_extra=[image])
    page = builder.page("q 400 0 0 160 0 0 cm /Im1 Do Q").build()
    return page.replace(b"/XObject<</Im1 7 0 R", b"/XObject<</Im1 10 0 R", 1)
