from __future__ import annotations

import pytest

from fitcheck.documents.document import Document, WarningCode
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.errors import EmptyInputError
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import PdfBuilder, at, pdf

PLAIN = at(72, 700, "Seen by everyone: five years of welding in shipyards")
STUFFING = "kubernetes terraform golang"


def read(data: bytes) -> Document:
    return read_pdf(data, source="cv.pdf", settings=ReadingSettings())


def quotes(document: Document) -> str:
    return " ".join(w.quote or "" for w in document.warnings if w.code is WarningCode.HIDDEN_TEXT)


HIDING = {
    "white on white paper": f"1 g {at(72, 600, STUFFING)} 0 g",
    "white by red, green, blue": f"1 1 1 rg {at(72, 600, STUFFING)}",
    "white by inks": f"0 0 0 0 k {at(72, 600, STUFFING)}",
    "nearly white": f"0.99 0.99 0.99 rg {at(72, 600, STUFFING)}",
    "pale yellow on white": f"1 1 0.95 rg {at(72, 600, STUFFING)}",
    "white on a white box on a dark banner": (
        f"0 g 60 580 400 60 re f 1 g 65 590 390 40 re f {at(72, 600, STUFFING)}"
    ),
    "dark blue on a dark blue banner": (
        f"0 0 0.4 rg 60 580 400 60 re f 0 0 0.4 rg {at(72, 600, STUFFING)}"
    ),
    "black on black": f"0 g 60 580 400 60 re f {at(72, 600, STUFFING)}",
    "a tenth of a point": at(72, 600, STUFFING, size=0.1),
    "one point and a half": at(72, 600, STUFFING, size=1.5),
    "scaled down by the page's matrix": f"q 0.1 0 0 0.1 60 60 cm {at(0, 0, STUFFING)} Q",
    "far left of the page": at(-900, 600, STUFFING),
    "above the page": at(72, 900, STUFFING),
    "below the page": at(72, -40, STUFFING),
    "text mode without paint": f"q 3 Tr {at(72, 600, STUFFING)} Q",
    "text mode that only clips": f"q 7 Tr {at(72, 600, STUFFING)} Q",
    "fully transparent": f"q /G0 gs {at(72, 600, STUFFING)} Q",
    "under a white box": f"{at(72, 600, STUFFING)} 1 g 60 590 400 30 re f",
    "under a coloured box": f"{at(72, 600, STUFFING)} 0.2 0.5 0.2 rg 60 590 400 30 re f",
    "under a picture": f"{at(72, 600, STUFFING)} q 400 0 0 40 60 590 cm /Im1 Do Q",
    "in an empty clip": f"q 0 0 1 1 re W n {at(72, 600, STUFFING)} Q",
    "in a clip elsewhere": f"q 300 100 100 100 re W n {at(72, 600, STUFFING)} Q",
    "on a layer that is off": f"/OC /OC1 BDC {at(72, 600, STUFFING)} EMC",
    "white under the visible line": f"1 g {at(72, 700, STUFFING)} 0 g",
}

SHOWING = {
    "white on a dark banner": f"0 g 60 580 400 60 re f 1 g {at(72, 600, STUFFING)}",
    "white on a dark banner with a frame": (
        f"0 0 0.3 rg 1 0 0 RG 60 580 400 60 re B 1 g {at(72, 600, STUFFING)}"
    ),
    "pale grey": f"0.75 g {at(72, 600, STUFFING)}",
    "yellow on white": f"1 0.9 0 rg {at(72, 600, STUFFING)}",
    "white on a dark round shape": (
        f"0 g 60 580 m 500 560 l 520 640 l 40 660 l h f 1 g {at(72, 600, STUFFING)}"
    ),
    "six points": at(72, 600, STUFFING, size=6),
    "scaled up by the page's matrix": f"q 12 0 0 12 72 600 cm {at(0, 0, STUFFING, size=1)} Q",
    "at the very edge": at(2, 600, STUFFING),
    "over a picture": f"q 400 0 0 40 60 590 cm /Im1 Do Q {at(72, 600, STUFFING)}",
    "white over a grey picture": f"q 400 0 0 40 60 590 cm /Im1 Do Q 1 g {at(72, 600, STUFFING)}",
    "beside a box": f"{at(72, 600, STUFFING)} 1 g 60 500 400 30 re f",
    "under a frame without filling": f"{at(72, 600, STUFFING)} 0 G 60 590 400 30 re S",
    "with an underline drawn later": f"{at(72, 600, STUFFING)} 0 g 72 598 120 0.6 re f",
    "in a clip of the page's size": f"q 0 0 612 792 re W n {at(72, 600, STUFFING)} Q",
    "in text mode with outline": f"q 2 Tr {at(72, 600, STUFFING)} Q",
    "marked as an ordinary span": f"/Span <</MCID 0>> BDC {at(72, 600, STUFFING)} EMC",
    "on a grey page": f"0.9 g 0 0 612 792 re f 0 g {at(72, 600, STUFFING)} {PLAIN}",
}


