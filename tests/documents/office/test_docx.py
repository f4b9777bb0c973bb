"""Word documents: everything that Word prints, nothing that it hides."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from fitcheck.documents.document import BlockKind, Document, WarningCode
from fitcheck.documents.office.docx import read_docx
from fitcheck.errors import EncryptedInputError, ErrorCode, InputError, LimitExceededError
from fitcheck.settings import ReadingSettings

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body: str, **parts: str) -> bytes:
    """A DOCX of the body's XML; `styles=` and the like add parts with a relationship."""
    buffer = io.BytesIO()
    links = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name.rstrip("0123456789")}" '
        f'Target="{name}.xml"/>'
        for name in parts
    )
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def paragraph(text: str, run: str = "", style: str = "") -> str:
    return f"<w:p><w:pPr>{style}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def read(data: bytes) -> Document:
    return read_docx(data, source="r.docx", settings=ReadingSettings())


def lines_of(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def kinds_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_a_document_written_by_python_docx_keeps_order_levels_and_lists() -> None:
    source = docx.Document()
    source.add_heading("Ana Sol", level=0)
    source.add_heading("Work", level=1)
    source.add_paragraph("Baker, Porto\t2011 - 2014")
    source.add_paragraph("Baked rye bread every night", style="List Bullet")
    table = source.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Rye", "4 years"
    source.add_paragraph("After the table")
    buffer = io.BytesIO()
    source.save(buffer)
    document = read(buffer.getvalue())
    assert kinds_of(document) == [
        (BlockKind.HEADING, "Ana Sol"),
        (BlockKind.HEADING, "Work"),
        (BlockKind.PARAGRAPH, "Baker, Porto\t2011 - 2014"),
        (BlockKind.LIST_ITEM, "Baked rye bread every night"),
        (BlockKind.TABLE_ROW, "Rye\t4 years"),
        (BlockKind.PARAGRAPH, "After the table"),
    ]
    assert [block.level for block in document.blocks[:2]] == [1, 1]


HIDDEN_RUNS = [
    "<w:vanish/>",
    '<w:color w:val="FFFFFF"/>',
    '<w:color w:val="FDFDFD"/>',
    '<w:color w:val="auto" w:themeColor="background1"/>',
    '<w:sz w:val="3"/>',
    '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
    '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    '<w:position w:val="-3000"/>',
    '<w:w w:val="1"/>',
    '<w:rStyle w:val="Child"/>',
]
SEEN_RUNS = [
    '<w:vanish w:val="0"/>',
    '<w:color w:val="BFBFBF"/>',
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>',
    '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>',
    '<w:sz w:val="12"/>',
    '<w:position w:val="6"/>',
    "<w:webHidden/>",
    '<w:rStyle w:val="Loop"/>',
]
STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop2"/></w:style>'
    '<w:style w:type="character" w:styleId="Loop2"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="table" w:styleId="Dark"><w:tcPr><w:shd w:fill="222222"/></w:tcPr></w:style>'
    "</w:styles>"
)


@pytest.mark.parametrize("marks", HIDDEN_RUNS)
def test_a_run_that_nobody_sees_is_a_warning_and_no_text(marks: str) -> None:
    document = read(package(paragraph("baker") + paragraph("pilot", marks), styles=STYLES))
    assert document.text == "baker"
    assert [(w.code, w.quote) for w in document.warnings] == [(WarningCode.HIDDEN_TEXT, "pilot")]


@pytest.mark.parametrize("marks", SEEN_RUNS)
def test_a_run_that_only_looks_alike_is_text(marks: str) -> None:
    document = read(package(paragraph("baker") + paragraph("pilot", marks), styles=STYLES))
    assert lines_of(document) == ["baker", "pilot"]
    assert document.warnings == ()


CELL = '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="203040"/></w:tcPr>{}</w:tc></w:tr>'
BEHIND = (
    '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"><a:solidFill/></wp:anchor></w:drawing></w:r>'
)
BOX = "<w:p><w:r><w:pict><v:shape><w:txbxContent>{}</w:txbxContent></v:shape></w:pict></w:r></w:p>"
WHITE_RUN = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    "body",
    [
        CELL + "</w:tbl>",
        '<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>',
        '<w:p><w:r><w:pict><v:rect fillcolor="#203040"/></w:pict></w:r></w:p>{}',
        BEHIND + "</w:p>{}",
        BOX,
    ],
)
def test_white_text_on_a_dark_or_unknown_ground_is_text(body: str) -> None:
    document = read(package(body.format(paragraph("skills", WHITE_RUN)), styles=STYLES))
    assert document.text == "skills"
    assert document.warnings == ()


def test_insertions_links_fields_and_controls_are_text_and_deletions_are_not() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r>"
        "</w:del><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:instrText>code"
        "</w:instrText></w:r><w:fldSimple><w:r><w:t>field</w:t></w:r></w:fldSimple><w:sdt>"
        "<w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('block')}</w:sdtContent></w:sdt>"
    )
    assert lines_of(read(package(body))) == ["inlinkfieldcontrol", "block"]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + paragraph("box") + "</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp>{box}</wps:wsp></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>anchor</w:t></w:r></w:p>"
    )
    assert lines_of(read(package(body))) == ["anchor", "box"]


def test_a_page_that_word_takes_in_is_text() -> None:
    page = "<html><body><p>baker</p><ul><li>rye</li></ul><p hidden>pilot</p></body></html>"
    data = package('<w:altChunk r:id="aFChunk1"/>', aFChunk1=page)
    assert kinds_of(read(data)) == [
        (BlockKind.PARAGRAPH, "baker"),
        (BlockKind.LIST_ITEM, "rye"),
    ]


