"""One open page of a PDF becomes words with places and looks.

Cost decides the shape of this module. A page's text comes in one call; then four short calls a
word (origin of the first character, box of the last, the drawing operations of both) and a few
for each drawing operation not seen before. Asking about every character costs twice as much.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import repeat

from fitcheck.documents.layout.page import Page, Word
from fitcheck.documents.pdf.hyphens import SOFT_HYPHEN, breaks_word, with_drawn_hyphens
from fitcheck.documents.pdf.marks import stated_texts
from fitcheck.documents.pdf.parts import Parts
from fitcheck.documents.pdf.pdfium import Handle, Pdfium
from fitcheck.documents.pdf.pieces import Pieces
from fitcheck.documents.pdf.scene import PageScene, upright
from fitcheck.documents.pdf.visibility import split_by_visibility

_WORD = re.compile("[^\\s\0\x02\ufffe]+[\x02\ufffe]?")
"""A word and the mark that PDFium writes for a hyphen of the line break."""
_HALVES = re.compile("[\ud800-\udfff]")
_BREAKS = "\x02\ufffe"
_ODD = re.compile(f"[\\ud800-\\udfff{SOFT_HYPHEN}]")
_BREAKING = re.compile(f"[{_BREAKS}{SOFT_HYPHEN}]")
_T1_LIGATURES = {27: "\ufb00", 28: "\ufb01", 29: "\ufb02", 30: "\ufb03", 31: "\ufb04"}
_OTHER_LIGATURES = {27: "\ufb01", 30: "\ufb02"}
"""Codes of ligatures in TeX fonts that do not say what their codes mean: the encoding T1, and one
met in fonts with no more than two ligatures (fi is three times as frequent as ff)."""
_LIGATURE_CODE = re.compile("[\x1b-\x1f]")
_BULLET = "\u2022"

_Run = tuple[int, int, int, int, int, bool, bool]


class PageReader:
    """Reads one open page; not to be kept beyond it."""

    def __init__(self, pdfium: Pdfium, page: int, text: int, number: int) -> None:
        self.pdfium = pdfium
        self.text = text
        self._to_text = Handle(text)
        self.number = number
        self.handles: list[int] = []
        self.unmapped_share = 0.0
        self.scene = PageScene(pdfium=pdfium, page=page, handles=self.handles)
        self.pieces = Pieces(pdfium, text, self.scene.rotation, self.handles)
        self.parts = Parts(self.pieces, self.scene, pdfium.FPDFText_CountChars(text))

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
        marked = self.scene.marks
        stated = stated_texts(self.pdfium, marked.values())
        if not stated:
            return []
        found = []
        for piece, marks in marked.items():
            texts = (stated[mark] for mark in marks if mark in stated)
            if next(texts, ""):
                found.append(self.handles[piece])
        return found

    def words(self) -> list[Word]:
        """All words of the page, in the order of the file."""
        content, places = self._content()
        runs = self._runs(content, places)
        firsts, handles = [run[2] for run in runs], [run[4] for run in runs]
        pieces = self.pieces.learn(handles, firsts)
        ask, text = self.pdfium.bare, self._to_text
        origins = self.pdfium.points.to(ask.FPDFText_GetCharOrigin, firsts, text)
        lasts = [run[3] for run in runs]
        boxes = self.pdfium.boxes.to(ask.FPDFText_GetLooseCharBox, lasts, text)
        odd = _ODD.search(content) is not None
        left, _, _, top = self.scene.box
        is_level, words, word_of = self.scene.rotation == 0, list[Word](), Word._make
        x = y = 0.0
        box: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
        for (start, stop, _, _, handle, broken, joined), origin, edges in zip(
            runs, origins, boxes, strict=True
        ):
            x, y = origin or (x, y)
            box = edges or box
            number, size, turn, (style, pictures, marks) = pieces[handle]
            if pictures:
                continue
            label = _BULLET * (stop - start) if marks else content[start:stop]
            if odd:
                label = self._label(label, _chars(places, start, stop), size)
            if is_level and not turn:  # nearly every word
                begin, near, end = x - left, box[0] - left, box[2] - left
                x0, base = begin if begin < near else near, top - y  # noqa: FURB136 - as below
                x1 = end if end > begin else begin  # noqa: FURB136 - saves a call a word
            else:
                x0, x1, base = self._turned(x, y, box, turn)
            words.append(word_of((label, x0, x1, base, size, style, turn, broken, number, joined)))
        self._note_unmapped(words, runs)
        return words

    def _note_unmapped(self, words: Sequence[Word], runs: Sequence[_Run]) -> None:
        """Note the share of characters whose font does not say what they are."""
        unmapped = [name for name, is_unmapped in self.pieces.unmapped.items() if is_unmapped]
        total = sum(run[1] - run[0] for run in runs) if unmapped else 0
        if total:
            letters = sum(len(word.text) for word in words if word.style.font in unmapped)
            self.unmapped_share = letters / total

    def _runs(self, content: str, places: list[int] | None) -> list[_Run]:
        """The words by their places in the text.

        For each: where it starts and stops, the numbers of its first and last character in
        PDFium's list, the drawing operation of the first, and `broken` and `joined` as in `Word`.
        """
        object_of = self.pdfium.bare.FPDFText_GetTextObject
        spans = [found.span() for found in _WORD.finditer(content)]
        broken = [False] * len(spans)
        if _BREAKING.search(content):
            broken = [content[end - 1] in _BREAKS or breaks_word(content, end) for _, end in spans]
            spans = [(a, end - cut) for (a, end), cut in zip(spans, broken, strict=True)]
        firsts, lasts = [start for start, _ in spans], [stop - 1 for _, stop in spans]
        if places is not None:
            firsts, lasts = [places[char] for char in firsts], [places[char] for char in lasts]
        begins = [handle or 0 for handle in map(object_of, repeat(self._to_text), firsts)]
        ends = [handle or 0 for handle in map(object_of, repeat(self._to_text), lasts)]
        starts, stops = [start for start, _ in spans], [stop for _, stop in spans]
        single = repeat(False, len(spans))
        runs = [*zip(starts, stops, firsts, lasts, begins, broken, single, strict=True)]
        mixed = [at for at, pair in enumerate(zip(begins, ends, strict=True)) if pair[0] != pair[1]]
        if not mixed:
            return runs
        self.pieces.inks([handle for at in mixed for handle in (begins[at], ends[at])])
        divided: list[_Run] = []
        done, may_divide = 0, self.parts.may_divide
        for at in mixed:
            (start, stop), first, last = spans[at], begins[at], ends[at]
            if not may_divide(first, last, stop - start):
                continue
            chars = _chars(places, start, stop)
            parts = self.parts.of(chars, first, last)
            if parts:
                divided += runs[done:at]
                divided += self._divided(start, chars, parts, broken[at])
                done = at + 1
        return divided + runs[done:]

    def _divided(
        self, start: int, chars: Sequence[int], parts: Sequence[tuple[int, int, bool]], broken: bool
    ) -> Iterator[_Run]:
        object_of = self.pdfium.bare.FPDFText_GetTextObject
        for begin, stop, joined in parts:
            first, last = chars[begin], chars[stop - 1]
            handle = object_of(self._to_text, first) or 0
            ends = broken and stop == len(chars)
            yield start + begin, start + stop, first, last, handle, ends, joined

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

    def _label(self, label: str, chars: Sequence[int], size: float) -> str:
        """The letters that a person sees where PDFium gives halves of letters or soft hyphens."""
        if _HALVES.search(label):
            label = label.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if SOFT_HYPHEN in label:
            label = with_drawn_hyphens(self.pdfium, self.text, label, chars, size)
        return label

    def _turned(
        self, x: float, y: float, edges: Sequence[float], turn: int
    ) -> tuple[float, float, float]:
        """Left edge, right edge and baseline on the upright page, turned until level."""
        box, rotation = self.scene.box, self.scene.rotation
        ax, ay = upright(x, y, box, rotation)
        bx, by = upright(edges[0], edges[3], box, rotation)
        cx, cy = upright(edges[2], edges[1], box, rotation)
        if turn == 1:
            ax, ay, bx, cx = ay, -ax, by, cy
        elif turn == 2:
            ax, ay, bx, cx = -ax, -ay, -bx, -cx
        elif turn == 3:
            ax, ay, bx, cx = -ay, ax, -by, -cy
        return min(ax, bx, cx), max(ax, bx, cx), ay


def _chars(places: list[int] | None, start: int, stop: int) -> Sequence[int]:
    """The numbers of characters in PDFium's list."""
    return range(start, stop) if places is None else places[start:stop]