@pytest.mark.parametrize("trick", HIDING)
def test_text_that_nobody_sees_is_left_out_and_reported(trick: str) -> None:
    last_under = trick == "white under the visible line"
    content = (HIDING[trick], PLAIN) if last_under else (PLAIN, "q", HIDING[trick], "Q")
    document = read(pdf(*content))
    assert document.text == "Seen by everyone: five years of welding in shipyards"
    assert quotes(document) == STUFFING


@pytest.mark.parametrize("look", SHOWING)
def test_text_that_a_person_sees_stays_without_a_warning(look: str) -> None:
    document = read(pdf(SHOWING[look] if "page" in look else f"{PLAIN} q {SHOWING[look]} Q"))
    assert STUFFING in document.text
    assert quotes(document) == ""


def test_a_warning_names_the_page_and_the_reason() -> None:
    builder = PdfBuilder().page(PLAIN).page(PLAIN, f"1 g {at(72, 600, STUFFING)}")
    warnings = [w for w in read(builder.build()).warnings if w.code is WarningCode.HIDDEN_TEXT]
    assert [w.page for w in warnings] == [2]
    assert "colour of its background" in warnings[0].message


def test_a_stated_text_does_not_replace_the_letters_drawn() -> None:
    lie = f"/Span <</ActualText ({STUFFING})>> BDC {at(72, 600, 'honest words')} EMC"
    document = read(pdf(PLAIN, lie))
    assert "honest words" in document.text
    assert STUFFING not in document.text


@pytest.mark.parametrize("trick", HIDING)
def test_text_that_nobody_sees_is_left_out_where_a_stated_text_is_left_out_too(trick: str) -> None:
    lie = f"/Span <</ActualText (terraform)>> BDC {at(72, 500, 'honest words')} EMC"
    last_under = trick == "white under the visible line"
    content = (HIDING[trick], PLAIN) if last_under else (PLAIN, "q", HIDING[trick], "Q")
    document = read(pdf(lie, *content))
    assert STUFFING not in document.text
    assert "honest words" in document.text
    assert STUFFING in quotes(document)


