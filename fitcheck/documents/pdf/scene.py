"""What is painted on a page besides its words: fills, pictures, clips, and the order of it all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from ctypes import byref
from dataclasses import dataclass, field
from itertools import compress, repeat
from itertools import count as count_from
from typing import Any

from fitcheck.documents.pdf.clips import clip_of
from fitcheck.documents.pdf.geometry import IDENTITY, Box, applied, combined, hull, upright
from fitcheck.documents.pdf.marks import marks_of, optional_layers
from fitcheck.documents.pdf.paints import Colour, Image, Operation, Paint, fills_of, unfilled
from fitcheck.documents.pdf.pdfium import (
    FORM,
    IMAGE,
    PATH,
    TEXT,
    Handle,
    Matrix,
    Pdfium,
    Rectangle,
)

_DOT = (1.2, 9.0)
"""Least and greatest width and height, in points, of a shape that may be a list mark."""
_DEPTH = 4
_MOST_PARTS = 4000
"""Depth of forms inside forms, and parts of one, that are looked at for what they cover."""
_NO_TEXT = re.compile(b"[^\\x%02x]" % TEXT)
_BANDS = 48
"""Bands of a page, about a line of text high: a word meets few of the things painted."""


@dataclass(slots=True)
class PageScene:
    """An open page as far as visibility needs it. Valid only while the page is open.

    `handles` are PDFium's handles of the drawing operations of text, by the number that words
    carry as `piece`; 0 stands for text that belongs to none; `bare_handles` are the same as the
    bare functions take them. Both are noted once it is known where the words are. `count` is the
    number of drawing operations on the page itself; once they are looked through, `any_forms` tells
    whether a form is among them, and `images` has what draws an image, in forms as well.
    """

    pdfium: Pdfium
    page: int
    handles: list[int] = field(default_factory=list)
    bare_handles: list[Any] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    rotation: int = 0
    width: float = 0.0
    height: float = 0.0
    count: int = 0
    any_forms: bool = False
    images: list[Image] = field(default_factory=list)
    _paints: list[Paint] = field(default_factory=list)
    _bands: list[list[tuple[float, float, Paint]]] = field(default_factory=list)
    _dots: list[tuple[float, float]] = field(default_factory=list)
    _orders: dict[int, int] = field(default_factory=dict)
    _operations: list[int] = field(default_factory=list)
    _clips: dict[int, Box] | None = None
    _optional: frozenset[int] | None = None
    _marks: dict[int, tuple[int, ...]] | None = None
    _surveyed: bool = False

    def __post_init__(self) -> None:
        pdfium, rectangle = self.pdfium, Rectangle()
        self.rotation = pdfium.FPDFPage_GetRotation(self.page) % 4
        self.count = pdfium.FPDFPage_CountObjects(self.page)
        if pdfium.FPDF_GetPageBoundingBox(self.page, byref(rectangle)):
            self.box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if self.box[2] <= self.box[0] or self.box[3] <= self.box[1]:
            wide = pdfium.FPDF_GetPageWidthF(self.page), pdfium.FPDF_GetPageHeightF(self.page)
            self.box = (0.0, 0.0, *(wide[::-1] if self.rotation % 2 else wide))
        self.width, self.height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        if self.rotation % 2:
            self.width, self.height = self.height, self.width

    def note(self, handles: Iterable[int]) -> None:
        """Note the drawing operations that words belong to, in place of those noted before."""
        self.handles = [*handles]
        self.bare_handles = [*map(Handle, self.handles)]
        self._clips = self._optional = self._marks = None

    @property
    def paints(self) -> list[Paint]:
        """Everything painted besides text, in the order of painting."""
        self._survey()
        return self._paints

    def paints_at(self, y: float) -> list[Paint]:
        """What of it lies at a height of the upright page, in that order."""
        if not self._surveyed:
            self._survey()
        if not self._bands:
            return []
        return [paint for top, bottom, paint in self._bands[self._band(y)] if top <= y <= bottom]

    @property
    def dots(self) -> list[tuple[float, float]]:
        """The middles of small filled shapes, which may be list marks."""
        self._survey()
        return self._dots

    @property
    def orders(self) -> dict[int, int]:
        """When each drawing operation of text on the page itself is painted, by its handle."""
        self._survey()
        return self._orders

    @property
    def operations(self) -> list[int]:
        """The handles of all drawing operations on the page itself, in the order of painting."""
        self._survey()
        return self._operations

    @property
    def image_share(self) -> float:
        """Share of the page that images cover, 0-1 (overlaps counted twice, at most 1)."""
        area = sum(
            max(min(p.box[2], self.width) - max(p.box[0], 0), 0)
            * max(min(p.box[3], self.height) - max(p.box[1], 0), 0)
            for p in self.paints
            if p.image
        )
        return min(area / max(self.width * self.height, 1), 1.0)

    @property
    def optional(self) -> frozenset[int]:
        """The drawing operations of text, by number, that a viewer may switch off."""
        if self._optional is None:
            layers = optional_layers(self.pdfium, self.marks.values())
            optional = (p for p, marks in self.marks.items() if not layers.isdisjoint(marks))
            self._optional = frozenset(optional) if layers else layers
        return self._optional

    @property
    def marks(self) -> dict[int, tuple[int, ...]]:
        """The marks around drawing operations of text, by number; asked once all are known."""
        if self._marks is None:
            self._marks = marks_of(self.pdfium, self.handles, self.bare_handles)
        return self._marks

    @property
    def clips(self) -> dict[int, Box]:
        """The boxes to which drawing operations of text are cut, by their number.

        Those that are not cut are missing, and so are those whose box holds the page.
        """
        if self._clips is None:
            self._clips = {}
            paths = map(self.pdfium.bare.FPDFPageObj_GetClipPath, self.bare_handles)
            counts = [*map(self.pdfium.FPDFClipPath_CountPaths, paths)]
            is_any = max(counts, default=0) > 0
            for piece in compress(count_from(), map((0).__lt__, counts)) if is_any else ():
                box = clip_of(self.pdfium, self.handles[piece], counts[piece], self.upright)
                if not self._holds_page(box):
                    self._clips[piece] = box
        return self._clips

    def _holds_page(self, box: Box) -> bool:
        return box[0] <= 0 and box[1] <= 0 and box[2] >= self.width and box[3] >= self.height

    def _survey(self) -> None:
        if self._surveyed:
            return
        self._surveyed = True
        # asked in bulk: pages drawn letter by letter have thousands of operations
        get, page = self.pdfium.bare.FPDFPage_GetObject, repeat(Handle(self.page))
        handles = self._operations = [*map(get, page, range(self.count))]
        self._orders = dict(zip(handles, range(self.count), strict=True))
        kinds = bytes(map(self.pdfium.FPDFPageObj_GetType, handles))
        others = [
            Operation(handles[found.start()], found[0][0], found.start())
            for found in _NO_TEXT.finditer(kinds)
        ]
        for other in others:
            del self._orders[other.handle]
        self._take(others, IDENTITY, 0)
        self._spread()

    def _spread(self) -> None:
        """Note for each band of the page what is painted there."""
        if not self._paints:
            return
        self._bands = [[] for _ in range(_BANDS)]
        for paint in self._paints:
            _, top, _, bottom = paint.box
            for band in self._bands[self._band(top) : self._band(bottom) + 1]:
                band.append((top, bottom, paint))

    def _band(self, y: float) -> int:
        band = int(y / self.height * _BANDS) if self.height > 1 else 0
        if 0 <= band < _BANDS:  # nearly always
            return band
        return 0 if band < 0 else _BANDS - 1

    def _take(self, parts: Sequence[Operation], matrix: Sequence[float], depth: int) -> None:
        """Note what the parts of the page, or of a form with this matrix, paint."""
        paths = [part.handle for part in parts if part.kind == PATH]
        fills = iter(fills_of(self.pdfium, paths))
        for handle, kind, order in parts:
            if kind == FORM:
                self.any_forms = True
                self._take_form(handle, order, matrix, depth)
                continue
            fill = next(fills) if kind == PATH else unfilled(self.pdfium, handle)
            if fill is None:
                continue
            colour, edges = fill
            box = self._upright_box(edges, matrix)
            if kind == IMAGE:
                self.images.append(Image(handle, box, matrix))
            self._put(kind, order, colour, box)

    def _put(self, kind: int, order: int, colour: Colour | None, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if _DOT[0] <= min(width, height) and max(width, height) <= _DOT[1]:
            self._dots.append(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
        if width >= 1 and height >= 3:  # rules and hairlines hide nothing
            self._paints.append(Paint(order, box, colour, kind == IMAGE))

    def _take_form(self, handle: int, order: int, matrix: Sequence[float], depth: int) -> None:
        pdfium, own = self.pdfium, Matrix()
        if depth >= _DEPTH or not pdfium.FPDFPageObj_GetMatrix(handle, byref(own)):
            return
        inner = combined((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        count = min(pdfium.FPDFFormObj_CountObjects(handle), _MOST_PARTS)
        handles = [pdfium.FPDFFormObj_GetObject(handle, index) for index in range(count)]
        kinds = map(pdfium.FPDFPageObj_GetType, handles)
        parts = [
            Operation(part, kind, order)
            for part, kind in zip(handles, kinds, strict=True)
            if kind != TEXT
        ]
        self._take(parts, inner, depth + 1)

    def _upright_box(self, edges: Sequence[float], matrix: Sequence[float]) -> Box:
        left, bottom, right, top = edges
        if matrix is IDENTITY and not self.rotation:  # nearly every path
            x, y = self.box[0], self.box[3]
            return left - x, y - top, right - x, y - bottom
        corners = [applied(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        return hull([self.upright(x, y) for x, y in corners])

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the page as it is shown, y downwards."""
        return upright(x, y, self.box, self.rotation)
