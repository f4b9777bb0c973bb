"""One open page of a PDF becomes words with places and looks.

Cost decides the shape of this module. A page's text comes in one call; then four short calls a
word (origin of the first character, box of the last, the drawing operations of both) and a few
for each drawing operation not seen before. Asking about every character costs twice as much.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from ctypes import byref
from itertools import pairwise
from typing import NamedTuple

from fitcheck.documents.fonts import look_of
from fitcheck.documents.page import Page, Style, Word
from fitcheck.documents.pdf_hyphens import SOFT_HYPHEN, breaks_word, with_drawn_hyphens
from fitcheck.documents.pdf_marks import stated_text
from fitcheck.documents.pdf_scene import PageScene, upright
from fitcheck.documents.pdfium import Matrix, Pdfium, Rectangle
from fitcheck.documents.visibility import split_by_visibility

_WORD = re.compile("[^\\s\0\x02\ufffe]+[\x02\ufffe]?")
"""A word and the mark that PDFium writes for a hyphen of the line break."""
_HALVES = re.compile("[\ud800-\udfff]")
_BREAKS = "\x02\ufffe"
_T1_LIGATURES = {27: "\ufb00", 28: "\ufb01", 29: "\ufb02", 30: "\ufb03", 31: "\ufb04"}
_OTHER_LIGATURES = {27: "\ufb01", 30: "\ufb02"}
"""Codes of ligatures in TeX fonts that do not say what their codes mean: the encoding T1, and one
met in fonts with no more than two ligatures (fi is three times as frequent as ff)."""
_LIGATURE_CODE = re.compile("[\x1b-\x1f]")
_BULLET = "\u2022"
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_BOLD_WEIGHT = 700
_SINGLE_SHARE = 0.5
"""Drawing operations for each character from which a page counts as drawn letter by letter."""

Colour = tuple[int, int, int, int]


class _Font(NamedTuple):
    name: str
    bold: bool
    italic: bool
    pictures: bool
    marks: bool


class _Piece(NamedTuple):
    """What holds for all characters of one drawing operation."""

    number: int
    style: Style
    size: float
    turn: int
    font: _Font


_NO_FONT = _Font("", False, False, False, False)


class PageReader:
    """Reads one open page; not to be kept beyond it."""

    def __init__(self, pdfium: Pdfium, page: int, text: int, number: int) -> None:
        self.pdfium = pdfium
        self.text = text
        self.number = number
        self.pieces: dict[int, _Piece] = {}
        self.handles: list[int] = []
        self.fonts: dict[int, _Font] = {}
        self.unmapped: dict[str, bool] = {}
        self.unmapped_share = 0.0
        # places for answers, made once: making them anew costs as much as asking
        self.x, self.y, self.rectangle = ctypes.c_double(), ctypes.c_double(), Rectangle()
        self.to_x, self.to_y, self.to_rectangle = map(byref, (self.x, self.y, self.rectangle))
        self.matrix, self.colour = Matrix(), (ctypes.c_uint * 4)()
        self.to_matrix = byref(self.matrix)
        self.to_colour = [ctypes.addressof(self.colour) + 4 * i for i in range(4)]
        self.scene = PageScene(pdfium=pdfium, page=page, handles=self.handles)
        characters = pdfium.FPDFText_CountChars(text)
        self.drawn_singly = pdfium.FPDFPage_CountObjects(page) > _SINGLE_SHARE * characters

    def page_of(self, words: Sequence[Word]) -> Page:
        """The page with the words that a person can see apart from those that nobody sees."""
        seen, unseen, recognised = split_by_visibility(words, self.scene)
        return Page(
            number=self.number,
            width=self.scene.width,
            height=self.scene.height,
            words=tuple(seen),
            unseen=tuple(unseen),
            dots=tuple(self.scene.dots),
            image_share=self.scene.image_share,
            unmapped=self.unmapped_share,
            silent=not words and bool(self.scene.orders),
            recognised=recognised,
        )

    def replaced_texts(self) -> list[int]:
        """Drawing operations for which the file states another text than the letters drawn."""
        return [handle for handle in self.handles if handle and stated_text(self.pdfium, handle)]

    def words(self) -> list[Word]:
        """All words of the page, in the order of the file."""
        content, places = self._content()
        words: list[Word] = []
        unmapped = total = 0
        for found in _WORD.finditer(content):
            start, end = found.span()
            broken = content[end - 1] in _BREAKS or breaks_word(content, end)
            label = content[start : end - 1] if broken else content[start:end]
            chars: Sequence[int] = range(start, start + len(label))
            if places is not None:
                chars = places[start : start + len(label)]
            for begin, stop, joined in self._parts(chars):
                word = self._word(
                    label[begin:stop], chars[begin:stop], broken and stop == len(label)
                )
                if word is not None:
                    words.append(word._replace(joined=True) if joined else word)
                    unmapped += len(word.text) if self.unmapped[word.style.font] else 0
            total += len(label)
        self.unmapped_share = unmapped / total if total else 0.0
        return words

    def _content(self) -> tuple[str, list[int] | None]:
        """The text, and for each character its number in PDFium's list (None: the same)."""
        pdfium, text = self.pdfium, self.text
        count = pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return "", None
        buffer = ctypes.create_string_buffer(4 * count + 4)
        written = pdfium.FPDFText_GetText(text, 0, count, buffer)
        units = buffer.raw[: 2 * max(written - 1, 0)]
        content = units.decode("utf-16-le", "replace")
        if len(content) != count and len(units) == 2 * count:
            # PDFium counts the halves of a character beyond the 16-bit range one by one
            content = "".join(map(chr, memoryview(units).cast("H")))
        if _LIGATURE_CODE.search(content):
            usual = "\x1c" in content or "\x1d" in content
            content = content.translate(_T1_LIGATURES if usual else _OTHER_LIGATURES)
        if len(content) == count:
            return content, None
        number_of = pdfium.FPDFText_GetCharIndexFromTextIndex
        return content, [max(number_of(text, i), 0) for i in range(len(content))]

    def _word(self, label: str, chars: Sequence[int], broken: bool) -> Word | None:
        """The word, or None for one that is written in pictures."""
        pdfium, text, first, last = self.pdfium, self.text, chars[0], chars[-1]
        key = pdfium.FPDFText_GetTextObject(text, first) or 0
        piece = self.pieces.get(key) or self._piece(key, first)
        if piece.font.pictures:
            return None
        if piece.font.marks:
            label = _BULLET * len(label)
        elif _HALVES.search(label):
            label = label.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if SOFT_HYPHEN in label:
            label = with_drawn_hyphens(pdfium, text, label, chars, piece.size)
        pdfium.FPDFText_GetCharOrigin(text, first, self.to_x, self.to_y)
        pdfium.FPDFText_GetLooseCharBox(text, last, self.to_rectangle)
        x0, x1, base = self._place(self.x.value, self.y.value, self.rectangle, piece.turn)
        return Word(label, x0, x1, base, piece.size, piece.style, piece.turn, broken, piece.number)

    # ------------------------------------------------------------------ words inside words

    def _parts(self, chars: Sequence[int]) -> Sequence[tuple[int, int, bool]]:
        """Where a run of characters divides into words, and which join the one before.

        That is at blanks that PDFium dropped and where the look of the letters changes, so that
        no hidden letters hide behind a visible first one.
        """
        whole = ((0, len(chars), False),)
        if len(chars) < 2:
            return whole
        first = self.pdfium.FPDFText_GetTextObject(self.text, chars[0]) or 0
        last = self.pdfium.FPDFText_GetTextObject(self.text, chars[-1]) or 0
        if first == last:
            return whole
        changes: set[int] = set()
        blanks: set[int] = set()
        if self._paint_of(first) != self._paint_of(last):
            changes.update(self._changes(chars))
        if self.drawn_singly:
            orders = self.scene.orders
            if orders.get(last, -1) - orders.get(first, -1) >= len(chars):
                blanks.update(self._dropped_blanks(chars))
        if not changes and not blanks:
            return whole
        cuts = sorted({0, len(chars)} | changes | blanks)
        joins = changes - blanks
        return [(begin, stop, begin in joins) for begin, stop in pairwise(cuts)]

    def _paint_of(self, handle: int) -> tuple[int, Colour]:
        if not handle:
            return 0, (0, 0, 0, 255)
        known = self.pieces.get(handle)
        if known is not None:
            return known.style.mode, known.style.colour
        mode = self.pdfium.FPDFTextObj_GetTextRenderMode(handle)
        return mode, self._colour(handle, stroke=mode == 1)

    def _changes(self, chars: Sequence[int]) -> list[int]:
        """The places at which mode or colour of the letters change."""
        object_of = self.pdfium.FPDFText_GetTextObject
        paints = [self._paint_of(object_of(self.text, char) or 0) for char in chars]
        return [i for i, (a, b) in enumerate(pairwise(paints), start=1) if a != b]

    def _dropped_blanks(self, chars: Sequence[int]) -> list[int]:
        """The places at which a blank was drawn.

        Where each character is drawn by itself and letters are set tightly, PDFium takes a drawn
        blank for an overlap and leaves it out. What was drawn between two letters, and lies
        between them, was a blank.
        """
        found: list[int] = []
        ends = [(0, self._order(chars[0])), (len(chars) - 1, self._order(chars[-1]))]
        open_parts = [(*ends[0], *ends[1])]
        while open_parts:  # halving: most letters need not be asked
            low, first, high, last = open_parts.pop()
            if last - first == high - low:
                continue
            if high - low == 1:
                if last == first + 2 and self._advances(chars[low], first + 1):
                    found.append(high)
                continue
            middle = (low + high) // 2
            between = self._order(chars[middle])
            open_parts += [(low, first, middle, between), (middle, between, high, last)]
        return found

    def _order(self, char: int) -> int:
        handle = self.pdfium.FPDFText_GetTextObject(self.text, char) or 0
        return self.scene.orders.get(handle, -1)

    def _advances(self, char: int, order: int) -> bool:
        """True where the drawing operation stands behind `char`, not on top of it."""
        pdfium = self.pdfium
        here, there = Matrix(), Matrix()
        handle = pdfium.FPDFPage_GetObject(self.scene.page, order)
        pdfium.FPDFPageObj_GetMatrix(handle, byref(there))
        pdfium.FPDFText_GetMatrix(self.text, char, byref(here))
        size = pdfium.FPDFText_GetFontSize(self.text, char) * (here.a**2 + here.b**2) ** 0.5
        apart = ((there.e - here.e) ** 2 + (there.f - here.f) ** 2) ** 0.5
        return bool(0.12 * size < apart < 2 * size)

    # ---------------------------------------------------------------------- looks and places

    def _piece(self, handle: int, char: int) -> _Piece:
        pdfium, text = self.pdfium, self.text
        matrix = self.matrix
        pdfium.FPDFText_GetMatrix(text, char, self.to_matrix)
        mode, colour = self._paint_of(handle)
        font = self._font(handle) if handle else _NO_FONT
        if font.name not in self.unmapped:
            self.unmapped[font.name] = pdfium.FPDFText_HasUnicodeMapError(text, char) == 1
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        piece = _Piece(
            number=len(self.handles),
            style=Style(font.name, font.bold or mode == 2, font.italic, colour, mode),
            size=pdfium.FPDFText_GetFontSize(text, char) * scale,
            turn=_turn(matrix.a, matrix.b, self.scene.rotation),
            font=font,
        )
        self.handles.append(handle)
        self.pieces[handle] = piece
        return piece

    def _font(self, handle: int) -> _Font:
        pdfium = self.pdfium
        font = pdfium.FPDFTextObj_GetFont(handle) or 0
        known = self.fonts.get(font)
        if known is None and font:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 255)
            name = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
            look = look_of(name)
            flags = pdfium.FPDFFont_GetFlags(font)
            heavy = look.nameless and pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            known = self.fonts[font] = _Font(
                name=name,
                bold=look.bold or heavy or bool(flags & _FORCE_BOLD),
                italic=look.italic or bool(flags & _ITALIC),
                pictures=look.pictures,
                marks=look.marks,
            )
        return known or _NO_FONT

    def _colour(self, handle: int, *, stroke: bool) -> Colour:
        pdfium, colour = self.pdfium, self.colour
        colour[3] = 255
        read = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
        if not read(handle, *self.to_colour):
            return 0, 0, 0, 255
        return colour[0], colour[1], colour[2], colour[3]

    def _place(
        self, x: float, y: float, rectangle: Rectangle, turn: int
    ) -> tuple[float, float, float]:
        """Left edge, right edge and baseline on the upright page, turned until level."""
        box, rotation = self.scene.box, self.scene.rotation
        if not rotation and not turn:  # nearly every word
            left = box[0]
            start, near, far = x - left, rectangle.left - left, rectangle.right - left
            return min(start, near), max(start, far), box[3] - y
        ax, ay = upright(x, y, box, rotation)
        bx, by = upright(rectangle.left, rectangle.bottom, box, rotation)
        cx, cy = upright(rectangle.right, rectangle.top, box, rotation)
        if turn == 1:
            ax, ay, bx, cx = ay, -ax, by, cy
        elif turn == 2:
            ax, ay, bx, cx = -ax, -ay, -bx, -cx
        elif turn == 3:
            ax, ay, bx, cx = -ay, ax, -by, -cy
        return min(ax, bx, cx), max(ax, bx, cx), ay


def _turn(a: float, b: float, rotation: int) -> int:
    """Quarter turns, clockwise, of text whose line runs along (a, b) in the file."""
    level, upwards = abs(a) >= abs(b), b > 0
    if level:
        return ((0 if a >= 0 else 2) + rotation) % 4
    return ((3 if upwards else 1) + rotation) % 4