def test_a_stated_text_counts_where_the_letters_drawn_have_no_meaning() -> None:
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        "1 beginbfchar <21> <FFFD> endbfchar\n"
        "endcmap end end"
    )
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 10 0 R>>"
    builder = PdfBuilder(
        objects_extra=[f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream", font],
        fonts_extra="/F9 11 0 R",
    )
    unmapped = f"/Span <</ActualText (fi)>> BDC {at(72, 600, '!!', font='F9')} EMC"
    honest = f"/Span <</ActualText (golang)>> BDC {at(72, 500, 'honest words')} EMC"
    document = read(builder.page(PLAIN, unmapped, honest).build())
    assert document.text.splitlines()[1:] == ["fi", "honest words"]


def test_text_outside_the_cropped_page_is_hidden() -> None:
    builder = PdfBuilder(page_extra="/CropBox[0 100 612 792]").page(PLAIN, at(72, 50, STUFFING))
    assert STUFFING not in read(builder.build()).text


def test_invisible_text_over_a_picture_of_the_page_is_recognised_text() -> None:
    scan = f"q 612 0 0 792 0 0 cm /Im1 Do Q q 3 Tr {PLAIN} Q"
    document = read(pdf(scan))
    assert "welding" in document.text
    assert [w.code for w in document.warnings] == [WarningCode.RECOGNISED_TEXT]


def test_invisible_text_on_a_page_with_enough_letters_stays_hidden() -> None:
    page = f"q 612 0 0 792 0 0 cm /Im1 Do Q {PLAIN} q 3 Tr {at(72, 600, STUFFING)} Q"
    assert STUFFING not in read(pdf(page)).text


def test_a_file_with_hidden_text_only_shows_no_text() -> None:
    with pytest.raises(EmptyInputError):
        read(pdf(f"1 g {at(72, 600, STUFFING)}"))


def test_hidden_letters_behind_a_visible_first_letter_are_left_out() -> None:
    glued = "BT /F1 10 Tf 1 0 0 1 72 600 Tm (x) Tj 1 g (kubernetes) Tj 0 g ET"
    document = read(pdf(PLAIN, glued))
    assert "kubernetes" not in document.text
    assert quotes(document) == "kubernetes"


def test_suspects_all_over_a_page_are_each_told_apart_by_the_picture() -> None:
    heights = [760 - 45 * place for place in range(16)]
    hidden = [f"unseen{'abcdefghijklmnop'[place]}" for place in range(16)]
    shown = [f"shown{'abcdefghijklmnop'[place]}" for place in range(16)]
    drawn = [
        f"1 g {at(72, y, below)} 0 g 300 {y - 5} 200 18 re f 1 g {at(310, y, beside)}"
        for y, below, beside in zip(heights, hidden, shown, strict=True)
    ]
    document = read(pdf(*drawn))
    assert all(word in document.text for word in shown)
    assert not any(word in document.text for word in hidden)
    assert all(word in quotes(document) for word in hidden)


IMAGE_AT_THE_END = "q {clip} 612 0 0 300 0 400 cm /Im1 Do Q"
BELOW = at(72, 100, "Seen by everyone: five years of welding in shipyards")
BANNER = f"0 g 65 590 180 30 re f 1 g {at(72, 600, STUFFING)} 0 g"
CLIPS = {
    "clipped far away": ("60 420 30 30 re W n", True),
    "not clipped": ("", False),
    "clipped to a box around it": ("60 580 200 40 re W n", False),
    # two opposite corners of it stand on one line, far from the words
    "clipped to a diamond around it": ("300 410 m 520 600 l 300 690 l 40 600 l h W n", False),
    "clipped to more points than are looked at": (
        f"60 410 m {'65 420 l 60 410 l ' * 40} 60 690 l 300 690 l 300 410 l h W n",
        False,
    ),
}


@pytest.mark.parametrize(("clip", "seen"), CLIPS.values(), ids=list(CLIPS))
def test_a_white_word_on_a_banner_is_seen_unless_an_image_lies_on_it(clip: str, seen: bool) -> None:
    document = read(pdf(BELOW, BANNER, IMAGE_AT_THE_END.format(clip=clip)))
    assert (STUFFING in document.text) is seen
    assert (STUFFING in quotes(document)) is not seen


FORMS = {
    "lies on it": ("[0 0 300 400]", "[1 0 0 1 0 300]", False),
    "stands beside it": ("[0 0 300 400]", "[1 0 0 1 300 300]", True),
    "is cut off below it": ("[0 0 300 200]", "[1 0 0 1 0 300]", True),
    "is cut off only behind it": ("[0 250 300 350]", "[1 0 0 1 0 300]", False),
}


@pytest.mark.parametrize(("box", "matrix", "seen"), FORMS.values(), ids=list(FORMS))
def test_an_image_in_a_form_counts_where_it_shows(box: str, matrix: str, seen: bool) -> None:
    content = "q 300 0 0 400 0 0 cm /Im1 Do Q"
    form = (
        f"<</Type/XObject/Subtype/Form/BBox{box}/Matrix{matrix}"
        f"/Resources<</XObject<</Im1 7 0 R>>>>/Length {len(content)}>>\n"
        f"stream\n{content}\nendstream"
    )
    data = PdfBuilder(objects_extra=[form]).page(BELOW, BANNER, "/Fm1 Do").build()
    document = read(
        data.replace(b"/XObject<</Im1 7 0 R>>/Prop", b"/XObject<</Fm1 10 0 R>>/Prop", 1)
    )
    assert (STUFFING in document.text) is seen
    assert (STUFFING in quotes(document)) is not seen
