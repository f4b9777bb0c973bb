"""Cells and lines: words that stand next to each other, and what a person calls a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from fitcheck.documents.layout.bullets import split_bullet
from fitcheck.documents.layout.page import Style, Word

_text, _joined = (itemgetter(Word._fields.index(name)) for name in ("text", "joined"))
"""Quicker than to ask for the names, word by word."""
_ORDINALS = ("st", "nd", "rd", "th")
_CLOSING = ",.;:!?)"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_YEAR = re.compile(r"\d(?:(?<=1)9\d\d|(?<=2)0\d\d|\d?/\d\d)")
"""A year, or a month in figures; written so that only digits are looked at."""
_NOW = re.compile(r"\b(?:present|current|now|ongoing|today|to date)\b", re.IGNORECASE)


@dataclass(slots=True, init=False)
class Cell:
    """Words of one line without a wide gap, left to right as drawn.

    `size` and `y` are those of the largest word; `even` is True where all are of one size.
    """

    words: list[Word]
    drawn: int
    column: int
    x0: float
    x1: float
    y: float
    size: float
    even: bool
    text: str
    _dated: bool | None

    def __init__(self, words: list[Word], drawn: int, *, in_order: bool = False) -> None:
        """`in_order`: the words have one size and baseline, and none begins before another ends."""
        self.words, self.drawn, self.column, self.even = words, drawn, 0, True
        self._dated = None
        text, self.x0, self.x1, self.y, self.size, _, _, _, _, _ = words[0]
        self.text = text
        if len(words) == 1:
            return
        self.text = _text_of(words)
        if in_order:
            self.x1 = words[-1].x1
            return
        _, x0s, x1s, ys, sizes, _, _, _, _, _ = zip(*words, strict=True)
        self.x0, self.x1, self.size = min(x0s), max(x1s), max(sizes)
        self.y = ys[sizes.index(self.size)]
        self.even = sizes.count(self.size) == len(sizes)

    @property
    def dated(self) -> bool:
        """What `is_dated` tells of the text, found once."""
        if self._dated is None:
            self._dated = is_dated(self.text)
        return self._dated


def _text_of(words: Sequence[Word]) -> str:
    """The words with single blanks; ordinals ("7th") and words set letter by letter close up."""
    if _is_spaced_out(words):
        return _close_up(words)
    text = " ".join(map(_text, words))
    if True not in map(_joined, words) and not _may_be_raised(text):
        return text
    parts = [words[0].text]
    for before, word in pairwise(words):
        raised = before.text[-1].isdigit() and word.text[:2] in _ORDINALS
        close = word.x0 - before.x1 < 0.1 * before.size
        together = close and (raised or (word.joined and _is_one_word(before, word)))
        parts.append(word.text if together else " " + word.text)
    return "".join(parts)


def _may_be_raised(text: str) -> bool:
    """Whether a word of the text begins as an ordinal's letters do."""
    return " st" in text or " nd" in text or " rd" in text or " th" in text


def _is_one_word(before: Word, word: Word) -> bool:
    """True where only the look changes inside a word, or between it and a mark that it bears.

    Apart stay what is no word although no blank was drawn: a list mark or an icon before a word,
    a sign between two words, and a name whose parts are told apart by their look ("JaneDoe").
    """
    last, first = before.text[-1], word.text[0]
    if first in _CLOSING:
        return any(map(str.isalnum, before.text))
    if last == "(":
        return first.isalnum()
    same_font = before.style.font == word.style.font
    letters = last.isalpha() and first.isalpha()
    return same_font and letters and not (last.islower() and first.isupper())


def _is_spaced_out(words: Sequence[Word]) -> bool:
    """True for a word set letter by letter, as headings and names are: "E X P E R I E N C E"."""
    if len(words) < 5 or (len(words[1].text) > 1 and len(words[2].text) > 1):
        return False
    single = sum(len(word.text) == 1 and word.text.isalnum() for word in words)
    return single >= 5 and single >= 0.8 * len(words)


