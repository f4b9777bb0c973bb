"""Lines of a PDF become blocks: headings, whole paragraphs and list items, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from fitcheck.documents.assembly import Piece
from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.cells import Line
from fitcheck.documents.layout.compounds import compounds_in
from fitcheck.documents.layout.flow import in_flow
from fitcheck.documents.layout.page import Style, Word
from fitcheck.documents.layout.surroundings import prepare
from fitcheck.documents.layout.unwrapping import (
    HEADING_SIZE,
    Draft,
    continues,
    extend,
    plain,
    start,
)

_style = itemgetter(Word._fields.index("style"))
_HEADING_LENGTH = 90
_EDGE = 0.09
"""Share of the page's height at top and bottom where repeated lines are headers and footers."""
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*\d{1,3}(?:\s*(?:/|of|von|-)\s*\d{1,3})?", re.IGNORECASE
)


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """The blocks of the pages, in order. Each inner sequence holds the lines of one page."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    furniture = _furniture(pages)
    body = _body_size(lines)
    leading = prepare(lines, body)
    is_any_broken = any(line.broken for line in lines)
    compounds = compounds_in(line.text for line in lines) if is_any_broken else frozenset[str]()
    drafts: list[Draft] = []
    previous: Draft | None = None
    for line in in_flow(pages, body):
        kind = furniture.get(id(line))
        if kind is not None:
            draft = Draft(lines=[line], text=plain(line.text), kind=kind, indent=line.x0)
            drafts.append(draft)
            continue
        if previous is not None and continues(previous, line, leading):
            extend(previous, line, compounds)
            continue
        previous = start(line)
        drafts.append(previous)
    _mark_headings(drafts, body)
    _set_depths(drafts)
    return [
        Piece(
            text=draft.text,
            kind=draft.kind,
            page=draft.lines[0].page,
            level=draft.level,
            emphasis=_emphasis(draft, body),
            depth=draft.depth,
        )
        for draft in drafts
        if draft.text.strip()
    ]


def _furniture(pages: Sequence[Sequence[Line]]) -> dict[int, BlockKind]:
    """Headers and footers: lines at the edge that repeat from page to page, and page numbers."""
    kinds: dict[int, BlockKind] = {}
    seen: dict[tuple[BlockKind, str], list[Line]] = {}
    for page in pages:
        for line in page:
            kind = _edge(line)
            if kind is None:
                continue
            if is_page_number(line.text):
                kinds[id(line)] = kind
            seen.setdefault((kind, re.sub(r"\d+", "#", line.text)), []).append(line)
    for (kind, _), lines in seen.items():
        if len({line.page for line in lines}) >= 2:
            # the first header of all is the letterhead: the person's name stands there
            repeats = lines if kind is BlockKind.FOOTER else lines[1:]
            for line in repeats:
                kinds[id(line)] = kind
    return kinds


def is_page_number(text: str) -> bool:
    """Whether `text` is the number of a page and nothing else: "3", "Page 3 of 7"."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def _edge(line: Line) -> BlockKind | None:
    if line.turn or not line.page_height:
        return None
    if line.y <= _EDGE * line.page_height:
        return BlockKind.HEADER
    return BlockKind.FOOTER if line.y >= (1 - _EDGE) * line.page_height else None


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: (weights[size], -size))


def _mark_headings(drafts: Sequence[Draft], body: float) -> None:
    found = [draft for draft in drafts if _is_heading(draft, body)]
    ranks = sorted({_rank(draft) for draft in found}, reverse=True)
    for draft in found:
        draft.kind = BlockKind.HEADING
        draft.level = min(ranks.index(_rank(draft)) + 1, 6)


def _rank(draft: Draft) -> tuple[float, bool]:
    line = draft.lines[0]
    return round(line.size), draft.text.isupper()


def _is_heading(draft: Draft, body: float) -> bool:
    text = draft.text
    if draft.kind is not BlockKind.PARAGRAPH or len(draft.lines) > 2:
        return False
    if not 2 <= len(text) <= _HEADING_LENGTH or "\t" in text or not any(map(str.isalpha, text)):
        return False
    line = draft.lines[0]
    is_large, is_upper = line.size >= HEADING_SIZE * body, text.isupper()
    if not (is_large or is_upper) or text[-1] in ".,;" or sum(map(str.isdigit, text)) > 2:
        return False
    if is_large and len(text.split()) <= 10:
        return True
    capitals = is_upper and sum(map(str.isalpha, text)) >= 4 and len(text.split()) <= 6
    return capitals and line.style_share("bold") > 0.5 and line.size >= 0.95 * body


def _emphasis(draft: Draft, body: float) -> bool:
    # in a line such as "Title <tab> dates" the title speaks for the line
    bold = all(_is_bold(line) for line in draft.lines)
    return bold or draft.lines[0].size >= HEADING_SIZE * body


def _is_bold(line: Line) -> bool:
    """True where nearly all letters of the first cell are bold."""
    styles: list[Style] = [*map(_style, line.cells[0].words)]
    if styles.count(styles[0]) == len(styles):  # most cells
        return styles[0].bold
    return line.style_share("bold", line.cells[:1]) > 0.9


def _set_depths(drafts: Sequence[Draft]) -> None:
    """Nesting of list items, by their left edge against the item before."""
    stack: list[float] = []
    before: Line | None = None
    for draft in drafts:
        line = draft.lines[0]
        if before is None or line.page != before.page or line.y < before.y:
            stack = []  # another page or column has its own edges
        before = line
        if draft.kind is not BlockKind.LIST_ITEM:
            stack = []
            continue
        edge = line.x0
        while stack and edge < stack[-1] - 3:
            stack.pop()
        if not stack or edge > stack[-1] + 3:
            stack.append(edge)
        draft.depth = len(stack) - 1
