"""Words of a page become lines in reading order.

The order in which a file draws its text is nearly always the order in which its author wrote it,
so it is kept unless geometry contradicts: columns drawn row by row are taken apart, a line drawn
in two strokes (a title and, at the right margin, its dates) is put together, and a part that is
drawn late but stands higher (a header, a sidebar's title) is moved up. On two-column resumes the
drawn order switches columns less often than every purely geometric method measured.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import inf, nan
from operator import itemgetter

from fitcheck.documents.layout.cells import Cell, Line, is_right_to_left
from fitcheck.documents.layout.columns import MOST_CELLS, take_columns_apart
from fitcheck.documents.layout.labels import insert_turned, marginal_labels, merged
from fitcheck.documents.layout.page import Page, Word
from fitcheck.documents.layout.stacks import raise_stacks

WIDE_GAP = 1.5
"""Gap, in heights of the font, that separates cells of a line: justified text stretches its blanks
to about 1, the narrowest column gutters and tab stops in development files are near 1.7."""
_SAME_LINE = 0.45
_BACK = -0.6
_DRAWN_APART = 0.25
"""Distance of two baselines, in heights of the font, up to which cells drawn apart are one line."""
_LONGEST_APART, _MOST_ROWS = 48, 200
"""Characters of a cell that may end a line drawn before, and lines that are looked at for that."""
_BEHIND = 0.3
"""Gap, in heights of the font, from which a cell drawn apart stands behind another."""
_MOST_FLOWS = 400
_MOST_DOTS = 2000
_height_of = itemgetter(1)
_turn = itemgetter(Word._fields.index("turn"))


def page_lines(page: Page) -> list[Line]:
    """The lines of a page in reading order; text turned sideways stands where it labels a part."""
    lines: list[Line] = []
    by_turn: dict[int, Sequence[Word]] = {}
    turns = [*{*map(_turn, page.words)}]
    if len(turns) > 1:
        by_turn = {turn: [word for word in page.words if word.turn == turn] for turn in turns}
        turns.sort(key=lambda turn: (-sum(len(word.text) for word in by_turn[turn]), turn))
    for turn in turns:
        words = by_turn.get(turn, page.words)
        frame = _lines(words, page.number)
        for line in frame:
            line.page_height = page.height if turn % 2 == 0 else page.width
        if turn == 0:
            _mark_dotted(frame, page.dots)
        if turn != turns[0] and turn % 2 and turns[0] == 0:
            insert_turned(lines, frame, turn)
        else:
            lines.extend(frame)
    return lines


def _mark_dotted(lines: Sequence[Line], dots: Sequence[tuple[float, float]]) -> None:
    """Mark the lines with a drawn dot close to their left, in the middle of small letters."""
    if not dots or len(dots) > _MOST_DOTS:
        return
    by_height = sorted(dots, key=_height_of)
    heights = [y for _, y in by_height]
    for line in lines:
        near, far = line.x0 - 0.2 * line.size, line.x0 - 3 * line.size
        # a little more than the line, for what is looked at must not hang on rounding
        first = bisect_left(heights, line.y - line.size)
        last = bisect_left(heights, line.y + line.size)
        line.dotted = first < last and any(
            far <= x <= near and -0.75 * line.size <= y - line.y <= 0.1 * line.size
            for x, y in by_height[first:last]
        )


def _lines(words: Sequence[Word], number: int) -> list[Line]:
    cells = take_columns_apart(_cells(words))
    labels = marginal_labels(cells)
    if labels:
        aside = {id(cell) for cell in labels}
        cells = [cell for cell in cells if id(cell) not in aside]
    lines = _by_height([Line(cells=group, page=number) for group in raise_stacks(_rows(cells))])
    for label in merged(labels):
        line = Line(cells=[label], page=number)
        below = (i for i, other in enumerate(lines) if other.y >= label.y - 0.5 * label.size)
        lines.insert(next(below, len(lines)), line)
    return lines


def _cells(words: Sequence[Word]) -> list[Cell]:
    cells: list[Cell] = []
    group, in_order = list[Word](), True
    height, edge, font, widest = nan, 0.0, 0.0, 0.0
    for word in words:
        _, x0, x1, y, size, _, _, broken, _, _ = word
        if y == height and size == font and 0 <= x0 - edge < widest and x0 <= x1:
            group.append(word)  # nearly every word
        else:
            height, font, widest = y, size, WIDE_GAP * size
            if group and _adjoins(group[-1], word):
                group.append(word)
                in_order = False
            else:
                if group:
                    cells.append(Cell(group, len(cells), in_order=in_order))
                group, in_order = [word], x0 <= x1
        edge = x1
        if broken:
            height = nan
    if group:
        cells.append(Cell(group, len(cells), in_order=in_order))
    return cells


def _adjoins(before: Word, word: Word) -> bool:
    """True where `word` stands on the line of `before`, next to it."""
    size = word.size
    size = max(size, before.size)
    if word.y != before.y and abs(word.y - before.y) > _SAME_LINE * size:
        return False
    if before.broken:
        return False
    gap = word.x0 - before.x1
    if gap < 0 and is_right_to_left(word.text):
        gap = before.x0 - word.x1
    return _BACK * size < gap < WIDE_GAP * size


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells of one printed line together, in the place of the one drawn first."""
    rows: list[list[Cell]] = []
    heights: list[float] = []  # of the last cell of each row
    farthest = _DRAWN_APART * max([cell.size for cell in cells], default=0.0)
    ends = accumulate([cell.x1 for cell in cells], min, initial=inf)  # leftmost of those before
    for index, (cell, end) in enumerate(zip(cells, ends, strict=False)):
        row = rows[-1] if rows else None
        if row and _same_row(row[-1], cell):
            row.append(cell)
            heights[-1] = cell.y
            continue
        place = None
        may_end = len(cells) <= MOST_CELLS and len(cell.text) <= _LONGEST_APART
        if may_end and cell.x0 >= end + _BEHIND * cell.size:
            place = _drawn_apart(rows, heights, farthest, cells, index)
        if place is not None:
            rows[place].append(cell)
            heights[place] = cell.y
        else:
            rows.append([cell])
            heights.append(cell.y)
    for row in rows:
        if len(row) > 1 and not any(is_right_to_left(cell.text) for cell in row):
            row.sort(key=lambda cell: cell.x0)
    return rows


