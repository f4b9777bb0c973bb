"""A run as one HTML page: spread of scores, what fails most, the ranking with its evidence.

It loads nothing and runs nothing: the style stands inside and is allowed by its digest, evidence
opens with the browser's own means. Every text of a file is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from fitcheck.advice.verdict import Decision, short
from fitcheck.batch.rows import BatchRow, RowMatch
from fitcheck.batch.summary import BINS, Asked, Summary
from fitcheck.matching.match import Band
from fitcheck.render.report import LEGEND, LEVEL_MARKS
from fitcheck.render.web.text import safe

PURPOSE = (
    "For a person, or a coach on their behalf, who checks applications before they are sent; not "
    "for screening people without the safeguards that the law asks for."
)

_WIDTH, _HEIGHT, _LEFT, _FOOT = 960, 220, 60, 40
_ROW, _NAMES, _COUNTS = 24, 420, 130
_SHOWN = 20
"""Requirements in the plot of what fails most."""
_QUOTED = 300
"""Characters of a line of evidence; some resumes are one paragraph. Other outputs have all."""
_DECISIONS = {
    Decision.APPLY: "apply",
    Decision.FIX_RESUME: "fix the resume first",
    Decision.ASK_REFERRAL_FIRST: "ask for a referral first",
    Decision.SKIP: "skip",
    Decision.NEED_INFO: "cannot tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page says of its run; `left_out` tells of pairs that were not judged."""

    resumes: int
    postings: int
    as_of: date
    version: str
    signature: str
    note: str = ""
    left_out: str = ""


def batch_page(summary: Summary, about: About) -> str:
    """The whole page as text with a final newline."""
    title = f"{about.resumes:,} resumes, {about.postings:,} postings — fitcheck"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f"{_header(summary, about)}\n<main>\n"
        f"<h2>Decisions</h2>\n{_decisions(summary)}\n"
        f"<h2>How the scores spread</h2>\n{histogram(summary)}\n"
        f"<h2>What is missing most often</h2>\n{missing(summary)}\n"
        f"<h2>Best pairs</h2>\n{_ranking(summary)}\n{_failures(summary)}"
        f"</main>\n<footer><p>As of {about.as_of}. fitcheck {safe(about.version)}, signature "
        f"{safe(about.signature)}.</p><p>{PURPOSE}</p></footer>\n</body>\n</html>\n"
    )


