"""The same resume told in another form: what should give the same levels, to the last one.

Sources are those of the corpus and of the examples (`examples/papers/source.py`). Every function is
deterministic: what is random is drawn from the `random.Random` that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from random import Random
from types import MappingProxyType

from benchmarks.corpus_files import SUFFIXES
from examples.make_examples import LAYOUTS
from examples.papers.source import Part, Piece, Source, parse_pieces

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_MONTH_YEAR = re.compile(
    r"\b(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    r",? (?P<year>(?:19|20)\d\d)\b"
)
DATE_FORMATS: MappingProxyType[str, Callable[[int, int], str]] = MappingProxyType(
    {
        "March 2019": lambda month, year: f"{_MONTHS[month - 1]} {year}",
        "Mar 2019": lambda month, year: f"{_MONTHS[month - 1][:3]} {year}",
        "03/2019": lambda month, year: f"{month:02d}/{year}",
        "2019-03": lambda month, year: f"{year}-{month:02d}",
    }
)
GLYPHS = ("-", "*", "•", "–", "·", "▪")


class Variant(StrEnum):
    """What is told differently."""

    ITEM_ORDER = "item_order"
    SECTION_ORDER = "section_order"
    GLYPHS = "glyphs"
    WRAPS = "wraps"
    HEADING_CASE = "heading_case"
    DATES = "dates"
    LAYOUT = "layout"


Draw = Callable[[str, Random], tuple[str, bytes]]
"""`(source, random) -> (ending of the file, its bytes)`."""


def joined(pieces: Sequence[Piece]) -> str:
    """The source of pieces: `parse_pieces` of it gives them again."""
    lines: list[str] = []
    marks = {Part.TITLE: "# ", Part.HEADING: "## ", Part.ENTRY: "### ", Part.DETAIL: "#### "}
    for piece in pieces:
        mark = f"{piece.marker or '-'} " if piece.part is Part.ITEM else marks.get(piece.part, "")
        right = f" || {piece.right}" if piece.right else ""
        lines += [""] if piece.apart and lines else []
        lines.append(mark + piece.text + right)
    return "\n".join(lines) + "\n"


def rendered(source: str, layout: str, **options: object) -> tuple[str, bytes]:
    """The file of a source in one layout."""
    chosen = {"font": "Helvetica", "bullet": "•", "scale": 1.0, "width": 80, "page_header": False}
    built = Source(
        name="resume",
        file="resume" + SUFFIXES[layout],
        layout=layout,
        options={**chosen, "sidebar": [], "lang": "en", **options},
        body=source,
        pieces=parse_pieces(source),
    )
    return SUFFIXES[layout], LAYOUTS[layout](built)


def as_markdown(source: str) -> tuple[str, bytes]:
    """The source as Markdown: what all variants are held against."""
    return rendered(source, "markdown")


def shuffled_items(source: str, random: Random) -> tuple[str, bytes]:
    """Every run of items in another order."""
    pieces: list[Piece] = []
    run: list[Piece] = []
    for piece in (*parse_pieces(source), None):
        if piece is not None and piece.part is Part.ITEM and not piece.marker:
            run.append(piece)
            continue
        aparts = [item.apart for item in run]
        random.shuffle(run)
        pieces += [replace(item, apart=a) for item, a in zip(run, aparts, strict=True)]
        run = []
        pieces += [piece] if piece is not None else []
    return as_markdown(joined(pieces))


def shuffled_sections(source: str, random: Random) -> tuple[str, bytes]:
    """The sections below the head in another order."""
    head: list[Piece] = []
    sections: list[list[Piece]] = []
    for piece in parse_pieces(source):
        if piece.part is Part.HEADING:
            sections.append([])
        (sections[-1] if sections else head).append(piece)
    random.shuffle(sections)
    return as_markdown(joined([*head, *(piece for section in sections for piece in section)]))


def other_glyphs(source: str, random: Random) -> tuple[str, bytes]:
    """Plain text with another mark before every item."""
    _, data = rendered(source, "plain")
    glyph = random.choice(GLYPHS)
    text = re.sub(r"(?m)^- ", f"{glyph} ", data.decode("utf-8"))
    return ".txt", text.encode("utf-8")


def other_wraps(source: str, random: Random) -> tuple[str, bytes]:
    """Typewritten text, wrapped at some width."""
    return rendered(source, "wrapped", width=random.choice((64, 72, 80, 90, 100)), bullet="-")


def other_headings(source: str, random: Random) -> tuple[str, bytes]:
    """Headings in capitals, in small letters, or With Capitals."""
    change = random.choice((str.upper, str.title, str.capitalize))
    pieces = [
        replace(piece, text=change(piece.text)) if piece.part is Part.HEADING else piece
        for piece in parse_pieces(source)
    ]
    return as_markdown(joined(pieces))


def other_dates(source: str, random: Random) -> tuple[str, bytes]:
    """Every month and year of a header in one format."""
    write = DATE_FORMATS[random.choice(sorted(DATE_FORMATS))]

    def rewritten(text: str) -> str:
        return _MONTH_YEAR.sub(
            lambda found: write(_NUMBERS[found["month"][:3].lower()], int(found["year"])), text
        )

    pieces = [
        replace(piece, text=rewritten(piece.text), right=rewritten(piece.right))
        if piece.part in (Part.ENTRY, Part.DETAIL)
        else piece
        for piece in parse_pieces(source)
    ]
    return as_markdown(joined(pieces))


def other_layout(source: str, random: Random) -> tuple[str, bytes]:
    """A PDF, DOCX, HTML or text file."""
    return rendered(source, random.choice(("one_column", "styled", "page", "plain", "wrapped")))


VARIANTS: MappingProxyType[Variant, Draw] = MappingProxyType(
    {
        Variant.ITEM_ORDER: shuffled_items,
        Variant.SECTION_ORDER: shuffled_sections,
        Variant.GLYPHS: other_glyphs,
        Variant.WRAPS: other_wraps,
        Variant.HEADING_CASE: other_headings,
        Variant.DATES: other_dates,
        Variant.LAYOUT: other_layout,
    }
)
