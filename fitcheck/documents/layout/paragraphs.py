"""Paragraphs of word processors (DOCX, ODT, RTF) become blocks.

Headings are found by style, else by size, weight and capitals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fitcheck.documents.assembly import Piece
from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.bullets import split_bullet
from fitcheck.documents.plain import looks_like_heading, text_pieces

MAX_CELL = 300
"""Longest paragraph, in characters, of a row that is data; longer ones are prose, laid out."""
MAX_HEADING = 80
"""Longest heading, in characters; longer lines in large or bold letters are statements."""
MAX_BOLD_HEADING = 40
"""Longest heading, in characters, that is only bold: position titles with employers are longer."""
LARGER = 1.15
"""Size against the body's from which a short paragraph is a heading (11 to 13 points)."""
MANY_BREAKS = 3
"""Forced line breaks from which a paragraph is a text pasted with its line ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, text box paragraph or table row.

    `text` may hold line feeds (forced breaks) and tabs. `size` is that of most letters, in
    half-points; `level` the heading level by style; `depth` that of a list item, else None.
    """

    text: str
    size: int = 20
    bold: bool = False
    capitals: bool = False
    level: int | None = None
    depth: int | None = None
    kind: BlockKind | None = None

    def placed(self, kind: BlockKind) -> Paragraph:
        """The paragraph as part of a header or footer."""
        return replace(self, kind=kind)


def table_row(cells: Sequence[Sequence[Paragraph]]) -> Iterator[Paragraph]:
    """A row of data as one paragraph with tabs, or the cells of a layout one by one."""
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(_is_simple(cell) for cell in filled):
        parts = [cell[0] for cell in filled]
        yield Paragraph(
            text="\t".join(part.text.replace("\t", " ").strip() for part in parts),
            size=parts[0].size,
            bold=all(part.bold for part in parts),
            kind=BlockKind.TABLE_ROW,
        )
    else:
        for cell in filled:
            yield from cell


def _is_simple(cell: Sequence[Paragraph]) -> bool:
    """True for a cell with one short line that is no heading and no list item."""
    first = cell[0]
    return (
        len(cell) == 1
        and first.level is None
        and first.depth is None
        and first.kind is None
        and len(first.text) <= MAX_CELL
        and "\n" not in first.text.strip()
    )


def pieces_of(paragraphs: Sequence[Paragraph]) -> Iterator[Piece]:
    """The blocks of the paragraphs, in order."""
    body = _body_size(paragraphs)
    sizes = sorted({p.size for p in paragraphs if _stands_out(p, body)}, reverse=True)
    ranks = {size: min(rank, 6) for rank, size in enumerate(sizes, start=1)}
    for paragraph in paragraphs:
        yield from _pieces(paragraph, body, ranks)


def _body_size(paragraphs: Sequence[Paragraph]) -> int:
    """The size of most letters outside headers and footers."""
    letters: dict[int, int] = {}
    for paragraph in paragraphs:
        if paragraph.kind not in (BlockKind.HEADER, BlockKind.FOOTER):
            letters[paragraph.size] = letters.get(paragraph.size, 0) + len(paragraph.text)
    return max(sorted(letters), key=lambda size: letters[size], default=20)


def _pieces(paragraph: Paragraph, body: int, ranks: dict[int, int]) -> Iterator[Piece]:
    text = paragraph.text.strip()
    if text.count("\n") >= MANY_BREAKS:
        for piece in text_pieces(text):
            yield piece._replace(kind=paragraph.kind or piece.kind)
        return
    emphasis = paragraph.bold or paragraph.capitals or paragraph.size >= LARGER * body
    kind, level = paragraph.kind, None
    if kind is None:
        if paragraph.level is not None and len(text) <= 2 * MAX_HEADING:
            kind, level = BlockKind.HEADING, paragraph.level
        elif paragraph.depth is not None:
            kind = BlockKind.LIST_ITEM
        elif _stands_out(paragraph, body):
            kind, level = BlockKind.HEADING, ranks[paragraph.size]
        else:
            kind = BlockKind.PARAGRAPH
    yield Piece(text=text, kind=kind, level=level, emphasis=emphasis, depth=paragraph.depth or 0)


def _stands_out(paragraph: Paragraph, body: int) -> bool:
    """True for a short paragraph that looks like a heading."""
    text = paragraph.text.strip()
    if paragraph.kind is not None or paragraph.depth is not None or paragraph.level is not None:
        return False
    if len(text) > MAX_HEADING or text.endswith((".", ";", ",")) or split_bullet(text) is not None:
        return False
    if not any(char.isalpha() for char in text) or "\n" in text:
        return False
    if paragraph.size >= LARGER * body or looks_like_heading(text):
        return True
    plain = not any(char.isdigit() or char in "\t,|@" for char in text)
    return (paragraph.bold or paragraph.capitals) and plain and len(text) <= MAX_BOLD_HEADING
