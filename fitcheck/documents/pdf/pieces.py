"""Drawing operations of text: what holds for all characters that one of them draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, filterfalse, repeat
from operator import mul
from typing import NamedTuple

from fitcheck.documents.layout.page import Style
from fitcheck.documents.pdf.fonts import look_of
from fitcheck.documents.pdf.pdfium import BLACK, Handle, Pdfium, colour_of
from fitcheck.documents.pdf.scene import PageScene

_is_above_zero = (0.0).__lt__
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_BOLD_WEIGHT = 700
_OUTLINED = 1

Ink = tuple[int, tuple[int, ...]]
"""How letters are painted: the mode, and the colour of what it paints first as it was read."""

_NO_INK: Ink = 0, BLACK


class Font(NamedTuple):
    """`pictures` is True for icon fonts, `marks` for fonts of list marks (Wingdings)."""

    name: str
    bold: bool
    italic: bool
    pictures: bool
    marks: bool


Look = tuple[Style, bool, bool]
"""The style, and the `pictures` and `marks` of the font."""

_NO_FONT = Font("", False, False, False, False)


class Pieces:
    """The drawing operations of an open page's text, each asked about once.

    By the number of the piece, as in `PageScene.handles`, stand `sizes`, in points after all
    scaling, `turns`, the quarter turns, `looks`, and `styles`, which are part of them. `inks_met`
    are those asked about so far; `unmapped` tells for each name of a font whether it does not say
    what its letters mean.
    """

    def __init__(self, pdfium: Pdfium, text: int, scene: PageScene) -> None:
        self.pdfium = pdfium
        self.text = text
        self.scene = scene
        self.sizes: list[float] = []
        self.turns: list[int] = []
        self.looks: list[Look] = []
        self.styles: list[Style] = []
        self.inks_met: set[Ink] = set()
        self.unmapped: dict[str, bool] = {}
        self._inks: dict[int, Ink] = {0: _NO_INK}
        self._fonts: dict[int, Font] = {0: _NO_FONT}
        self._looks: dict[tuple[int, Ink], Look] = {}

    def learn(self, handles: Sequence[int], chars: Sequence[int]) -> Sequence[int]:
        """The numbers of the pieces; each of `chars` is drawn by the operation of its place.

        `handles` are the operations that the scene has noted, in the same order, repeated.
        """
        bare, text, pieces = self.pdfium.bare, Handle(self.text), self.scene.handles
        asked = chars
        if len(pieces) < len(handles):
            firsts = dict(zip(reversed(handles), reversed(chars), strict=True))
            asked = [*map(firsts.__getitem__, pieces)]
        inks = self.inks(pieces)
        fonts = [*map(bare.FPDFTextObj_GetFont, self.scene.bare_handles)]
        if len(self.inks_met) == 1 and 0 not in pieces:  # most pages
            (ink,) = self.inks_met
            chars_of = dict(zip(reversed(fonts), reversed(asked), strict=True))
            looks = {font: self._look((font, ink), chars_of[font]) for font in dict.fromkeys(fonts)}
            self.looks = [*map(looks.__getitem__, fonts)]
        else:
            known, look = self._looks, self._look
            keys = zip(fonts, map(inks.__getitem__, pieces), strict=True)
            self.looks = [
                known.get(key) or look(key, char) for key, char in zip(keys, asked, strict=True)
            ]
        self.styles = [style for style, _, _ in self.looks]
        sizes = map(bare.FPDFText_GetFontSize, repeat(text), asked)
        # text of no operation has no matrix: that before it holds
        ask = self.pdfium.matrices.columns
        a, b, c, d = ask(bare.FPDFText_GetMatrix, asked, text, wanted=range(4))
        self.turns, scales = _turns(a, b, self.scene.rotation), _scales(c, d)
        self.sizes = [*map(mul, sizes, scales)]
        if len(pieces) == len(handles):  # most pages drawn letter by letter
            return range(len(handles))
        numbers = dict(zip(pieces, count()))
        return [*map(numbers.__getitem__, handles)]

    def inks(self, handles: Iterable[int]) -> dict[int, Ink]:
        """The mode and the colour in which drawing operations paint, by their handles."""
        known, bare = self._inks, self.pdfium.bare
        new = [*dict.fromkeys(filterfalse(known.__contains__, handles))]
        places = [*map(Handle, new)]
        modes = [*map(bare.FPDFTextObj_GetTextRenderMode, places)]
        fills = self.pdfium.colours.rows(bare.FPDFPageObj_GetFillColor, places, BLACK)
        if fills and fills.count(fills[0]) == modes.count(modes[0]) == len(new):  # most pages
            ink = modes[0], fills[0]
            known.update(dict.fromkeys(new, ink))
            self.inks_met.add(ink)
        else:
            known.update(zip(new, zip(modes, fills, strict=True), strict=True))
            self.inks_met.update(zip(modes, fills, strict=True))
        if _OUTLINED in modes:
            outlined = [handle for handle in new if known[handle][0] == _OUTLINED]
            places = [*map(Handle, outlined)]
            strokes = self.pdfium.colours.rows(bare.FPDFPageObj_GetStrokeColor, places, BLACK)
            known.update(zip(outlined, zip(repeat(_OUTLINED), strokes), strict=True))
            self.inks_met.update(zip(repeat(_OUTLINED), strokes))
        return known

    @property
    def any_pictures(self) -> bool:
        """True where a font of the page draws pictures."""
        return any(pictures for _, pictures, _ in self._looks.values())

    @property
    def odd(self) -> set[int]:
        """The numbers of the pieces that are turned, or in a font of list marks."""
        found = {piece for piece, turn in enumerate(self.turns) if turn} if any(self.turns) else ()
        if not any(marks for _, _, marks in self._looks.values()):  # most pages
            return {*found}
        return {*found, *(piece for piece, (_, _, marks) in enumerate(self.looks) if marks)}

    def _look(self, key: tuple[int, Ink], char: int) -> Look:
        """The look of letters in a font and an ink; `char` is the first of them."""
        number, (mode, read) = key
        font = self._fonts.get(number) or self._font(number)
        if font.name not in self.unmapped:
            error = self.pdfium.FPDFText_HasUnicodeMapError(self.text, char)
            self.unmapped[font.name] = error == 1
        style = Style(font.name, font.bold or mode == 2, font.italic, colour_of(read), mode)
        look = self._looks[key] = (style, font.pictures, font.marks)
        return look

    def _font(self, key: int) -> Font:
        pdfium = self.pdfium
        name = pdfium.name_of(key).split("+", 1)[-1]
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


def _turns(a: list[float], b: list[float], rotation: int) -> list[int]:
    """Quarter turns of text whose lines run along (a, b) in the file."""
    if not any(b) and all(map(_is_above_zero, a)):
        return [rotation] * len(a)  # nearly every page
    along = zip(a, b, strict=True)
    return [rotation if y == 0 and x > 0 else _turn(x, y, rotation) for x, y in along]


def _scales(c: list[float], d: list[float]) -> list[float]:
    """How much text is scaled in height whose letters stand along (c, d) in the file."""
    if not any(c) and all(map(_is_above_zero, d)):
        return d
    up = zip(c, d, strict=True)
    return [y if x == 0 and y > 0 else (x * x + y * y) ** 0.5 for x, y in up]


def _turn(a: float, b: float, rotation: int) -> int:
    """Quarter turns, clockwise, of text whose line runs along (a, b) in the file."""
    level, upwards = abs(a) >= abs(b), b > 0
    if level:
        return ((0 if a >= 0 else 2) + rotation) % 4
    return ((3 if upwards else 1) + rotation) % 4
