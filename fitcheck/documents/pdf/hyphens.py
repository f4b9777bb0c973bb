"""Soft hyphens (U+00AD) of a PDF: a glyph that was drawn is a hyphen that a person sees.

In running text U+00AD only says where a word may be broken. A PDF has no such places: what it
draws is seen, and fonts made by TeX give U+00AD as the meaning of their one hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ctypes import byref

from fitcheck.documents.pdf.pdfium import Pdfium, Rectangle

SOFT_HYPHEN = "\xad"
_NARROWEST = 0.05
"""Width, in heights of the font, from which a soft hyphen was drawn: drawn ones take 0.2 to 0.6,
those that only mark where a word may be broken take nothing and have no ink."""
_GOES_ON = re.compile(r"\r\n *([^\W\d_])")


def breaks_word(content: str, end: int) -> bool:
    """True where the soft hyphen that ends at `end` parts a word at the end of its line."""
    if content[end - 1] != SOFT_HYPHEN or not content[max(end - 2, 0)].isalpha():
        return False
    following = _GOES_ON.match(content, end)
    return following is not None and following[1].islower()


def with_drawn_hyphens(
    pdfium: Pdfium, text: int, label: str, chars: Sequence[int], size: float
) -> str:
    """`label` with "-" for each soft hyphen that was drawn; its length stays.

    `chars` are the numbers of its characters in PDFium's list, `size` is the height of the font
    in points. A soft hyphen next to a hyphen stays: both may be the meaning of one glyph.
    """
    seen = list(label)
    for place, char in enumerate(label):
        if char != SOFT_HYPHEN or "-" in label[max(place - 1, 0) : place + 2]:
            continue
        box = Rectangle()
        pdfium.FPDFText_GetLooseCharBox(text, chars[place], byref(box))
        # one side of the box is the height of the font, so this holds for turned text as well
        if min(box.right - box.left, box.top - box.bottom) > _NARROWEST * size:
            seen[place] = "-"
    return "".join(seen)
