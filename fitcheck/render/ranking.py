"""A ranking as a table: for a terminal, as JSON (`fitcheck.rank/1`), CSV or Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from fitcheck.errors import FitcheckError
from fitcheck.ranking import Ranked
from fitcheck.render.escape import csv_row, markdown, terminal
from fitcheck.render.json_text import dumps

_STYLES = {"strong": "32;1", "partial": "33", "weak": "31", "none": "31", "unknown": "36"}
_NAME = 34
"""Columns of a name on a terminal; longer ones keep their end, where versions differ."""


def ranking_text(ranked: Sequence[Ranked], *, width: int = 80, colour: bool = False) -> str:
    """One entry of two or three lines each, at most `width` columns (40 or more)."""
    lines = []
    for row in ranked:
        band = row.analysis.verdict.band.value
        decision = row.analysis.verdict.decision.value.replace("_", " ")
        head = f"{row.place:>3}  {band:<8}{_score(row):>5}  {_cut(terminal(row.name)):<{_NAME}}"
        told = f"{head}  {decision}".rstrip()[: max(40, width)]
        lines.append(f"\x1b[{_STYLES[band]}m{told}\x1b[0m" if colour else told)
        lines += _wrapped(terminal(_about(row)), width) if _about(row) else []
        lines += _wrapped(f"proves: {terminal(row.proves)}", width) if row.proves else []
        lines += _wrapped(f"misses: {terminal(row.misses)}", width) if row.misses else []
    return "\n".join([*lines, ""]) if lines else ""


def _about(row: Ranked) -> str:
    """The posting's title and employer, where they say more than the name of its file."""
    posting = row.analysis.posting
    return " — ".join(part for part in (posting.title, posting.employer) if part)


def _wrapped(text: str, width: int) -> list[str]:
    indent = " " * 5
    return textwrap.wrap(
        text, max(40, width), initial_indent=indent, subsequent_indent=indent + "  "
    )


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else "…" + name[1 - _NAME :]


def _score(row: Ranked) -> str:
    score = row.analysis.report.score
    return "" if score is None else f"{score:.2f}"


_HEADS = (
    "place",
    "file",
    "title",
    "employer",
    "band",
    "decision",
    "score",
    "judged",
    "proves",
    "misses",
)


def ranking_csv(ranked: Sequence[Ranked]) -> str:
    """One line a row below a line of names; scores with four decimals, empty where unknown."""
    rows = [csv_row(_HEADS)]
    for row in ranked:
        report, posting = row.analysis.report, row.analysis.posting
        rows.append(
            csv_row(
                (
                    row.place,
                    row.name,
                    posting.title,
                    posting.employer,
                    row.analysis.verdict.band.value,
                    row.analysis.verdict.decision.value,
                    None if report.score is None else round(report.score, 4),
                    round(report.coverage, 4),
                    row.proves,
                    row.misses,
                )
            )
        )
    return "".join(rows)


def ranking_markdown(ranked: Sequence[Ranked]) -> str:
    """One table; everything from files is escaped."""
    lines = [
        "| | file | fit | score | what to do | proves | misses |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in ranked:
        verdict = row.analysis.verdict
        cells = (
            str(row.place),
            markdown(row.name),
            verdict.band.value,
            _score(row),
            verdict.decision.value.replace("_", " "),
            markdown(row.proves or ""),
            markdown(row.misses or ""),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def ranking_json(ranked: Sequence[Ranked], failed: Sequence[FitcheckError], *, by: str) -> str:
    """`fitcheck.rank/1`: `by` is "posting" where postings are ranked, else "resume"."""
    value: dict[str, Any] = {
        "schema": "fitcheck.rank/1",
        "by": by,
        "as_of": ranked[0].analysis.as_of.isoformat() if ranked else None,
        "signature": ranked[0].analysis.signature if ranked else None,
        "ranking": [_row(row) for row in ranked],
        "errors": [
            {"code": error.code.value, "message": error.message, "source": error.source}
            for error in failed
        ],
    }
    return dumps(value) + "\n"


def _row(row: Ranked) -> dict[str, Any]:
    report, posting = row.analysis.report, row.analysis.posting
    return {
        "place": row.place,
        "source": row.name,
        "title": posting.title,
        "employer": posting.employer,
        "band": row.analysis.verdict.band.value,
        "decision": row.analysis.verdict.decision.value,
        "score": None if report.score is None else round(report.score, 4),
        "coverage": round(report.coverage, 4),
        "probability": None if report.probability is None else round(report.probability, 4),
        "proves": row.proves,
        "misses": row.misses,
    }
