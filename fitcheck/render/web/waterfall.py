"""The score as a waterfall: what each requirement could add, what it adds, and where that leads."""

from __future__ import annotations

from typing import NamedTuple

from fitcheck.advice.verdict import short
from fitcheck.analysis import Analysis
from fitcheck.render.report import LEVEL_MARKS, alike
from fitcheck.render.web.text import safe

_WIDTH, _LABELS, _ROW, _TOP = 960, 400, 24, 30
"""Units of the drawing: its width, the column of names, a row, the head with the axis."""
_LEAST = 0.001
"""Weight under which a requirement adds nothing that could be seen (a third of a unit)."""


class _Bar(NamedTuple):
    """One row: what it is called, where it leads (an id, None for nowhere), and what it adds."""

    name: str
    kind: str
    leads: str | None
    told: str
    weight: float
    points: float


def waterfall(analysis: Analysis) -> str:
    """An SVG with one row a judged requirement, most points first; the bars lead to the score.

    Grey is what the requirement weighs, coloured what its level earns; every row starts where the
    earned points above it end. Rows are links to the requirement. The line of work has a row too.
    """
    rows = _rows(analysis)
    if not rows:
        return "<p>Nothing could be judged, so there is no score to draw.</p>"
    height = _TOP + _ROW * (len(rows) + 1)
    score = analysis.report.score or 0.0
    asked = sum(row.leads is not None for row in rows)
    besides = " and the line of work" if asked < len(rows) else ""
    parts = [
        (
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-labelledby="wf-title">'
            f'<title id="wf-title">How {asked} requirements{besides} add up to a score of '
            f"{score:.2f}; the list below says the same in words</title>"
        ),
        _axis(height),
    ]
    reached = 0.0
    for number, row in enumerate(rows):
        parts.append(_row(number, row, reached))
        reached += row.points
    y = _TOP + _ROW * len(rows)
    x = _across(score)
    parts.append(
        f'<line class="axis" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{y + 4}" stroke-width="2"/>'
        f'<text x="{x}" y="{y + 18}" text-anchor="middle">score {score:.2f}</text></svg>'
    )
    return f'<div class="scroll">{"".join(parts)}</div>'


def _rows(analysis: Analysis) -> list[_Bar]:
    """The rows that can be seen; requirements that read alike share one, which adds them up."""
    rows = []
    for same in alike(analysis.report.matches):
        parts = [analysis.contribution(match) for match in same]
        weight, points = sum(p.weight for p in parts), sum(p.points for p in parts)
        if weight >= _LEAST:
            level = same[0].level
            quote = short(analysis.quote(same[0].requirement), 52)
            name = f"{LEVEL_MARKS[level]} {quote}"
            told = f"{level.value}: {points:.3f} of {weight:.3f}"
            rows.append(_Bar(name, level.value, same[0].requirement.id, told, weight, points))
    if rows and (adds := analysis.report.line_of_work):
        told = f"nearness {adds.credit:.2f}: {adds.points:.3f} of {adds.weight:.3f}"
        rows.append(_Bar("Line of work", "partial", None, told, adds.weight, adds.points))
    rows.sort(key=lambda row: (-row.points, -row.weight))
    return rows


def _across(share: float) -> float:
    return round(_LABELS + share * (_WIDTH - _LABELS - 20), 1)


def _axis(height: int) -> str:
    marks = []
    for tenth in (0, 25, 50, 75, 100):
        x = _across(tenth / 100)
        marks.append(
            f'<line class="axis" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{height - _ROW}" '
            f'stroke-opacity=".25"/><text x="{x}" y="{_TOP - 12}" text-anchor="middle">'
            f"{tenth / 100:g}</text>"
        )
    return "".join(marks)


def _row(number: int, row: _Bar, reached: float) -> str:
    y = _TOP + number * _ROW
    start = _across(reached)
    room = round(_across(reached + row.weight) - start, 1)
    bar = round(_across(reached + row.points) - start, 1)
    drawn = (
        f"<title>{safe(row.told)}</title>"
        f'<text x="0" y="{y + 15}">{safe(row.name)}</text>'
        f'<rect class="room" x="{start}" y="{y + 3}" width="{room}" height="16"/>'
        f'<rect class="bar" x="{start}" y="{y + 3}" width="{bar}" height="16"/>'
    )
    if row.leads is None:
        return f'<g class="{row.kind}">{drawn}</g>'
    return f'<a class="{row.kind}" href="#{row.leads}">{drawn}</a>'
