"""Marks inside a line of Markdown: emphasis, code, links, images, escapes."""

from __future__ import annotations

import html
import re

_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^()\s]{0,2000}(?:[ \t]\"[^\"\n]{0,200}\")?\))?")
_LINK = re.compile(
    r"\[([^\[\]\n]{0,500})\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?"
    r"(?:[ \t]\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,200}\])"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)?[^<>\s]{1,500}[@./][^<>\s]{1,500})>")
_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|\*{1,3}|_{1,3}|~~|`{1,3}")
_SPACE = frozenset(" \t\n")


def strip_inline(text: str) -> str:
    """The words of `text` as they are rendered: emphasis, code and link marks are gone."""
    if not any(char in text for char in "*_`[]<\\~&"):
        return text
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _LINK.sub(r"\1", text)  # a link around an image leaves one more
    text = _AUTOLINK.sub(r"\1", text)
    return html.unescape(_strip_marks(text))


def _strip_marks(text: str) -> str:
    """Take off pairs of marks that hug a word; escaped, lone and spaced ones stay."""
    pieces: list[str] = []
    opened: dict[str, list[int]] = {}
    place = 0
    for found in _TOKEN.finditer(text):
        pieces.append(text[place : found.start()])
        place = found.end()
        mark = found[0]
        if mark[0] == "\\":
            pieces.append(mark[1])
            continue
        before = text[found.start() - 1] if found.start() else " "
        after = text[place] if place < len(text) else " "
        pieces.append(mark)
        waiting = opened.setdefault(mark, [])
        if before not in _SPACE and waiting and not _inside_word(mark, after):
            pieces[waiting.pop()] = ""
            pieces[-1] = ""
        elif after not in _SPACE and not _inside_word(mark, before):
            waiting.append(len(pieces) - 1)
    pieces.append(text[place:])
    return "".join(pieces)


def _inside_word(mark: str, neighbour: str) -> bool:
    """True for an underscore inside a name such as snake_case, which is no mark."""
    return mark[0] == "_" and neighbour.isalnum()
