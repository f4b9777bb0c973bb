"""What the lines around a line tell of it: where they were wrapped, and whether they are a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from fitcheck.documents.layout.cells import Line
from fitcheck.documents.layout.unwrapping import (
    HEADING_SIZE,
    PRIVATE,
    WIDEST_LEADING,
    begins_low,
    is_item,
    near_below,
    needed,
)

_LEAST_ITEMS = 3
_AROUND = 40
"""Lines before and after that show where a line would have been wrapped."""
_Alike = tuple[int, int, int, float, float]
"""What lines share around which the same lines are looked at: turn, column, the group of places,
where the last cell begins, and size."""


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
        if line.text.isprintable() and "\ufffd" not in line.text:  # most lines
            continue
        found = PRIVATE.match(line.text)
        decorated = line.text.isupper() or line.size >= HEADING_SIZE * body
        if found and found.end() < len(line.text) and not decorated:
            opened.setdefault(found[0], []).append(line)
    for group in opened.values():
        if len(group) >= _LEAST_ITEMS:
            for line in group:
                line.dotted = True


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
    known: dict[_Alike, list[tuple[float, int]]] = {}
    for place, line in enumerate(lines):
        alike = line.turn, line.column, place // _AROUND, line.cells[-1].x0, line.size
        ends = known.get(alike)
        if ends is None:
            ends = known[alike] = _ends_around(groups, alike)
        first, last = place - _AROUND, place + _AROUND
        reach = [x1 for x1, other in ends if first <= other <= last]
        if len(reach) >= 3 and reach[0] - reach[1] > 3 * line.size:
            reach = reach[1:]
        line.margin = max(reach[0], line.x1) if reach else line.x1


def _ends_around(
    groups: dict[tuple[int, int, int], list[tuple[float, float, int]]], alike: _Alike
) -> list[tuple[float, int]]:
    """Right edges of lines that begin near like lines, with the places of these, farthest first.

    Only the three that reach farthest matter to a line. So there are three of its own group, which
    are all around it, and of the groups before and after it those that reach farther.
    """
    turn, column, near, edge, size = alike
    slack, least = 5 * size, -inf
    ends: list[tuple[float, int]] = []
    for part in (near, near - 1, near + 1):
        for x1, x0, place in groups.get((turn, column, part), ()):
            if x1 <= least:
                break
            if -slack <= x0 - edge <= slack:
                ends.append((x1, place))
                if part == near and len(ends) == 3:
                    least = x1
    ends.sort(reverse=True)
    return ends


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
        and not is_item(line)
        and line.y > last.y
        and abs(last.size - line.size) <= 0.06 * line.size
        and near_below(last, line, leading)
    )


def _close_run(run: Sequence[Line]) -> None:
    # three lines of prose and more rarely begin with capitals throughout; lists do
    prose = len(run) <= 2 or any(begins_low(line.text) for line in run[1:])
    share = 0.0
    if len(run) > 1:
        full = [
            len(line.cells) == 1 and last.margin - last.x1 < needed(last, line)
            for last, line in pairwise(run)
        ]
        share = sum(full) / len(full)
    for line in run:
        line.wrapped_near, line.among_prose = share, prose


def _mark_date_heads(lines: Sequence[Line]) -> None:
    """Mark the short lines that a date stands in or right under: titles and employers."""
    for place, line in enumerate(lines):
        if len(line.text) > 70 or not line.text[:1].isupper():
            continue
        line.heads_dates = line.dated
        if not line.dated and place + 1 < len(lines):
            below = lines[place + 1]
            line.heads_dates = len(below.text) <= 60 and below.y > line.y and below.dated


def _usual_leading(lines: Sequence[Line]) -> dict[float, float]:
    """The distance of wrapped lines for each size of font."""
    found: dict[float, list[float]] = {}
    for last, line in pairwise(lines):
        distance = line.y - last.y
        if (
            last.page == line.page
            and abs(last.size - line.size) < 0.5
            and abs(last.x0 - line.x0) < 2
            and 0.9 * line.size < distance < WIDEST_LEADING * line.size
        ):
            found.setdefault(round(line.size), []).append(distance)
    usual = {}
    for size, distances in found.items():
        distances.sort()
        usual[size] = distances[len(distances) // 4]
    return usual
