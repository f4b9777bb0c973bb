"""One open page of a PDF becomes words with places and looks.

Cost decides the shape of this module. A page's text comes in one call; then four short calls a
word (origin of the first character, box of the last, the drawing operations of both) and a few
for each drawing operation not seen before. Asking about every character costs twice as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat
from typing import NamedTuple, TypeVar

from fitcheck.documents.layout.page import Page, Word
from fitcheck.documents.pdf.geometry import upright
from fitcheck.documents.pdf.hyphens import SOFT_HYPHEN, breaks_word, with_drawn_hyphens
from fitcheck.documents.pdf.marks import stated_texts
from fitcheck.documents.pdf.parts import Parts
from fitcheck.documents.pdf.pdfium import Handle
from fitcheck.documents.pdf.pieces import Pieces
from fitcheck.documents.pdf.scene import PageScene
from fitcheck.documents.pdf.visibility import split_by_visibility

_WORD = re.compile("([^\\s\0\x02\ufffe]+[\x02\ufffe]?)")
"""A word and the mark that PDFium writes for a hyphen of the line break."""
_HALVES = re.compile("[\ud800-\udfff]")
_BREAKS = "\x02\ufffe"
_MAY_BREAK = _BREAKS + SOFT_HYPHEN
_ODD = re.compile(f"[\\ud800-\\udfff{SOFT_HYPHEN}]")
_T1_LIGATURES = {27: "\ufb00", 28: "\ufb01", 29: "\ufb02", 30: "\ufb03", 31: "\ufb04"}
_OTHER_LIGATURES = {27: "\ufb01", 30: "\ufb02"}
"""Codes of ligatures in TeX fonts that do not say what their codes mean: the encoding T1, and one
met in fonts with no more than two ligatures (fi is three times as frequent as ff)."""
_LIGATURE_CODES = "\x1b", "\x1c", "\x1d", "\x1e", "\x1f"
_SIDES, _EDGES = (0, 2), (0, 2, 1, 3)
"""Where in the box of a character its left and right edge stand, and then its top and bottom."""
_Fact = TypeVar("_Fact")
_BULLET = "\u2022"


class _Runs(NamedTuple):
    """Words by their places in the text, column by column.

    For each: its characters, where it starts and stops, the numbers of its first and last character
    in PDFium's list, the drawing operation of the first, and `broken` and `joined` as in `Word`.
    """

    texts: list[str]
    starts: list[int]
    stops: list[int]
    firsts: list[int]
    lasts: list[int]
    handles: list[int]
    broken: list[bool]
    joined: list[bool]


class PageReader:
    """Reads one open page; not to be kept beyond it."""

    def __init__(self, scene: PageScene, text: int, number: int) -> None:
        self.pdfium = scene.pdfium
        self.text = text
        self._to_text = Handle(text)
        self.number = number
        self.unmapped_share = 0.0
        self._has_halves = False
        self.scene = scene
        self.pieces = Pieces(self.pdfium, text, scene)
        self._content, self._places = self._read_content()
        self._runs = self._find_runs()
        scene.note(dict.fromkeys(self._runs.handles))

    def read(self) -> Page:
        """The page with the words that a person can see apart from those that nobody sees."""
        words = self._words()
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
                found.append(self.scene.handles[piece])
        return found

    def _words(self) -> list[Word]:
        """All words of the page, in the order of the file."""
        runs, pieces = self._runs, self.pieces
        numbers = pieces.learn(runs.handles, runs.firsts)
        is_turned = self.scene.rotation > 0 or any(pieces.turns)
        points, boxes = self._points_and_boxes(runs, all_edges=is_turned)
        rows = zip(
            runs.texts,
            *_level(points, boxes, self.scene.box),
            _each(pieces.sizes, numbers),
            _each(pieces.styles, numbers),
            _each(pieces.turns, numbers),
            runs.broken,
            numbers,
            runs.joined,
            strict=True,
        )
        words = [*map(tuple.__new__, repeat(Word), rows)]
        for at in self._uncommon(numbers):
            edges = [column[at] for column in (*points, *boxes)] if is_turned else ()
            chars = _chars(self._places, runs.starts[at], runs.stops[at])
            words[at] = self._mended(words[at], pieces.looks[numbers[at]][2], chars, edges)
        if pieces.any_pictures:
            words = [word for word in words if not pieces.looks[word.piece][1]]
        self._note_unmapped(words, runs)
        return words

    def _uncommon(self, numbers: Sequence[int]) -> Sequence[int]:
        """The words, by place, that are turned, or that do not read as the text has them."""
        if self.scene.rotation:
            return range(len(numbers))
        pieces, found = self.pieces.odd, set[int]()
        if pieces:
            found.update(at for at, number in enumerate(numbers) if number in pieces)
        if self._has_halves or SOFT_HYPHEN in self._content:
            found.update(at for at, text in enumerate(self._runs.texts) if _ODD.search(text))
        return sorted(found)

    def _points_and_boxes(
        self, runs: _Runs, *, all_edges: bool
    ) -> tuple[list[list[float]], list[list[float]]]:
        """The origins of first characters, and the left and right edges of last ones.

        Their upper and lower edges follow where all edges are asked for.
        """
        ask, text, pdfium = self.pdfium.bare, self._to_text, self.pdfium
        points = pdfium.points.columns(ask.FPDFText_GetCharOrigin, runs.firsts, text)
        wanted = _EDGES if all_edges else _SIDES
        boxes = pdfium.boxes.columns(ask.FPDFText_GetLooseCharBox, runs.lasts, text, wanted=wanted)
        return points, boxes

    def _mended(
        self, word: Word, is_mark: bool, chars: Sequence[int], edges: Sequence[float]
    ) -> Word:
        """The word as it reads and stands.

        `edges` are the origin of its first letter and the edges of its last (left, right, top,
        bottom); they are needed only of a turned word.
        """
        if is_mark:
            word = word._replace(text=_BULLET * len(chars))
        if _ODD.search(word.text):
            word = word._replace(text=self._label(word.text, chars, word.size))
        if word.turn or self.scene.rotation:
            x0, x1, base = self._turned(edges[0], edges[1], edges[2:], word.turn)
            word = word._replace(x0=x0, x1=x1, y=base)
        return word

    def _note_unmapped(self, words: Sequence[Word], runs: _Runs) -> None:
        """Note the share of characters whose font does not say what they are."""
        unmapped = [name for name, is_unmapped in self.pieces.unmapped.items() if is_unmapped]
        total = sum(runs.stops) - sum(runs.starts) if unmapped else 0
        if total:
            letters = sum(len(word.text) for word in words if word.style.font in unmapped)
            self.unmapped_share = letters / total

    def _find_runs(self) -> _Runs:
        """The words by their places in the text."""
        content, places = self._content, self._places
        pieces = _WORD.split(content)  # what lies between words, and words, by turns
        ends, texts = [*accumulate(map(len, pieces))], pieces[1::2]
        starts, stops = ends[:-1:2], ends[1::2]
        broken = [False] * len(texts)
        if _BREAKS[0] in content or _BREAKS[1] in content or SOFT_HYPHEN in content:
            for at in [at for at, text in enumerate(texts) if text[-1] in _MAY_BREAK]:
                if content[stops[at] - 1] in _BREAKS or breaks_word(content, stops[at]):
                    broken[at], texts[at], stops[at] = True, texts[at][:-1], stops[at] - 1
        firsts, lasts = _numbers(places, starts, stops)
        object_of, text = self.pdfium.bare.FPDFText_GetTextObject, repeat(self._to_text)
        begins, closes = [*map(object_of, text, firsts)], [*map(object_of, text, lasts)]
        parts = Parts(self.pieces, self.scene, self.pdfium.FPDFText_CountChars(self.text))
        cuts, joins = parts.cuts(begins, closes, starts, stops, places)
        if not cuts:
            joined = [False] * len(texts)
            return _Runs(texts, starts, stops, firsts, lasts, begins, broken, joined)
        inner, _ = _numbers(places, cuts, cuts)
        handles = dict(zip(starts, begins, strict=True))
        handles.update(zip(cuts, map(object_of, text, inner), strict=True))
        last_parts = {stop for stop, is_broken in zip(stops, broken, strict=True) if is_broken}
        # words do not overlap, so starts and stops stay pairs
        starts, stops = sorted(starts + cuts), sorted(stops + cuts)
        return _Runs(
            [content[start:stop] for start, stop in zip(starts, stops, strict=True)],
            starts,
            stops,
            *_numbers(places, starts, stops),
            [*map(handles.__getitem__, starts)],
            [*map(last_parts.__contains__, stops)],
            [*map(joins.__contains__, starts)],
        )

    def _read_content(self) -> tuple[str, list[int] | None]:
        """The text, and for each character its number in PDFium's list (None: the same)."""
        pdfium, text = self.pdfium, self.text
        count = pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return "", None
        units = pdfium.text_of(text, count)
        content = units.decode("utf-16-le", "replace")
        if len(content) != count and len(units) == 2 * count:
            # PDFium counts the halves of a character beyond the 16-bit range one by one
            content = "".join(map(chr, memoryview(units).cast("H")))
            self._has_halves = True
        if any(code in content for code in _LIGATURE_CODES):
            usual = "\x1c" in content or "\x1d" in content
            content = content.translate(_T1_LIGATURES if usual else _OTHER_LIGATURES)
        if len(content) == count:
            return content, None
        number_of = pdfium.FPDFText_GetCharIndexFromTextIndex
        places = [*map(number_of, repeat(text), range(len(content)))]
        return content, places if min(places, default=0) >= 0 else [max(at, 0) for at in places]

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
        cx, cy = upright(edges[1], edges[2], box, rotation)
        if turn == 1:
            ax, ay, bx, cx = ay, -ax, by, cy
        elif turn == 2:
            ax, ay, bx, cx = -ax, -ay, -bx, -cx
        elif turn == 3:
            ax, ay, bx, cx = -ay, ax, -by, -cy
        return min(ax, bx, cx), max(ax, bx, cx), ay


