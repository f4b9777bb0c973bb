"""PDF files: one column, a sidebar, or two columns drawn row by row as some programs do."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from examples.papers.source import Part, Piece, Source, split_sidebar

WIDTH, HEIGHT = 612.0, 792.0
MARGIN = 54.0
SIDE_WIDTH, GUTTER = 150.0, 24.0
_BANNER_HEIGHT = 84.0
_WHITE, _DARK, _TINT = (1.0, 1.0, 1.0), (0.13, 0.22, 0.36), (0.93, 0.94, 0.96)
_BLACK = (0.0, 0.0, 0.0)
_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
_ITALIC = {"Helvetica": "Helvetica-Oblique", "Times-Roman": "Times-Italic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A run of text to draw: page from 0, left edge and baseline in points."""

    page: int
    x: float
    y: float
    text: str
    font: str
    size: float
    colour: tuple[float, float, float] = _BLACK


@dataclass(slots=True, kw_only=True)
class Column:
    """A column that fills from the top and goes on at the top of the next page."""

    left: float
    width: float
    top: float
    font: str
    bullet: str
    scale: float = 1.0
    page: int = 0
    y: float = 0.0

    def __post_init__(self) -> None:
        self.y = self.top

    def place(self, pieces: Iterable[Piece]) -> list[Stroke]:
        """The strokes of all pieces, wrapped to the column."""
        strokes: list[Stroke] = []
        for piece in pieces:
            strokes += self._place(piece)
        return strokes

    def _place(self, piece: Piece) -> list[Stroke]:
        from reportlab.lib.utils import simpleSplit
        from reportlab.pdfbase.pdfmetrics import stringWidth

        font, size, before = self._look(piece)
        size, before = size * self.scale, before * self.scale
        indent = 12.0 if piece.part is Part.ITEM else 0.0
        right_width = stringWidth(piece.right, self.font, size) if piece.right else 0.0
        room = self.width - indent - (right_width + 12.0 if piece.right else 0.0)
        strokes: list[Stroke] = []
        for number, line in enumerate(simpleSplit(piece.text, font, size, room)):
            self._advance(size * 1.28 + (before if number == 0 else 0.0), keep=piece.part)
            if number == 0 and piece.part is Part.ITEM:
                mark = piece.marker or self.bullet
                strokes.append(self._stroke(self.left + 2, mark, self.font, size))
            strokes.append(self._stroke(self.left + indent, line, font, size))
            if number == 0 and piece.right:
                edge = self.left + self.width - right_width
                strokes.append(self._stroke(edge, piece.right, self.font, size))
        return strokes

    def _look(self, piece: Piece) -> tuple[str, float, float]:
        """Font, size and space before, in points."""
        bold, italic = _BOLD[self.font], _ITALIC[self.font]
        match piece.part:
            case Part.TITLE:
                return bold, 20.0, 0.0
            case Part.HEADING:
                return bold, 12.5, 12.0
            case Part.ENTRY:
                return bold, 10.5, 6.0
            case Part.DETAIL:
                return italic, 10.0, 0.0
            case Part.ITEM | Part.LINE:
                return self.font, 10.0, 2.0

    def _advance(self, step: float, *, keep: Part) -> None:
        """Go down one line; a heading near the foot of the page moves to the next page."""
        needed = step + (36.0 if keep in (Part.HEADING, Part.ENTRY) else 0.0)
        if self.y - needed < MARGIN:
            self.page += 1
            self.y = HEIGHT - MARGIN
        self.y -= step

    def _stroke(self, x: float, text: str, font: str, size: float) -> Stroke:
        return Stroke(page=self.page, x=x, y=self.y, text=text, font=font, size=size)


def one_column(source: Source) -> bytes:
    """One column; text under `hidden` is drawn white, one point high, at the foot."""
    column = _column(source, left=MARGIN, width=WIDTH - 2 * MARGIN, top=HEIGHT - MARGIN)
    strokes = column.place(source.pieces)
    for number, line in enumerate(source.options.get("hidden", ())):
        strokes.append(
            Stroke(
                page=0,
                x=MARGIN,
                y=40.0 - 2 * number,
                text=line,
                font=column.font,
                size=1.0,
                colour=_WHITE,
            )
        )
    return _drawn(source, strokes)


def sidebar(source: Source) -> bytes:
    """A tinted sidebar at the left, drawn whole before the main column."""
    head, side, main = split_sidebar(source)
    top = HEIGHT - MARGIN
    left = _column(source, left=MARGIN - 24, width=SIDE_WIDTH, top=top)
    right = _main_column(source, top=top)
    strokes = left.place(side)
    strokes += right.place((*head, *main))
    tint = (0.0, 0.0, MARGIN + SIDE_WIDTH - 12, HEIGHT)
    return _drawn(source, strokes, box=tint, colour=_TINT)


def rows(source: Source) -> bytes:
    """Two columns under a dark banner, drawn line by line across both columns."""
    head, side, main = split_sidebar(source)
    top = HEIGHT - _BANNER_HEIGHT - 6
    banner = _column(source, left=MARGIN - 24, width=WIDTH - MARGIN, top=HEIGHT - 24)
    name = [
        Stroke(page=0, x=s.x, y=s.y, text=s.text, font=s.font, size=s.size, colour=_WHITE)
        for s in banner.place(head)
    ]
    left = _column(source, left=MARGIN - 24, width=SIDE_WIDTH, top=top)
    right = _main_column(source, top=top)
    strokes = [*left.place(side), *right.place(main)]
    strokes.sort(key=lambda stroke: (stroke.page, -stroke.y, stroke.x))
    box = (0.0, HEIGHT - _BANNER_HEIGHT, WIDTH, _BANNER_HEIGHT)
    return _drawn(source, [*name, *strokes], box=box, colour=_DARK)


def _column(source: Source, *, left: float, width: float, top: float) -> Column:
    font, bullet = str(source.options["font"]), str(source.options["bullet"])
    scale = float(source.options.get("scale", 1.0))
    return Column(left=left, width=width, top=top, font=font, bullet=bullet, scale=scale)


def _main_column(source: Source, *, top: float) -> Column:
    left = MARGIN - 24 + SIDE_WIDTH + GUTTER + 6
    return _column(source, left=left, width=WIDTH - MARGIN + 12 - left, top=top)


def _drawn(
    source: Source,
    strokes: Sequence[Stroke],
    *,
    box: tuple[float, float, float, float] | None = None,
    colour: tuple[float, float, float] = _TINT,
) -> bytes:
    """The finished file; `invariant` fixes its dates and identifiers."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas: Any = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(source.title)
    canvas.setAuthor("")
    for page in range(max(stroke.page for stroke in strokes) + 1):
        if box is not None and page == 0:
            canvas.setFillColorRGB(*colour)
            canvas.rect(*box, stroke=0, fill=1)
        for stroke in (s for s in strokes if s.page == page):
            canvas.setFillColorRGB(*stroke.colour)
            canvas.setFont(stroke.font, stroke.size)
            canvas.drawString(stroke.x, stroke.y, stroke.text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
