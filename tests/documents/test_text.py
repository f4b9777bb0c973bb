"""Plain text: encodings, wrapped lines, headings, list items."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.encoding import decode, unescaped
from fitcheck.documents.text import document_from_text
from fitcheck.errors import ErrorCode, UnreadableInputError
from fitcheck.settings import ReadingSettings


def lines_of(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def kinds_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_a_wrapped_paragraph_becomes_one_block() -> None:
    text = (
        "We look for a night porter who knows how to keep a small hotel safe and\n"
        "quiet. The porter checks in late guests, answers the telephone, and walks\n"
        "through the building every two hours. Breakfast is set up before the day\n"
        "team arrives.\n"
        "\n"
        "Hours: 22:00-06:00\n"
        "Pay: by the hour\n"
    )
    assert lines_of(document_from_text(text)) == [
        (
            "We look for a night porter who knows how to keep a small hotel safe and quiet. The "
            "porter checks in late guests, answers the telephone, and walks through the building "
            "every two hours. Breakfast is set up before the day team arrives."
        ),
        "Hours: 22:00-06:00",
        "Pay: by the hour",
    ]


def test_a_wrapped_list_item_with_a_hanging_indent_becomes_one_block() -> None:
    text = (
        "* Kept the ledgers of four shops in order and closed every month within\n"
        "  three working days, with no correction by the auditor\n"
        "* Trained two apprentices\n"
    )
    assert kinds_of(document_from_text(text)) == [
        (
            BlockKind.LIST_ITEM,
            (
                "Kept the ledgers of four shops in order and closed every month within three "
                "working days, with no correction by the auditor"
            ),
        ),
        (BlockKind.LIST_ITEM, "Trained two apprentices"),
    ]


def test_short_lines_are_not_glued_together() -> None:
    lines = ["Ines Okafor", "12 Harbour Street", "Porto", "Baker, Padaria Sol, 2015 - 2019"]
    assert lines_of(document_from_text("\n".join(lines))) == lines


def test_long_unwrapped_lines_are_not_glued_together() -> None:
    first = "Six years of full-time paid experience in the repair of lifts and hoists, " * 3
    second = "Two years of schooling in electrical work at a recognised college count as one, " * 3
    assert len(lines_of(document_from_text(f"{first}\n{second}\n{first}"))) == 3


def test_a_line_that_breaks_off_in_mid_sentence_goes_on_in_lower_case() -> None:
    text = (
        "A degree from a college or university accredited by the recognised\n"
        "agency of the state is needed. "
        + "It must have been awarded before the closing date of this notice. "
        * 3
    )
    assert len(lines_of(document_from_text(text))) == 1


def test_a_line_in_capitals_and_one_that_ends_in_a_colon_are_headings() -> None:
    text = "REQUIREMENTS\n\nTwo years of welding.\n\nWe offer:\n- a canteen\n"
    assert kinds_of(document_from_text(text)) == [
        (BlockKind.HEADING, "REQUIREMENTS"),
        (BlockKind.PARAGRAPH, "Two years of welding."),
        (BlockKind.HEADING, "We offer:"),
        (BlockKind.LIST_ITEM, "a canteen"),
    ]


def test_an_underlined_line_is_a_heading_and_the_rule_is_no_text() -> None:
    assert kinds_of(document_from_text("Work history\n------------\nCook, 2012"))[0] == (
        BlockKind.HEADING,
        "Work history",
    )


def test_names_of_tools_in_capitals_are_no_headings() -> None:
    kinds = {kind for kind, _ in kinds_of(document_from_text("SQL\nAWS\nPHP"))}
    assert kinds == {BlockKind.PARAGRAPH}


def test_nested_items_have_a_depth() -> None:
    document = document_from_text("- one\n   - two\n   - three\n- four\n")
    assert [block.depth for block in document.blocks] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "marker", ["•", "- ", "* ", "–\t", "▪ ", "➢", "\uf0b7 ", "o ", "1. ", "b) "]
)
def test_every_list_mark_is_taken_off(marker: str) -> None:
    document = document_from_text(f"{marker}steers a crane\n{marker}signs for loads")
    assert kinds_of(document) == [
        (BlockKind.LIST_ITEM, "steers a crane"),
        (BlockKind.LIST_ITEM, "signs for loads"),
    ]


def test_wide_gaps_and_dot_leaders_are_one_tab() -> None:
    text = "Head Gardener          2011 - 2014\nInterview . . . . . . . . . 100%"
    assert lines_of(document_from_text(text)) == [
        "Head Gardener\t2011 - 2014",
        "Interview\t100%",
    ]


def test_a_list_pasted_into_one_line_is_taken_apart() -> None:
    text = (
        "Your work • Bake bread and rolls by hand every night • Train the two apprentices of the "
        "shop\nFaro • 555 0100 • ana@example.org"
    )
    assert kinds_of(document_from_text(text)) == [
        (BlockKind.PARAGRAPH, "Your work"),
        (BlockKind.LIST_ITEM, "Bake bread and rolls by hand every night"),
        (BlockKind.LIST_ITEM, "Train the two apprentices of the shop"),
        (BlockKind.PARAGRAPH, "Faro • 555 0100 • ana@example.org"),
    ]


def test_a_drawn_table_gives_rows_with_tabs() -> None:
    document = document_from_text("| Tool | Years |\n|------|-------|\n| Lathe | 4 |\n")
    assert kinds_of(document) == [
        (BlockKind.TABLE_ROW, "Tool\tYears"),
        (BlockKind.TABLE_ROW, "Lathe\t4"),
    ]


def test_text_beyond_the_limit_is_left_out_with_a_warning() -> None:
    document = document_from_text("carpentry " * 100, settings=ReadingSettings(max_text=55))
    assert len(document.text) <= 55
    assert document.text.startswith("carpentry carpentry")
    assert [warning.code for warning in document.warnings] == [WarningCode.TRUNCATED]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252"],
)
def test_every_common_encoding_is_read(encoding: str) -> None:
    text = "Café manager – responsible for fourteen employees and a budget of 90,000 €.\n" * 4
    assert decode(text.encode(encoding), source="x") == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("koi8-r", "Опыт работы инженером-строителем не менее пяти лет на крупных объектах. "),
        ("shift_jis", "五年以上の実務経験があり、日本語で報告書を書くことができる方を募集します。"),
        (
            "iso2022_jp",
            "五年以上の実務経験があり、日本語で報告書を書くことができる方を募集します。",
        ),
    ],
)
def test_other_scripts_are_guessed(encoding: str, text: str) -> None:
    assert decode((text * 6).encode(encoding), source="x") == text * 6


def test_a_few_broken_bytes_do_not_spoil_utf_8() -> None:
    data = "Überprüfung der Aufzüge für größere Gebäude, täglich".encode() + b"\xff und weiter"
    assert decode(data, source="x").startswith("Überprüfung der Aufzüge für größere Gebäude")


def test_a_stray_zero_byte_does_not_spoil_a_text() -> None:
    assert decode("Bäcker gesucht, ".encode() * 9 + b"\0sofort", source="x").endswith("sofort")


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\0\1\2\3" * 100, b"\x01\x02\xff" * 99])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        decode(data, source="x.txt")
    assert caught.value.code is ErrorCode.NOT_TEXT
    assert caught.value.source == "x.txt"


@given(st.text(max_size=400), st.sampled_from(["text/plain", "text/markdown"]))
def test_the_text_is_exactly_its_blocks_joined_by_line_feeds(text: str, media_type: str) -> None:
    document = document_from_text(text, media_type=media_type)
    assert document.text == "\n".join(lines_of(document))
    assert all(line and line == line.strip() for line in lines_of(document))
    starts = [block.span.start for block in document.blocks]
    assert starts == sorted(starts)


@given(
    st.lists(
        st.text(
            alphabet=st.characters(codec="ascii", categories=["Lu", "Ll"]), min_size=2, max_size=12
        ),
        max_size=60,
    )
)
def test_no_word_is_lost_or_made_by_unwrapping(words: list[str]) -> None:
    # Words of one letter are left out: letters set apart ("S K I L L S") are joined on purpose.
    text = textwrap.fill(" ".join(words), width=60)
    assert document_from_text(text).text.split() == words


def test_a_line_with_a_column_of_dates_is_wrapped_into_no_other() -> None:
    text = (
        "Northwind Dental Partners, Springfield           Feb 2023 - now\n"
        "Front Desk Clerk\n"
        "  - Scheduled the chairs of four dentists and two hygienists every single day\n"
        "Globex Furniture Outlet, Springfield            2019 - 2022\n"
        "Sales Associate\n"
    )
    assert lines_of(document_from_text(text)) == [
        "Northwind Dental Partners, Springfield\tFeb 2023 - now",
        "Front Desk Clerk",
        "Scheduled the chairs of four dentists and two hygienists every single day",
        "Globex Furniture Outlet, Springfield\t2019 - 2022",
        "Sales Associate",
    ]


def test_what_stands_left_of_the_mark_of_an_item_is_no_part_of_it() -> None:
    text = (
        "  - Trimmed beards and cut fades as the barber across the street had retired\n"
        "Maple Lane Assisted Living, Springfield\n"
        "  - Kept a card for each resident: scalp, skin, hearing, what not to talk\n"
        "    about\n"
    )
    assert kinds_of(document_from_text(text)) == [
        (
            BlockKind.LIST_ITEM,
            "Trimmed beards and cut fades as the barber across the street had retired",
        ),
        (BlockKind.PARAGRAPH, "Maple Lane Assisted Living, Springfield"),
        (
            BlockKind.LIST_ITEM,
            "Kept a card for each resident: scalp, skin, hearing, what not to talk about",
        ),
    ]


def test_escaped_bytes_are_read_as_the_characters_that_they_were() -> None:
    text = r"\xe2\x80\xa2 Ran the caf\xc3\xa9 from 2010\xe2\x80\x902014" + "\n"
    document = document_from_text(text)
    assert kinds_of(document) == [(BlockKind.LIST_ITEM, "Ran the café from 2010-2014")]


@pytest.mark.parametrize("text", [r"C:\x86\x64 tools", r"\xff\xfe", r"a \x41\x42 b"])
def test_escapes_that_are_no_characters_beyond_ascii_stay(text: str) -> None:
    assert lines_of(document_from_text(text)) == [text]


@given(st.text(st.characters(min_codepoint=0xA1, max_codepoint=0x2FFF), min_size=1, max_size=9))
def test_unescaping_takes_back_what_escaping_did(text: str) -> None:
    escaped = "".join(f"\\x{byte:02x}" for byte in text.encode())
    assert unescaped(escaped) == text


def test_the_name_of_a_glyph_opens_a_list_item() -> None:
    assert kinds_of(document_from_text("(cid:123) Trained two juniors\n")) == [
        (BlockKind.LIST_ITEM, "Trained two juniors")
    ]
