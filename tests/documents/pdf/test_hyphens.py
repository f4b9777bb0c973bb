from __future__ import annotations

import pytest

from fitcheck.documents.pdf.hyphens import breaks_word
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import PdfBuilder, at, lines

_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Hyphens def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <2D> <00AD> <A0> <00AD> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""


def read(*operators: str) -> str:
    """The text of a page whose font /F4 gives U+00AD for "-" (drawn) and \\xa0 (nothing)."""
    widths = " ".join("0" if code == 0xA0 else "500" for code in range(0x20, 0xA1))
    font = (
        "<</Type/Font/Subtype/TrueType/BaseFont/Docks/Encoding/WinAnsiEncoding/FirstChar 32"
        f"/LastChar 160/Widths[{widths}]/ToUnicode 11 0 R/FontDescriptor 12 0 R>>"
    )
    unicode = f"<</Length {len(_UNICODE)}>>\nstream\n{_UNICODE}\nendstream"
    descriptor = (
        "<</Type/FontDescriptor/FontName/Docks/Flags 32/ItalicAngle 0/StemV 80"
        "/Ascent 750/Descent -250/CapHeight 700/FontBBox[0 -250 1000 750]>>"
    )
    builder = PdfBuilder(fonts_extra="/F4 10 0 R", objects_extra=[font, unicode, descriptor])
    data = builder.page(*operators).build()
    return read_pdf(data, source="cv.pdf", settings=ReadingSettings()).text


def test_a_drawn_soft_hyphen_inside_a_line_is_a_hyphen() -> None:
    assert read(at(72, 700, "hands-on start-up", font="F4")) == "hands-on start-up"


def test_a_drawn_soft_hyphen_between_dates_is_a_dash() -> None:
    assert read(at(72, 700, "Sep. 2019 - Mar. 2021", font="F4")) == "Sep. 2019 - Mar. 2021"


def test_a_drawn_soft_hyphen_before_an_item_is_its_mark() -> None:
    text = read(lines(72, 700, "- Welded hulls", "- Built docks", font="F4"))
    assert text == "Welded hulls\nBuilt docks"


def test_a_soft_hyphen_that_was_not_drawn_is_left_out() -> None:
    assert read(at(72, 700, "ship\xa0yard and dock", font="F4")) == "shipyard and dock"


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    text = read(
        lines(72, 700, "We repaired and inspected the ship-", "yard of the town", font="F4")
    )
    assert text == "We repaired and inspected the shipyard of the town"


def test_a_soft_hyphen_at_the_end_of_a_date_stays() -> None:
    text = read(lines(72, 700, "Welder, 2019 -", "Harbour Works, Kiel", font="F4"))
    assert text.splitlines()[0].startswith("Welder, 2019 -")


@pytest.mark.parametrize("matrix", ["2 0 0 2", "0 1 -1 0", "-1 0 0 -1"])
def test_turned_and_scaled_text_keeps_its_drawn_hyphens(matrix: str) -> None:
    words = f"BT /F4 5 Tf {matrix} 300 300 Tm (hands-on ship\xa0yard) Tj ET"
    assert read(words) == "hands-on shipyard"


@pytest.mark.parametrize(
    ("content", "end", "expected"),
    [
        ("ship\xad\r\nyard", 5, True),
        ("ship\xad\r\nYard", 5, False),
        ("ship\xadyard", 5, False),
        ("2019\xad\r\nyard", 5, False),
        ("\xad\r\nyard", 1, False),
        ("ship-\r\nyard", 5, False),
        ("ship\xad", 5, False),
    ],
)
def test_a_word_goes_on_only_in_lower_case_in_the_next_line(
    content: str, end: int, expected: bool
) -> None:
    assert breaks_word(content, end) is expected
