"""The score as a waterfall: what each requirement could add, what it adds, and where that leads."""

from __future__ import annotations

from dataclasses import replace

from fitcheck.advice.verdict import short
from fitcheck.analysis import Analysis
from fitcheck.matching.match import Contribution, Match
from fitcheck.render.report import LEVEL_MARKS, alike
from fitcheck.render.web.text import safe

_WIDTH, _LABELS, _ROW, _TOP = 960, 400, 24, 30
"""Units of the drawing: its width, the column of names, a row, the head with the axis."""
_LEAST = 0.001
"""Weight under which a requirement adds nothing that could be seen (a third of a unit)."""


def waterfall(analysis: Analysis) -> str:
    """An SVG with one row a judged requirement, most points first; the bars lead to the score.

    Grey is what the requirement weighs, coloured what its level earns; every row starts where the
    earned points above it end. Rows are links to the requirement.
    """
    rows = _rows(analysis)
    if not rows:
        return "<p>Nothing could be judged, so there is no score to draw.</p>"
    height = _TOP + _ROW * (len(rows) + 1)
    score = analysis.report.score or 0.0
    parts = [
        (
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-labelledby="wf-title">'
            f'<title id="wf-title">How {len(rows)} requirements add up to a score of '
            f"{score:.2f}; the list below says the same in words</title>"
        ),
        _axis(height),
    ]
    reached = 0.0
    for number, (match, contribution) in enumerate(rows):
        parts.append(_row(number, match, contribution, reached, analysis))
        reached += contribution.points
    y = _TOP + _ROW * len(rows)
    x = _across(score)
    parts.append(
        f'<line class="axis" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{y + 4}" stroke-width="2"/>'
        f'<text x="{x}" y="{y + 18}" text-anchor="middle">score {score:.2f}</text></svg>'
    )
    return f'<div class="scroll">{"".join(parts)}</div>'


def _rows(analysis: Analysis) -> list[tuple[Match, Contribution]]:
    """The rows that can be seen; requirements that read alike share one, which adds them up."""
    rows = []
    for number, same in enumerate(alike(analysis.report.matches)):
        parts = [analysis.contribution(match) for match in same]
        weight, points = sum(p.weight for p in parts), sum(p.points for p in parts)
        if weight >= _LEAST:
            whole = replace(parts[0], weight=weight, credit=points / weight)
            rows.append((number, same[0], whole))
    rows.sort(key=lambda row: (-row[2].points, -row[2].weight, row[0]))
    return [(match, contribution) for _, match, contribution in rows]


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


def _row(
    number: int, match: Match, contribution: Contribution, reached: float, analysis: Analysis
) -> str:
    y = _TOP + number * _ROW
    start = _across(reached)
    room = round(_across(reached + contribution.weight) - start, 1)
    bar = round(_across(reached + contribution.points) - start, 1)
    quote = short(analysis.quote(match.requirement), 52)
    level = match.level.value
    told = f"{level}: {contribution.points:.3f} of {contribution.weight:.3f}"
    return (
        f'<a class="{level}" href="#{match.requirement.id}"><title>{safe(told)}</title>'
        f'<text x="0" y="{y + 15}">{LEVEL_MARKS[match.level]} {safe(quote)}</text>'
        f'<rect class="room" x="{start}" y="{y + 3}" width="{room}" height="16"/>'
        f'<rect class="bar" x="{start}" y="{y + 3}" width="{bar}" height="16"/></a>'
    )
