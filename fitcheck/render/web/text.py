"""Documents as HTML with marked spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from fitcheck.documents.document import Block, BlockKind, Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A span of a document that stands for requirements.

    `ids` are the requirements, the one that it leads to first. With `mark` (the shape of a level)
    and `level` it is a link to the first of them, else plain marked text with the anchor `anchor`.
    """

    span: Span
    ids: tuple[str, ...]
    mark: str = ""
    level: str = ""
    anchor: str = ""


def safe(text: str) -> str:
    """Escaped for text and attributes; control and direction characters become blanks."""
    return escape("".join(char if char.isprintable() else " " for char in text))


def document_html(document: Document, marked: Iterable[Marked]) -> str:
    """The blocks of a document in order, with its marked spans; spans may overlap."""
    spans = sorted(marked, key=lambda one: (one.span.start, -one.span.end))
    parts = []
    for is_item, run in groupby(document.blocks, key=lambda b: b.kind is BlockKind.LIST_ITEM):
        if is_item:
            items = "".join(f"<li>{_block(document, block, spans)}</li>" for block in run)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts += [_paragraph(document, block, spans) for block in run]
    return "\n".join(parts)


def _paragraph(document: Document, block: Block, spans: Sequence[Marked]) -> str:
    inner = _block(document, block, spans)
    heads = block.kind is BlockKind.HEADING or block.level is not None or block.emphasis
    return f'<p class="head">{inner}</p>' if heads else f"<p>{inner}</p>"


def _block(document: Document, block: Block, spans: Sequence[Marked]) -> str:
    """The text of a block, cut at the ends of marked spans; each piece is marked for all of them.

    A piece is a link where a span with a level covers it; the innermost one gives the level.
    """
    over = [one for one in spans if one.span.overlaps(block.span)]
    ends = {block.span.start, block.span.end}
    for one in over:
        ends |= {max(one.span.start, block.span.start), min(one.span.end, block.span.end)}
    cuts = sorted(ends)
    parts = []
    seen: set[str] = set()
    for start, end in pairwise(cuts):
        piece = Span(start=start, end=end)
        covering = [one for one in over if one.span.contains(piece)]
        parts.append(_piece(document.quote(piece), covering, seen))
    return "".join(parts)


def _piece(text: str, covering: Sequence[Marked], seen: set[str]) -> str:
    if not covering:
        return safe(text)
    ids = " ".join(dict.fromkeys(name for one in reversed(covering) for name in one.ids))
    linked = [one for one in covering if one.level]
    if linked:
        one = linked[-1]
        return (
            f'<a class="req {one.level}" href="#{one.ids[0]}" data-r="{ids}" '
            f'data-mark="{one.mark}">{safe(text)}</a>'
        )
    anchor = covering[-1].anchor
    name = f' id="{anchor}"' if anchor and anchor not in seen else ""
    seen.add(anchor)
    return f'<mark data-r="{ids}"{name}>{safe(text)}</mark>'
