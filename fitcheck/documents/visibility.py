"""Which words of a PDF page a person can see.

Cheap questions first: the mode in which text is drawn, its alpha, its size after all scaling, and
whether it lies on the page. A word whose colour is too near to something that may lie behind it,
that something is painted over, that is clipped or that belongs to an optional layer is only a
suspect. Suspects are judged by the picture itself: the page is drawn with them and without them,
and a word whose removal changes nothing is one that nobody sees. White words on a dark banner,
words over a photograph and words in a sidebar pass this test, whatever the file says about them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fitcheck.documents.page import Hidden, Word
from fitcheck.documents.pdf_marks import on_optional_layer

CONTRAST = 0.08
"""Least difference of a colour channel, 0-1, that counts as seen (0.99 white on white does not,
the palest grey in real resumes, about 0.75, does)."""
SMALLEST = 2.0
"""Points below which letters are no longer letters to the eye; real resumes start near 6."""
OCR_LETTERS = 40
"""Visible letters and digits below which a page under invisible text counts as a scan."""
OCR_IMAGE_SHARE = 0.5
_ALPHA = 16
_OFF_PAGE = 0.5
_SCALE = 2.0
_MOST_PIXELS = 6_000_000
_DEPTH = 4
_MOST_PARTS = 4000
_DOT = (1.2, 9.0)
"""Least and greatest width and height, in points, of a shape that may be a list mark."""
_UNSEEN_MODES = (3, 7)

Box = tuple[float, float, float, float]


class Paint(NamedTuple):
    """Something other than text that is painted: its box on the upright page and its colour.

    `colour` is None where it has no single one (an image, a gradient, a pattern).
    """

    order: int
    box: Box
    colour: tuple[int, int, int, int] | None
    image: bool


@dataclass(slots=True)
class PageScene:
    """An open page as far as visibility needs it. Valid only while the page is open."""

    pdfium: Any
    page: Any
    box: Box
    rotation: int
    width: float
    height: float
    handles: Sequence[Any]
    _paints: list[Paint] = field(default_factory=list)
    _dots: list[tuple[float, float]] = field(default_factory=list)
    _orders: dict[int, int] = field(default_factory=dict)
    _surveyed: bool = False

    @property
    def paints(self) -> list[Paint]:
        """Everything painted besides text, in the order of painting."""
        self._survey()
        return self._paints

    @property
    def dots(self) -> list[tuple[float, float]]:
        """The middles of small filled shapes, which may be list marks."""
        self._survey()
        return self._dots

    @property
    def orders(self) -> dict[int, int]:
        """When each drawing operation of text on the page itself is painted, by its address."""
        self._survey()
        return self._orders

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

    def order_of(self, word: Word) -> int | None:
        """When the word is painted; None for text inside a form, which is not looked into."""
        handle = self.handles[word.piece]
        return self.orders.get(ctypes.addressof(handle.contents)) if handle else None

    def _survey(self) -> None:
        if self._surveyed:
            return
        self._surveyed = True
        pdfium = self.pdfium
        text, address = pdfium.FPDF_PAGEOBJ_TEXT, ctypes.addressof
        get, kind_of = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
        for order in range(pdfium.FPDFPage_CountObjects(self.page)):
            handle = get(self.page, order)
            kind = kind_of(handle)
            if kind == text:
                self._orders[address(handle.contents)] = order
            else:
                self._add(handle, kind, order, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)

    def _add(self, handle: Any, kind: int, order: int, matrix: Sequence[float], depth: int) -> None:
        pdfium = self.pdfium
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            self._add_form(handle, order, matrix, depth)
            return
        colour: tuple[int, int, int, int] | None = None
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
            if not fill.value:
                return
            colour = fill_colour(pdfium, handle)
            if colour is not None and colour[3] < _ALPHA:
                return
        box = self._bounds(handle, matrix)
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if _DOT[0] <= min(width, height) and max(width, height) <= _DOT[1]:
            self._dots.append(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
        if width >= 1 and height >= 3:  # rules and hairlines hide nothing
            self._paints.append(Paint(order, box, colour, kind == pdfium.FPDF_PAGEOBJ_IMAGE))

    def _add_form(self, handle: Any, order: int, matrix: Sequence[float], depth: int) -> None:
        pdfium = self.pdfium
        own = pdfium.FS_MATRIX()
        if depth >= _DEPTH or not pdfium.FPDFPageObj_GetMatrix(handle, own):
            return
        inner = _combine((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(handle), _MOST_PARTS)):
            part = pdfium.FPDFFormObj_GetObject(handle, index)
            kind = pdfium.FPDFPageObj_GetType(part)
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                self._add(part, kind, order, inner, depth + 1)

    def _bounds(self, handle: Any, matrix: Sequence[float]) -> Box | None:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not self.pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            return None
        corners = [
            self.upright(*_apply(matrix, x, y))
            for x in (left.value, right.value)
            for y in (bottom.value, top.value)
        ]
        return _hull(corners)

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the page as it is shown, y downwards."""
        left, bottom, right, top = self.box
        if self.rotation == 0:
            return x - left, top - y
        if self.rotation == 1:
            return y - bottom, x - left
        if self.rotation == 2:
            return right - x, y - bottom
        return top - y, right - x

    def doubtful(self, word: Word) -> bool:
        """True where the word's drawing operation is clipped away or on an optional layer."""
        handle = self.handles[word.piece]
        if not handle:
            return False
        return on_optional_layer(self.pdfium, handle) or self._clipped(handle, upright_box(word))

    def _clipped(self, handle: Any, box: Box) -> bool:
        pdfium = self.pdfium
        clip = pdfium.FPDFPageObj_GetClipPath(handle)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(min(max(count, 0), 16)):
            points = []
            segments = pdfium.FPDFClipPath_CountPathSegments(clip, path)
            step = 2 if segments in (4, 5) else 1  # two corners do for a rectangle
            for index in range(0, min(max(segments, 0), 64), step):
                segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
                if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                    points.append(self.upright(x.value, y.value))
            if not points or _share(box, _hull(points)) < _OFF_PAGE:
                return True
        return False


