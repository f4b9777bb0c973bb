"""DOCX, ODT and RTF files that hide a phrase, each with a twin that shows it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from benchmarks.hidden_cases import CARRIER, PHRASE, Twins

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}">{based}<w:rPr>{run}</w:rPr></w:style>'
    for kind, name, based, run in (
        ("character", "Gone", "", "<w:vanish/>"),
        ("character", "GoneToo", '<w:basedOn w:val="Gone"/>', ""),
        ("character", "Back", '<w:basedOn w:val="Gone"/>', '<w:vanish w:val="0"/>'),
        ("paragraph", "Pale", "", '<w:color w:val="FFFFFF"/>'),
        ("paragraph", "PaleToo", '<w:basedOn w:val="Pale"/>', ""),
        ("paragraph", "Dark", '<w:basedOn w:val="Pale"/>', '<w:color w:val="202020"/>'),
        ("paragraph", "Plain", "", ""),
    )
)


def twins() -> Iterator[Twins]:
    """Every case, in a fixed order."""
    for name, hidden, shown, warned in (*_runs(), *_parts()):
        yield Twins(
            name=f"docx {name}",
            suffix=".docx",
            hidden=_docx(hidden),
            shown=_docx(shown),
            warned=warned,
        )
    for name, hidden, shown in _ODT:
        yield Twins(name=f"odt {name}", suffix=".odt", hidden=_odt(hidden), shown=_odt(shown))
    for name, hidden, shown, warned in _RTF:
        yield Twins(
            name=f"rtf {name}", suffix=".rtf", hidden=_rtf(hidden), shown=_rtf(shown), warned=warned
        )


def _runs() -> Iterator[tuple[str, str, str, bool]]:
    for name, hidden, shown in (
        ("vanish", "<w:vanish/>", '<w:vanish w:val="0"/>'),
        ("vanish by a style", '<w:rStyle w:val="Gone"/>', '<w:rStyle w:val="Back"/>'),
        ("vanish by a chain of styles", '<w:rStyle w:val="GoneToo"/>', '<w:rStyle w:val="Back"/>'),
        ("white", '<w:color w:val="FFFFFF"/>', '<w:color w:val="FFFFFF"/><w:shd w:fill="103050"/>'),
        ("near-white", '<w:color w:val="FDFDFD"/>', '<w:color w:val="D0D0D0"/>'),
        ("black on black", '<w:highlight w:val="black"/><w:color w:val="000000"/>',
         '<w:highlight w:val="yellow"/><w:color w:val="000000"/>'),
        ("one point", '<w:sz w:val="2"/>', '<w:sz w:val="16"/>'),
        ("the colour of the background by its theme",
         '<w:color w:val="FFFFFF" w:themeColor="background1"/>',
         '<w:color w:val="000000" w:themeColor="text1"/>'),
    ):  # fmt: skip
        yield name, _paragraph(PHRASE, hidden), _paragraph(PHRASE, shown), True
    for name, hidden, shown in (
        ("white by the chain of styles", "PaleToo", "Dark"),
        ("white by the paragraph's style", "Pale", "Plain"),
    ):
        yield name, _styled(hidden), _styled(shown), True


def _parts() -> Iterator[tuple[str, str, str, bool]]:
    run = f"<w:r><w:t>{PHRASE}</w:t></w:r>"
    white = _paragraph(PHRASE, '<w:color w:val="FFFFFF"/>')
    yield "white in a cell", _cell(white, "FFFFFF"), _cell(white, "1F3864"), True
    deleted = f'<w:p><w:del w:id="1"><w:r><w:delText>{PHRASE}</w:delText></w:r></w:del></w:p>'
    yield "deleted, inserted", deleted, f'<w:p><w:ins w:id="1">{run}</w:ins></w:p>', False
    moved = f'<w:p><w:{{0}} w:id="1">{run}</w:{{0}}></w:p>'
    yield "moved away, moved here", moved.format("moveFrom"), moved.format("moveTo"), False
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>QUOTE {0}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{1}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    yield "a field's code, its result", field.format(PHRASE, "7"), field.format("x", PHRASE), False


def _paragraph(text: str, run: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def _styled(style: str) -> str:
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{head}<w:r><w:t>{PHRASE}</w:t></w:r></w:p>"


def _cell(content: str, fill: str) -> str:
    shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
    return f"<w:tbl><w:tr><w:tc>{shade}{content}</w:tc></w:tr></w:tbl>"


def _docx(body: str) -> bytes:
    link = f'<Relationship Id="s" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    return _zipped(
        {
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{_paragraph(CARRIER)}{body}'
            "</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{link}</Relationships>",
            "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>',
        }
    )


_ODT = (
    ("hidden by a style", 'text:display="none"', 'text:display="true"'),
    ("white", 'fo:color="#ffffff"', 'fo:color="#ffffff" fo:background-color="#203040"'),
    ("near-white", 'fo:color="#fcfcfc"', 'fo:color="#c0c0c0"'),
    ("one point", 'fo:font-size="1pt"', 'fo:font-size="7pt"'),
)


def _odt(marks: str) -> bytes:
    style = (
        '<style:style style:name="T1" style:family="text">'
        f"<style:text-properties {marks}/></style:style>"
    )
    return _zipped(
        {
            "META-INF/manifest.xml": "<m/>",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{style}"
            f"</office:automatic-styles><office:body><office:text><text:p>{CARRIER}</text:p>"
            f'<text:p><text:span text:style-name="T1">{PHRASE}</text:span></text:p>'
            "</office:text></office:body></office:document-content>",
        }
    )


def _zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


_RTF = (
    ("hidden", rf"{{\v {PHRASE}}}", rf"{{\v0 {PHRASE}}}", True),
    ("white", rf"{{\cf1 {PHRASE}}}", rf"{{\cf1\highlight2 {PHRASE}}}", True),
    ("half a point", rf"{{\fs1 {PHRASE}}}", rf"{{\fs14 {PHRASE}}}", True),
    ("deleted, revised", rf"{{\deleted {PHRASE}}}", rf"{{\revised {PHRASE}}}", False),
)


def _rtf(body: str) -> bytes:
    head = r"{\rtf1\ansi{\colortbl;\red255\green255\blue255;\red0\green0\blue0;}"
    return f"{head}{CARRIER}\\par {body}\\par }}".encode()
