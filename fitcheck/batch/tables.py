"""Rows as JSON Lines (`fitcheck.batch/1`), CSV and the columns of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from fitcheck.batch.rows import BatchRow, RowMatch
from fitcheck.matching.match import Level
from fitcheck.render.escape import csv_rows
from fitcheck.render.json_text import line

SCHEMA: Final = "fitcheck.batch/1"
_MISSING: Final = 3
"""How many missing requirements a cell names: the weightiest ones."""
_FEW: Final = 5

TEXT, NUMBER, COUNT = "text", "number", "count"

COLUMNS: Final[dict[str, str]] = {
    "resume": TEXT,
    "posting": TEXT,
    "title": TEXT,
    "employer": TEXT,
    "decision": TEXT,
    "band": TEXT,
    "score": NUMBER,
    "required": NUMBER,
    "duties": NUMBER,
    "coverage": NUMBER,
    **{level.value: COUNT for level in Level},
    "reason": TEXT,
    "missing": TEXT,
    "hard_stops": TEXT,
    "warnings": TEXT,
    "error": TEXT,
    "message": TEXT,
    "corrections": COUNT,
}
"""Names and kinds of the columns. Counts and numbers are empty where nothing was judged."""

_LEVELS: Final = tuple((level.value, level) for level in Level)


def cells(row: BatchRow) -> dict[str, str | float | int | None]:
    """The row's value in each column."""
    judged = row.error is None
    levels = row.levels
    return {
        "resume": row.resume,
        "posting": row.posting,
        "title": row.title,
        "employer": row.employer,
        "decision": None if row.decision is None else row.decision.value,
        "band": None if row.band is None else row.band.value,
        "score": row.score,
        "required": row.required,
        "duties": row.duties,
        "coverage": row.coverage,
        **{name: levels[level] if judged else None for name, level in _LEVELS},
        "reason": row.reason or None,
        "missing": " | ".join(row.missing_lines(_MISSING)) or None,
        "hard_stops": " | ".join(row.hard_stops) or None,
        "warnings": " ".join(row.warnings) or None,
        "error": None if row.error is None else row.error.value,
        "message": row.message or None,
        "corrections": row.corrections if judged else None,
    }


def csv_lines(rows: Iterable[BatchRow]) -> Iterator[str]:
    """A head line, then one line a row; no cell can be taken for a formula."""
    yield from csv_rows(chain([COLUMNS], (cells(row).values() for row in rows)))


def json_lines(rows: Iterable[BatchRow]) -> Iterator[str]:
    """One JSON object a line, with every requirement and its evidence."""
    for row in rows:
        yield line(row_object(row))


def row_object(row: BatchRow) -> dict[str, Any]:
    """The row as plain values, keys in the order of the schema."""
    begin = {"schema": SCHEMA, "resume": row.resume, "posting": row.posting}
    if row.error is not None:
        return {**begin, "error": {"code": row.error.value, "message": row.message}}
    return {
        **begin,
        "title": row.title,
        "employer": row.employer,
        "decision": None if row.decision is None else row.decision.value,
        "band": None if row.band is None else row.band.value,
        "score": row.score,
        "required": row.required,
        "duties": row.duties,
        "coverage": row.coverage,
        "reason": {"rule": row.rule, "text": row.reason},
        "hard_stops": list(row.hard_stops),
        "missing": [match.requirement for match in row.missing(_FEW)],
        "matches": [_match(match) for match in row.matches],
        "corrections": row.corrections,
        "warnings": list(row.warnings),
        "error": None,
    }


def _match(match: RowMatch) -> dict[str, Any]:
    return {
        "requirement": match.requirement,
        "kind": match.kind.value,
        "necessity": match.necessity.value,
        "quote": match.quote,
        "level": match.level.value,
        "reason": match.reason,
        "weight": match.weight,
        "credit": match.credit,
        "evidence": list(match.evidence),
    }
