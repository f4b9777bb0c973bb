"""What a page of a PDF shows, before it has lines: words with places, in the order of the file.

Lengths are points (1/72 inch). Places are those on the upright page as a person sees it: x grows
to the right, y downwards, (0, 0) is the upper left corner of the visible page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple


class Hidden(StrEnum):
    """Why a person cannot see a word."""

    RENDER_MODE = "invisible text mode"
    TRANSPARENT = "fully transparent"
    TINY = "smaller than 2 points"
    OFF_PAGE = "outside the page"
    NO_CONTRAST = "colour of its background"
    NOT_DRAWN = "covered, clipped or switched off"


class Style(NamedTuple):
    """How words look. `colour` is red, green, blue, alpha, each 0-255."""

    font: str
    bold: bool
    italic: bool
    colour: tuple[int, int, int, int]
    mode: int


class Word(NamedTuple):
    """Characters without a blank, on one line.

    `x0` and `x1` are the left and right edge, `y` the baseline, `size` the height of the font
    after all scaling. `turn` counts quarter turns of the text, clockwise; the places of a turned
    word are those of the page turned until the word is level. `broken` is True where the word
    goes on in the next line (a hyphen of the line break, not part of the word); `piece` numbers
    the drawing operation. `joined` is True where no blank stands before it: another look (a
    colour) begins there.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: Style
    turn: int = 0
    broken: bool = False
    piece: int = 0
    joined: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        _, x0, x1, y, size, _, _, _, _, _ = self
        return x0, y - 0.75 * size, x1, y + 0.22 * size

    @property
    def top(self) -> float:
        """The upper edge of ordinary letters."""
        return self.y - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of ordinary letters."""
        return self.y + 0.22 * self.size


_text = itemgetter(Word._fields.index("text"))


@dataclass(frozen=True, kw_only=True)  # no slots: the text is made once and kept
class Page:
    """One page. `number` counts from 1.

    `unseen` are the words that a person cannot see, `dots` the middles of small filled shapes:
    list marks that are drawn instead of written. `image_share` is the share of the page that
    images cover, 0-1; `unmapped` the share of characters whose font does not say what they are;
    `silent` is True where text is drawn of which no character could be had, `recognised` where
    the words are text that a scanner's software laid under a picture of the page.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    unseen: tuple[tuple[Word, Hidden], ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    image_share: float = 0.0
    unmapped: float = 0.0
    silent: bool = False
    recognised: bool = False

    @cached_property
    def text(self) -> str:
        """The words, without blanks between them."""
        return "".join(map(_text, self.words))
