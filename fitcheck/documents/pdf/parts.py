"""Words inside words: where a run of characters without a blank is more than one word."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import byref
from itertools import compress, count, pairwise, repeat
from operator import ne

from fitcheck.documents.pdf.pdfium import Handle
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
        self._orders: dict[int, int] = {}
        # places for answers, made once: making them anew costs as much as asking
        self._matrices = (ctypes.c_float * 12)()
        self._to_here, self._to_there = byref(self._matrices), byref(self._matrices, 24)

    def doubtful(
        self, firsts: Sequence[int], lasts: Sequence[int], starts: Sequence[int], stops: list[int]
    ) -> list[int]:
        """Those of the runs of characters that may be more than one word, by their places.

        Given are the drawing operations of their ends, and where in the text they start and stop.
        """
        mixed = [*compress(count(), map(ne, firsts, lasts))]
        begins, ends = [firsts[at] for at in mixed], [lasts[at] for at in mixed]
        self._orders = self.scene.orders
        inks, order = self.pieces.inks([*begins, *ends]), self._orders.get
        ends_of = zip(mixed, begins, ends, strict=True)
        if not self.drawn_singly:
            return [at for at, first, last in ends_of if inks[first] != inks[last]]
        return [
            at
            for at, first, last in ends_of
            if inks[first] != inks[last]
            or order(last, -1) - order(first, -1) >= stops[at] - starts[at]
        ]

    def of(self, chars: Sequence[int], first: int, last: int) -> list[tuple[int, int, bool]]:
        """Where a run of characters divides into words, and which join the one before.

        That is at blanks that PDFium dropped and where the look of the letters changes, so that
        no hidden letters hide behind a visible first one. `first` and `last` are the drawing
        operations of its ends, the inks of which are known; nothing is given for a single word.
        """
        changes = set(self._changes(chars)) if self._inks[first] != self._inks[last] else set()
        blanks = set(self._dropped_blanks(chars)) if self.drawn_singly else set()
        if not changes and not blanks:
            return []
        cuts = sorted({0, len(chars)} | changes | blanks)
        joins = changes - blanks
        return [(begin, stop, begin in joins) for begin, stop in pairwise(cuts)]

    def _changes(self, chars: Sequence[int]) -> list[int]:
        """The places at which mode or colour of the letters change."""
        handles = [*map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)]
        inks = self.pieces.inks(handles)
        changes = enumerate(pairwise(handles), start=1)
        return [place for place, (a, b) in changes if inks[a] != inks[b]]

    def _dropped_blanks(self, chars: Sequence[int]) -> list[int]:
        """The places at which a blank was drawn.

        Where each character is drawn by itself and letters are set tightly, PDFium takes a drawn
        blank for an overlap and leaves it out. What was drawn between two letters, and lies
        between them, was a blank.
        """
        handles = map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)
        orders = [*map(self._orders.get, handles, repeat(-1))]
        steps = enumerate(pairwise(orders), start=1)
        return [
            place
            for place, (before, after) in steps
            if after == before + 2 and self._advances(chars[place - 1], before + 1)
        ]

    def _advances(self, char: int, order: int) -> bool:
        """True where the drawing operation stands behind `char`, not on top of it."""
        bare, text = self.pdfium.bare, self._text
        handle = bare.FPDFPage_GetObject(self._page, order)
        self.pdfium.FPDFPageObj_GetMatrix(handle, self._to_there)
        bare.FPDFText_GetMatrix(text, char, self._to_here)
        a, b, _, _, e, f, _, _, _, _, there_e, there_f = self._matrices
        size = bare.FPDFText_GetFontSize(text, char) * (a**2 + b**2) ** 0.5
        apart = ((there_e - e) ** 2 + (there_f - f) ** 2) ** 0.5
        return bool(_NEAREST * size < apart < _FARTHEST * size)
