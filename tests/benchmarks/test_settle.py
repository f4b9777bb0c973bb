from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.labels import Ask, Reading, Shown
from benchmarks.settle import parse_answers, questions, settled
from benchmarks.sheets import SheetError, parse_sheet
from tests.benchmarks.builders import SHEET, posting


def first() -> Reading:
    return parse_sheet(SHEET, posting())


def second() -> Reading:
    """Another status for L004, another fit, and L002 taken as an ask."""
    reading = first()
    pair = reading.pairs["R1"]
    lines = {
        **pair.lines,
        "L002": Shown(status="absent"),
        "L004": Shown(status="partial", evidence=("r004",)),
    }
    return replace(
        reading,
        asks={**reading.asks, "L002": Ask(zone="required", kinds=("trait",))},
        zones={**reading.zones, "L002": "required"},
        pairs={"R1": replace(pair, lines=lines, fit="partial")},
    )


def test_every_difference_becomes_one_question() -> None:
    assert [q.key for q in questions(first(), second())] == ["L002", "L004 R1", "fit R1"]
    assert list(questions(first(), first())) == []


def test_the_third_reader_decides_and_the_rest_stays() -> None:
    answers = parse_answers("L002 no\nL004 R1 P r004\nfit R1 strong yes\n")
    reading = settled(first(), second(), answers, posting())
    assert set(reading.asks) == {"L003", "L004", "L005"}
    assert reading.pairs["R1"].lines["L004"].status == "partial"
    assert reading.pairs["R1"].lines["L003"] == first().pairs["R1"].lines["L003"]
    assert reading.pairs["R1"].fit == "strong"


def test_a_line_that_is_an_ask_after_all_comes_with_the_status_of_who_saw_it() -> None:
    answers = parse_answers("L002 yes\nL004 R1 D r004\nfit R1 strong yes")
    reading = settled(first(), second(), answers, posting())
    assert reading.pairs["R1"].lines["L002"].status == "absent"
    assert reading.zones["L002"] == "required"


def test_an_open_question_is_refused() -> None:
    with pytest.raises(SheetError, match="L004 R1"):
        settled(first(), second(), parse_answers("L002 no\nfit R1 strong yes"), posting())
