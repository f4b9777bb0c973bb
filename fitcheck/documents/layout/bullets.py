"""Marks that open a list item: bullet glyphs, numbers and letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SYMBOL_FONT = "\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0a8\uf0e0"
"""Bullets of the Symbol and Wingdings fonts, which Word stores as private characters."""
_GLYPHS = "•‣⁃∙●○◦◉◎⦿⦾■□▪▫◼◻◾◽◆◇❖♦⬥▶►▸▹▷➔➜➝➞➢➣➤➥➧➲⮚⇒→»›✓✔✗✘✦✧★☆✱✲✳❑❒❏❐☐☑☒🔸🔹🔶🔷✅👉"
_BULLET = re.compile(
    rf"[ \t]*(?:[{_GLYPHS}{_SYMBOL_FONT}]|[·¤§◘]"
    r"|\(cid:\d{1,4}\)|[-*+–—−‒~](?=[ \t])|o(?=[ \t]))[ \t]*"
)
"""`(cid:123)` is what some converters write for the glyph of a font without names."""
_NUMBER = re.compile(
    r"[ \t]*(?:\(?(?:[0-9]{1,2}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})\)|[0-9]{1,2}\\?\.|[a-h]\.)[ \t]+"
)
_NUMERAL = 5
"""Places in a line that begins with a letter behind which no bracket closes a numeral."""
_INLINE_GLYPH = re.compile("[•●▪■➢✓✔‣]")
_INLINE = re.compile(rf"(?:^|(?<=\s)){_INLINE_GLYPH.pattern}(?:\s|$)")
_ITEM_WORDS = 5
"""Words that the items of a list pasted into one line have on average, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A mark at the start of a line: how many characters it takes, and whether it counts."""

    width: int
    numbered: bool


def find_marker(line: str) -> Marker | None:
    """The mark that opens `line`, or None; the rest of the line must hold something."""
    for pattern, numbered in ((_BULLET, False), (_NUMBER, True)):
        found = pattern.match(line)
        if found and found.end() < len(line.rstrip()):
            return Marker(width=found.end(), numbered=numbered)
    return None


def may_be_numbered(line: str) -> bool:
    """False where `find_marker` finds no number; most lines, quicker to tell."""
    return not line[:1].isalpha() or line[1:2] == "." or ")" in line[1:_NUMERAL]


def split_bullet(text: str) -> str | None:
    """`text` without the bullet glyph that opens it, or None where none does.

    Numbers are no bullet glyphs: a paragraph that starts with "1." need not be a list item.
    """
    if text[:1].isalnum() and text[0] != "o":  # most lines: of the glyphs only "o" is a letter
        return None
    found = _BULLET.match(text)
    if not found or found.end() >= len(text.rstrip()):
        return None
    return text[found.end() :]


def split_inline(text: str) -> list[str]:
    """The parts of a list that was pasted into one line, or the text alone.

    Bullets between short names ("Faro • 555 0100 • ana@example.org") are separators and stay.
    """
    if text.isascii() or not _INLINE_GLYPH.search(text):  # most lines
        return [text]
    parts = [part.strip() for part in _INLINE.split(text)]
    items = parts[1:]
    if len(items) < 2 or sum(len(item.split()) for item in items) < _ITEM_WORDS * len(items):
        return [text]
    return parts


def is_rule(line: str) -> bool:
    """True for a drawn line: three or more signs and no letter or digit."""
    if line[:1].isalnum() or any(char.isalnum() for char in line[:16]):
        return False
    signs = [char for char in line if not char.isspace()]
    return len(signs) >= 3 and len(set(signs)) <= 3 and not any(c.isalnum() for c in signs)
