from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.layout.cells import Cell, Line
from fitcheck.documents.layout.page import Style, Word
from fitcheck.documents.layout.surroundings import prepare

PLAIN = Style("Helvetica", False, False, (0, 0, 0, 255), 0)
AROUND = 40

edges = st.sampled_from([72.0, 90.0, 130.0, 300.0])
ends = st.sampled_from([310.0, 390.0, 395.0, 400.0, 480.0])
rows = st.lists(st.tuples(edges, ends, st.sampled_from([8.0, 10.0]), st.booleans()), min_size=1)


def cell(x0: float, x1: float, y: float, size: float) -> Cell:
    return Cell([Word("welding", x0, x1, y, size, PLAIN)], 0)


def line(place: int, x0: float, x1: float, size: float, *, is_split: bool) -> Line:
    """One cell, or a short one before it."""
    y = 12.0 * place
    before = [cell(x0 - 60, x0 - 30, y, size)] if is_split else []
    return Line([*before, cell(x0, x1, y, size)], page=1, page_height=10_000)


def reach(lines: list[Line], place: int) -> list[float]:
    """The right edges of lines near one that begin near its last cell, the farthest first."""
    own = lines[place]
    near = lines[max(place - AROUND, 0) : place + AROUND + 1]
    starts = [other for other in near if abs(other.x0 - own.cells[-1].x0) <= 5 * own.size]
    return sorted([other.x1 for other in starts if len(other.cells) == 1], reverse=True)


@given(rows, st.integers(1, 60))
def test_a_line_is_wrapped_where_the_lines_around_it_reach_to(
    shapes: list[tuple[float, float, float, bool]], times: int
) -> None:
    lines = [
        line(place, x0, x1, size, is_split=is_split)
        for place, (x0, x1, size, is_split) in enumerate((shapes * times)[:200])
    ]
    prepare(lines, 10)
    for place, own in enumerate(lines):
        ends = reach(lines, place)
        if len(ends) >= 3 and ends[0] - ends[1] > 3 * own.size:
            ends = ends[1:]  # one line that sticks out
        assert own.margin == max([*ends[:1], own.x1])
