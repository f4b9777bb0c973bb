"""Drawing operations of text: what holds for all characters that one of them draws."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from fitcheck.documents.layout.page import Style
from fitcheck.documents.pdf.fonts import look_of
from fitcheck.documents.pdf.pdfium import Handle, Pdfium

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


Look = tuple[Style, bool, bool]
"""The style, and the `pictures` and `marks` of the font."""

Piece = tuple[int, float, int, Look]
"""One drawing operation: its number, its size in points after all scaling, its quarter turns and
its look."""

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
        self._looks: dict[tuple[int, Ink], Look] = {}
        self._to_text = Handle(text)

    def learn(self, handles: Sequence[int], chars: Sequence[int]) -> dict[int, Piece]:
        """The pieces by their handle; each of `chars` is drawn by the operation of its place."""
        pdfium, bare, text = self.pdfium, self.pdfium.bare, self._to_text
        firsts = dict(zip(reversed(handles), reversed(chars), strict=True))
        new = [handle for handle in dict.fromkeys(handles) if handle not in self._known]
        asked = [firsts[handle] for handle in new]
        inks = self.inks(new)
        sizes = map(bare.FPDFText_GetFontSize, repeat(text), asked)
        matrices = pdfium.matrices.to(bare.FPDFText_GetMatrix, asked, text)
        fonts = map(pdfium.FPDFTextObj_GetFont, new)
        a = b = c = d = 0.0
        for handle, char, size, matrix, font in zip(
            new, asked, sizes, matrices, fonts, strict=True
        ):
            if matrix is not None:  # text of no operation has none: that before it holds
                a, b, c, d, _, _ = matrix
            key = (font or 0, inks[handle])
            look = self._looks.get(key) or self._look(key, char)
            turn = self.rotation if b == 0 and a > 0 else _turn(a, b, self.rotation)
            scale = d if c == 0 and d > 0 else (c * c + d * d) ** 0.5
            self._known[handle] = len(self.handles), size * scale, turn, look
            self.handles.append(handle)
        return self._known

    def inks(self, handles: Iterable[int]) -> dict[int, Ink]:
        """The mode and the colour in which drawing operations paint, by their handles."""
        known, pdfium = self._inks, self.pdfium
        new = [handle for handle in dict.fromkeys(handles) if handle not in known]
        modes = [*map(pdfium.FPDFTextObj_GetTextRenderMode, new)]
        fills = self._colours(pdfium.bare.FPDFPageObj_GetFillColor, new)
        known.update(zip(new, zip(modes, fills, strict=True), strict=True))
        if _OUTLINED in modes:
            outlined = [handle for handle in new if known[handle][0] == _OUTLINED]
            strokes = self._colours(pdfium.bare.FPDFPageObj_GetStrokeColor, outlined)
            known.update(zip(outlined, zip(repeat(_OUTLINED), strokes), strict=True))
        return known

    def _colours(self, ask: Callable[..., int], handles: Sequence[int]) -> Iterator[Colour]:
        answers = self.pdfium.colours.to(ask, [*map(Handle, handles)])
        return (found or _NO_INK[1] for found in answers)

    def _look(self, key: tuple[int, Ink], char: int) -> Look:
        """The look of letters in a font and an ink; `char` is the first of them."""
        number, (mode, colour) = key
        font = self._fonts.get(number) or self._font(number)
        if font.name not in self.unmapped:
            error = self.pdfium.FPDFText_HasUnicodeMapError(self.text, char)
            self.unmapped[font.name] = error == 1
        style = Style(font.name, font.bold or mode == 2, font.italic, colour, mode)
        look = self._looks[key] = (style, font.pictures, font.marks)
        return look

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
