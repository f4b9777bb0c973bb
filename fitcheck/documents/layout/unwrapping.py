"""Which lines were one before they were wrapped.

A line goes on in the next where the next line's first word would not have fitted behind it: that
is how lines are wrapped, and how a short line (a title, an employer, an item without a glyph) is
told from one that was cut at the margin. A change of size or weight, a wide gap inside a line, a
list mark, or more room between the lines than usual ends a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fitcheck.documents.document import BlockKind
from fitcheck.documents.layout.bullets import find_marker, split_bullet
from fitcheck.documents.layout.cells import Line, is_dated
from fitcheck.documents.layout.compounds import keeps_hyphen

_LEADING = 1.3
"""Distance of lines, as a multiple of the usual one, from which a paragraph ends."""
_WIDEST_LEADING = 2.3
_LEAST_ITEMS = 3
_AROUND = 40
"""Lines before and after that show where a line would have been wrapped."""
_WRAPPED_SHARE = 0.5
"""Share of lines that leave no room for the next word: nearly 1 in paragraphs (all but the last
of each), 0 to 0.3 in lists of short lines."""
_ADDRESS = re.compile(r"://|@|www\.|\.(?:com|org|net|io|dev|edu|me|co)\b", re.IGNORECASE)
_NARROWEST = 11
"""Width, in heights of the font, below which a line that looks full may as well be a short item:
about 22 characters, the narrowest sidebar in development files."""
HEADING_SIZE = 1.12
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0e-\x1f\ufffd]+")
_GO_ON = re.compile(
    r"(?:[,&/(–-]|\b(?:and|or|of|the|for|with|to|in|a|an|by|from|on|at|as|using))$", re.IGNORECASE
)


@dataclass(slots=True)
class Draft:
    """A block while its lines are gathered."""

    lines: list[Line]
    text: str
    kind: BlockKind
    indent: float
    depth: int = 0
    level: int | None = None


def prepare(lines: Sequence[Line], body: float) -> dict[float, float]:
    """Note on each line what its neighbours tell, and give the usual leading by size of font.

    `body` is the size in which most of the text is set, in points.
    """
    _mark_private_glyphs(lines, body)
    _set_margins(lines)
    leading = _usual_leading(lines)
    _set_wrapped_shares(lines, leading)
    _mark_date_heads(lines)
    return leading


def _mark_private_glyphs(lines: Sequence[Line], body: float) -> None:
    """Mark as list items the lines that open with a glyph of no meaning which opens many lines.

    One that opens one or two is an icon (a telephone, an envelope), one before a heading is an
    ornament.
    """
    opened: dict[str, list[Line]] = {}
    for line in lines:
        found = _PRIVATE.match(line.text)
        decorated = line.text.isupper() or line.size >= HEADING_SIZE * body
        if found and found.end() < len(line.text) and not decorated:
            opened.setdefault(found[0], []).append(line)
    for group in opened.values():
        if len(group) >= _LEAST_ITEMS:
            for line in group:
                line.dotted = True


def start(line: Line) -> Draft:
    """The block that `line` begins."""
    text, kind, indent = _open_item(line)
    return Draft(lines=[line], text=text, kind=kind, indent=indent)


def _open_item(line: Line) -> tuple[str, BlockKind, float]:
    """Text without its bullet, the kind, and the left edge that wrapped lines keep."""
    raw = line.text
    rest = split_bullet(raw)
    words = line.words
    if rest is not None and rest.strip():
        marker_words = len(raw.split()) - len(rest.split())
        indent = words[min(marker_words, len(words) - 1)].x0
        return plain(rest).lstrip(), BlockKind.LIST_ITEM, indent
    if line.dotted:
        first = 1 if _PRIVATE.fullmatch(words[0].text) and len(words) > 1 else 0
        return plain(raw), BlockKind.LIST_ITEM, words[first].x0
    marker = find_marker(raw)
    if marker is not None and marker.numbered and len(words) > 1:
        return plain(raw.replace("\t", " ", 1)), BlockKind.LIST_ITEM, words[1].x0
    return plain(raw), BlockKind.PARAGRAPH, line.x0


def plain(text: str) -> str:
    """The text without glyphs of no meaning."""
    if not (text.isascii() and text.isprintable()):  # most lines are no more than that
        text = _PRIVATE.sub("", text)
    return text.strip(" \t")


def continues(draft: Draft, line: Line, leading: dict[float, float]) -> bool:
    """True where `line` is the rest of `draft`."""
    last = draft.lines[-1]
    if last.turn != line.turn or "\t" in line.text or _is_item(line):
        return False
    if abs(last.size - line.size) > 0.06 * max(last.size, line.size):
        return False
    if last.broken:
        return True
    if "\t" in draft.text and not _under_last_cell(last, line):
        return False
    if not _near_below(last, line, leading) or not _same_edge(draft, line):
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
    if _begins_low(line.text):
        if room < _needed(last, line):
            return True
        if text[-1:] not in ".!?:;" and room < 0.45 * (last.margin - last.x0):
            return True
        return bool(_GO_ON.search(text))
    if room >= _needed(last, line) or line.heads_dates:
        return False
    if draft.kind is BlockKind.LIST_ITEM and abs(line.x0 - draft.indent) <= 0.35 * line.size:
        return True  # under the text of its item, where the next item would begin with its mark
    if _GO_ON.search(text):
        return True
    return (
        last.among_prose
        and last.wrapped_near >= _WRAPPED_SHARE
        and last.x1 - last.cells[-1].x0 >= _NARROWEST * last.size
        and abs(last.cells[-1].x0 - line.x0) <= 4 * line.size
        and not is_dated(text[-16:])
    )


def _begins_low(text: str) -> bool:
    """True where the text starts in lower case and is no address of a page or of mail."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first[:1].islower() and not _ADDRESS.search(first)


