"""A whole job search as one HTML page: due list, timeline, funnel. No script, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from fitcheck.followup.application import Application, EventKind
from fitcheck.followup.due_list import Entry
from fitcheck.followup.history import INBOUND
from fitcheck.followup.pipeline import Pipeline
from fitcheck.followup.plan import Action
from fitcheck.render.followup import headline
from fitcheck.render.pipeline import due_line, remarks

_WIDTH, _LABELS, _ROW = 960, 260, 24
"""Pixels of the timeline: all of it, its column of names, one row."""
_AHEAD = timedelta(days=14)
"""How far the timeline looks past today where no step lies further ahead."""

_MARKS = {
    "applied": "applied",
    "touch": "touch made",
    "inbound": "message from them",
    "planned": "planned",
    "end": "stop, no or gone",
}
"""Kinds of days on the timeline, in the order in which they are drawn over each other."""

_STYLE = """
.applied{--dot:var(--ink)}.touch{--dot:var(--link)}.inbound{--dot:var(--demonstrated)}
.planned{--dot:var(--listed)}.end{--dot:var(--absent)}
circle{fill:var(--dot)}
circle.planned{fill:none;stroke:var(--dot);stroke-width:2}
svg .count{fill:var(--link)}
svg .thread{stroke:var(--line)}
svg .now{stroke:var(--soft);stroke-dasharray:3 3}
.legend svg{display:inline-block}
.legend span{margin-right:1.2rem;white-space:nowrap}
"""
"""What this page has beside the style that it shares with the report."""


def pipeline_page(pipeline: Pipeline, *, home: str | None = None) -> str:
    """The page. Every text of a file is escaped; the policy forbids scripts and requests.

    `home` is where a link leads that starts a check, where the page is served.
    """
    due = "".join(f"<li>{escape(due_line(item, pipeline.today))}</li>" for item in pipeline.due)
    notes = "".join(f"<li>{escape(line)}</li>" for line in remarks(pipeline))
    rows = "".join(
        f"<tr><td>{_text(entry.application.label)}</td><td>{_text(headline(entry.plan))}</td></tr>"
        for entry in pipeline.entries
    )
    problems = "".join(
        f'<p class="note">{_text(f"{problem.source}: {problem.message}")}</p>'
        for problem in pipeline.problems
    )
    again = "" if home is None else f'<nav><a href="{home}">Check a resume</a></nav>\n'
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{pipeline_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Job search, {pipeline.today}</title>\n<style>{_style()}</style></head>\n<body>\n"
        f"{again}<header><h1>Job search on {pipeline.today}</h1></header>\n<main>\n"
        f"<h2>To do today</h2>\n<ul>{due or '<li>nothing</li>'}</ul>\n{problems}"
        f"<h2>Timeline</h2>\n{timeline(pipeline)}\n"
        f"<h2>How far they came</h2>\n{funnel(pipeline)}\n"
        "<h2>All applications</h2>\n<table><thead><tr><th>Job</th><th>Plan</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>\n"
        f"<h2>To watch</h2>\n<ul>{notes}</ul>\n</main></body></html>\n"
    )


@cache
def pipeline_policy() -> str:
    """The content policy of the page: nothing but its own style."""
    digest = base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    shared = (files("fitcheck.render.web") / "report.css").read_text(encoding="utf-8")
    return shared + _STYLE


def timeline(pipeline: Pipeline) -> str:
    """An SVG plot: one row an application, from the first day to the last step planned."""
    entries = pipeline.entries
    marks = [_marks(entry, pipeline.today) for entry in entries]
    days = [day for row in marks for day, _ in row] + [pipeline.today, pipeline.today + _AHEAD]
    first, last = min(days), max(days)
    height = _ROW * (len(entries) + 1) + 10

    def across(day: date) -> float:
        share = (day - first).days / max(1, (last - first).days)
        return round(_LABELS + 10 + share * (_WIDTH - _LABELS - 30), 1)

    parts = [
        (
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" '
            f'aria-label="Timeline of {len(entries)} applications from {first} to {last}">'
        )
    ]
    now = across(pipeline.today)
    parts.append(
        f'<line x1="{now}" y1="16" x2="{now}" y2="{height}" class="now"/>'
        f'<text x="{now}" y="12" text-anchor="middle">today</text>'
        f'<text x="{_LABELS + 10}" y="12">{first}</text>'
        f'<text x="{_WIDTH}" y="12" text-anchor="end">{last}</text>'
    )
    for number, (entry, row) in enumerate(zip(entries, marks, strict=True), 1):
        parts.append(_row(entry.application.label, number * _ROW + 8, row, across))
    parts.append("</svg>")
    legend = "".join(
        f'<span><svg width="14" height="14" aria-hidden="true">{_dot(7, 7, kind, name)}</svg> '
        f"{name}</span>"
        for kind, name in _MARKS.items()
    )
    return (
        '<div class="scroll" tabindex="0" role="group" aria-label="Timeline">'
        f'{"".join(parts)}</div><p class="legend">{legend}</p>'
    )


def _row(label: str, y: int, marks: list[tuple[date, str]], across: Callable[[date], float]) -> str:
    """One application: its name, a line through its days, a dot for each."""
    short = label if len(label) <= 36 else f"{label[:35]}…"
    parts = [f'<text x="0" y="{y + 4}">{_text(short)}</text>']
    parts += [
        f'<line x1="{across(one)}" y1="{y}" x2="{across(other)}" y2="{y}" class="thread"/>'
        for (one, _), (other, _) in pairwise(marks)
    ]
    parts += [_dot(across(day), y, kind, f"{day}: {_MARKS[kind]}") for day, kind in marks]
    return "".join(parts)


def _dot(x: float, y: int, kind: str, title: str) -> str:
    """A dot for what has happened, a ring for what is planned: colour is not the only sign."""
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="5"><title>{escape(title)}</title></circle>'


def funnel(pipeline: Pipeline) -> str:
    """An SVG bar for each stage, with its count."""
    most = max((count for _, count in pipeline.funnel), default=0) or 1
    bars = []
    for number, (stage, count) in enumerate(pipeline.funnel):
        y = number * _ROW
        width = round(count / most * 500, 1)
        bars.append(
            f'<text x="0" y="{y + 16}">{stage.value}</text>'
            f'<rect x="110" y="{y + 4}" width="{width}" height="16" class="count"/>'
            f'<text x="{120 + width}" y="{y + 16}">{count}</text>'
        )
    height = _ROW * len(pipeline.funnel)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="Funnel of applications">'
        f"{''.join(bars)}</svg>"
    )


def _marks(entry: Entry, today: date) -> list[tuple[date, str]]:
    """The days of one row, in order: what has happened and what is planned."""
    marks = [*_past(entry.application, today)]
    marks += [(step.on, "planned") for step in entry.plan.schedule if step.kind is not Action.CLOSE]
    order = list(_MARKS)  # an end is drawn above what led to it on the same day
    return sorted(marks, key=lambda mark: (mark[0], order.index(mark[1])))


def _past(application: Application, today: date) -> list[tuple[date, str]]:
    ends = {EventKind.STOP, EventKind.REJECTION, EventKind.FILLED, EventKind.VOID}
    found = [(application.applied_on, "applied")] if application.applied_on else []
    for event in application.events:
        if event.on > today or event.kind is EventKind.AUTO_ACK:
            continue
        if event.kind in ends:
            found.append((event.on, "end"))
        elif event.kind in INBOUND:
            found.append((event.on, "inbound"))
        elif event.kind is EventKind.TOUCH:
            found.append((event.on, "touch"))
    return found


def _text(text: str) -> str:
    """Escaped, and without control and direction characters."""
    return escape("".join(c if c.isprintable() else " " for c in text))
