"""OpenDocument texts: blocks in order, hidden text, hostile containers."""

from __future__ import annotations

import io
import zipfile

import pytest

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.office.odt import read_odt
from fitcheck.errors import EncryptedInputError, ErrorCode, InputError
from fitcheck.settings import ReadingSettings

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = "".join(
    f'<style:style style:name="{name}" {parent}><style:text-properties {marks}/></style:style>'
    for name, parent, marks in (
        ("Gone", "", 'text:display="none"'),
        ("Child", 'style:parent-style-name="Gone"', ""),
        ("White", "", 'fo:color="#ffffff"'),
        ("Tiny", "", 'fo:font-size="1pt"'),
        ("Big", "", 'fo:font-size="20pt" fo:font-weight="bold"'),
        ("Banner", "", 'fo:color="#ffffff" fo:background-color="#203040"'),
    )
)


def package(body: str, *, manifest: str = "<m/>", prolog: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"{prolog}<office:document-content {SPACES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return buffer.getvalue()


def read(body: str) -> Document:
    return read_odt(package(body), source="r.odt", settings=ReadingSettings())


def kinds_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_blocks_are_read_in_order() -> None:
    document = read(
        '<text:h text:outline-level="2">Work</text:h>'
        "<text:p>Baker,<text:s/>Porto<text:tab/>2011</text:p>"
        "<text:list><text:list-item><text:p>Baked <text:span>rye</text:span> bread</text:p>"
        "<text:list><text:list-item><text:p>by hand</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
        "<table:table><table:table-row>"
        "<table:table-cell><text:p>Rye</text:p></table:table-cell>"
        "<table:table-cell><text:p>4 years</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box>"
        "<text:p>box</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert kinds_of(document) == [
        (BlockKind.HEADING, "Work"),
        (BlockKind.PARAGRAPH, "Baker, Porto\t2011"),
        (BlockKind.LIST_ITEM, "Baked rye bread"),
        (BlockKind.LIST_ITEM, "by hand"),
        (BlockKind.TABLE_ROW, "Rye\t4 years"),
        (BlockKind.PARAGRAPH, "box"),
    ]
    assert document.blocks[0].level == 2
    assert document.blocks[3].depth == 1


@pytest.mark.parametrize("style", ["Gone", "Child", "White", "Tiny"])
def test_text_that_nobody_sees_is_a_warning_and_no_text(style: str) -> None:
    document = read(
        "<text:p>baker</text:p><text:p>"
        f'<text:span text:style-name="{style}">pilot</text:span></text:p>'
    )
    assert document.text == "baker"
    assert [(w.code, w.quote) for w in document.warnings] == [(WarningCode.HIDDEN_TEXT, "pilot")]


def test_white_text_on_its_own_dark_ground_is_text() -> None:
    assert read('<text:p text:style-name="Banner">Ana Sol</text:p>').text == "Ana Sol"


def test_comments_deletions_and_hidden_sections_are_no_text() -> None:
    document = read(
        "<text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
        "<text:p>baker<office:annotation><text:p>note</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>pilot</text:p></text:section>'
    )
    assert document.text == "baker"
    assert document.warnings[0].quote == "pilot"


def test_a_repeat_count_costs_nothing() -> None:
    document = read('<text:p>a<text:s text:c="1000000000"/>b</text:p>')
    assert document.text == "a\tb"


def test_an_encrypted_file_is_refused() -> None:
    data = package("", manifest="<manifest:encryption-data/>")
    with pytest.raises(EncryptedInputError):
        read_odt(data, source="r.odt", settings=ReadingSettings())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package("<text:p>x</text:p>", prolog="<!DOCTYPE d>"), ErrorCode.CORRUPT),
        (package("<text:section>" * 400 + "</text:section>" * 400), ErrorCode.TOO_COMPLEX),
    ],
)
def test_hostile_trees_are_one_clear_error(data: bytes, code: ErrorCode) -> None:
    with pytest.raises(InputError) as caught:
        read_odt(data, source="r.odt", settings=ReadingSettings())
    assert caught.value.code is code
