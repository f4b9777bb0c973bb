"""Markdown as resumes and postings really use it: blocks, lists, bold lines as headings.

This is no CommonMark renderer on purpose: postings turned into Markdown by converters indent
bold lines, escape dots and put blank lines between items, which a strict parser turns into code
blocks and loose lists. What counts here is which words stand in which block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fitcheck.documents.assembly import Piece
from fitcheck.documents.characters import split_lines
from fitcheck.documents.document import BlockKind
from fitcheck.documents.inline import strip_inline
from fitcheck.documents.layout.bullets import find_marker, is_rule
from fitcheck.documents.layout.wrapping import wrap_width
from fitcheck.documents.plain import (
    Line,
    Nesting,
    block_of,
    indent_of,
    looks_like_row,
    runs,
    unwrapped,
)

MAX_BOLD_HEADING = 80
"""Longest wholly bold line, in characters, that is taken as a heading where it stands alone."""

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(\S.*)$")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]+\S+")
_BOLD = re.compile(r"(\*\*\*|\*\*|__)([^\s*_](?:[^*\n]{0,200}[^\s*])?)\1[:.]?$")
_ESCAPE = re.compile(r"\\([.)*+-])")
_TAG = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|center|code|dd|details|div|dl|dt|em|font|h[1-6]|hr|i|img|"
    r"kbd|li|mark|ol|p|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:[ \t/][^<>]{0,2000})?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br[ \t]{0,8}/?>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(\w{1,20})\b[^<>]{0,500}(?:display[ ]{0,4}:[ ]{0,4}none|visibility[ ]{0,4}:[ ]{0,4}hidden"
    r"|[ \"']hidden(?=[ >]))[^<>]{0,500}>|<(script|style|template)\b[^<>]{0,500}>",
    re.IGNORECASE,
)


def markdown_pieces(text: str) -> Iterator[Piece]:
    """Blocks of a Markdown text, with the marks taken off."""
    parts = _Parts()
    for raw in _without_front_matter(split_lines(text)):
        parts.add(raw)
    width = wrap_width(
        [
            [line.extent for line in run]
            for part in parts.parts
            if isinstance(part, list)
            for run in runs(part)
        ]
    )
    nesting = Nesting()
    for part in parts.parts:
        if isinstance(part, Piece):
            yield nesting.place(part, 0)
        else:
            yield from _group_pieces(part, width, nesting)


def without_html(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without HTML comments and tags, and the texts that its HTML hides."""
    text = _cut_comments(text)
    if "<" not in text:
        return text, ()
    text, hidden = _cut_unseen(text)
    return _TAG.sub("", _BREAK.sub("\n", text)), tuple(_TAG.sub(" ", part) for part in hidden)


@dataclass(slots=True)
class _Parts:
    """Lines gathered into groups between blank lines; headings and code lines stand apart."""

    parts: list[Piece | list[Line]] = field(default_factory=list)
    fenced: bool = False

    def add(self, raw: str) -> None:
        if _FENCE.match(raw):
            self.fenced = not self.fenced
            self._close()
            return
        heading = None if self.fenced else _HEADING.match(raw)
        if heading:
            title = strip_inline(heading[2].rstrip("# \t"))
            level = len(heading[1])
            self.parts.append(Piece(text=title, kind=BlockKind.HEADING, level=level))
            self._close()
            return
        line = raw.strip(" \t\ufeff\u200b")
        if line.startswith(">"):
            line = line.lstrip("> \t")
        if not line or is_rule(line):
            self._end_group(line)
        elif not _DEFINITION.match(raw):
            self._group().append(_line(raw, line, closed=self.fenced))

    def _end_group(self, rule: str) -> None:
        """A blank or drawn line: ends a group; below a single line it makes that a heading."""
        group = self.parts[-1] if self.parts else None
        if isinstance(group, list) and len(group) == 1 and rule[:1] in ("=", "-") and rule:
            title, level = strip_inline(group[0].text), 1 if rule[0] == "=" else 2
            self.parts[-1] = Piece(text=title, kind=BlockKind.HEADING, level=level)
        self._close()

    def _group(self) -> list[Line]:
        last = self.parts[-1] if self.parts else None
        if isinstance(last, list):
            return last
        group: list[Line] = []
        self.parts.append(group)
        return group

    def _close(self) -> None:
        if self.parts and self.parts[-1] != []:
            self.parts.append([])


def _line(raw: str, line: str, *, closed: bool) -> Line:
    line = _ESCAPE.sub(r"\1", line[:8]) + line[8:]
    marker = None if _BOLD.match(line) else find_marker(line)
    width = marker.width if marker else 0
    return Line(
        text=line.rstrip("\\"),
        indent=indent_of(raw),
        marker=width,
        numbered=marker is not None and marker.numbered,
        bold=_BOLD.match(line[width:]) is not None,
        closed=closed or raw.endswith(("  ", "\\")),
    )


def _group_pieces(group: list[Line], width: int | None, nesting: Nesting) -> Iterator[Piece]:
    blocks = list(unwrapped(group, width))
    for place, lines in enumerate(blocks):
        first = lines[0]
        piece = block_of(lines, alone=len(blocks) == 1)
        piece = piece._replace(text=strip_inline(piece.text), emphasis=first.bold)
        follows_item = place + 1 == len(blocks) or blocks[place + 1][0].marker > 0
        short = len(piece.text) <= MAX_BOLD_HEADING and not looks_like_row(first.text)
        if first.bold and not first.marker and place == 0 and follows_item and short:
            piece = piece._replace(kind=BlockKind.HEADING)
        yield nesting.place(piece, first.indent)


def _without_front_matter(lines: list[str]) -> list[str]:
    """The lines without a YAML header, which a person who reads the page does not see."""
    if lines and lines[0].rstrip() == "---":
        for place, line in enumerate(lines[1:60], start=1):
            if line.rstrip() in ("---", "..."):
                return lines[place + 1 :]
            if line.strip() and ":" not in line and not line.startswith((" ", "-", "#")):
                break
    return lines


def _cut_comments(text: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        kept.append(text[place:start])
        place = end + 3
    return "".join(kept) + text[place:]


def _cut_unseen(text: str) -> tuple[str, list[str]]:
    """The text without elements that CSS, an attribute or their kind hides."""
    kept: list[str] = []
    hidden: list[str] = []
    place = 0
    while found := _UNSEEN.search(text, place):
        kept.append(text[place : found.start()])
        closing = f"</{found[1] or found[2]}"
        end = text.find(closing, found.end())
        place = len(text) if end < 0 else end
        if found[1]:
            hidden.append(text[found.end() : place])
    return "".join(kept) + text[place:], hidden
