"""Pieces of a file in reading order become one `Document` with spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fitcheck.documents.characters import clean, has_letters
from fitcheck.documents.document import (
    Block,
    BlockKind,
    Document,
    DocumentWarning,
    PostingFields,
    Span,
    WarningCode,
)
from fitcheck.documents.layout.bullets import is_rule, split_bullet, split_inline
from fitcheck.settings import ReadingSettings

QUOTE_LENGTH = 200
"""Characters of hidden text that a warning quotes: enough to recognise it in the file."""
MAX_HIDDEN_WARNINGS = 20
"""Warnings of one kind that a document carries; a person reads no more of them."""
MAX_LINE = 5_000
"""Characters of one block; a longer line is cut between two words. The longest paragraph of
development has 2,600, and what is said of a line takes more than linear time over its length."""
MAX_BLOCKS = 20_000
"""Blocks of a document; one of sixty pages has 3,000."""

_LEADERS = re.compile(r"[ .]{6,}|_{5,}|\u2026{3,}")
_LEAST_DOTS = 3
_GAPS = re.compile(r"[ ]{0,8}\t[ \t]*|[ ]{4,}")
_BLANKS = re.compile(r" {2,}")
_SPACED_OUT = re.compile(r"\S(?: {1,3}\S){4,60}")
_WORD_GAP = re.compile(r" {2,3}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Piece(NamedTuple):
    """One block before it has a place: raw text and what it is (see `Block` for the fields)."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    level: int | None = None
    emphasis: bool = False
    depth: int = 0


def assemble(
    pieces: Iterable[Piece],
    *,
    source: str,
    media_type: str,
    settings: ReadingSettings | None = None,
    pages: int | None = None,
    fields: PostingFields | None = None,
    hidden: Sequence[str] = (),
    warnings: Sequence[DocumentWarning] = (),
) -> Document:
    """The document that the pieces make; a piece with line feeds becomes several blocks.

    `hidden` are texts that a person cannot see: each becomes a warning with a quote. Text beyond
    `settings.max_text` characters is left out, with a warning.
    """
    limit = (settings or ReadingSettings()).max_text
    blocks: list[Block] = []
    lines: list[str] = []
    unseen = list(hidden)
    place, reordered, truncated = 0, False, False
    for piece in pieces:
        cleaned = clean(piece.text[: limit + 1])
        is_cut = len(piece.text) > limit + 1
        unseen.extend(cleaned.hidden)
        reordered = reordered or cleaned.reordered
        for text, is_item in _parts(piece, cleaned.text):
            truncated = place + len(text) > limit or len(blocks) >= MAX_BLOCKS
            kept = text[: max(limit - place, 0)].rstrip() if truncated else text
            if kept and len(blocks) < MAX_BLOCKS:
                span = Span(start=place, end=place + len(kept))
                blocks.append(_block(piece, span, is_item=is_item))
                lines.append(kept)
                place += len(kept) + 1
            if truncated:
                break
        truncated = truncated or is_cut
        if truncated:
            break
    notes = [*warnings, *hidden_warnings(unseen)]
    if reordered:
        notes.append(_REORDERED)
    if truncated:
        notes.append(truncation_warning(min(place, limit)))
    return Document(
        source=source,
        media_type=media_type,
        text="\n".join(lines),
        blocks=tuple(blocks),
        pages=pages,
        fields=fields,
        warnings=tuple(notes),
    )


def tidy(text: str) -> str:
    """One line with single spaces; a wide gap, a tab or a dot leader becomes one tab."""
    if _SPACED_OUT.fullmatch(text.strip()):
        # "S K I L L S": letters set apart for looks; a wider gap parts the words.
        words = _WORD_GAP.split(text.strip())
        text = " ".join(word.replace(" ", "") for word in words)
    # each pattern is run only where what it needs is there: most lines need none of them
    if text.count(".") >= _LEAST_DOTS or "_____" in text or "\u2026\u2026\u2026" in text:
        text = _LEADERS.sub(_leader, text)
    if "    " in text or " \t" in text or "\t " in text or "\t\t" in text:
        text = _GAPS.sub("\t", text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" \t\n")


def _may_be_untidy(text: str) -> bool:
    """Whether the text has any of what leaders, gaps and runs of blanks need."""
    return (
        "  " in text
        or "\t" in text
        or ".." in text
        or ". ." in text
        or "__" in text
        or "\u2026\u2026" in text
    )


def hidden_warnings(texts: Iterable[str]) -> Iterator[DocumentWarning]:
    """One warning for each different text that a person cannot see, at most twenty."""
    tidied = (tidy(text.replace("\n", " ")) for text in texts)
    quotes = dict.fromkeys(filter(has_letters, tidied))
    for quote in list(quotes)[:MAX_HIDDEN_WARNINGS]:
        yield DocumentWarning(
            code=WarningCode.HIDDEN_TEXT,
            message="text that a person cannot see was left out",
            quote=clean(quote[:QUOTE_LENGTH]).text,
        )


def truncation_warning(limit: int) -> DocumentWarning:
    """The warning that only the first `limit` characters were read."""
    return DocumentWarning(
        code=WarningCode.TRUNCATED,
        message=f"only the first {limit:,} characters were read; the rest was left out",
    )


_REORDERED = DocumentWarning(
    code=WarningCode.HIDDEN_TEXT,
    message="characters that reverse the order of the text on screen were left out",
)


def _parts(piece: Piece, text: str) -> Iterator[tuple[str, bool]]:
    """The texts of the blocks of one cleaned piece, a line each without its bullet glyph.

    True where the block is a list item, whatever the piece is.
    """
    is_prose = piece.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    if _is_plain(text):  # most pieces: what is done below would change nothing
        yield text, False
        return
    for raw in text.split("\n"):
        line = tidy(raw)
        if not line or is_rule(line):
            continue
        rest = split_bullet(line) if is_prose else None
        lines = split_inline(line if rest is None else rest) if is_prose else [line]
        for place, part in enumerate(lines):
            # What is left of private characters are signs of icon fonts.
            has_icons = not part.isascii() and _PRIVATE.search(part)
            is_tidy = part == line == raw  # doing it once more changes nothing
            seen = part if is_tidy and not has_icons else tidy(_PRIVATE.sub(" ", part))
            for short in _short_lines(seen):
                yield short, place > 0 or rest is not None


def _is_plain(text: str) -> bool:
    """Whether the text is one tidy line without a list mark; False also where that takes longer."""
    return (
        text.isprintable()
        and text[:1].isalnum()
        and not text.startswith("o ")
        and text[1:2] != " "
        and text[-1] != " "
        and len(text) <= MAX_LINE
        and not _may_be_untidy(text)
        and split_inline(text) == [text]
    )


def _short_lines(text: str) -> Iterator[str]:
    """The text in parts of at most `MAX_LINE` characters, cut between words; nearly always one."""
    while len(text) > MAX_LINE:
        end = text.rfind(" ", 1, MAX_LINE + 1)
        end = end if end > 0 else MAX_LINE
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    if text:
        yield text


def _block(piece: Piece, span: Span, *, is_item: bool) -> Block:
    return Block(
        span=span,
        kind=BlockKind.LIST_ITEM if is_item else piece.kind,
        page=piece.page,
        level=None if is_item else piece.level,
        emphasis=piece.emphasis,
        depth=piece.depth,
    )


def _leader(found: re.Match[str]) -> str:
    """A tab for dot leaders and fill-in rules; runs of blanks are left to the gap rule."""
    run = found[0]
    return "\t" if run.count(".") >= _LEAST_DOTS or run[0] in "_\u2026" else run
