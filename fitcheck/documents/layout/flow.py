"""Columns that go on from page to page: the text of one is not cut by another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fitcheck.documents.layout.cells import Line

_EDGE = 4.0
"""Points by which the left edges of one column may differ between two pages."""
_LEAST_LINES = 4
_MOST_RUNS = 40
"""Runs of a page beyond which its order is kept; a page with a sidebar has 2 to 8."""
_LARGER = 1.1

Run = list[Line]


def in_flow(pages: Sequence[Sequence[Line]], body: float) -> Iterator[Line]:
    """The lines of all pages in reading order; `body` is the size of most of the text.

    Where a column begins without a heading it goes on from the page before. What stands beside it
    on either page (a sidebar with headings of its own) is read when it has ended.
    """
    aside: list[Run] = []
    pending = [_runs(page) for page in pages]
    start: int | None = None
    for number, runs in enumerate(pending):
        if start is None:
            yield from _lines(aside)
            aside = []
        else:
            aside += runs[:start]
            runs = runs[start:]  # noqa: PLW2901
        following = pending[number + 1] if number + 1 < len(pending) else []
        left, start = _goes_on(runs, following, body)
        yield from _lines(runs[: left + 1])
        aside += runs[left + 1 :]
    yield from _lines(aside)


def _lines(runs: Sequence[Run]) -> Iterator[Line]:
    for run in runs:
        yield from run


def _runs(page: Sequence[Line]) -> list[Run]:
    """Lines of one column that follow each other."""
    runs: list[Run] = []
    for line in page:
        if runs and runs[-1][-1].column == line.column:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _goes_on(runs: Sequence[Run], following: Sequence[Run], body: float) -> tuple[int, int | None]:
    """Indices of the run that goes on and of what continues it; the last run and None elsewhere."""
    found: tuple[int, int | None] = (len(runs) - 1, None)
    if max(len(runs), len(following)) > _MOST_RUNS:
        return found
    longest = _LEAST_LINES - 1
    for index, run in enumerate(runs):
        for at, later in enumerate(following):
            if len(later) <= longest:
                continue
            others = (*runs[index + 1 :], *following[:at])
            if not all(_beside(other, run) or _beside(other, later) for other in others):
                continue
            same = abs(_edge(run) - _edge(later)) <= _EDGE
            headed = [_is_headed(other, body) for other in following[:at] if other[0].column]
            if same and not _is_headed(later, body) and all(headed):
                found, longest = (index, at), len(later)
    return found


def _beside(run: Run, other: Run) -> bool:
    """True where two runs of one page stand side by side, at least in part."""
    if run[0].page != other[0].page:
        return False
    across = min(_end(run), _end(other)) - max(_edge(run), _edge(other))
    down = min(run[-1].y, other[-1].y) - max(run[0].y, other[0].y)
    return across <= 0 and down > 0


def _end(run: Run) -> float:
    return max(line.x1 for line in run)


def _edge(run: Run) -> float:
    return min(line.x0 for line in run)


def _is_headed(run: Run, body: float) -> bool:
    """True where the run opens with a heading, by its size or by bold capitals."""
    line = run[0]
    return line.size >= _LARGER * body or (line.text.isupper() and line.style_share("bold") > 0.5)
