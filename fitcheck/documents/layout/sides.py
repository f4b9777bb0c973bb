"""Whether two sides of a strip are columns, or one only begins or ends the lines of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter, ne

from fitcheck.documents.layout.cells import Cell

_drawn = attrgetter("drawn")
LEAST_LINES = 3
"""Cells that a column has at least."""
_LEAST_LETTERS = 40
"""Characters that a column has at least."""
_VALUE_LENGTH = 12
"""Characters up to which a figure beside a cell is its value ("5+ yrs", "80 %")."""
_MOST_PAIRED = 0.6
"""Share of cells with another on the same height from which dates end lines; a timeline beside a
column of its own has 0.1-0.5."""
_FEW = 5
"""Cells at the right below which most must have lines of their own to be a column."""


def ends_lines(band: Sequence[Cell], x: float) -> bool:
    """True where the right side only ends the lines of the left."""
    right = [cell for cell in band if cell.x0 >= x]
    left = [cell for cell in band if cell.x0 < x]
    if len(right) < 2 or len(left) < 2:
        return False
    if not (_flush_right(right) or _short_dated(right) >= 0.4):
        return False
    size = sorted([cell.size for cell in band])[len(band) // 2]
    return _paired(right, left, size) >= 0.8


def are_columns(band: Sequence[Cell], x: float) -> bool:
    """True where what stands right of `x` is a text of its own, not the end of lines at the left.

    Dates at the right margin belong to their lines; so do marginal dates and labels at the left,
    each of which has a line beside it on the same height. Two sides that the file draws one after
    the other are columns; sides drawn in turns must show wrapped lines that do not belong together.
    """
    left = [cell for cell in band if cell.x0 < x]
    right = [cell for cell in band if cell.x0 >= x]
    if len(left) < LEAST_LINES or len(right) < LEAST_LINES:
        return False
    if max([cell.x1 for cell in left]) > x + 2:
        return False
    if not (_has_letters(left) and _has_letters(right)):
        return False
    if _edge_share(right) < 0.5 and _centred_share(right) < 0.5:
        return False
    size = sorted([cell.size for cell in band])[len(band) // 2]
    paired_right = _paired(right, left, size)
    if _belong_to_lines(left, right, paired_right):
        return False
    paired_left = _paired(left, right, size)
    if paired_left >= _MOST_PAIRED and _short_dated(left) >= 0.6:
        return False
    apart = min(len(left), len(right)) >= 5 and switches(band, x) <= max(2, 0.06 * len(band))
    wrapped_left, wrapped_right = _wrapped(left), _wrapped(right)
    if paired_left >= 0.8 and len(left) <= 0.7 * len(right):
        return wrapped_left >= 0.25 or (apart and len(left) >= 8)
    if paired_left >= 0.7 and paired_right >= 0.7:
        prose = _fills(left) >= 0.4 and _fills(right) >= 0.4
        return apart or prose or max(wrapped_left, wrapped_right) >= 0.2
    return True


def _has_letters(side: Sequence[Cell]) -> bool:
    """True where the text of a side is as long as that of a column is at least."""
    letters = 0
    for cell in side:
        letters += len(cell.text)
        if letters >= _LEAST_LETTERS:
            return True
    return False


def _belong_to_lines(left: Sequence[Cell], right: Sequence[Cell], paired_right: float) -> bool:
    """True where the right side is dates or values of the left, or the left one its labels."""
    if paired_right >= _MOST_PAIRED and (_flush_right(right) or _short_dated(right) >= 0.4):
        return True
    if len(right) < _FEW and paired_right >= _MOST_PAIRED:
        return True
    values = sum([len(cell.text) <= _VALUE_LENGTH and cell.text[0].isdigit() for cell in right])
    if paired_right >= 0.9 and values >= 0.6 * len(right):
        return True
    return sum([cell.text.endswith(":") for cell in left]) >= 0.6 * len(left)


def switches(band: Sequence[Cell], x: float) -> int:
    """How often the file goes from one side of `x` to the other."""
    sides = [cell.x0 >= x for cell in sorted(band, key=_drawn)]
    return sum(map(ne, sides, sides[1:]))


def _wrapped(cells: Sequence[Cell]) -> float:
    """Share of cells that begin in lower case, as the rest of a wrapped sentence does."""
    return sum([cell.text[:1].islower() for cell in cells]) / len(cells)


def _short_dated(cells: Sequence[Cell]) -> float:
    return sum([len(cell.text) <= 32 and cell.dated for cell in cells]) / len(cells)


def _flush_right(cells: Sequence[Cell]) -> bool:
    """True for short cells that end, rather than begin, at one place: what ends lines."""
    if sum([len(cell.text) for cell in cells]) > 32 * len(cells):
        return False
    ends = sorted([cell.x1 for cell in cells])
    starts = sorted([cell.x0 for cell in cells])
    return _spread(ends) < 0.5 * _spread(starts)


def _spread(places: Sequence[float]) -> float:
    """Distance between the quarter and the three-quarter point of sorted places."""
    count = len(places)
    return places[-1 - count // 4] - places[count // 4]


def _edge_share(cells: Sequence[Cell]) -> float:
    """Share of cells that begin at one of the two left edges most in use."""
    counts: dict[int, int] = {}
    for cell in cells:
        edge = round(cell.x0 / 3)
        counts[edge] = counts.get(edge, 0) + 1
    return sum(sorted(counts.values(), reverse=True)[:3]) / len(cells)


def _centred_share(cells: Sequence[Cell]) -> float:
    """Share of cells whose middles lie above each other, as in a centred sidebar."""
    middles = sorted([cell.x0 + cell.x1 for cell in cells])
    usual = middles[len(middles) // 2]
    return sum([abs(middle - usual) <= 6 for middle in middles]) / len(middles)


def _paired(cells: Sequence[Cell], others: Sequence[Cell], size: float) -> float:
    """Share of cells that have another on the same height."""
    heights, slack = sorted([cell.y for cell in others]), 0.3 * size
    same = {*heights}
    heights.append(float("nan"))  # near to nothing
    paired = [
        y in same or heights[bisect_left(heights, y - slack)] <= y + slack
        for y in [cell.y for cell in cells]
    ]
    return sum(paired) / len(cells)


def _fills(cells: Sequence[Cell]) -> float:
    """Share of cells that reach to the right edge of their column, as wrapped prose does."""
    edge, start = max([cell.x1 for cell in cells]), min([cell.x0 for cell in cells])
    return sum([cell.x1 >= start + 0.75 * (edge - start) for cell in cells]) / len(cells)
