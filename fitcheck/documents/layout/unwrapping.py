"""Which lines were one before they were wrapped.

A line goes on in the next where the next line's first word would not have fitted behind it: that
is how lines are wrapped, and how a short line (a title, an employer, an item without a glyph) is
told from one that was cut at the margin. A change of size or weight, a wide gap inside a line, a
list mark, or more room between the lines than usual ends a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.bullets import find_marker, may_be_numbered
from fitcheck.documents.layout.cells import Line, is_dated
from fitcheck.documents.layout.compounds import keeps_hyphen

_LEADING = 1.3
"""Distance of lines, as a multiple of the usual one, from which a paragraph ends."""
WIDEST_LEADING = 2.3
_WRAPPED_SHARE = 0.5
"""Share of lines that leave no room for the next word: nearly 1 in paragraphs (all but the last
of each), 0 to 0.3 in lists of short lines."""
_ADDRESS = re.compile(r"://|@|www\.|\.(?:com|org|net|io|dev|edu|me|co)\b", re.IGNORECASE)
_NARROWEST = 11
"""Width, in heights of the font, below which a line that looks full may as well be a short item:
about 22 characters, the narrowest sidebar in development files."""
HEADING_SIZE = 1.12
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0e-\x1f\ufffd]+")
_GO_ON = re.compile(
    r"(?:[,&/(–-]|\b(?:and|or|of|the|for|with|to|in|a|an|by|from|on|at|as|using))$", re.IGNORECASE
)

_GO_ON_LENGTH = 6
"""Characters at the end of a text that the pattern looks at, and one more."""


@dataclass(slots=True)
class Draft:
    """A block while its lines are gathered."""

    lines: list[Line]
    text: str
    kind: BlockKind
    indent: float
    depth: int = 0
    level: int | None = None


def start(line: Line) -> Draft:
    """The block that `line` begins."""
    text, kind, indent = _open_item(line)
    return Draft(lines=[line], text=text, kind=kind, indent=indent)


def _open_item(line: Line) -> tuple[str, BlockKind, float]:
    """Text without its bullet, the kind, and the left edge that wrapped lines keep."""
    raw = line.text
    rest = line.unmarked
    if rest is None and not line.dotted and not may_be_numbered(raw):  # most lines
        return plain(raw), BlockKind.PARAGRAPH, line.x0
    words = line.words
    if rest is not None and rest.strip():
        marker_words = len(raw.split()) - len(rest.split())
        indent = words[min(marker_words, len(words) - 1)].x0
        return plain(rest).lstrip(), BlockKind.LIST_ITEM, indent
    if line.dotted:
        first = 1 if PRIVATE.fullmatch(words[0].text) and len(words) > 1 else 0
        return plain(raw), BlockKind.LIST_ITEM, words[first].x0
    marker = find_marker(raw)
    if marker is not None and marker.numbered and len(words) > 1:
        return plain(raw.replace("\t", " ", 1)), BlockKind.LIST_ITEM, words[1].x0
    return plain(raw), BlockKind.PARAGRAPH, line.x0


def plain(text: str) -> str:
    """The text without glyphs of no meaning."""
    if not text.isprintable() or "\ufffd" in text:  # of such glyphs that one is printable
        text = PRIVATE.sub("", text)
    return text.strip(" \t")


def continues(draft: Draft, line: Line, leading: dict[float, float]) -> bool:
    """True where `line` is the rest of `draft`."""
    last = draft.lines[-1]
    if last.turn != line.turn or "\t" in line.text or is_item(line):
        return False
    if abs(last.size - line.size) > 0.06 * max(last.size, line.size):
        return False
    if last.broken:
        return True
    if "\t" in draft.text and not _under_last_cell(last, line):
        return False
    if not near_below(last, line, leading) or not _same_edge(draft, line):
        return False
    before, after = last.cells[-1].words[-1].style, line.style
    if before.bold != after.bold and _uniform(last) and _uniform(line):
        return False
    return _was_wrapped(draft, line)


def _under_last_cell(last: Line, line: Line) -> bool:
    """True where `line` begins under the text behind the last gap: a label and its wrapped text."""
    if len(last.cells) == 1:
        return True
    cell = last.cells[-1]
    return abs(cell.x0 - line.x0) <= 0.35 * line.size and not is_dated(cell.text)


def _was_wrapped(draft: Draft, line: Line) -> bool:
    """True where `line` had no room behind the draft's last line, or goes on in mid-sentence.

    A short item may reach the margin by chance. So a line that begins with a capital goes on only
    among lines most of which were wrapped, behind a line of some length, and never where a title,
    an employer or a date ends or begins.
    """
    last = draft.lines[-1]
    room = last.margin - last.x1
    text = draft.text.rstrip()
    if begins_low(line.text):
        if room < needed(last, line):
            return True
        if text[-1:] not in ".!?:;" and room < 0.45 * (last.margin - last.x0):
            return True
        return _stops_short(text)
    if room >= needed(last, line) or line.heads_dates:
        return False
    if draft.kind is BlockKind.LIST_ITEM and abs(line.x0 - draft.indent) <= 0.35 * line.size:
        return True  # under the text of its item, where the next item would begin with its mark
    if _stops_short(text):
        return True
    return (
        last.among_prose
        and last.wrapped_near >= _WRAPPED_SHARE
        and last.x1 - last.cells[-1].x0 >= _NARROWEST * last.size
        and abs(last.cells[-1].x0 - line.x0) <= 4 * line.size
        and not is_dated(text[-16:])
    )


def _stops_short(text: str) -> bool:
    """True where the text ends in a sign or a word that something must follow."""
    return _GO_ON.search(text, max(len(text) - _GO_ON_LENGTH, 0)) is not None


def begins_low(text: str) -> bool:
    """True where the text starts in lower case and is no address of a page or of mail."""
    if text[:1].isupper():  # most lines
        return False
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first[:1].islower() and not _ADDRESS.search(first)


def needed(last: Line, line: Line) -> float:
    """Room that the first word of `line` would have taken behind `last`."""
    word = line.cells[0].words[0]
    return word.x1 - word.x0 + 0.2 * last.size


def _uniform(line: Line) -> bool:
    return line.style_share("bold") in (0.0, 1.0)


def is_item(line: Line) -> bool:
    """True where a bullet glyph, written or drawn, opens the line."""
    return line.dotted or line.unmarked is not None


def near_below(last: Line, line: Line, leading: dict[float, float]) -> bool:
    """True where no more than the usual room lies between two lines, or a page ends."""
    if last.page != line.page:
        return True
    distance = line.y - last.y
    if distance <= 0:
        # a sentence that goes on at the head of the next column
        return last.column != line.column and line.text[:1].islower()
    usual = leading.get(round(line.size), 1.25 * line.size)
    return distance <= min(max(_LEADING * usual, 1.25 * line.size), WIDEST_LEADING * line.size)


def _same_edge(draft: Draft, line: Line) -> bool:
    last = draft.lines[-1]
    slack = 0.35 * line.size
    if last.page != line.page or line.y <= last.y:
        return True
    if draft.kind is BlockKind.LIST_ITEM:
        hanging = abs(line.x0 - draft.indent) <= 2 * slack
        return hanging or (len(draft.lines) > 1 and abs(line.x0 - last.x0) <= slack)
    if abs(line.x0 - last.cells[-1].x0) <= slack:
        return True
    centred = abs((line.x0 + line.x1) - (last.x0 + last.x1)) <= 2 * slack
    first_line_indent = len(draft.lines) == 1 and 0 < last.x0 - line.x0 <= 4 * line.size
    return centred or first_line_indent


def extend(draft: Draft, line: Line, compounds: frozenset[str] = frozenset()) -> None:
    """Add a line that continues the block, closing up a word broken at the margin.

    `compounds` are words of the file that are written with a hyphen, lower case.
    """
    last = draft.lines[-1]
    text = plain(line.text)
    if last.broken and keeps_hyphen(draft.text, text, compounds):
        draft.text += "-" + text
    elif last.broken:
        draft.text += text
    elif draft.text.endswith("-") and draft.text[-2:-1].isalpha() and text[:1].islower():
        draft.text += text  # the hyphen is drawn: it may belong to a compound, so it stays
    else:
        draft.text += " " + text
    draft.lines.append(line)