def _needed(last: Line, line: Line) -> float:
    """Room that the first word of `line` would have taken behind `last`."""
    word = line.cells[0].words[0]
    return word.x1 - word.x0 + 0.2 * last.size


def _uniform(line: Line) -> bool:
    return line.style_share("bold") in (0.0, 1.0)


def _is_item(line: Line) -> bool:
    return line.dotted or split_bullet(line.text) is not None


def _near_below(last: Line, line: Line, leading: dict[float, float]) -> bool:
    if last.page != line.page:
        return last.column == line.column or True
    distance = line.y - last.y
    if distance <= 0:
        # a sentence that goes on at the head of the next column
        return last.column != line.column and line.text[:1].islower()
    usual = leading.get(round(line.size), 1.25 * line.size)
    return distance <= min(max(_LEADING * usual, 1.25 * line.size), _WIDEST_LEADING * line.size)


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


def _set_margins(lines: Sequence[Line]) -> None:
    """For each line, the right edge at which the lines around it are wrapped.

    That is how far the lines near it reach that begin near the same left edge; a single line
    that sticks out far beyond the others (a contact line over two columns) does not count.
    """
    groups: dict[tuple[int, int, int], list[tuple[float, float, int]]] = {}
    for place, line in enumerate(lines):
        if len(line.cells) == 1:
            key = line.turn, line.column, place // _AROUND
            groups.setdefault(key, []).append((line.x1, line.x0, place))
    for group in groups.values():
        group.sort(reverse=True)
    for place, line in enumerate(lines):
        reach: list[float] = []
        edge, slack, near = line.cells[-1].x0, 5 * line.size, place // _AROUND
        for part in (near - 1, near, near + 1):
            found = 0
            for x1, x0, other in groups.get((line.turn, line.column, part), ()):
                if -slack <= x0 - edge <= slack and -_AROUND <= other - place <= _AROUND:
                    reach.append(x1)
                    found += 1
                    if found == 3:  # the furthest come first
                        break
        reach.sort(reverse=True)
        if len(reach) >= 3 and reach[0] - reach[1] > 3 * line.size:
            reach = reach[1:]
        line.margin = max(reach[0], line.x1) if reach else line.x1


def _set_wrapped_shares(lines: Sequence[Line], leading: dict[float, float]) -> None:
    """For each line, the share of wrapped lines among the like lines around it."""
    run: list[Line] = []
    for line in lines:
        if run and not _same_run(run[-1], line, leading):
            _close_run(run)
            run = []
        run.append(line)
    _close_run(run)


def _same_run(last: Line, line: Line, leading: dict[float, float]) -> bool:
    return (
        last.page == line.page
        and last.turn == line.turn
        and not _is_item(line)
        and line.y > last.y
        and abs(last.size - line.size) <= 0.06 * line.size
        and _near_below(last, line, leading)
    )


def _close_run(run: Sequence[Line]) -> None:
    pairs = list(pairwise(run))
    full = sum(
        len(line.cells) == 1 and last.margin - last.x1 < _needed(last, line) for last, line in pairs
    )
    # three lines of prose and more rarely begin with capitals throughout; lists do
    prose = len(run) <= 2 or any(_begins_low(line.text) for line in run[1:])
    for line in run:
        line.wrapped_near = full / len(pairs) if pairs else 0.0
        line.among_prose = prose


def _mark_date_heads(lines: Sequence[Line]) -> None:
    """Mark the short lines that a date stands in or right under: titles and employers."""
    for place, line in enumerate(lines):
        if len(line.text) > 70 or not line.text[:1].isupper():
            continue
        below = lines[place + 1 : place + 2]
        line.heads_dates = is_dated(line.text) or any(
            len(other.text) <= 60 and other.y > line.y and is_dated(other.text) for other in below
        )


def _usual_leading(lines: Sequence[Line]) -> dict[float, float]:
    """The distance of wrapped lines for each size of font."""
    found: dict[float, list[float]] = {}
    for last, line in pairwise(lines):
        distance = line.y - last.y
        if (
            last.page == line.page
            and abs(last.size - line.size) < 0.5
            and abs(last.x0 - line.x0) < 2
            and 0.9 * line.size < distance < _WIDEST_LEADING * line.size
        ):
            found.setdefault(round(line.size), []).append(distance)
    usual = {}
    for size, distances in found.items():
        distances.sort()
        usual[size] = distances[len(distances) // 4]
    return usual
