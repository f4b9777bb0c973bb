"""Words inside words: where a run of characters without a blank is more than one word."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref
from itertools import pairwise, repeat

from fitcheck.documents.pdf.pdfium import Handle, Matrix
from fitcheck.documents.pdf.pieces import Pieces
from fitcheck.documents.pdf.scene import PageScene

_SINGLE_SHARE = 0.5
"""Drawing operations for each character from which a page counts as drawn letter by letter."""
_NEAREST, _FARTHEST = 0.12, 2.0
"""Heights of the font between which what is drawn behind a letter is a blank."""


class Parts:
    """Takes the runs of characters of an open page apart."""

    def __init__(self, pieces: Pieces, scene: PageScene, characters: int) -> None:
        self.pdfium = pieces.pdfium
        self.pieces = pieces
        self.scene = scene
        self.drawn_singly = scene.count > _SINGLE_SHARE * characters
        self._text = Handle(pieces.text)
        self._page = Handle(scene.page)
        self._inks = pieces.inks(())
        # places for answers, made once: making them anew costs as much as asking
        self._here, self._there = Matrix(), Matrix()
        self._to_here, self._to_there = byref(self._here), byref(self._there)

    def of(self, chars: Sequence[int], first: int, last: int) -> list[tuple[int, int, bool]]:
        """Where a run of characters divides into words, and which join the one before.

        That is at blanks that PDFium dropped and where the look of the letters changes, so that
        no hidden letters hide behind a visible first one. `first` and `last` are the drawing
        operations of its ends, the inks of which are known; nothing is given for a single word.
        """
        changes: set[int] = set()
        blanks: set[int] = set()
        if self._inks[first] != self._inks[last]:
            changes.update(self._changes(chars))
        if self.drawn_singly:
            orders = self.scene.orders
            begin, end = orders.get(first, -1), orders.get(last, -1)
            if end - begin >= len(chars):
                blanks.update(self._dropped_blanks(chars, begin, end))
        if not changes and not blanks:
            return []
        cuts = sorted({0, len(chars)} | changes | blanks)
        joins = changes - blanks
        return [(begin, stop, begin in joins) for begin, stop in pairwise(cuts)]

    def _changes(self, chars: Sequence[int]) -> list[int]:
        """The places at which mode or colour of the letters change."""
        found = map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)
        handles = [handle or 0 for handle in found]
        inks = self.pieces.inks(handles)
        changes = enumerate(pairwise(handles), start=1)
        return [place for place, (a, b) in changes if inks[a] != inks[b]]

    def _dropped_blanks(self, chars: Sequence[int], begin: int, end: int) -> list[int]:
        """The places at which a blank was drawn; the ends are painted at `begin` and `end`.

        Where each character is drawn by itself and letters are set tightly, PDFium takes a drawn
        blank for an overlap and leaves it out. What was drawn between two letters, and lies
        between them, was a blank.
        """
        object_of, text = self.pdfium.bare.FPDFText_GetTextObject, self._text
        orders = self.scene.orders
        found: list[int] = []
        open_parts = [(0, begin, len(chars) - 1, end)]
        while open_parts:  # halving: most letters need not be asked
            low, first, high, last = open_parts.pop()
            if last - first == high - low:
                continue
            if high - low == 1:
                if last == first + 2 and self._advances(chars[low], first + 1):
                    found.append(high)
                continue
            middle = (low + high) // 2
            between = orders.get(object_of(text, chars[middle]) or 0, -1)
            open_parts += [(low, first, middle, between), (middle, between, high, last)]
        return found

    def _advances(self, char: int, order: int) -> bool:
        """True where the drawing operation stands behind `char`, not on top of it."""
        bare, here, there = self.pdfium.bare, self._here, self._there
        handle = bare.FPDFPage_GetObject(self._page, order)
        self.pdfium.FPDFPageObj_GetMatrix(handle, self._to_there)
        bare.FPDFText_GetMatrix(self._text, char, self._to_here)
        size = bare.FPDFText_GetFontSize(self._text, char) * (here.a**2 + here.b**2) ** 0.5
        apart = ((there.e - here.e) ** 2 + (there.f - here.f) ** 2) ** 0.5
        return bool(_NEAREST * size < apart < _FARTHEST * size)
