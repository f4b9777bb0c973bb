from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from fitcheck.batch.parquet import write_parquet
from fitcheck.batch.tables import COLUMNS, COUNT, NUMBER, cells, csv_lines, json_lines
from fitcheck.errors import ErrorCode
from fitcheck.matching.match import Level
from tests.batch.builders import a_match, a_row

FAILED = a_row(
    None, resume="x.pdf", posting=None, band=None, decision=None, matches=(), reason="",
    error=ErrorCode.SCANNED, message="this is a scan",
)  # fmt: skip
HOSTILE = "=cmd|' /C calc'!A0\x1b[2J\u202e<img src=x>\r\nnext"


def read_csv(*rows: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(rows)), newline="")))  # type: ignore[arg-type]


def test_every_row_has_every_column() -> None:
    first, second = read_csv(a_row(), FAILED)
    assert list(first) == list(second) == list(COLUMNS) == list(cells(FAILED))
    assert (first["score"], first["demonstrated"], first["error"]) == ("0.5", "1", "")
    assert (second["resume"], second["posting"], second["error"]) == ("x.pdf", "", "scanned")
    assert (second["score"], second["demonstrated"]) == ("", "")


def test_no_cell_of_a_table_is_a_formula_or_commands_a_terminal() -> None:
    row = a_row(
        resume=HOSTILE, title=HOSTILE, reason=HOSTILE, hard_stops=(HOSTILE,),
        matches=(a_match(Level.ABSENT, quote=HOSTILE),),
    )  # fmt: skip
    text = "".join(csv_lines([row]))
    assert text.count("\r\n") == 2
    assert "\x1b" not in text
    assert "\u202e" not in text
    for cell in read_csv(row)[0].values():
        assert not cell.startswith(tuple("=+-@\t\r"))


def test_a_line_of_json_is_one_object_with_all_evidence() -> None:
    row = a_row(matches=(a_match(), a_match(Level.ABSENT, requirement="q2", evidence=())))
    lines = list(json_lines([row, FAILED]))
    assert all(line.count("\n") == 1 for line in lines)
    value = json.loads(lines[0])
    assert value["schema"] == "fitcheck.batch/1"
    assert value["matches"][0]["evidence"] == ["Posted in SAP"]
    assert value["missing"] == ["q2"]
    assert value["error"] is None
    assert json.loads(lines[1])["error"] == {"code": "scanned", "message": "this is a scan"}


def test_names_that_are_no_text_come_back_from_json() -> None:
    (line,) = json_lines([a_row(resume="bad\udcff\u202e.pdf")])
    assert line.isascii()
    assert json.loads(line)["resume"] == "bad\udcff\u202e.pdf"


def test_what_is_missing_is_told_by_weight_and_each_line_once() -> None:
    matches = (
        a_match(Level.ABSENT, quote="light", weight=0.1),
        a_match(Level.ABSENT, quote="heavy", weight=0.4),
        a_match(Level.ABSENT, quote="heavy", weight=0.3),
        a_match(quote="shown"),
    )
    row = a_row(matches=matches)
    assert [match.quote for match in row.missing(5)] == ["heavy", "light"]
    assert [match.quote for match in row.missing(1)] == ["heavy"]


def test_parquet_holds_typed_columns(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    path = tmp_path / "rows.parquet"
    with path.open("wb") as file:
        write_parquet([a_row(), FAILED, a_row(resume="bad\udcff.pdf")], file)
    table = pyarrow.parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    kinds = {name: str(table.schema.field(name).type) for name in COLUMNS}
    assert all(kinds[name] == "double" for name, kind in COLUMNS.items() if kind == NUMBER)
    assert all(kinds[name] == "int32" for name, kind in COLUMNS.items() if kind == COUNT)
    assert table.to_pylist()[0] == cells(a_row())
    assert table.to_pylist()[1]["score"] is None