def split_by_visibility(
    words: Sequence[Word], scene: PageScene
) -> tuple[list[Word], list[tuple[Word, Hidden]], bool]:
    """Words that can be seen, words that cannot with the reason, and whether this is a scan.

    On a scan (hardly any visible letter, a picture under the page) text drawn invisibly is what
    a scanner's software recognised: it is given as seen, and the third value is True.
    """
    reasons: dict[int, Hidden] = {}
    suspects: list[int] = []
    page = (0.0, 0.0, scene.width, scene.height)
    for index, word in enumerate(words):
        reason = _plain_reason(word, page)
        if reason is not None:
            reasons[index] = reason
        elif _suspect(word, scene):
            suspects.append(index)
    if suspects:
        kept = _seen_in_picture([words[i] for i in suspects], scene)
        for index, seen in zip(suspects, kept, strict=True):
            if not seen:
                light = min(words[index].style.colour[:3]) >= 255 * (1 - CONTRAST)
                reasons[index] = Hidden.NO_CONTRAST if light else Hidden.NOT_DRAWN
    recognised = _is_scan(words, reasons, scene)
    if recognised:
        reasons = {i: r for i, r in reasons.items() if r is not Hidden.RENDER_MODE}
    seen_words = [word for i, word in enumerate(words) if i not in reasons]
    return seen_words, [(words[i], reason) for i, reason in reasons.items()], recognised


def upright_box(word: Word) -> Box:
    """The word's box on the upright page, whatever way its line runs."""
    x0, y0, x1, y1 = word.x0, word.top, word.x1, word.bottom
    if word.turn == 1:
        return -y1, x0, -y0, x1
    if word.turn == 2:
        return -x1, -y1, -x0, -y0
    if word.turn == 3:
        return y0, -x1, y1, -x0
    return x0, y0, x1, y1


def fill_colour(pdfium: Any, handle: Any) -> tuple[int, int, int, int] | None:
    """Red, green, blue and alpha that fill an object, or None where it has no single colour."""
    parts = [ctypes.c_uint(0) for _ in range(3)] + [ctypes.c_uint(255)]
    if not pdfium.FPDFPageObj_GetFillColor(handle, *parts):
        return None
    red, green, blue, alpha = (part.value & 255 for part in parts)
    return red, green, blue, alpha


