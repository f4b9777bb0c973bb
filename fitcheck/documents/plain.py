"""Blocks of a plain text: paragraphs and list items unwrapped, headings by their looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fitcheck.documents.assembly import Piece
from fitcheck.documents.characters import split_lines
from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.bullets import find_marker, is_rule
from fitcheck.documents.layout.wrapping import goes_on, join, wrap_width

TAB_WIDTH = 8
MAX_HEADING = 60
"""Longest line, in characters, that is a heading by its looks; real headings are far shorter."""

_GAP = re.compile(r"\t| {3}")
"""What parts two columns of a line; text that was justified has two blanks at most, nearly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a plain text.

    `text` starts at column `indent`, behind a list mark of `marker` characters (0 for none);
    `numbered` tells a number from a glyph, `underlined` that a drawn rule stands right below,
    `bold` that all of it is marked as bold, `closed` that its writer ended the line on purpose.
    """

    text: str
    indent: int
    marker: int = 0
    numbered: bool = False
    underlined: bool = False
    bold: bool = False
    closed: bool = False

    @property
    def extent(self) -> str:
        """The line with its indent as blanks: what was wrapped."""
        return " " * self.indent + self.text

    @property
    def bare(self) -> str:
        """The text behind the list mark."""
        return self.text[self.marker :]


def text_pieces(text: str) -> Iterator[Piece]:
    """Blocks of a plain text: paragraphs and items unwrapped, headings by their looks."""
    groups = _groups(text)
    width = wrap_width([[line.extent for line in run] for g in groups for run in runs(g)])
    nesting = Nesting()
    for group in groups:
        for lines in unwrapped(group, width):
            piece = block_of(lines, alone=len(group) == len(lines))
            yield nesting.place(piece, lines[0].indent)


class Nesting:
    """Depth of list items by their indents; anything else than a list item starts afresh."""

    def __init__(self) -> None:
        self._indents: list[int] = []

    def place(self, piece: Piece, indent: int) -> Piece:
        """The piece with its depth, from 0."""
        if piece.kind is not BlockKind.LIST_ITEM:
            self._indents.clear()
            return piece
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)
        return piece._replace(depth=len(self._indents) - 1)


def _groups(text: str) -> list[list[Line]]:
    """Runs of lines between blank lines and drawn rules."""
    groups: list[list[Line]] = [[]]
    for raw in split_lines(text):
        line = raw.strip(" \t\ufeff\u200b")
        if not line or is_rule(line):
            if len(groups[-1]) == 1 and line:
                groups[-1][0] = replace(groups[-1][0], underlined=True)
            if groups[-1]:
                groups.append([])
            continue
        marker = find_marker(line)
        groups[-1].append(
            Line(
                text=line,
                indent=indent_of(raw),
                marker=marker.width if marker else 0,
                numbered=marker is not None and marker.numbered,
            )
        )
    return groups if groups[-1] else groups[:-1]


def runs(group: list[Line]) -> Iterator[list[Line]]:
    """The parts of a group that could each be one block: only the first line has a list mark."""
    run: list[Line] = []
    for line in group:
        if line.marker and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def unwrapped(group: list[Line], width: int | None) -> Iterator[list[Line]]:
    """The lines of each block of a group."""
    for run in runs(group):
        block: list[Line] = []
        for line in run:
            if block and not _continues(block, line, width):
                yield block
                block = []
            block.append(line)
        yield block


def _continues(block: list[Line], line: Line, width: int | None) -> bool:
    last = block[-1]
    if last.closed or last.bold or line.bold or looks_like_heading(last.bare):
        return False
    if looks_like_row(last.text) or looks_like_row(line.text):
        return False
    if _GAP.search(last.bare) or _GAP.search(line.text):
        return False  # "Front Desk Clerk        2019 - 2021" was set out, not wrapped
    if block[0].marker and line.indent < block[0].indent:
        return False  # what stands further left than the mark of an item is none of it
    if goes_on(last.extent, line.text, width):
        return True
    hangs = block[0].marker > 0 and line.indent >= block[0].indent + block[0].marker
    return hangs and "\t" not in line.text and last.text[-1] not in ".:;"


def block_of(lines: list[Line], *, alone: bool) -> Piece:
    """One block: a heading, a table row, a list item or a paragraph."""
    text = lines[0].bare
    for line in lines[1:]:
        text = join(text, line.text)
    if looks_like_row(text):
        cells = (cell.strip(" \t") for cell in text.strip("| \t").split("|"))
        return Piece(text="\t".join(cells), kind=BlockKind.TABLE_ROW)
    marker = lines[0].marker > 0
    if len(lines) == 1 and len(text) <= MAX_HEADING:
        capitals = looks_like_heading(text) and (not marker or (alone and lines[0].numbered))
        if capitals or (lines[0].underlined and not marker):
            return Piece(text=text, kind=BlockKind.HEADING)
    return Piece(text=text, kind=BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH)


def looks_like_heading(line: str) -> bool:
    """True for a short line in capitals, or one that ends in a colon, without digits or commas."""
    line = line.strip()
    if not 2 < len(line) <= MAX_HEADING or "\t" in line or any(c in "@|" for c in line):
        return False
    if line.endswith(":"):
        return line[0].isupper() and line.count(" ") < 8 and line.count(":") == 1
    letters = sum(char.isalpha() for char in line)
    # Four capitals and fewer are names of tools ("SQL") more often than headings.
    if letters < 5 or not line.isupper():
        return False
    return line[-1] not in ".;" and not any(char.isdigit() for char in line)


def looks_like_row(line: str) -> bool:
    """True for a row of a table drawn with upright strokes."""
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2


def indent_of(raw: str) -> int:
    """The column in which the first sign of a raw line stands."""
    expanded = raw[:200].expandtabs(TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip())
