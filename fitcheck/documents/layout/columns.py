"""Columns: cells that stand side by side but do not read across.

A column begins at a left edge that many cells share, or behind a strip that hardly any cell
crosses. What stands there is a column only if it is a text of its own; dates at the right margin,
and labels or dates at the left, belong to their lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import nlargest
from itertools import accumulate, pairwise
from operator import attrgetter, sub

from fitcheck.documents.layout.cells import Cell
from fitcheck.documents.layout.sides import LEAST_LINES, are_columns, ends_lines, switches

_place = attrgetter("y", "x0")
_STEP = 3.0
"""Points between the places at which strips are looked for: half the narrowest gutter."""
_MOST_STEPS = 1000
_WIDE_STRIP = 6
"""Steps from which a strip is more than a gutter, so that its left edge is looked at too."""
_ONE_LINE = 0.3
"""Distance of two baselines, in heights of the font, up to which cells stand on one line."""
_GAP_LINES = 1.8
"""Distance of two baselines, in heights of the font, from which a part of the page may end."""
_MOST_GAPS = 12
"""Widest gaps at which a part of the page is looked for; a page has about as many headings."""
_CROSSING = 0.08
"""Share of cells (headings over all columns) that may cross the strip between two columns."""
MOST_CELLS = 4000
"""Beyond these the order of the file is kept as it is; a dense page has about 300 cells."""


def take_columns_apart(cells: list[Cell], first: int = 0, depth: int = 0) -> list[Cell]:
    """Cells with their column, those of columns drawn row by row brought into reading order."""
    best = None
    if depth < 3 and 2 * LEAST_LINES <= len(cells) <= MOST_CELLS:
        best = _best_gutter(cells)
    if best is None:
        return cells
    x, bands = best
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
        changes = switches(band, x)
        left = [c for c in band if c.x0 < x]
        right = [c for c in band if c.x0 >= x]
        column += 1
        for side, part in enumerate((left, right)):
            for c in part:
                c.column = column * 2 + side + depth * 1000
        if changes <= max(3, 0.1 * len(band)) and not (_upwards(left) or _upwards(right)):
            parts = [band]
        else:
            parts = [_downwards(left), _downwards(right)]
        for part in parts:
            result.extend(part)
    return _again(result, depth)


def _best_gutter(cells: list[Cell]) -> tuple[float, list[list[Cell]]] | None:
    """Where columns part, and the bands that are set in them; None where nothing is."""
    best: tuple[float, list[list[Cell]]] | None = None
    most = 0.0
    ordered = sorted(cells, key=_place)
    edges = [(cell.x0, cell.x1 - 1) for cell in ordered]
    starts = sorted([cell.x0 for cell in cells])
    for x in _gutters(cells):
        if not LEAST_LINES <= bisect_left(starts, x) <= len(cells) - LEAST_LINES:
            continue
        crossing = [at for at, (left, right) in enumerate(edges) if left < x < right]
        if max(map(sub, [*crossing, len(cells)], [-1, *crossing])) <= 2 * LEAST_LINES:
            continue
        if best is not None and len(cells) - len(crossing) <= most:
            continue
        bands = _bands(ordered, x)
        if not bands:
            continue
        weight = sum(_weight(band, x) for band in bands)
        if best is None or weight > most:
            best, most = (x, bands), weight
    return best


def _weight(band: Sequence[Cell], x: float) -> float:
    """How much speaks for columns that part at `x`: the cells, less where the drawing changes side.

    A file that draws its columns one by one hardly ever changes side at the right place.
    """
    return len(band) - min(3.0 * switches(band, x), 0.75 * len(band))


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
        result.extend(take_columns_apart(run, 0, depth + 1) if len(run) > 8 else run)
    return result


def _downwards(cells: list[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (round(cell.y / 2), cell.x0))


def _upwards(cells: Sequence[Cell]) -> bool:
    """True where the file draws the parts of a side from bottom to top, as timelines are."""
    jumps = [later.y - cell.y for cell, later in pairwise(cells)]
    far = [jump > 0 for jump, cell in zip(jumps, cells, strict=False) if abs(jump) > 2 * cell.size]
    return len(far) >= LEAST_LINES and sum(far) < 0.5 * len(far)


def _gutters(cells: Sequence[Cell]) -> list[float]:
    """Where a column may begin: left edges that many cells share, and strips that few cross."""
    counts: dict[int, int] = {}
    for cell in cells:
        edge = round(cell.x0)
        counts[edge] = counts.get(edge, 0) + 1
    edges = sorted(
        edge
        for edge, count in counts.items()
        if count + counts.get(edge - 1, 0) + counts.get(edge + 1, 0) >= LEAST_LINES
    )
    kept: list[float] = []
    for edge in edges[:60]:
        if not kept or edge - kept[-1] > 3:
            kept.append(edge - 1.5)
    return kept[:40] + [x for x in _strips(cells) if not any(abs(x - edge) <= 2 for edge in kept)]


def _strips(cells: Sequence[Cell]) -> list[float]:
    """Upright strips that hardly any cell crosses, for columns set centred or ragged."""
    left, right = min([cell.x0 for cell in cells]), max([cell.x1 for cell in cells])
    steps = min(int((right - left) / _STEP), _MOST_STEPS)
    if steps < 8:
        return []
    changes = [0] * (steps + 3)  # cells that begin at a step, less those that ended before it
    for cell in cells:
        first = int((cell.x0 - left) / _STEP)
        end = min(int((cell.x1 - left) / _STEP) + 1, steps + 2)
        if end > first:
            changes[first] += 1
            changes[end] -= 1
    crossed = [*accumulate(changes)][: steps + 2]
    most = _CROSSING * len(cells)
    free = [count <= most for count in crossed]
    if True not in free[steps // 8 : steps - steps // 8 + 1]:
        return []
    strips, start = [], None
    for step in range(steps // 8, steps - steps // 8 + 1):
        if free[step] and start is None:
            start = step
        elif not free[step] and start is not None:
            if step - start >= _WIDE_STRIP:
                # headings of the right column may begin well before its lines
                least = min(crossed[start:step])
                strips.append(left + (start + 2) * _STEP)
                strips.append(left + (crossed.index(least, start) + 0.5) * _STEP)
            strips.append(left + (start + step) / 2 * _STEP)
            start = None
    return strips[:12]


def _bands(cells: Sequence[Cell], x: float) -> list[list[Cell]]:
    """Runs of cells, given from top to bottom, none of which crosses `x`, set in columns there."""
    bands: list[list[Cell]] = [[]]
    crossed = float("-inf")
    for cell in cells:
        if cell.x0 < x < cell.x1 - 1:
            # what stands beside a crossing cell belongs to its line
            while bands[-1] and cell.y - bands[-1][-1].y <= _ONE_LINE * cell.size:
                bands[-1].pop()
            bands.append([])
            crossed = cell.y
        elif cell.y - crossed > _ONE_LINE * cell.size:
            bands[-1].append(cell)
    long_enough = (band for band in bands if len(band) >= 2 * LEAST_LINES)
    parts = (_in_columns(band, x) for band in long_enough)
    return [part for part in parts if part is not None]


def _in_columns(band: list[Cell], x: float) -> list[Cell] | None:
    """What of the band is set in columns: all, none, or the part above or below a gap.

    Columns over a part of the page (a summary) may end above lines with dates at the right margin,
    with no line that crosses between them.
    """
    if not are_columns(band, x):
        return None
    if len(band) < 3 * LEAST_LINES:
        return band
    size = sorted([cell.size for cell in band])[len(band) // 2]
    least, heights = _GAP_LINES * size, [cell.y for cell in band]
    distances = [(b - a, at) for at, (a, b) in enumerate(pairwise(heights), 1) if b - a >= least]
    gaps = [at for _, at in nlargest(_MOST_GAPS, distances)]
    rights = [*accumulate([cell.x0 >= x for cell in band], initial=0)]
    for at in sorted(gaps):
        above, below = band[:at], band[at:]
        few_above = min(rights[at], at - rights[at])
        few_below = min(rights[-1] - rights[at], len(below) - rights[-1] + rights[at])
        if few_above < 2 or few_below < 2:
            continue
        if few_above >= LEAST_LINES and ends_lines(below, x) and are_columns(above, x):
            return above
        if few_below >= LEAST_LINES and ends_lines(above, x) and are_columns(below, x):
            return below
    return band
