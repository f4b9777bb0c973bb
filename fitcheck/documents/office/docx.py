"""Word documents (DOCX): everything that Word prints, in the order of the file.

The parts are read directly: python-docx expands every part of a file, pictures included and
without any limit, and leaves out insertions, text boxes and content controls.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fitcheck.documents.assembly import Piece, assemble
from fitcheck.documents.concealment import WHITE, is_legible, parse_colour
from fitcheck.documents.document import BlockKind, Document
from fitcheck.documents.encoding import decode
from fitcheck.documents.layout.paragraphs import Paragraph, pieces_of
from fitcheck.documents.office.container import DAMAGED, Container
from fitcheck.documents.office.docx_body import Body
from fitcheck.documents.office.docx_styles import attribute, local_name, read_styles
from fitcheck.documents.web.html import description_pieces
from fitcheck.errors import UnreadableInputError
from fitcheck.settings import ReadingSettings

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of a Word file.

    Raises UnreadableInputError for a damaged one, EncryptedInputError and LimitExceededError.
    """
    container = Container(data, source=source)
    if "[Content_Types].xml" in container:
        container.xml("[Content_Types].xml")  # for its refusal of document types only
    main = _main_part(container)
    if main not in container:
        raise UnreadableInputError(
            "the file has no document inside: save it again as DOCX, or export it as PDF",
            source=source,
        )
    targets = _targets(container, main)
    root = container.xml(main)
    if local_name(root) != "document":
        raise UnreadableInputError(
            "the file holds no Word document: save it again as DOCX, or export it as PDF",
            source=source,
        )
    styles_part = next((t for kind, t in targets.values() if kind == "styles"), None)
    styles = read_styles(container.xml(styles_part) if styles_part else None)
    body = Body(styles, limit=settings.max_text, source=source)
    body.chunks = {
        id_: _chunk(container.read(part), source)
        for id_, (kind, part) in targets.items()
        if kind == "aFChunk"
    }
    body.grounds_known = not _paints_behind(root)
    paragraphs = [
        *_edges(container, root, targets, body, BlockKind.HEADER),
        *(paragraph for part in root for paragraph in body.read(part)),
        *_notes(container, targets, body),
        *_edges(container, root, targets, body, BlockKind.FOOTER),
    ]
    return assemble(
        _without_repeats(pieces_of(paragraphs)),
        source=source,
        media_type=MEDIA_TYPE,
        settings=settings,
        hidden=body.hidden,
        warnings=[DAMAGED] if container.repaired else [],
    )


def _main_part(container: Container) -> str:
    """The name of the part that holds the document."""
    for kind, target in _relations(container, "_rels/.rels", "").values():
        if kind == "officeDocument":
            return target
    return "word/document.xml"


def _targets(container: Container, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    return _relations(container, posixpath.join(folder, "_rels", f"{name}.rels"), folder)


def _relations(container: Container, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Kind and part by relationship id; parts outside the file or missing from it are left out."""
    if name not in container:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for relation in container.xml(name):
        target, kind, id_ = relation.get("Target"), relation.get("Type"), relation.get("Id")
        if not target or not kind or not id_ or relation.get("TargetMode") == "External":
            continue
        joined = target if target.startswith("/") else posixpath.join("/", folder, target)
        path = posixpath.normpath(joined).lstrip("/")
        if path in container:
            found[id_] = (kind.rpartition("/")[2], path)
    return found


def _chunk(data: bytes, source: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a page of HTML that Word takes in where it opens the document."""
    if b"<" not in data or data.startswith(b"PK"):
        return ()
    text = decode(data, source=source)
    return tuple(
        Paragraph(
            text=piece.text,
            bold=piece.emphasis,
            level=piece.level,
            depth=piece.depth if piece.kind is BlockKind.LIST_ITEM else None,
        )
        for piece in description_pieces(text, source)
    )


def _edges(
    container: Container,
    root: _Element,
    targets: dict[str, tuple[str, str]],
    body: Body,
    kind: BlockKind,
) -> Iterator[Paragraph]:
    """The paragraphs of all headers or footers, each part once, in the order of their first use."""
    seen: set[str] = set()
    for element in root.iter(f"{{*}}{kind.value}Reference"):
        _, part = targets.get(attribute(element, "id") or "", ("", ""))
        if part and part not in seen:
            seen.add(part)
            for paragraph in body.read(container.xml(part)):
                yield paragraph.placed(kind)


def _notes(
    container: Container, targets: dict[str, tuple[str, str]], body: Body
) -> Iterator[Paragraph]:
    """Footnotes and endnotes, which Word prints."""
    for kind, part in sorted(targets.values()):
        if kind in ("footnotes", "endnotes"):
            for note in container.xml(part):
                if attribute(note, "type") is None:  # others are separators
                    yield from body.read(note)


def _without_repeats(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces; what stands in several headers or footers alike comes once."""
    seen: set[tuple[BlockKind, str]] = set()
    for piece in pieces:
        if piece.kind in (BlockKind.HEADER, BlockKind.FOOTER):
            key = (piece.kind, " ".join(piece.text.split()))
            if key in seen:
                continue
            seen.add(key)
        yield piece


def _paints_behind(root: _Element) -> bool:
    """True where a filled shape or picture lies behind the text, so grounds are not known."""
    for shape in root.iter("{urn:schemas-microsoft-com:vml}*"):
        colour = parse_colour((shape.get("fillcolor") or "").split(" ")[0])
        is_filled = colour is not None and shape.get("filled") not in ("f", "false")
        if is_filled and colour is not None and is_legible(colour, WHITE):
            return True
    for element in root.iter("{*}anchor"):
        if element.get("behindDoc") not in ("1", "true"):
            continue
        if next(element.iter("{*}blip", "{*}solidFill", "{*}gradFill"), None) is not None:
            return True
    return False
