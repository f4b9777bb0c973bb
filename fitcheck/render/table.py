"""A check as CSV: one row a requirement, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from fitcheck.analysis import Analysis
from fitcheck.matching.match import Evidence, Match
from fitcheck.render.escape import csv_row

COLUMNS = (
    "requirement", "group", "needed", "kind", "asked", "level", "why", "evidence", "page",
    "section", "months", "weight", "credit", "points", "read_as", "your_reason",
)  # fmt: skip
"""Names of the columns; new ones are only ever added at the end (docs/wire-schema.md)."""


def report_csv(analysis: Analysis) -> str:
    """A head and one row a requirement, in the order of the posting; rows end with CRLF.

    Where the line of work is known it has a row of its own, the last: points add up to the score.

    Text that a spreadsheet would take for a formula is made harmless. `evidence` is the best line
    of the resume; weight, credit and points are those of the score, rounded to six decimals.
    """
    rows = [csv_row(COLUMNS)]
    rows += [csv_row(_cells(match, analysis)) for match in analysis.report.matches]
    rows += [csv_row(cells) for cells in _line_of_work(analysis)]
    return "".join(rows)


def _cells(match: Match, analysis: Analysis) -> tuple[str | int | float | None, ...]:
    requirement, judged = match.requirement, match.judged
    contribution = analysis.contribution(match)
    best = match.evidence[0] if match.evidence else None
    return (
        requirement.id,
        requirement.any_of,
        requirement.necessity.value,
        requirement.kind.value,
        analysis.quote(requirement),
        match.level.value,
        match.reason,
        None if best is None else _evidence(best, analysis),
        None if best is None else best.page,
        None if best is None else best.section.value,
        None if best is None else best.months,
        round(contribution.weight, 6),
        round(contribution.credit, 6),
        round(contribution.points, 6),
        None if judged is None else judged.level.value,
        None if judged is None else judged.because,
    )


def _line_of_work(analysis: Analysis) -> Iterator[tuple[str | float | None, ...]]:
    kinship, adds = analysis.report.kinship, analysis.report.line_of_work
    if kinship is None or adds is None:
        return
    cells: dict[str, str | float | None] = dict.fromkeys(COLUMNS)
    place = kinship.position
    title = None if place is None else analysis.resume.positions[place].title
    cells |= {"requirement": adds.requirement, "kind": adds.requirement, "evidence": title}
    cells |= {"asked": analysis.posting.title, "why": "nearness of titles and of the work told of"}
    cells |= {name: round(getattr(adds, name), 6) for name in ("weight", "credit", "points")}
    yield tuple(cells.values())


def _evidence(best: Evidence, analysis: Analysis) -> str:
    """The line, marked where it is supposed and not the resume's own."""
    mark = " [what if]" if analysis.is_supposed(best) else ""
    return analysis.evidence_quote(best) + mark
