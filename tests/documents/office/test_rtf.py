"""RTF: visible text with its lists and tables, nothing hidden, nothing that breaks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.office.rtf import read_rtf
from fitcheck.settings import ReadingSettings

HEAD = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
COLOURS = rb"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red250\green250\blue252;}"


def read(body: bytes) -> Document:
    return read_rtf(HEAD + COLOURS + body + b"}", source="r.rtf", settings=ReadingSettings())


def kinds_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_paragraphs_characters_and_code_pages_are_read() -> None:
    body = rb"{\info{\title Secret}}Caf\'e9 \u8211- {\b bold}\tab x\par {\f1 \'cf\'ee\'e2\'e0\'f0}"
    assert read(body).text == "Café – bold\tx\nПовар"


def test_pairs_of_surrogates_are_one_character() -> None:
    assert read(rb"\u-10180?\u-8373? ok").text == "🍋 ok"


def test_lists_headings_and_rows_are_blocks() -> None:
    body = (
        rb"\pard\outlinelevel0 Work\par"
        rb"\pard{\listtext\'95\tab}\ls1\ilvl1 Baked rye\par"
        rb"\pard\intbl Rye\cell 4 years\cell\row\pard After\par"
    )
    document = read(body)
    assert kinds_of(document) == [
        (BlockKind.HEADING, "Work"),
        (BlockKind.LIST_ITEM, "Baked rye"),
        (BlockKind.TABLE_ROW, "Rye\t4 years"),
        (BlockKind.PARAGRAPH, "After"),
    ]
    assert [block.depth for block in document.blocks] == [0, 1, 0, 0]


def test_headers_come_first_and_footers_last() -> None:
    document = read(rb"{\footer\pard one\par}{\headerr\pard Ana Sol\par}Baker\par")
    assert kinds_of(document) == [
        (BlockKind.HEADER, "Ana Sol"),
        (BlockKind.PARAGRAPH, "Baker"),
        (BlockKind.FOOTER, "one"),
    ]


@pytest.mark.parametrize(
    "marks", [rb"\v", rb"\deleted", rb"\fs2", rb"\cf1", rb"\cf3", rb"\cf2\cb2"]
)
def test_text_that_nobody_sees_is_a_warning_and_no_text(marks: bytes) -> None:
    document = read(rb"baker\par{" + marks + rb" pilot}\par")
    assert document.text == "baker"
    assert [(w.code, w.quote) for w in document.warnings] == [(WarningCode.HIDDEN_TEXT, "pilot")]


@pytest.mark.parametrize("marks", [rb"\v0", rb"\fs12", rb"\cf2", rb"\cf1\highlight2", rb"\cf9"])
def test_text_that_only_looks_alike_is_text(marks: bytes) -> None:
    assert read(rb"baker\par{" + marks + rb" pilot}\par").text == "baker\npilot"


@pytest.mark.parametrize(
    "body",
    [
        rb"{\*\unknowndest pilot}baker",
        rb"{\object{\*\objdata 0a0b}}{\pict 0a0b}baker",
        rb"{\*\template http://127.0.0.1/x}baker",
        rb"\uc999999999 baker",
        rb"\u99999999999999999999?baker",
        rb"{\bin5 }}}}}baker}",
        rb"}}}}baker",
        rb"baker{{{{",
        rb"bak\zzz99999999999 er",
    ],
)
def test_odd_and_damaged_files_end_as_text(body: bytes) -> None:
    assert "baker" in read(body).text.replace(" ", "")


def test_a_star_inside_a_group_starts_no_destination() -> None:
    assert read(rb"{\f0\*\cs7 The fox}").text == "The fox"


def test_deep_groups_and_many_words_take_linear_time() -> None:
    start = time.process_time()
    assert read(b"{" * 100_000 + b"baker" + b"}" * 100_000).text == "baker"
    assert read(rb"\b" * 100_000 + b" baker").text == "baker"
    assert time.process_time() - start < 5


TOKENS = (
    (
        rb"{ } \par_ \cell_ \row \u-3 \uc3_ \'8 \'e9 \* word \fonttbl \colortbl; \red1 \bin3 \f9"
        rb" \fcharset128 \header \ \ansicpg9 \cf2 \fs2 \ilvl9 \listtext \pict"
    )
    .replace(b"_", b" ")
    .split(b" ")
)


@given(st.lists(st.sampled_from(TOKENS), max_size=40))
def test_no_sequence_of_tokens_breaks_the_reader(tokens: list[bytes]) -> None:
    document = read(b"".join(tokens))
    assert document.text == "\n".join(text for _, text in kinds_of(document))
