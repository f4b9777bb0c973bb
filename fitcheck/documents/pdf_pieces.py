"""Drawing operations of text: what holds for all characters that one of them draws."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import NamedTuple

from fitcheck.documents.fonts import look_of
from fitcheck.documents.page import Style
from fitcheck.documents.pdfium import Handle, Pdfium

_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_BOLD_WEIGHT = 700
_OUTLINED = 1

Colour = tuple[int, int, int, int]
Ink = tuple[int, Colour]
"""How letters are painted: the mode, and the colour of what it paints first."""

_NO_INK: Ink = 0, (0, 0, 0, 255)


class Font(NamedTuple):
    """`pictures` is True for icon fonts, `marks` for fonts of list marks (Wingdings)."""

    name: str
    bold: bool
    italic: bool
    pictures: bool
    marks: bool


class Piece(NamedTuple):
    """One drawing operation: `size` in points after all scaling, `turn` in quarter turns."""

    number: int
    style: Style
    size: float
    turn: int
    pictures: bool
    marks: bool


_NO_FONT = Font("", False, False, False, False)


class Pieces:
    """The drawing operations of an open page's text, each asked about once.

    `handles` are PDFium's handles by the number of the piece; 0 stands for text that belongs to
    none. `unmapped` tells for each name of a font whether it does not say what its letters mean.
    """

    def __init__(self, pdfium: Pdfium, text: int, rotation: int, handles: list[int]) -> None:
        self.pdfium = pdfium
        self.text = text
        self.rotation = rotation
        self.handles = handles
        self.unmapped: dict[str, bool] = {}
        self._known: dict[int, Piece] = {}
        self._inks: dict[int, Ink] = {0: _NO_INK}
        self._fonts: dict[int, Font] = {0: _NO_FONT}
        self._styles: dict[tuple[int, Ink], Style] = {}
        # places for answers, made once: making them anew costs as much as asking
        self._to_text = Handle(text)
        self._matrix = (ctypes.c_float * 6)()
        self._to_matrix = byref(self._matrix)
        self._colour = (ctypes.c_uint * 4)()
        self._to_colour = [byref(self._colour, 4 * index) for index in range(4)]

    def piece(self, handle: int, char: int) -> Piece:
        """The drawing operation `handle`, which draws the character `char` among others."""
        known = self._known.get(handle)
        if known is not None:
            return known
        bare = self.pdfium.bare
        bare.FPDFText_GetMatrix(self._to_text, char, self._to_matrix)
        a, b, c, d = self._matrix[:4]
        mode, _ = ink = self.ink(handle)
        key = bare.FPDFTextObj_GetFont(Handle(handle)) or 0 if handle else 0
        font = self._fonts.get(key) or self._font(key)
        if font.name not in self.unmapped:
            error = self.pdfium.FPDFText_HasUnicodeMapError(self.text, char)
            self.unmapped[font.name] = error == 1
        style = self._styles.get((key, ink))
        if style is None:
            style = Style(font.name, font.bold or mode == 2, font.italic, ink[1], mode)
            self._styles[key, ink] = style
        size = bare.FPDFText_GetFontSize(self._to_text, char) * (c * c + d * d) ** 0.5
        turn = self.rotation if b == 0 and a > 0 else _turn(a, b, self.rotation)
        piece = Piece(len(self.handles), style, size, turn, font.pictures, font.marks)
        self.handles.append(handle)
        self._known[handle] = piece
        return piece

    def ink(self, handle: int) -> Ink:
        """The mode and the colour in which a drawing operation paints."""
        known = self._inks.get(handle)
        if known is not None:
            return known
        bare, colour, operation = self.pdfium.bare, self._colour, Handle(handle)
        mode = bare.FPDFTextObj_GetTextRenderMode(operation)
        outlined = mode == _OUTLINED
        read = bare.FPDFPageObj_GetStrokeColor if outlined else bare.FPDFPageObj_GetFillColor
        colour[3] = 255
        ink = (mode, _NO_INK[1])
        if read(operation, *self._to_colour):
            ink = (mode, (colour[0], colour[1], colour[2], colour[3]))
        self._inks[handle] = ink
        return ink

    def _font(self, key: int) -> Font:
        pdfium = self.pdfium
        buffer = ctypes.create_string_buffer(256)
        pdfium.FPDFFont_GetBaseFontName(key, buffer, 255)
        name = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
        look = look_of(name)
        flags = pdfium.FPDFFont_GetFlags(key)
        heavy = look.nameless and pdfium.FPDFFont_GetWeight(key) >= _BOLD_WEIGHT
        font = self._fonts[key] = Font(
            name=name,
            bold=look.bold or heavy or bool(flags & _FORCE_BOLD),
            italic=look.italic or bool(flags & _ITALIC),
            pictures=look.pictures,
            marks=look.marks,
        )
        return font


def _turn(a: float, b: float, rotation: int) -> int:
    """Quarter turns, clockwise, of text whose line runs along (a, b) in the file."""
    level, upwards = abs(a) >= abs(b), b > 0
    if level:
        return ((0 if a >= 0 else 2) + rotation) % 4
    return ((3 if upwards else 1) + rotation) % 4