def test_a_text_box_off_the_page_is_hidden() -> None:
    body = (
        '<w:p><w:r><w:pict><v:shape style="position:absolute;margin-left:-9000pt"><v:textbox>'
        f"<w:txbxContent>{paragraph('pilot')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document = read(package(paragraph("baker") + body))
    assert document.text == "baker"
    assert document.warnings[0].quote == "pilot"


def test_headers_come_first_and_footers_last_and_equal_ones_once() -> None:
    section = (
        '<w:sectPr><w:headerReference r:id="header1"/><w:headerReference r:id="header2"/>'
        '<w:footerReference r:id="footer1"/></w:sectPr>'
    )
    header = f"<w:hdr {SPACES}>{paragraph('Ana Sol')}</w:hdr>"
    document = read(
        package(
            paragraph("Baker") + section,
            header1=header,
            header2=header,
            footer1=f"<w:ftr {SPACES}>{paragraph('Page one')}</w:ftr>",
        )
    )
    assert kinds_of(document) == [
        (BlockKind.HEADER, "Ana Sol"),
        (BlockKind.PARAGRAPH, "Baker"),
        (BlockKind.FOOTER, "Page one"),
    ]


def test_cells_of_a_layout_are_read_one_by_one() -> None:
    cell = "<w:tc>{}</w:tc>"
    left = cell.format(paragraph("Skills") + paragraph("Rye") + paragraph("Sourdough"))
    right = cell.format(paragraph("Work") + paragraph("Baker"))
    document = read(package(f"<w:tbl><w:tr>{left}{right}</w:tr></w:tbl>"))
    assert lines_of(document) == ["Skills", "Rye", "Sourdough", "Work", "Baker"]


def test_numbered_paragraphs_are_items_with_a_depth() -> None:
    style = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read(package(paragraph("one", style=style) + paragraph("two", style=none)))
    assert [(b.kind, b.depth) for b in document.blocks] == [
        (BlockKind.LIST_ITEM, 1),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_headings_show_by_size_weight_or_capitals() -> None:
    long = paragraph("Baked bread for nine years in a small shop near the harbour of Porto.")
    body = (
        paragraph("Ana Sol", '<w:sz w:val="40"/>')
        + paragraph("Experience", "<w:b/>")
        + paragraph("Baker, Padaria Sol, 2011 - 2014", "<w:b/>")
        + long * 3
        + paragraph("EDUCATION")
    )
    document = read(package(body))
    assert [
        (b.kind, b.level, b.emphasis) for b in document.blocks if b.kind is BlockKind.HEADING
    ] == [
        (BlockKind.HEADING, 1, True),
        (BlockKind.HEADING, 2, True),
        (BlockKind.HEADING, 2, False),
    ]
    title = document.blocks[2]
    assert (title.kind, title.emphasis) == (BlockKind.PARAGRAPH, True)


def test_a_text_pasted_with_its_line_ends_is_unwrapped() -> None:
    lines = [
        "Baked bread and rolls for nine years in a small shop near the harbour of",
        "the old town, at first alone and later with two apprentices who learned",
        "the trade in the shop and stayed until it closed in the summer of the year",
        "after the flood.",
        "SKILLS",
        "Rye and sourdough",
    ]
    runs = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines)
    document = read(package(f"<w:p><w:r>{runs}</w:r></w:p>"))
    assert lines_of(document) == [" ".join(lines[:4]), "SKILLS", "Rye and sourdough"]


def with_two_bodies() -> bytes:
    """A package in which two parts have the same name, which the writer of the test refuses."""
    data = package(paragraph("x"), documenu="<x/>")
    return data.replace(b"word/documenu.xml", b"word/document.xml")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_two_bodies(), ErrorCode.CORRUPT),
        (package("<w:p>" * 300 + "</w:p>" * 300), ErrorCode.TOO_COMPLEX),
        (package(paragraph("a" * 11_000_000)), ErrorCode.TOO_LARGE),
        (package("", styles=f"<!DOCTYPE w:styles><w:styles xmlns:w='{W}'/>"), ErrorCode.CORRUPT),
        (package("")[:-40], ErrorCode.CORRUPT),
    ],
)
def test_hostile_and_damaged_packages_are_one_clear_error(data: bytes, code: ErrorCode) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.code is code
    assert "\n" not in caught.value.message


def test_a_cell_that_claims_too_many_columns_is_refused() -> None:
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='99999'/></w:tcPr>{paragraph('x')}</w:tc>"
    with pytest.raises(LimitExceededError):
        read(package(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))


def test_an_entity_is_never_expanded_nor_a_file_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            f"<w:document {SPACES}><w:body>{paragraph('&x;')}</w:body></w:document>",
        )
    with pytest.raises(InputError):
        read(buffer.getvalue())


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(package(paragraph("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    with pytest.raises(EncryptedInputError):
        read(bytes(data))


def test_stray_control_characters_cost_a_warning_and_not_the_document() -> None:
    document = read(package(paragraph("bak\x01er")))
    assert document.text == "baker"
    assert [warning.code for warning in document.warnings] == [WarningCode.DAMAGED]


def test_parts_that_nobody_needs_are_not_expanded() -> None:
    data = package(paragraph("baker"))
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(50_000_000))
    assert read(buffer.getvalue()).text == "baker"


def test_thousands_of_headers_that_expand_a_little_each_are_too_large() -> None:
    text = paragraph("x" * 900_000)
    headers = {f"header{n}": f"<w:hdr {SPACES}>{text}</w:hdr>" for n in range(80)}
    uses = "".join(f'<w:sectPr><w:headerReference r:id="{name}"/></w:sectPr>' for name in headers)
    with pytest.raises(LimitExceededError) as caught:
        read(package(paragraph("Jane Roe") + uses, **headers))
    assert caught.value.code is ErrorCode.TOO_LARGE
