"""Word files: real styles with a page header, or a layout table without styles."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from examples.papers.source import Part, Piece, Source, split_sidebar

_WRITTEN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_STAMP = (1980, 1, 1, 0, 0, 0)
_RIGHT_CM = 16.5
_SIDE_CM, _MAIN_CM = 5.0, 12.0


def styled(source: Source) -> bytes:
    """Heading styles, list bullets and the contact line in the page header."""
    from docx.shared import Cm

    document = _new_document(source)
    head, side, main = split_sidebar(source)
    if source.options.get("page_header"):
        document.sections[0].header.paragraphs[0].text = head[-1].text
        head = head[:-1]
    for piece in (*head, *side, *main):
        if piece.part is Part.TITLE:
            document.add_paragraph(piece.text, style="Title")
        elif piece.part is Part.HEADING:
            document.add_paragraph(piece.text, style="Heading 1")
        elif piece.part is Part.ITEM:
            document.add_paragraph(piece.text, style="List Bullet")
        else:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_RIGHT_CM), _right_aligned())
            _write_line(paragraph, piece)
    return _packed(document)


def in_table(source: Source) -> bytes:
    """Two columns as many templates draw them: one borderless table, headings merely bold."""
    from docx.shared import Cm, Pt

    document = _new_document(source)
    head, side, main = split_sidebar(source)
    for piece in head:
        run = document.add_paragraph().add_run(piece.text)
        run.bold = piece.part is Part.TITLE
        run.font.size = Pt(22 if piece.part is Part.TITLE else 12)
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, pieces, width in zip(
        table.rows[0].cells, (side, main), (_SIDE_CM, _MAIN_CM), strict=True
    ):
        cell.width = Cm(width)
        first = cell.paragraphs[0]
        for piece in pieces:
            paragraph = first if first is not None else cell.add_paragraph()
            first = None
            if piece.part is Part.ITEM:
                paragraph.style = document.styles["List Bullet"]
                paragraph.add_run(piece.text)
            else:
                _write_line(paragraph, piece)
    return _packed(document)


def _write_line(paragraph: Any, piece: Piece) -> None:
    from docx.shared import Pt

    text = piece.text.upper() if piece.part is Part.HEADING else piece.text
    run = paragraph.add_run(text)
    run.bold = piece.part in (Part.HEADING, Part.ENTRY)
    run.italic = piece.part is Part.DETAIL
    if piece.right:
        paragraph.add_run(f"\t{piece.right}")
    paragraph.paragraph_format.space_after = Pt(2)
    if piece.part in (Part.HEADING, Part.ENTRY):
        paragraph.paragraph_format.space_before = Pt(8)


def _right_aligned() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.RIGHT


def _new_document(source: Source) -> Any:
    """An empty document with fixed core properties."""
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.author = source.title.split(",")[0]
    properties.title = "Resume"
    properties.comments = ""
    properties.created = properties.modified = _WRITTEN
    properties.revision = 1
    return document


def _packed(document: Any) -> bytes:
    """The saved package with fixed time stamps, so that equal content gives equal bytes."""
    saved = io.BytesIO()
    document.save(saved)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, date_time=_STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every system that runs the script
            new.writestr(info, old.read(entry))
    return packed.getvalue()
