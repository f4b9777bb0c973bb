"""The sources: TOML front matter between `+++` lines, then a small subset of Markdown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

FENCE = "+++\n"


class Part(StrEnum):
    """What a line of a source is."""

    TITLE = "title"
    HEADING = "heading"
    ENTRY = "entry"
    DETAIL = "detail"
    ITEM = "item"
    LINE = "line"


_MARKS = {"# ": Part.TITLE, "## ": Part.HEADING, "### ": Part.ENTRY, "#### ": Part.DETAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line of a source without its mark.

    `right` is what stands at the right margin (a date, mostly), `marker` the number of a numbered
    item ("2.") or "" for a bulleted one, `apart` is True where a blank line stands before it.
    """

    part: Part
    text: str
    right: str = ""
    marker: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source file. `options` is its front matter, `body` the Markdown below it."""

    name: str
    file: str
    layout: str
    options: Mapping[str, Any]
    body: str
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """The text of the first title line."""
        return next(piece.text for piece in self.pieces if piece.part is Part.TITLE)


def load_source(path: Path) -> Source:
    """Read one source; raises ValueError where the front matter is missing."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith(FENCE) or text.count(FENCE) < 2:
        raise ValueError(f"{path.name}: front matter between two +++ lines expected")
    _, front, body = text.split(FENCE, 2)
    options = tomllib.loads(front)
    return Source(
        name=path.stem,
        file=str(options["file"]),
        layout=str(options["layout"]),
        options=options,
        body=body,
        pieces=parse_pieces(body),
    )


def parse_pieces(body: str) -> tuple[Piece, ...]:
    """The lines of a body as pieces, in order."""
    pieces: list[Piece] = []
    apart = False
    for line in body.splitlines():
        if not line.strip():
            apart = True
            continue
        pieces.append(_piece(line, apart=apart))
        apart = False
    return tuple(pieces)


def _piece(line: str, *, apart: bool) -> Piece:
    for mark, part in _MARKS.items():
        if line.startswith(mark):
            text, _, right = line.removeprefix(mark).partition(" || ")
            return Piece(part=part, text=text, right=right, apart=apart)
    if line.startswith("- "):
        return Piece(part=Part.ITEM, text=line.removeprefix("- "), apart=apart)
    numbered = re.match(r"(\d{1,2}\.) ", line)
    if numbered:
        rest = line[numbered.end() :]
        return Piece(part=Part.ITEM, text=rest, marker=numbered[1], apart=apart)
    text, _, right = line.partition(" || ")
    return Piece(part=Part.LINE, text=text, right=right, apart=apart)


def split_sidebar(source: Source) -> tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]:
    """Head (before the first heading), sidebar (headings named in `sidebar`) and main pieces."""
    chosen = set(source.options.get("sidebar", ()))
    head: list[Piece] = []
    side: list[Piece] = []
    main: list[Piece] = []
    current = head
    for piece in source.pieces:
        if piece.part is Part.HEADING:
            current = side if piece.text in chosen else main
        current.append(piece)
    return tuple(head), tuple(side), tuple(main)
