from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.label_check import reading_problems
from benchmarks.labels import Reading, dump_reading, load_reading
from benchmarks.sheets import SheetError, parse_ask, parse_sheet, ranges
from tests.benchmarks.builders import SHEET, posting


def read() -> Reading:
    return parse_sheet(SHEET, posting())


def test_a_filled_sheet_becomes_labels() -> None:
    reading = read()
    assert reading.title == "Baker"
    assert reading.asks["L004"].min_years == 3
    assert reading.pairs["R1"].lines["L004"].evidence == ("r004", "r006")
    assert reading.pairs["R1"].fit == "strong"
    assert reading.resumes["R1"].positions[0].end == "present"


def test_an_asking_line_within_a_range_keeps_its_own_zone() -> None:
    assert read().zones == {
        "L001": "title",
        "L002": "about",
        "L003": "duty",
        "L004": "required",
        "L005": "condition",
    }


def test_section_headings_need_no_section() -> None:
    assert set(read().resumes["R1"].sections) == {"r002", "r004", "r005", "r006", "r008"}


def test_labels_survive_their_json(tmp_path: Path) -> None:
    path = tmp_path / "P900.json"
    path.write_text(dump_reading(read()), encoding="utf-8")
    assert load_reading(path) == read()


def test_a_right_reading_has_no_problems() -> None:
    assert list(reading_problems(read(), posting())) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("R1 D r006", "R1 D", "evidence"),
        ("R1 C", "R1 C r008", "evidence"),
        ("R1 D r006", "R1 D r099", "no such resume line"),
        ("R1 D r006", "R1 X r006", "the status is one of"),
        ("R1 D r006", "R1 D r001 r002 r004 r006", "at most three"),
        ("  R1 C\n", "", "statuses of R1"),
        ("L001 title; ", "", "zones are missing for L001"),
        ("r008 skills", "r006 skills", "sections of R1"),
        ("fit strong yes Seven years of the same work.\n", "", "the fit of R1"),
        ("strong yes", "great yes", "fit is one of"),
        ("2019 | present", "spring | present", "is no date"),
        ("Baker | Rye House | 2019 | present", "Baker | 2019 | present", "bars"),
        ("posting P900", "posting P901", "the sheet is for"),
        ("title Baker\n", "", "the title is missing"),
        ("L005 condition", "L007 condition", "no such line"),
        ("resume R1", "resume R2", "no resume R2"),
        ("| 3 years", "| soon", "unknown mark"),
        ("duty duty", "duty dutiful", "unknown kind"),
    ],
)
def test_a_wrong_row_is_refused_and_named(old: str, new: str, message: str) -> None:
    assert old in SHEET
    with pytest.raises(SheetError, match=message):
        parse_sheet(SHEET.replace(old, new), posting())


def test_marks_of_an_ask_come_in_any_order() -> None:
    ask = parse_ask("required education,experience | Nursing; Midwifery | bachelor | any | 2 years")
    assert (ask.degree, ask.logic, ask.min_years, ask.or_equivalent) == (
        "bachelor",
        "any",
        2,
        False,
    )
    assert parse_ask("preferred trait").concepts == ()
    assert parse_ask("required education | Law | or equivalent").or_equivalent


def test_half_a_year_stays_half_a_year() -> None:
    assert parse_ask("required experience | tills | 0.5 years").min_years == 0.5


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(SheetError, match="backwards"):
        ranges("L003-L001 about", ["L001", "L002", "L003"], ["about"])
