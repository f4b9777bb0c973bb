from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.errors import (
    EmptyInputError,
    EncryptedInputError,
    ErrorCode,
    InputError,
    LimitExceededError,
    UnreadableInputError,
)
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import PdfBuilder, at, lines, pdf

PLAIN = at(72, 700, "Five years of welding in shipyards and repair docks")
SCAN = "q 612 0 0 792 0 0 cm /Im1 Do Q"


def read(data: bytes, reading: ReadingSettings | None = None) -> Document:
    return read_pdf(data, source="cv.pdf", settings=reading or ReadingSettings())


def texts(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def test_a_page_becomes_text_with_blocks_that_cover_it() -> None:
    document = read(pdf(PLAIN, at(72, 640, "Second paragraph")))
    assert document.media_type == "application/pdf"
    assert document.pages == 1
    assert "\n".join(texts(document)) == document.text
    assert [block.page for block in document.blocks] == [1, 1]


def test_the_same_bytes_give_the_same_document() -> None:
    data = pdf(PLAIN, at(72, 640, "Second paragraph"))
    assert read(data) == read(data)


def test_text_turned_sideways_is_read_after_the_level_text() -> None:
    aside = "BT /F1 10 Tf 0 1 -1 0 40 100 Tm (Curriculum vitae) Tj ET"
    assert texts(read(pdf(aside, PLAIN)))[-1] == "Curriculum vitae"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_stored_turned_reads_as_it_is_shown(angle: int) -> None:
    turns = {
        90: "BT /F1 10 Tf 0 1 -1 0 {x} {y} Tm ({t}) Tj ET",
        180: "BT /F1 10 Tf -1 0 0 -1 {x} {y} Tm ({t}) Tj ET",
        270: "BT /F1 10 Tf 0 -1 1 0 {x} {y} Tm ({t}) Tj ET",
    }
    places = {
        90: [(100, 72), (160, 72)],
        180: [(540, 100), (540, 160)],
        270: [(500, 700), (440, 700)],
    }
    content = "\n".join(
        turns[angle].format(x=x, y=y, t=t)
        for (x, y), t in zip(places[angle], ["Above stands this", "Below stands that"], strict=True)
    )
    builder = PdfBuilder(page_extra=f"/Rotate {angle}").page(content)
    assert texts(read(builder.build())) == ["Above stands this", "Below stands that"]


def test_a_damaged_file_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read(b"%PDF-1.7\nnothing that makes sense")
    assert caught.value.code is ErrorCode.CORRUPT
    assert "export" in caught.value.message


def test_a_file_behind_a_password_is_refused() -> None:
    open_file = PdfBuilder().page(PLAIN).build()
    locked = open_file.replace(
        b"/Root 1 0 R>>",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"11" * 32
        + b">/U<"
        + b"22" * 32
        + b">>>>>",
    )
    with pytest.raises(EncryptedInputError) as caught:
        read(locked)
    assert caught.value.code is ErrorCode.ENCRYPTED


def test_a_picture_of_a_page_is_a_scan() -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read(pdf(SCAN, at(300, 30, "Page 1")))
    assert caught.value.code is ErrorCode.SCANNED
    assert "text recognition" in caught.value.message


def test_a_scanned_page_among_others_is_a_warning() -> None:
    document = read(PdfBuilder().page(PLAIN).page(SCAN).build())
    assert [(w.code, w.page) for w in document.warnings] == [(WarningCode.PARTLY_SCANNED, 2)]


def test_a_blank_page_shows_no_text() -> None:
    with pytest.raises(EmptyInputError):
        read(pdf("0 g 10 10 20 20 re f"))


def test_a_file_without_pages_is_refused() -> None:
    with pytest.raises(UnreadableInputError) as caught:
        read(PdfBuilder().build())
    assert caught.value.code is ErrorCode.NO_PAGES


def test_a_form_that_only_other_programs_show_is_refused_with_advice() -> None:
    builder = PdfBuilder(
        catalog_extra="/NeedsRendering true/AcroForm<</Fields[]/XFA[(template)7 0 R]>>"
    ).page(at(72, 700, "Please wait... If this message is not replaced, upgrade your viewer."))
    with pytest.raises(UnreadableInputError) as caught:
        read(builder.build())
    assert caught.value.code is ErrorCode.XFA_FORM
    assert "print it" in caught.value.message


def test_a_form_with_pages_of_its_own_is_read() -> None:
    told = [
        f"Line {number} tells of five years of welding in the shipyards" for number in range(16)
    ]
    builder = PdfBuilder(catalog_extra="/AcroForm<</Fields[]/XFA[(template)7 0 R]>>")
    document = read(builder.page(lines(72, 700, *told)).build())
    assert "Line 15 tells" in document.text


def test_a_portfolio_is_refused_with_advice() -> None:
    builder = PdfBuilder(
        catalog_extra="/Collection<</Type/Collection>>"
        "/Names<</EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/F(a.txt)/EF<</F 8 0 R>>>>]>>>>"
    ).page(at(72, 700, "Open this file in another viewer"))
    with pytest.raises(UnreadableInputError) as caught:
        read(builder.build())
    assert caught.value.code is ErrorCode.PORTFOLIO


def test_signs_without_letters_are_fonts_without_a_mapping() -> None:
    gibberish = lines(72, 700, *["!\"#$% &'*+, -./:; <=>?@ [\\]^_ {|}~! #%&*+ ,-.:;"] * 4)
    with pytest.raises(UnreadableInputError) as caught:
        read(pdf(gibberish))
    assert caught.value.code is ErrorCode.UNMAPPED_FONTS


def test_pages_beyond_the_limit_are_left_out_with_a_warning() -> None:
    builder = PdfBuilder()
    for number in range(3):
        builder.page(at(72, 700, f"Text of the page with the number {number}"))
    document = read(builder.build(), ReadingSettings(max_pages=2))
    assert len(document.blocks) == 2
    assert WarningCode.TRUNCATED in [w.code for w in document.warnings]


def test_a_page_with_too_many_characters_is_refused() -> None:
    with pytest.raises(LimitExceededError) as caught:
        read(pdf(PLAIN), ReadingSettings(max_page_characters=10))
    assert caught.value.code is ErrorCode.TOO_COMPLEX


def test_a_page_with_too_many_drawing_operations_is_refused() -> None:
    with pytest.raises(LimitExceededError) as caught:
        read(pdf(PLAIN, PLAIN, PLAIN), ReadingSettings(max_page_objects=2))
    assert caught.value.code is ErrorCode.TOO_COMPLEX


def test_letters_drawn_one_by_one_keep_their_blanks() -> None:
    place, parts = 72.0, []
    for letter in "to test":
        parts.append(at(round(place, 2), 700, letter))
        place += {"t": 2.3, "o": 5.0, "e": 5.0, "s": 4.5, " ": 1.5}[letter]
    assert texts(read(pdf(*parts, at(72, 600, "x")))) == ["to test", "x"]


def test_a_heading_is_found_by_its_size() -> None:
    document = read(
        pdf(at(72, 700, "Experience", size=16), at(72, 670, "Welder at the harbour since 2019"))
    )
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.blocks[0].level == 1


@given(st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_bytes_give_a_document_or_a_deliberate_error(tail: bytes) -> None:
    data = PdfBuilder().page(PLAIN).build()
    cut = len(tail) * 7 % len(data)
    document = None
    with suppress(InputError):
        document = read(data[:cut] + tail + data[cut + len(tail) :])
    if document is not None:
        assert all(block.span.end <= len(document.text) for block in document.blocks)


@pytest.mark.shared
def test_columns_drawn_row_by_row_read_like_columns_drawn_one_by_one(shared: Path) -> None:
    row, column = (
        read((shared / "adversarial" / name).read_bytes())
        for name in ("two_row.pdf", "two_col.pdf")
    )
    assert row.text == column.text


@pytest.mark.shared
@pytest.mark.long
def test_every_real_resume_is_read_without_a_crash(shared: Path) -> None:
    folder = shared / "data" / "resumes"
    files = sorted(folder.glob("published_templates/**/*.pdf"))
    files += sorted(folder.glob("offlinecv_fixtures/**/*.pdf"))
    files += sorted(folder.glob("livecareer_sample/*/*.pdf"))[::6]
    assert len(files) > 100
    for path in files:
        document = read(path.read_bytes())
        assert len(document.text) > 100, path.name


def test_a_character_beyond_16_bits_does_not_shift_the_places_of_the_others() -> None:
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        "1 beginbfchar <21> <D83DDD82> endbfchar\n"
        "1 beginbfrange <22> <7E> <0022> endbfrange\n"
        "endcmap end end"
    )
    font = (
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 10 0 R>>"
    )
    builder = PdfBuilder(
        objects_extra=[f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream", font]
    )
    builder.page_extra = "/Resources<</Font<</F1 11 0 R>>>>"
    data = builder.page(at(72, 700, "!!! post"), at(72, 640, "Second line")).build()
    data = data.replace(b"/Resources<</Font<</F1 3 0 R", b"/Unused<</Font<</F1 3 0 R")
    assert texts(read(data)) == ["\U0001f582\U0001f582\U0001f582 post", "Second line"]


def _colours(*parts: tuple[str, str], font: str = "F2") -> str:
    """Text at one place in which each part has a colour operator of its own."""
    safe = [(colour, text.replace("(", r"\(").replace(")", r"\)")) for colour, text in parts]
    shown = " ".join(f"{colour} ({text}) Tj" for colour, text in safe)
    return f"BT /{font} 14 Tf 1 0 0 1 72 640 Tm {shown} ET 0 g"


RED, BLACK, WHITE = "1 0 0 rg", "0 g", "1 g"


def test_a_word_in_two_colours_is_one_word() -> None:
    heading = _colours((RED, "Wel"), (BLACK, "ding Work"))
    assert texts(read(pdf(PLAIN, heading)))[-1] == "Welding Work"


def test_a_comma_in_another_colour_closes_up() -> None:
    award = _colours((RED, "First Prize"), (BLACK, ", Harbour Regatta"))
    assert texts(read(pdf(PLAIN, award)))[-1] == "First Prize, Harbour Regatta"


def test_brackets_around_coloured_text_close_up() -> None:
    bracket = _colours((BLACK, "Weld log ("), (RED, "source"), (BLACK, ")"))
    assert texts(read(pdf(PLAIN, bracket)))[-1] == "Weld log (source)"


def test_a_name_in_two_colours_without_a_blank_is_two_words() -> None:
    assert texts(read(pdf(PLAIN, _colours((RED, "Jane"), (BLACK, "Doe")))))[-1] == "Jane Doe"


def test_a_sign_in_another_colour_stays_apart_from_words() -> None:
    signs = _colours((BLACK, "Hamburg"), (RED, "|Bremen"))
    assert texts(read(pdf(PLAIN, signs)))[-1] == "Hamburg |Bremen"


def test_letters_in_another_font_and_colour_stay_apart() -> None:
    two = "BT /F3 14 Tf 1 0 0 1 72 640 Tm 1 0 0 rg (e) Tj /F2 14 Tf 0 g (harbour) Tj ET"
    assert texts(read(pdf(PLAIN, two)))[-1] == "e harbour"


def test_words_do_not_close_up_over_hidden_letters() -> None:
    document = read(pdf(PLAIN, _colours((RED, "Wel"), (WHITE, "in"), (BLACK, "ding"))))
    assert texts(document)[-1] == "Wel ding"
    assert [w.quote for w in document.warnings if w.code is WarningCode.HIDDEN_TEXT] == ["in"]