def _plain_reason(word: Word, page: Box) -> Hidden | None:
    style = word.style
    if style.mode in _UNSEEN_MODES:
        return Hidden.RENDER_MODE
    if style.colour[3] < _ALPHA:
        return Hidden.TRANSPARENT
    if word.size < SMALLEST or word.x1 - word.x0 < 0.02 * word.size * len(word.text):
        return Hidden.TINY
    if _share(upright_box(word), page) < _OFF_PAGE:
        return Hidden.OFF_PAGE
    return None


def _suspect(word: Word, scene: PageScene) -> bool:
    colour = word.style.colour
    faint = _near(colour, (255, 255, 255, 255))
    order = scene.order_of(word)
    if order is None:
        return faint or scene.doubtful(word) or bool(scene.paints)
    box = upright_box(word)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for paint in scene.paints:
        left, top, right, bottom = paint.box
        if not (left <= x <= right and top <= y <= bottom):
            continue
        if paint.order > order:
            if paint.colour is None or paint.colour[3] > 255 - _ALPHA:
                return True
        elif paint.colour is None or _near(colour, paint.colour):
            return True
    return faint or scene.doubtful(word)


def _near(one: Sequence[int], other: Sequence[int]) -> bool:
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)) < 255 * CONTRAST


def _is_scan(words: Sequence[Word], reasons: dict[int, Hidden], scene: PageScene) -> bool:
    if Hidden.RENDER_MODE not in reasons.values():
        return False
    letters = sum(
        sum(char.isalnum() for char in word.text)
        for i, word in enumerate(words)
        if i not in reasons
    )
    return letters < OCR_LETTERS and scene.image_share >= OCR_IMAGE_SHARE


def _seen_in_picture(suspects: Sequence[Word], scene: PageScene) -> list[bool]:
    """For each suspect, whether the picture of the page changes when it is taken away."""
    import numpy as np

    boxes = [upright_box(word) for word in suspects]
    area = (
        max(min(b[0] for b in boxes) - 2, 0.0),
        max(min(b[1] for b in boxes) - 2, 0.0),
        min(max(b[2] for b in boxes) + 2, scene.width),
        min(max(b[3] for b in boxes) + 2, scene.height),
    )
    size = max(area[2] - area[0], 1.0) * max(area[3] - area[1], 1.0)
    scale = min(_SCALE, (_MOST_PIXELS / size) ** 0.5)
    handles = [h for h in {w.piece: scene.handles[w.piece] for w in suspects}.values() if h]
    full = _picture(scene, area, scale)
    try:
        for handle in handles:
            scene.pdfium.FPDFPageObj_SetIsActive(handle, 0)
        bare = _picture(scene, area, scale)
    finally:
        for handle in handles:
            scene.pdfium.FPDFPageObj_SetIsActive(handle, 1)
    changed = np.abs(full.astype(np.int16) - bare.astype(np.int16)).max(axis=2) >= 255 * CONTRAST
    seen = []
    for box in boxes:
        left, right = (int((v - area[0]) * scale) for v in (box[0], box[2]))
        top, bottom = (int((v - area[1]) * scale) for v in (box[1], box[3]))
        part = changed[max(top, 0) : bottom + 1, max(left, 0) : right + 1]
        seen.append(int(part.sum()) >= 2)
    return seen


def _picture(scene: PageScene, area: Box, scale: float) -> Any:
    """The part `area` of the page as an array (height, width, 3) of bytes, on white paper."""
    import numpy as np

    pdfium = scene.pdfium
    width = max(int((area[2] - area[0]) * scale), 1)
    height = max(int((area[3] - area[1]) * scale), 1)
    pixels = np.full((height, width, 4), 255, dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        width, height, pdfium.FPDFBitmap_BGRx, pixels.ctypes.data_as(ctypes.c_void_p), width * 4
    )
    try:
        pdfium.FPDF_RenderPageBitmap(
            bitmap,
            scene.page,
            -int(area[0] * scale),
            -int(area[1] * scale),
            int(scene.width * scale),
            int(scene.height * scale),
            0,
            pdfium.FPDF_ANNOT,
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels[:, :, :3]


def _share(box: Box, frame: Box) -> float:
    """Share of `box` that lies inside `frame`, 0-1."""
    width = min(box[2], frame[2]) - max(box[0], frame[0])
    height = min(box[3], frame[3]) - max(box[1], frame[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)


def _hull(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _apply(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _combine(first: Sequence[float], then: Sequence[float]) -> tuple[float, ...]:
    """The matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