def _same_row(before: Cell, cell: Cell) -> bool:
    if before.column != cell.column or before.words[-1].broken:
        return False
    if abs(before.y - cell.y) > 0.35 * max(before.size, cell.size):
        return False
    return cell.x0 >= before.x1 - 1 or cell.x1 <= before.x0 + 1


def _drawn_apart(
    rows: Sequence[list[Cell]],
    heights: Sequence[float],
    farthest: float,
    cells: Sequence[Cell],
    index: int,
) -> int | None:
    """The row that a short cell, drawn elsewhere, ends: dates or a place at the right margin.

    `heights` are those of the last cells of the rows, none of which is looked at where it is
    farther away than `farthest`.
    """
    cell = cells[index]
    column, height, size = cell.column, cell.y, cell.size
    start = max(len(rows) - _MOST_ROWS, 0)
    near = enumerate(heights[start:] if start else heights, start)
    nearest: int | None = None
    for place in [at for at, y in near if not abs(y - height) > farthest]:
        last = rows[place][-1]
        if abs(last.y - height) > _DRAWN_APART * max(size, last.size) or last.column != column:
            continue
        if cell.x0 >= last.x1 + _BEHIND * size:
            nearest = place if nearest is None or last.x1 > rows[nearest][-1].x1 else nearest
    if nearest is None:
        return None
    if cell.dated:
        return nearest
    return None if _goes_on(cells, index) else nearest


def _goes_on(cells: Sequence[Cell], index: int) -> bool:
    """True where the cell's neighbours in the file stand right above or below it."""
    cell = cells[index]
    for other in (*cells[max(index - 1, 0) : index], *cells[index + 1 : index + 2]):
        if abs(other.x0 - cell.x0) < 2 and 0 < abs(other.y - cell.y) < 2 * cell.size:
            return True
    return False


def _by_height(lines: list[Line]) -> list[Line]:
    """Parts drawn late that stand above what they follow are moved up."""
    flows: list[list[Line]] = []
    for line in lines:
        last = flows[-1][-1] if flows else None
        if last and line.y > last.y - 0.2 * line.size and line.column == last.column:
            flows[-1].append(line)
        else:
            flows.append([line])
    if not 1 < len(flows) <= _MOST_FLOWS:
        return lines
    ordered: list[tuple[tuple[float, float, float, float], list[Line]]] = []
    for flow in flows:
        frame = _frame(flow)
        at = len(ordered)
        for index in range(len(ordered) - 1, -1, -1):
            other = ordered[index][0]
            if frame[3] <= other[2] + 1 and _overlap(frame, other):
                at = index
            elif other[3] <= frame[2] + 1 and _overlap(frame, other):
                break
        ordered.insert(at, (frame, flow))
    return [line for _, flow in ordered for line in flow]


def _frame(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of some lines."""
    return (
        min([line.x0 for line in lines]),
        max([line.x1 for line in lines]),
        min([line.y - 0.7 * line.size for line in lines]),
        max([line.y for line in lines]),
    )


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > 1
