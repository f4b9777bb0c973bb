"""Columns that go on over pages are read to their end."""

from __future__ import annotations

from fitcheck.documents.layout.cells import Cell, Line
from fitcheck.documents.layout.flow import in_flow
from fitcheck.documents.layout.page import Style, Word


def line(x: float, y: float, text: str, *, page: int, column: int, size: float = 10) -> Line:
    style = Style("Helvetica", False, False, (0, 0, 0, 255), 0)
    word = Word(text, x, x + 100, y, size, style)
    made = Line(cells=[Cell(words=[word], drawn=0)], page=page)
    made.column = column
    return made


def run(x: float, *, page: int, column: int, name: str, heading: str | None = None) -> list[Line]:
    texts = [f"{name}{number}" for number in range(1, 6)]
    lines = [
        line(x, 60 + 14 * i, text, page=page, column=column) for i, text in enumerate(texts, 1)
    ]
    if heading is None:
        return lines
    return [line(x, 50, heading, page=page, column=column, size=16), *lines]


def told(*pages: list[Line]) -> list[str]:
    return [line.text for line in in_flow(pages, 10)]


def test_a_column_without_a_heading_goes_on_before_the_sidebar_beside_it() -> None:
    first = [
        *run(40, page=1, column=2, name="side", heading="Skills"),
        *run(200, page=1, column=3, name="job", heading="Work"),
    ]
    second = [
        *run(40, page=2, column=2, name="school", heading="School"),
        *run(200, page=2, column=3, name="more"),
    ]
    third = run(200, page=3, column=0, name="last")
    order = told(first, second, third)
    assert order.index("more1") == order.index("job5") + 1
    assert order.index("last1") == order.index("more5") + 1
    assert order[-6:] == ["School", "school1", "school2", "school3", "school4", "school5"]


def test_a_column_with_a_heading_of_its_own_keeps_its_place() -> None:
    first = [
        *run(40, page=1, column=2, name="side", heading="Skills"),
        *run(200, page=1, column=3, name="job", heading="Work"),
    ]
    second = [
        *run(40, page=2, column=2, name="school", heading="School"),
        *run(200, page=2, column=3, name="paper", heading="Papers"),
    ]
    assert told(first, second) == [part.text for part in (*first, *second)]


def test_no_line_is_lost_or_doubled() -> None:
    pages = [
        [
            *run(40, page=number, column=2, name=f"a{number}", heading="Side"),
            *run(200, page=number, column=3, name=f"b{number}"),
        ]
        for number in range(1, 5)
    ]
    assert sorted(told(*pages)) == sorted(part.text for page in pages for part in page)
