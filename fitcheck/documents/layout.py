"""Words of a page become lines in reading order.

The order in which a file draws its text is nearly always the order in which its author wrote it,
so it is kept unless geometry contradicts: columns drawn row by row are taken apart, a line drawn
in two strokes (a title and, at the right margin, its dates) is put together, and a part that is
drawn late but stands higher (a header, a sidebar's title) is moved up. On two-column resumes the
drawn order switches columns less often than every purely geometric method measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fitcheck.documents.page import Page, Style, Word

WIDE_GAP = 1.5
"""Gap, in heights of the font, that separates cells of a line: justified text stretches its blanks
to about 1, the narrowest column gutters and tab stops in development files are near 1.7."""
_SAME_LINE = 0.45
_BACK = -0.6
_LEAST_LINES = 3
_MOST_FLOWS = 400
_PART_GAP = 3.5
"""Distance of lines, in heights of the font, at which a labelled part of a page ends."""
_ORDINALS = ("st", "nd", "rd", "th")
_MOST_DOTS = 2000
_STEP = 3.0
"""Points between the places at which strips are looked for: half the narrowest gutter."""
_CROSSING = 0.08
"""Share of cells (headings over all columns) that may cross the strip between two columns."""
_MOST_CELLS = 4000
"""Beyond these the order of the file is kept as it is; a dense page has about 300 cells."""
_DATED = re.compile(
    r"(?:19|20)\d\d|\b(?:present|current|now|ongoing|today|to date)\b|\d\d?/\d\d", re.IGNORECASE
)


@dataclass(slots=True)
class Cell:
    """Words of one line without a wide gap, left to right as drawn."""

    words: list[Word]
    drawn: int
    column: int = 0
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0

    def __post_init__(self) -> None:
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        first = max(self.words, key=lambda word: word.size)
        self.y, self.size = first.y, first.size

    @property
    def text(self) -> str:
        """The words with single blanks."""
        if _is_spaced_out(self.words):
            return _close_up(self.words)
        parts = [self.words[0].text]
        for before, word in pairwise(self.words):
            raised = before.text[-1].isdigit() and word.text[:2] in _ORDINALS
            close = word.x0 - before.x1 < 0.1 * before.size
            parts.append(word.text if raised and close else " " + word.text)
        return "".join(parts)


def _is_spaced_out(words: Sequence[Word]) -> bool:
    """True for a word set letter by letter, as headings and names are: "E X P E R I E N C E"."""
    single = sum(len(word.text) == 1 and word.text.isalnum() for word in words)
    return single >= 5 and single >= 0.8 * len(words)


def _close_up(words: Sequence[Word]) -> str:
    gaps = sorted(word.x0 - before.x1 for before, word in pairwise(words))
    usual = gaps[len(gaps) // 2]
    parts = [words[0].text]
    for before, word in pairwise(words):
        wide = word.x0 - before.x1 > 1.6 * usual + 0.05 * word.size
        parts.append(" " + word.text if wide else word.text)
    return "".join(parts)


@dataclass(slots=True)
class Line:
    """One printed line: cells from left to right."""

    cells: list[Cell]
    page: int
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    text: str = ""
    page_height: float = 0.0
    column: int = 0
    turn: int = 0
    margin: float = 0.0
    wrapped_near: float = 0.0
    among_prose: bool = False
    heads_dates: bool = False
    dotted: bool = False

    def __post_init__(self) -> None:
        self.x0 = min(cell.x0 for cell in self.cells)
        self.x1 = max(cell.x1 for cell in self.cells)
        self.y = self.cells[0].y
        weights: dict[float, int] = {}
        for word in self.words:
            size = round(word.size, 1)
            weights[size] = weights.get(size, 0) + len(word.text)
        self.size = max(weights, key=lambda size: (weights[size], size))
        self.text = "\t".join(cell.text for cell in self.cells)
        self.column = self.cells[0].column
        self.turn = self.words[0].turn

    @property
    def words(self) -> list[Word]:
        """All words of the line."""
        return [word for cell in self.cells for word in cell.words]

    @property
    def broken(self) -> bool:
        """True where the last word goes on in the next line."""
        return self.cells[-1].words[-1].broken

    def style_share(self, name: str, cells: Sequence[Cell] | None = None) -> float:
        """Share of characters, 0-1, whose style has `name` ("bold", "italic")."""
        words = [word for cell in (self.cells if cells is None else cells) for word in cell.words]
        total = sum(len(word.text) for word in words)
        return sum(len(w.text) for w in words if getattr(w.style, name)) / max(total, 1)

    @property
    def style(self) -> Style:
        """The style of the first word."""
        return self.cells[0].words[0].style


def page_lines(page: Page) -> list[Line]:
    """The lines of a page in reading order; text turned sideways stands where it labels a part."""
    lines: list[Line] = []
    turns = sorted({word.turn for word in page.words}, key=lambda turn: _turn_rank(turn, page))
    for turn in turns:
        words = [word for word in page.words if word.turn == turn]
        frame = _lines(words, page.number)
        for line in frame:
            line.page_height = page.height if turn % 2 == 0 else page.width
        if turn == 0:
            _mark_dotted(frame, page.dots)
        if turn != turns[0] and turn % 2 and turns[0] == 0:
            _insert_labels(lines, frame, turn)
        else:
            lines.extend(frame)
    return lines


def _insert_labels(lines: list[Line], turned: Sequence[Line], turn: int) -> None:
    """Put labels that run up or down the side of a part before the first line beside them."""
    for line in turned:
        for cell in line.cells:
            label = Line(cells=[cell], page=line.page, page_height=line.page_height)
            top, bottom = (cell.x0, cell.x1) if turn == 1 else (-cell.x1, -cell.x0)
            place = len(lines)
            for index, other in enumerate(lines):
                if other.turn == 0 and top - other.size <= other.y <= bottom:
                    place = index
                    break
            while 0 < place < len(lines) and _close_above(lines[place - 1], lines[place]):
                place -= 1  # the label stands in the middle of its part
            lines.insert(place, label)


def _close_above(above: Line, line: Line) -> bool:
    return above.turn == line.turn and 0 <= line.y - above.y < _PART_GAP * line.size


def _mark_dotted(lines: Sequence[Line], dots: Sequence[tuple[float, float]]) -> None:
    """Mark the lines with a drawn dot close to their left, in the middle of small letters."""
    if not dots or len(dots) > _MOST_DOTS:
        return
    for line in lines:
        near, far = line.x0 - 0.2 * line.size, line.x0 - 3 * line.size
        line.dotted = any(
            far <= x <= near and -0.75 * line.size <= y - line.y <= 0.1 * line.size for x, y in dots
        )


def _turn_rank(turn: int, page: Page) -> tuple[int, int]:
    return -sum(len(word.text) for word in page.words if word.turn == turn), turn


def _lines(words: Sequence[Word], number: int) -> list[Line]:
    cells = _cells(words)
    cells = _take_columns_apart(cells)
    lines = [Line(cells=group, page=number) for group in _rows(cells)]
    return _by_height(lines)


def _cells(words: Sequence[Word]) -> list[Cell]:
    groups: list[list[Word]] = []
    for word in words:
        if groups and _adjoins(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Cell(words=group, drawn=place) for place, group in enumerate(groups)]


def _adjoins(before: Word, word: Word) -> bool:
    """True where `word` stands on the line of `before`, next to it."""
    size = max(before.size, word.size)
    if abs(word.y - before.y) > _SAME_LINE * size or before.broken:
        return False
    gap = word.x0 - before.x1
    if _right_to_left(word.text) and gap < 0:
        gap = before.x0 - word.x1
    return _BACK * size < gap < WIDE_GAP * size


def _right_to_left(text: str) -> bool:
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text)


# ------------------------------------------------------------------------------------- columns


def _take_columns_apart(cells: list[Cell], first: int = 0, depth: int = 0) -> list[Cell]:
    """Cells with their column, those of columns drawn row by row brought into reading order."""
    best: tuple[int, float, list[list[Cell]]] | None = None
    if depth < 3 and 2 * _LEAST_LINES <= len(cells) <= _MOST_CELLS:
        for x in _gutters(cells):
            bands = [band for band in _bands(cells, x) if _are_columns(band, x)]
            weight = sum(len(band) for band in bands)
            if bands and (best is None or weight > best[0]):
                best = (weight, x, bands)
    if best is None:
        return cells
    _, x, bands = best
    result: list[Cell] = []
    done: set[int] = set()
    of_band = {id(cell): band for band in bands for cell in band}
    column = first
    for cell in cells:
        band = of_band.get(id(cell))
        if band is None:
            result.append(cell)
            continue
        if id(band) in done:
            continue
        done.add(id(band))
        band = sorted(band, key=lambda c: c.drawn)
        switches = _switches(band, x)
        left = [c for c in band if c.x0 < x]
        right = [c for c in band if c.x0 >= x]
        column += 1
        for side, part in enumerate((left, right)):
            for c in part:
                c.column = column * 2 + side + depth * 1000
        if switches <= max(3, 0.1 * len(band)):
            parts = [band]
        else:
            parts = [_downwards(left), _downwards(right)]
        for part in parts:
            result.extend(part)
    return _again(result, depth)


def _again(cells: list[Cell], depth: int) -> list[Cell]:
    """A third column may stand inside one of the two."""
    runs: list[list[Cell]] = []
    for cell in cells:
        if runs and runs[-1][0].column == cell.column and cell.column:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    result: list[Cell] = []
    for run in runs:
        result.extend(_take_columns_apart(run, 0, depth + 1) if len(run) > 8 else run)
    return result


def _downwards(cells: list[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (round(cell.y / 2), cell.x0))


def _gutters(cells: Sequence[Cell]) -> list[float]:
    """Where a column may begin: left edges that many cells share, and strips that few cross."""
    counts: dict[int, int] = {}
    for cell in cells:
        edge = round(cell.x0)
        counts[edge] = counts.get(edge, 0) + 1
    near = {edge: sum(counts.get(edge + shift, 0) for shift in (-1, 0, 1)) for edge in counts}
    edges = sorted(edge for edge, count in near.items() if count >= _LEAST_LINES)
    kept: list[float] = []
    for edge in edges[:60]:
        if not kept or edge - kept[-1] > 3:
            kept.append(edge - 1.5)
    return kept[:40] + _strips(cells)


def _strips(cells: Sequence[Cell]) -> list[float]:
    """The middles of upright strips that hardly any cell crosses, for columns set centred."""
    left, right = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    steps = int((right - left) / _STEP)
    if steps < 8:
        return []
    crossed = [0] * (min(steps, 1000) + 2)
    for cell in cells:
        first = max(int((cell.x0 - left) / _STEP), 0)
        for step in range(first, min(int((cell.x1 - left) / _STEP) + 1, len(crossed))):
            crossed[step] += 1
    free = [crossed[step] <= _CROSSING * len(cells) for step in range(len(crossed))]
    strips, start = [], None
    for step in range(steps // 8, steps - steps // 8 + 1):
        if free[step] and start is None:
            start = step
        elif not free[step] and start is not None:
            strips.append(left + (start + step) / 2 * _STEP)
            start = None
    return strips[:10]


def _bands(cells: Sequence[Cell], x: float) -> list[list[Cell]]:
    """Runs of cells, from top to bottom, none of which crosses `x`."""
    bands: list[list[Cell]] = [[]]
    for cell in sorted(cells, key=lambda cell: (cell.y, cell.x0)):
        if cell.x0 < x < cell.x1 - 1:
            bands.append([])
        else:
            bands[-1].append(cell)
    return [band for band in bands if len(band) >= 2 * _LEAST_LINES]


def _are_columns(band: Sequence[Cell], x: float) -> bool:
    """True where what stands right of `x` is a text of its own, not the end of lines at the left.

    Dates at the right margin belong to their lines; so do marginal dates and labels at the left,
    each of which has a line beside it on the same height. Two sides that the file draws one after
    the other are columns; sides drawn in turns must show wrapped lines that do not belong together.
    """
    left = [cell for cell in band if cell.x0 < x]
    right = [cell for cell in band if cell.x0 >= x]
    if len(left) < _LEAST_LINES or len(right) < _LEAST_LINES:
        return False
    if (
        max(cell.x1 for cell in left) > x + 2
        or max(_edge_share(right), _centred_share(right)) < 0.5
    ):
        return False
    if min(sum(len(cell.text) for cell in side) for side in (left, right)) < 40:
        return False
    if _short_dated(right) >= 0.4 or _short_dated(left) >= 0.6 or _flush_right(right):
        return False
    size = sorted(cell.size for cell in band)[len(band) // 2]
    paired_left, paired_right = _paired(left, right, size), _paired(right, left, size)
    apart = min(len(left), len(right)) >= 5 and _switches(band, x) <= max(2, 0.06 * len(band))
    wrapped_left, wrapped_right = _wrapped(left), _wrapped(right)
    if paired_left >= 0.8 and len(left) <= 0.7 * len(right):
        return wrapped_left >= 0.25 or (apart and len(left) >= 8)
    if paired_left >= 0.7 and paired_right >= 0.7:
        prose = _fills(left) >= 0.4 and _fills(right) >= 0.4
        return apart or prose or max(wrapped_left, wrapped_right) >= 0.2
    return True


def _switches(band: Sequence[Cell], x: float) -> int:
    """How often the file goes from one side of `x` to the other."""
    sides = [cell.x0 >= x for cell in sorted(band, key=lambda cell: cell.drawn)]
    return sum(a != b for a, b in pairwise(sides))


def _wrapped(cells: Sequence[Cell]) -> float:
    """Share of cells that begin in lower case, as the rest of a wrapped sentence does."""
    return sum(cell.text[:1].islower() for cell in cells) / len(cells)


def is_dated(text: str) -> bool:
    """True where the text holds a year, a month in figures, or a word such as "present"."""
    return bool(_DATED.search(text))


def _short_dated(cells: Sequence[Cell]) -> float:
    return sum(len(c.text) <= 32 and is_dated(c.text) for c in cells) / len(cells)


def _flush_right(cells: Sequence[Cell]) -> bool:
    """True for short cells that end, rather than begin, at one place: what ends lines."""
    if sum(len(cell.text) for cell in cells) > 32 * len(cells):
        return False
    ends = sorted(cell.x1 for cell in cells)
    starts = sorted(cell.x0 for cell in cells)
    return _spread(ends) < 0.5 * _spread(starts)


def _spread(places: Sequence[float]) -> float:
    """Distance between the quarter and the three-quarter point of sorted places."""
    count = len(places)
    return places[-1 - count // 4] - places[count // 4]


def _edge_share(cells: Sequence[Cell]) -> float:
    """Share of cells that begin at one of the two left edges most in use."""
    counts: dict[int, int] = {}
    for cell in cells:
        counts[round(cell.x0 / 3)] = counts.get(round(cell.x0 / 3), 0) + 1
    return sum(sorted(counts.values(), reverse=True)[:3]) / len(cells)


def _centred_share(cells: Sequence[Cell]) -> float:
    """Share of cells whose middles lie above each other, as in a centred sidebar."""
    middles = sorted(cell.x0 + cell.x1 for cell in cells)
    usual = middles[len(middles) // 2]
    return sum(abs(middle - usual) <= 6 for middle in middles) / len(middles)


def _paired(cells: Sequence[Cell], others: Sequence[Cell], size: float) -> float:
    """Share of cells that have another on the same height."""
    heights = sorted(cell.y for cell in others)
    return sum(_has_near(heights, cell.y, 0.3 * size) for cell in cells) / len(cells)


def _has_near(heights: Sequence[float], y: float, slack: float) -> bool:
    from bisect import bisect_left

    index = bisect_left(heights, y - slack)
    return index < len(heights) and heights[index] <= y + slack


def _fills(cells: Sequence[Cell]) -> float:
    """Share of cells that reach to the right edge of their column, as wrapped prose does."""
    edge, start = max(cell.x1 for cell in cells), min(cell.x0 for cell in cells)
    return sum(cell.x1 >= start + 0.75 * (edge - start) for cell in cells) / len(cells)


# --------------------------------------------------------------------------------------- lines


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells of one printed line together, in the place of the one drawn first."""
    rows: list[list[Cell]] = []
    for index, cell in enumerate(cells):
        row = rows[-1] if rows else None
        if row and _same_row(row[-1], cell):
            row.append(cell)
            continue
        mate = _drawn_apart(rows, cells, index) if len(cells) <= _MOST_CELLS else None
        if mate is not None:
            mate.append(cell)
        else:
            rows.append([cell])
    for row in rows:
        if not any(_right_to_left(cell.text) for cell in row):
            row.sort(key=lambda cell: cell.x0)
    return rows


