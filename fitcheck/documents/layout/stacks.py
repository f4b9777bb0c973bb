"""Facts stacked at the right margin: place over dates over length, beside a title and its items.

Row by row, the dates would end the first item instead of the title. A stack is moved up to the
line of its topmost cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from fitcheck.documents.layout.bullets import split_bullet
from fitcheck.documents.layout.cells import Cell

_LONGEST = 32
"""Characters of a stacked fact: "September 2018 – November 2023" has 30."""
_FLUSH = 2.0
_LEADING = 1.9
"""Distance of two lines, in heights of the font, up to which facts are one stack."""
_APART = 3.0
"""Heights of the font between a line's text and the stack beside it."""


def raise_stacks(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """The rows, each with the stack that hangs from its last cell over the items below it."""
    result: list[list[Cell]] = []
    top: list[Cell] | None = None
    last: Cell | None = None
    inside = False
    for row in rows:
        hanging = top is not None and last is not None and _hangs(row, last)
        if hanging and top is not None and row[-1].dated:
            hanging = not any(cell.dated for cell in top)
        if hanging and (inside or _is_item(row)) and top is not None:
            last = row[-1]
            top.append(last)
            result.append(row[:-1])
            inside = True
            continue
        result.append(row)
        inside = False
        top, last = (row, row[-1]) if _may_top(row) else (None, None)
    return result


def _may_top(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and len(row[-1].text) <= _LONGEST and not _is_item(row)


def _hangs(row: Sequence[Cell], above: Cell) -> bool:
    """True where the last cell of `row` stands right under `above`, apart from its own line."""
    cell = row[-1]
    if len(row) < 2 or len(cell.text) > _LONGEST or cell.column != above.column:
        return False
    if not 0 < cell.y - above.y <= _LEADING * cell.size:
        return False
    flush = abs(cell.x1 - above.x1) <= _FLUSH or abs(cell.x0 - above.x0) <= _FLUSH
    apart = cell.x0 - row[-2].x1 >= _APART * cell.size or cell.dated
    return flush and apart and any(map(str.isdigit, cell.text))


def _is_item(row: Sequence[Cell]) -> bool:
    return split_bullet(row[0].text) is not None
