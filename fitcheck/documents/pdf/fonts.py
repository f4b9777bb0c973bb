"""What the name of a font tells: bold, italic, or pictures in place of letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_BOLD = re.compile(
    r"bold|black|heavy|semibd|demi|(?:^|[-_+])(?:sb|bd)(?:$|[-_])|cmbx|bx\d|medi(?:$|-)|blk",
    re.IGNORECASE,
)
_ITALIC = re.compile(r"ital|obli|cmti|cmsl|-it$|slant", re.IGNORECASE)
_ICONS = re.compile(r"awesome|icon|fontello|entypo|typicon|academicons|marvosym", re.IGNORECASE)
_DINGBATS = re.compile(r"wingding|webding|dingbat", re.IGNORECASE)
_NAMELESS = re.compile(r"(?:CIDFont\+)?[A-Z]{0,2}\d{0,3}")


class FontLook(NamedTuple):
    """`pictures` is True for icon fonts, `marks` for fonts of list marks (Wingdings).

    `nameless` is True where the name says nothing, so that the file's own figures must do.
    """

    bold: bool
    italic: bool
    pictures: bool
    marks: bool
    nameless: bool


@lru_cache(maxsize=512)
def look_of(name: str) -> FontLook:
    """What the PostScript name of a font (without its subset prefix) tells about its letters."""
    return FontLook(
        bold=bool(_BOLD.search(name)),
        italic=bool(_ITALIC.search(name)),
        pictures=bool(_ICONS.search(name)),
        marks=bool(_DINGBATS.search(name)),
        nameless=bool(_NAMELESS.fullmatch(name)),
    )
