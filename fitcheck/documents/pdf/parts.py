"""Words inside words: where a run of characters without a blank is more than one word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress, count, islice, pairwise, repeat
from operator import ne, sub

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
        self._orders: dict[int, int] = {}

    def cuts(
        self,
        firsts: Sequence[int],
        lasts: Sequence[int],
        starts: Sequence[int],
        stops: Sequence[int],
        places: Sequence[int] | None,
    ) -> tuple[list[int], set[int]]:
        """Where in the text a word begins inside a run of characters, and which of these join.

        That is at blanks that PDFium dropped, and where the look of the letters changes, so that
        no hidden letters hide behind a visible first one; the latter join the word before. Given
        are the drawing operations of the ends of the runs, where in the text they start and stop,
        and for each character of the text its number in PDFium's list (None: the same).
        """
        mixed = [*compress(count(), map(ne, firsts, lasts))]
        if not mixed:
            return [], set()
        begins, ends = [firsts[at] for at in mixed], [lasts[at] for at in mixed]
        inks = self.pieces.inks([*begins, *ends])
        many_inked = []
        if len(self.pieces.inks_met) > 1 or 0 in begins or 0 in ends:
            before, after = map(inks.__getitem__, begins), map(inks.__getitem__, ends)
            many_inked = [*compress(mixed, map(ne, before, after))]
        changes = set[int]()
        for at in many_inked:
            changes.update(self._changes(range(starts[at], stops[at]), places))
        if not self.drawn_singly:
            return sorted(changes), changes
        self._orders = self.scene.orders
        order, no_order = self._orders.get, repeat(-1)
        steps = map(sub, map(order, ends, no_order), map(order, begins, no_order))
        doubtful = [
            at for at, step in zip(mixed, steps, strict=True) if step >= stops[at] - starts[at]
        ]
        doubtful = sorted({*doubtful, *many_inked}) if many_inked else doubtful
        blanks = self._dropped_blanks([range(starts[at], stops[at]) for at in doubtful], places)
        return sorted(changes | blanks), changes - blanks

    def _changes(self, run: Sequence[int], places: Sequence[int] | None) -> list[int]:
        """The places in the text at which mode or colour of the letters change."""
        chars = run if places is None else [places[place] for place in run]
        handles = [*map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)]
        inks = self.pieces.inks(handles)
        changes = zip(run[1:], pairwise(handles), strict=True)
        return [place for place, (a, b) in changes if inks[a] != inks[b]]

    def _dropped_blanks(
        self, runs: Sequence[Sequence[int]], places: Sequence[int] | None
    ) -> set[int]:
        """The places in the text, inside of some runs, at which a blank was drawn.

        Where each character is drawn by itself and letters are set tightly, PDFium takes a drawn
        blank for an overlap and leaves it out. What was drawn between two letters, and lies
        between them, was a blank.
        """
        flat = [*chain.from_iterable(runs)]
        chars = flat if places is None else [places[place] for place in flat]
        handles = map(self.pdfium.bare.FPDFText_GetTextObject, repeat(self._text), chars)
        orders = [*map(self._orders.get, handles, repeat(-1))]
        steps = map(sub, islice(orders, 1, None), orders)
        before = [*compress(count(), map((2).__eq__, steps))]
        advances = self._advances([chars[at] for at in before], [orders[at] + 1 for at in before])
        behind = {flat[at + 1] for at in compress(before, advances)}
        return behind.difference([run[0] for run in runs])

    def _advances(self, chars: Sequence[int], orders: Sequence[int]) -> list[bool]:
        """True where the drawing operation stands behind its character, not on top of it."""
        bare, text, ask = self.pdfium.bare, self._text, self.pdfium.matrices.columns
        between = [*map(Handle, map(self.scene.operations.__getitem__, orders))]
        there_x, there_y = ask(bare.FPDFPageObj_GetMatrix, between, wanted=(4, 5))
        a, b, x, y = ask(bare.FPDFText_GetMatrix, chars, text, wanted=(0, 1, 4, 5))
        sizes = map(bare.FPDFText_GetFontSize, repeat(text), chars)
        scales = [(p**2 + q**2) ** 0.5 for p, q in zip(a, b, strict=True)]
        places = zip(x, y, there_x, there_y, strict=True)
        apart = [((p - r) ** 2 + (q - s) ** 2) ** 0.5 for r, s, p, q in places]
        return [
            _NEAREST * (size * scale) < distance < _FARTHEST * (size * scale)
            for size, scale, distance in zip(sizes, scales, apart, strict=True)
        ]
