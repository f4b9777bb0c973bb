"""A check as CSV: one row a requirement, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from fitcheck.render.table import COLUMNS, report_csv
from tests.corrections.builders import POSTING, analysis, plain_analysis


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_requirement_has_a_row_and_the_points_add_up_to_the_score() -> None:
    found = plain_analysis()
    table = rows(report_csv(found))
    asked = [r.id for r in found.posting.requirements]
    assert [row["requirement"] for row in table] == [*asked, "line_of_work"]
    assert set(table[0]) == set(COLUMNS)
    assert sum(float(row["points"]) for row in table) == pytest.approx(found.report.score, abs=1e-5)
    first = table[0]
    assert first["asked"] == "8+ years of experience as a cook"
    assert (first["needed"], first["kind"], first["level"]) == ("required", "experience", "partial")


def test_the_judged_level_stands_beside_the_persons_own() -> None:
    found = analysis('[[level]]\nquote = "HACCP"\nlevel = "partial"\nreason = "=1+1"\n')
    (row,) = [row for row in rows(report_csv(found)) if row["asked"] == "HACCP"]
    assert (row["level"], row["read_as"], row["your_reason"]) == ("partial", "listed", "'=1+1")
    assert {row["read_as"] for row in rows(report_csv(plain_analysis()))} == {""}


def test_a_posting_cannot_put_a_formula_into_a_cell() -> None:
    posting = POSTING.replace("- HACCP", '- =HYPERLINK("http://x.example","HACCP skills")')
    table = rows(report_csv(analysis(posting=posting)))
    cells = [cell for row in table for cell in row.values()]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
