"""Words inside words: where a run of characters without a blank is more than one word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain, compress, count, pairwise, repeat
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

    def of(
        self, runs: Sequence[Sequence[int]], ends: Sequence[tuple[int, int]]
    ) -> list[list[tuple[int, int, bool]]]:
        """Where runs of characters divide into words, and which join the one before.

        That is at blanks that PDFium dropped and where the look of the letters changes, so that
        no hidden letters hide behind a visible first one. `ends` are the drawing operations of
        their ends, the inks of which are known; nothing is given for a single word.
        """
        dropped = self._dropped_blanks(runs) if self.drawn_singly else [set[int]() for _ in runs]
        inks = self._inks
        parts = []
        for chars, (first, last), blanks in zip(runs, ends, dropped, strict=True):
            changes = self._changes(chars) if inks[first] != inks[last] else set()
            cuts = sorted({0, len(chars)} | changes | blanks)
            joins = changes - blanks
            several = [(begin, stop, begin in joins) for begin, stop in pairwise(cuts)]
            parts.append(several if len(several) > 1 else [])
        return parts

    def _changes(self, chars: Sequence[int]) -> set[int]:
        """The places at which mode or colour of the letters change."""
        handles = [*map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)]
        inks = self.pieces.inks(handles)
        changes = enumerate(pairwise(handles), start=1)
        return {place for place, (a, b) in changes if inks[a] != inks[b]}

    def _dropped_blanks(self, runs: Sequence[Sequence[int]]) -> list[set[int]]:
        """The places in each run of characters at which a blank was drawn.

        Where each character is drawn by itself and letters are set tightly, PDFium takes a drawn
        blank for an overlap and leaves it out. What was drawn between two letters, and lies
        between them, was a blank.
        """
        chars = [*chain.from_iterable(runs)]
        handles = map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)
        orders = [*map(self._orders.get, handles, repeat(-1))]
        before = [at for at, (a, b) in enumerate(pairwise(orders)) if b == a + 2]
        advances = self._advances([chars[at] for at in before], [orders[at] + 1 for at in before])
        starts = [0, *accumulate(map(len, runs))]
        found = [set[int]() for _ in runs]
        for at in compress(before, advances):
            run = bisect_right(starts, at) - 1
            if at + 1 < starts[run + 1]:
                found[run].add(at + 1 - starts[run])
        return found

    def _advances(self, chars: Sequence[int], orders: Sequence[int]) -> list[bool]:
        """True where the drawing operation stands behind its character, not on top of it."""
        bare, text, ask = self.pdfium.bare, self._text, self.pdfium.matrices.columns
        between = [*map(Handle, map(bare.FPDFPage_GetObject, repeat(self._page), orders))]
        *_, there_x, there_y = ask(bare.FPDFPageObj_GetMatrix, between)
        a, b, _, _, x, y = ask(bare.FPDFText_GetMatrix, chars, text)
        sizes = map(bare.FPDFText_GetFontSize, repeat(text), chars)
        scales = [(p**2 + q**2) ** 0.5 for p, q in zip(a, b, strict=True)]
        places = zip(x, y, there_x, there_y, strict=True)
        apart = [((p - r) ** 2 + (q - s) ** 2) ** 0.5 for r, s, p, q in places]
        return [
            _NEAREST * (size * scale) < distance < _FARTHEST * (size * scale)
            for size, scale, distance in zip(sizes, scales, apart, strict=True)
        ]
