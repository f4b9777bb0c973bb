from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.performance import main, table
from benchmarks.performance_growth import slope
from benchmarks.performance_plots import draw_all
from benchmarks.timing import Timed, in_turns

ROW = {
    "stage": "read", "what": "read a resume (PDF)", "milliseconds": 6.0,
    "baseline": "pypdfium2 text", "baseline_milliseconds": 2.0, "ratio": 3.0,
}  # fmt: skip
GROWTH = {
    "points": [
        {"resumes": 2, "postings": 2, "judge": 4.0, "understand": 8.0},
        {"resumes": 4, "postings": 4, "judge": 16.0, "understand": 16.0},
    ],
    "judge_slope": 1.0,
    "understand_slope": 1.0,
}


@given(st.floats(0.3, 2.0), st.floats(0.01, 100.0))
def test_the_slope_of_a_power_is_its_exponent(exponent: float, factor: float) -> None:
    points = [(size, factor * size**exponent) for size in (4.0, 16.0, 64.0, 1024.0)]
    assert slope(points) == pytest.approx(exponent)


def test_tasks_take_turns() -> None:
    called: list[str] = []
    taken = in_turns({"a": lambda: called.append("a"), "b": lambda: called.append("b")}, 3)
    assert called == ["a", "b"] * 3
    assert set(taken) == {"a", "b"}
    assert min(taken.values()) >= 0.0


def test_a_ratio_is_time_over_the_time_of_the_baseline() -> None:
    timed = Timed(stage="read", what="x", milliseconds=6.0, baseline="y", baseline_milliseconds=2.0)
    assert timed.ratio == 3.0


def test_the_table_shows_what_was_measured_and_nothing_else() -> None:
    text = table({"read": [ROW], "memory": {"megabytes": 210.4}})
    assert "read a resume (PDF)" in text
    assert "3.00  pypdfium2 text (2.00 ms)" in text
    assert "210 MB" in text
    assert "slope" not in text
    assert "batch" not in text


def test_figures_are_the_same_bytes_at_every_run(tmp_path: Path) -> None:
    told = {"growth": GROWTH, "read": [ROW]}
    first, second = (draw_all(told, tmp_path / name) for name in ("a", "b"))
    assert [path.name for path in first] == ["performance_growth.svg", "performance_ratios.svg"]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_a_stage_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["everything"])
    assert "there is no stage everything" in capsys.readouterr().err