def _close_up(words: Sequence[Word]) -> str:
    gaps = sorted(word.x0 - before.x1 for before, word in pairwise(words))
    usual = gaps[len(gaps) // 2]
    parts = [words[0].text]
    for before, word in pairwise(words):
        wide = word.x0 - before.x1 > 1.6 * usual + 0.05 * word.size
        parts.append(" " + word.text if wide else word.text)
    return "".join(parts)


@dataclass(slots=True, init=False)
class Line:
    """One printed line: cells from left to right."""

    cells: list[Cell]
    page: int
    x0: float
    x1: float
    y: float
    size: float
    text: str
    page_height: float
    column: int
    turn: int
    margin: float
    wrapped_near: float
    among_prose: bool
    heads_dates: bool
    dotted: bool
    _dated: bool | None
    _is_split: bool
    _unmarked: str | None

    def __init__(self, cells: list[Cell], page: int, page_height: float = 0.0) -> None:
        first = cells[0]
        self.cells, self.page, self.page_height = cells, page, page_height
        self.x0, self.x1, self.y, self.text = first.x0, first.x1, first.y, first.text
        self.column, self.turn = first.column, first.words[0].turn
        self.margin = self.wrapped_near = 0.0
        self.among_prose = self.heads_dates = self.dotted = self._is_split = False
        self._dated = self._unmarked = None
        if len(cells) == 1 and first.even:  # nearly every line
            self.size = _to_a_tenth(first.size)
            return
        self.x0 = min([cell.x0 for cell in cells])
        self.x1 = max([cell.x1 for cell in cells])
        self.text = "\t".join([cell.text for cell in cells])
        self.size = self._usual_size()

    def _usual_size(self) -> float:
        """The size, to a tenth of a point, of most letters."""
        first = self.cells[0].size
        if all(cell.even and cell.size == first for cell in self.cells):
            return _to_a_tenth(first)
        rounded: dict[float, int] = {}
        for cell in self.cells:
            for word in cell.words:
                size = _to_a_tenth(word.size)
                rounded[size] = rounded.get(size, 0) + len(word.text)
        return max(rounded, key=lambda size: (rounded[size], size))

    @property
    def dated(self) -> bool:
        """What `is_dated` tells of the text, found once."""
        if self._dated is None:
            one = len(self.cells) == 1
            self._dated = self.cells[0].dated if one else is_dated(self.text)
        return self._dated

    @property
    def unmarked(self) -> str | None:
        """What `split_bullet` gives for the text, found once."""
        if not self._is_split:
            self._is_split, self._unmarked = True, split_bullet(self.text)
        return self._unmarked

    @property
    def words(self) -> list[Word]:
        """All words of the line."""
        if len(self.cells) == 1:
            return self.cells[0].words
        return [word for cell in self.cells for word in cell.words]

    @property
    def broken(self) -> bool:
        """True where the last word goes on in the next line."""
        return self.cells[-1].words[-1].broken

    def style_share(self, name: str, cells: Sequence[Cell] | None = None) -> float:
        """Share of characters, 0-1, whose style has `name` ("bold", "italic")."""
        words = [word for cell in (self.cells if cells is None else cells) for word in cell.words]
        total = sum(len(word.text) for word in words)
        return sum(len(w.text) for w in words if getattr(w.style, name)) / max(total, 1)

    @property
    def style(self) -> Style:
        """The style of the first word."""
        return self.cells[0].words[0].style


@lru_cache(maxsize=1024)
def _to_a_tenth(size: float) -> float:
    return round(size, 1)


def is_dated(text: str) -> bool:
    """True where the text holds a year, a month in figures, or a word such as "present"."""
    if _YEAR.search(text):
        return True
    return _may_say_now(text) and _NOW.search(text) is not None


def _may_say_now(text: str) -> bool:
    """Whether the text holds the letters of a word such as "present"; quicker than to find it."""
    low = text.lower()
    return (
        "present" in low
        or "current" in low
        or "now" in low
        or "ongoing" in low
        or "today" in low
        or "to date" in low
        or not text.isascii()  # letters that are a letter of these words only where case is ignored
    )


def is_right_to_left(text: str) -> bool:
    """True where the text holds a letter of a script written from right to left."""
    return not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))