def _each(facts: list[_Fact], numbers: Sequence[int]) -> Iterable[_Fact]:
    """The facts of the pieces with these numbers, one for each of them."""
    return facts if isinstance(numbers, range) else map(facts.__getitem__, numbers)


def _numbers(
    places: Sequence[int] | None, starts: list[int], stops: list[int]
) -> tuple[list[int], list[int]]:
    """The numbers of the first and the last characters in PDFium's list."""
    lasts = [stop - 1 for stop in stops]
    if places is None:
        return starts, lasts
    return [places[char] for char in starts], [places[char] for char in lasts]


def _chars(places: list[int] | None, start: int, stop: int) -> Sequence[int]:
    """The numbers of characters in PDFium's list."""
    return range(start, stop) if places is None else places[start:stop]


def _level(
    points: Sequence[list[float]], boxes: Sequence[list[float]], box: Sequence[float]
) -> tuple[list[float], list[float], list[float]]:
    """Left edges, right edges and baselines of level words on a page that is not turned."""
    left, top = box[0], box[3]
    begins, nears, ends = points[0], boxes[0], boxes[1]
    if left:
        begins, nears, ends = ([x - left for x in column] for column in (begins, nears, ends))
    return (
        [x if x < near else near for x, near in zip(begins, nears, strict=True)],  # noqa: FURB136
        [end if end > x else x for x, end in zip(begins, ends, strict=True)],  # noqa: FURB136
        [top - y for y in points[1]],
    )
