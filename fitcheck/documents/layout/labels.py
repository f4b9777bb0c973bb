"""Labels of a part of a page that stand beside it: headings in the margin, words up the side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fitcheck.documents.layout.cells import Cell, Line, is_dated

_PART_GAP = 3.5
"""Distance of lines, in heights of the font, at which a labelled part of a page ends."""
_BODY_SHARE = 0.7
"""Share of cells that begin at the body's left edge or right of it where headings stand left."""
_LONGEST = 32
_MOST_LABELS = 24


def marginal_labels(cells: Sequence[Cell]) -> list[Cell]:
    """Headings in the left margin: bold or in capitals, all left of the edge of the text.

    Dates and labels such as "Tools:" in that place belong to their lines.
    """
    edges = Counter(round(cell.x0 / 3) for cell in cells if not cell.column)
    if len(cells) < 8 or not edges:
        return []
    found: list[Cell] = []
    for edge, count in edges.most_common(3):
        body = 3 * edge - 3
        if count < 3 or sum([cell.x0 >= body for cell in cells]) < _BODY_SHARE * len(cells):
            continue
        labels = [cell for cell in cells if _is_label(cell, body)]
        if 2 <= len(labels) <= _MOST_LABELS:
            found = max(found, labels, key=len)
    return found


def merged(labels: Sequence[Cell]) -> list[Cell]:
    """Labels of several lines as one cell each, from top to bottom."""
    result: list[Cell] = []
    bottom = 0.0
    for label in sorted(labels, key=lambda cell: cell.y):
        if result and 0 < label.y - bottom <= 1.8 * label.size:
            before = result[-1]
            result[-1] = Cell(words=before.words + label.words, drawn=before.drawn)
            result[-1].y = before.y
        else:
            result.append(label)
        bottom = label.y
    return result


def insert_turned(lines: list[Line], turned: Sequence[Line], turn: int) -> None:
    """Put labels that run up or down the side of a part before the first line of that part."""
    labels = [
        ((cell.x0, cell.x1) if turn == 1 else (-cell.x1, -cell.x0), cell, line)
        for line in turned
        for cell in line.cells
    ]
    end: float | None = None
    for (top, bottom), cell, line in sorted(labels, key=lambda label: label[0]):
        label = Line(cells=[cell], page=line.page, page_height=line.page_height)
        place = len(lines)
        for index, other in enumerate(lines):
            if other.turn == 0 and top - other.size <= other.y <= bottom:
                place = index
                break
        lines.insert(_part_start(lines, place, end), label)
        end = bottom


def _part_start(lines: Sequence[Line], place: int, end: float | None) -> int:
    """Where the part begins in whose middle the label stands, beside the line at `place`.

    `end` is where the label of the part above ends: the widest gap between the two parts them.
    """
    first = place
    while 0 < first < len(lines) and _close_above(lines[first - 1], lines[first]):
        if end is not None and lines[first - 1].y <= end:
            break
        first -= 1
    if end is None or first == 0 or place == len(lines):
        return first
    return max(range(first, place + 1), key=lambda at: lines[at].y - lines[at - 1].y)


def _close_above(above: Line, line: Line) -> bool:
    return above.turn == line.turn and 0 <= line.y - above.y < _PART_GAP * line.size


def _is_label(cell: Cell, body: float) -> bool:
    text = cell.text
    if cell.column or cell.x1 >= body - 0.3 * cell.size or len(text) > _LONGEST:
        return False
    if text.endswith(":") or is_dated(text) or sum(map(str.isalpha, text)) < 3:
        return False
    return text.isupper() or all(word.style.bold for word in cell.words)