@cache
def content_policy() -> str:
    """The content policy of the page: its own style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    return (files("fitcheck.batch") / "page.css").read_text(encoding="utf-8")


def _header(summary: Summary, about: About) -> str:
    told = [f"{summary.pairs:,} pairs judged"]
    if about.left_out:
        told.append(about.left_out)
    if summary.unjudged:
        told.append(f"{summary.unjudged:,} of them without anything that could be judged")
    if summary.corrected:
        rest = "rests" if summary.corrected == 1 else "rest"
        told.append(f"{summary.corrected:,} of them {rest} on corrections of yours")
    if summary.failures:
        many = summary.failures > 1
        told.append(f"{summary.failures:,} {'files or pairs' if many else 'file or pair'} failed")
    note = f"<p>{safe(about.note)}</p>\n" if about.note else ""
    return (
        f"<header>\n<h1>{about.resumes:,} resumes against {about.postings:,} postings</h1>\n"
        f'<p class="soft">{"; ".join(told)}.</p>\n{note}</header>'
    )


def _decisions(summary: Summary) -> str:
    rows = "".join(
        f'<tr><td>{name}</td><td class="num">{summary.decisions[decision]:,}</td>'
        f'<td class="num">{summary.decisions[decision] / max(1, summary.pairs):.1%}</td></tr>'
        for decision, name in _DECISIONS.items()
        if summary.decisions[decision]
    )
    bands = ", ".join(
        f"{band.value} {summary.bands[band]:,}" for band in Band if summary.bands[band]
    )
    head = '<tr><th>what to do</th><th class="num">pairs</th><th class="num">share</th></tr>'
    return f"<table>{head}{rows}</table>\n<p>Fit: {bands or 'nothing judged'}.</p>"


def histogram(summary: Summary) -> str:
    """An SVG with one bar for each twentieth of the score."""
    most = max(summary.bins)
    if not most:
        return "<p>No pair has a score.</p>"
    step = (_WIDTH - _LEFT) / BINS
    floor = _HEIGHT - _FOOT
    parts = [
        (
            f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="spread">'
            f'<title id="spread">How many pairs have which score; the highest bar has {most:,}'
            "</title>"
        )
    ]
    for number, count in enumerate(summary.bins):
        tall = count / most * (floor - 24)
        x = _LEFT + number * step
        low, high = number / BINS, (number + 1) / BINS
        parts.append(
            f"<g><title>{low:.2f} to {high:.2f}: {count:,}</title>"
            f'<rect class="bar" x="{x + 2:.1f}" y="{floor - tall:.1f}" width="{step - 4:.1f}" '
            f'height="{tall:.1f}"/></g>'
        )
        if count:
            parts.append(
                f'<text x="{x + step / 2:.1f}" y="{floor - tall - 5:.1f}" '
                f'text-anchor="middle">{count:,}</text>'
            )
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{floor}" y2="{floor}"/>')
    for number in range(0, BINS + 1, 4):
        x = _LEFT + number * step
        anchor = "end" if number == BINS else "middle"
        parts.append(
            f'<text x="{x:.1f}" y="{floor + 18}" text-anchor="{anchor}">{number / BINS:g}</text>'
        )
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 4}">score</text></svg>')
    return f'<div class="scroll">{"".join(parts)}</div>'


def missing(summary: Summary) -> str:
    """An SVG with a bar for each required ask that nothing showed, the most frequent first."""
    rows = summary.most_missing(_SHOWN)
    if not rows:
        return "<p>Every required ask that could be judged is shown.</p>"
    most = max(asked.judged for _, asked in rows)
    height = _ROW * len(rows) + 8
    parts = [
        (
            f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="lack">'
            f'<title id="lack">The {len(rows)} required asks that nothing in the resume shows most '
            "often; grey is how often each was judged</title>"
        )
    ]
    parts += [_lack(number, label, asked, most) for number, (label, asked) in enumerate(rows)]
    note = " Rare lines were left out of the count." if summary.forgotten else ""
    return (
        f'<div class="scroll">{"".join(parts)}</svg></div>\n<p class="soft">Pairs in which nothing '
        f"shows it, of those in which it is required and could be judged.{note}</p>"
    )


def _lack(number: int, label: str, asked: Asked, most: int) -> str:
    y = number * _ROW
    room = _WIDTH - _NAMES - _COUNTS
    wide, bar = (round(count / most * room, 1) for count in (asked.judged, asked.missing))
    share = f"{asked.missing:,} of {asked.judged:,}"
    return (
        f"<g><title>{safe(short(label, 300))}: {share}</title>"
        f'<text x="0" y="{y + 16}">{safe(short(label, 56))}</text>'
        f'<rect class="room" x="{_NAMES}" y="{y + 4}" width="{wide}" height="16"/>'
        f'<rect class="lack" x="{_NAMES}" y="{y + 4}" width="{bar}" height="16"/>'
        f'<text x="{_WIDTH}" y="{y + 16}" text-anchor="end">{share}</text></g>'
    )


def _ranking(summary: Summary) -> str:
    if not summary.best:
        return "<p>No pair was judged.</p>"
    rows = "".join(_pair(number, row) for number, row in enumerate(summary.best, 1))
    more = summary.pairs - len(summary.best)
    note = f"The other {more:,} pairs are not shown. " if more else ""
    return (
        f'<p class="soft">{note}What is worth it first, then by fit and score; a line opens its '
        f'evidence. {LEGEND}</p>\n<ol class="pairs">{rows}</ol>'
    )


def _pair(number: int, row: BatchRow) -> str:
    score = "–" if row.score is None else f"{row.score:.2f}"
    decision = "" if row.decision is None else _DECISIONS[row.decision]
    band = "" if row.band is None else row.band.value
    title = " — ".join(part for part in (row.title, row.employer) if part)
    stops = "".join(f"<p>Not met: “{safe(stop)}”</p>" for stop in row.hard_stops)
    count = "1 correction" if row.corrections == 1 else f"{row.corrections:,} corrections"
    rests = f"<p>This score rests on {count} of yours.</p>" if row.corrections else ""
    return (
        f"<li><details><summary><span>{number}</span><b>{score}</b><span>{decision} ({band})</span>"
        f"<span>{safe(row.resume or '')} → {safe(row.posting or '')}"
        f"{f' <span class=soft>{safe(title)}</span>' if title else ''}</span></summary>\n"
        f"<div><p>{safe(row.reason)}</p>{rests}{stops}"
        f'<ul class="asks">{"".join(map(_ask, row.matches))}</ul></div></details></li>\n'
    )


def _ask(match: RowMatch) -> str:
    level = match.level.value
    quotes = "".join(
        f"<blockquote>{safe(short(line, _QUOTED))}</blockquote>" for line in match.evidence
    )
    return (
        f'<li class="{level}"><span class="level">{LEVEL_MARKS[match.level]} {level}</span> '
        f'{safe(match.quote)} <span class="soft">({match.necessity.value} {match.kind.value}; '
        f"{safe(match.reason)})</span>{quotes}</li>"
    )


def _failures(summary: Summary) -> str:
    if not summary.failures:
        return ""
    rows = "".join(
        f"<tr><td>{safe(row.resume or '')}{' → ' if row.resume and row.posting else ''}"
        f"{safe(row.posting or '')}</td><td>{row.error}</td><td>{safe(row.message)}</td></tr>"
        for row in summary.failed
    )
    more = summary.failures - len(summary.failed)
    note = f"<p>And {more:,} more; the other outputs name them all.</p>" if more else ""
    return (
        f"<h2>What failed</h2>\n<table><tr><th>file</th><th>why</th><th>what to do</th></tr>{rows}"
        f"</table>{note}\n"
    )