def _same_row(before: Cell, cell: Cell) -> bool:
    if before.column != cell.column or before.words[-1].broken:
        return False
    if abs(before.y - cell.y) > 0.35 * max(before.size, cell.size):
        return False
    return cell.x0 >= before.x1 - 1 or cell.x1 <= before.x0 + 1


def _drawn_apart(
    rows: Sequence[list[Cell]], cells: Sequence[Cell], index: int
) -> list[Cell] | None:
    """The row that a short cell, drawn elsewhere, ends: dates or a place at the right margin."""
    cell = cells[index]
    if len(cell.text) > 48:
        return None
    nearest: list[Cell] | None = None
    for row in rows[-200:]:
        last = row[-1]
        if last.column != cell.column or cell.x0 < last.x1 + 0.3 * cell.size:
            continue
        if abs(last.y - cell.y) <= 0.25 * max(cell.size, last.size):
            nearest = row if nearest is None or last.x1 > nearest[-1].x1 else nearest
    if nearest is None:
        return None
    if is_dated(cell.text):
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
    if len(flows) > _MOST_FLOWS:
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


def _frame(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of some lines."""
    lines = list(lines)
    return (
        min(line.x0 for line in lines),
        max(line.x1 for line in lines),
        min(line.y - 0.7 * line.size for line in lines),
        max(line.y for line in lines),
    )


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > 1
