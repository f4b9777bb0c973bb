from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from fitcheck.batch.engine import Progress
from fitcheck.batch.page import PURPOSE
from fitcheck.cli import main
from fitcheck.cli.places import cache_bytes, cache_folder
from fitcheck.cli.progress import ProgressLine, line
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import SettingsError
from tests.batch.builders import folders


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FITCHECK_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    resumes, postings = folders(tmp_path)
    return str(resumes), str(postings)


def run(*arguments: str) -> int:
    return main(["batch", *arguments, "--as-of", "2026-11-22", "--workers", "1"])


def test_json_lines_are_printed_and_the_sum_is_told_beside_them(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(files[0], "--postings", files[1]) == ExitStatus.WORTH_IT
    printed = capsys.readouterr()
    rows = [json.loads(text) for text in printed.out.splitlines()]
    assert [(Path(r["resume"]).name, Path(r["posting"]).name) for r in rows] == [
        ("000.md", "000.md"), ("000.md", "001.md"), ("001.md", "000.md"), ("001.md", "001.md"),
    ]  # fmt: skip
    assert "4 pairs judged" in printed.err
    assert printed.err.count(PURPOSE) == 1
    assert any((tmp_path / "cache").rglob("*"))


def test_all_outputs_of_one_run_are_whole_and_the_journal_is_gone(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    outputs = [tmp_path / name for name in ("rows.csv", "rows.jsonl", "page.html")]
    given = [part for path in outputs for part in ("-o", str(path))]
    assert run(files[0], "--postings", files[1], *given, "--quiet", "--no-cache") == 0
    assert capsys.readouterr() == ("", "")
    assert len(list(csv.DictReader(io.StringIO(outputs[0].read_text("utf-8"))))) == 4
    assert len(outputs[1].read_text("utf-8").splitlines()) == 4
    assert outputs[2].read_text("utf-8").count(PURPOSE) == 1
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"resumes", "postings", *(path.name for path in outputs)}


def test_a_file_that_fails_is_a_row_and_a_status(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(Path(files[0]) / "no\x1b[31m.pdf")
    assert run(files[0], missing, "--postings", files[1]) == ExitStatus.SOME_FAILED
    printed = capsys.readouterr()
    assert "failed: 1 missing" in printed.err
    assert "\x1b" not in printed.out + printed.err
    errors = [json.loads(text)["error"] for text in printed.out.splitlines()]
    assert sum(error is not None for error in errors) == 1


def test_the_best_pair_of_each_resume(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(files[0], "--postings", files[1], "--top", "1", "--per", "resume", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [Path(row["posting"]).name for row in rows] == ["000.md", "001.md"]


def test_a_journal_that_was_named_stays_and_is_gone_on_with(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    journal = tmp_path / "run.journal"
    arguments = (files[0], "--postings", files[1], "--journal", str(journal), "--quiet")
    run(*arguments)
    first, size = capsys.readouterr().out, journal.stat().st_size
    run(*arguments)
    assert capsys.readouterr().out == first
    assert journal.stat().st_size == size


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "rows.xlsx"], "format"),
        (["--top", "0"], "count"),
        (["--journal", "missing/folder/j"], "journal"),
    ],
    ids=str,
)
def test_a_wrong_wish_is_refused_before_any_work(
    files: tuple[str, str], arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = run(files[0], "--postings", files[1], *arguments)
    except SystemExit as problem:
        status = int(str(problem.code))
    assert status == ExitStatus.NOT_JUDGED
    assert said in capsys.readouterr().err


def test_a_cluster_without_dask_names_the_extra(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert run(files[0], "--postings", files[1], "--cluster", "tcp://127.0.0.1:1") == 2
    assert "fitcheck[cluster]" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def a_progress(pairs: int, **values: int) -> Progress:
    given = {"of_pairs": 100, "documents": 5, "of_documents": 7, "failed": 0, "resumed": 0}
    return Progress(pairs=pairs, **{**given, **values})


def test_progress_tells_rate_rest_and_failures() -> None:
    told = line(a_progress(40, failed=2, resumed=20), seconds=10.0, before=20)
    assert "40/100 pairs" in told
    assert "2.0/s" in told
    assert "ETA 0:30" in told
    assert "2 failed" in told


@pytest.mark.parametrize(
    ("stream", "quiet", "shown"),
    [(Terminal(), False, True), (Terminal(), True, False), (io.StringIO(), False, False)],
)
def test_progress_draws_on_a_terminal_only_and_leaves_nothing(
    stream: io.StringIO, quiet: bool, shown: bool
) -> None:
    ticks = iter(float(n) for n in range(10))
    progress = ProgressLine(quiet=quiet, stream=stream, clock=lambda: next(ticks))
    progress(a_progress(10))
    assert bool(stream.getvalue()) is shown
    progress.clear()
    assert not stream.getvalue().rpartition("\r")[2]


def test_the_cache_is_where_the_system_or_the_environment_says() -> None:
    assert cache_folder({"FITCHECK_CACHE_DIR": "/x"}) == Path("/x")
    assert cache_folder({}) is None
    assert cache_bytes(5, {}) == 5
    assert cache_bytes(5, {"FITCHECK_CACHE_BYTES": "7"}) == 7
    with pytest.raises(SettingsError):
        cache_bytes(5, {"FITCHECK_CACHE_BYTES": "lots"})


@pytest.mark.skipif(__import__("sys").platform != "linux", reason="each system has its place")
def test_the_cache_of_linux_is_that_of_the_standard() -> None:
    assert cache_folder({"HOME": "/h"}) == Path("/h/.cache/fitcheck")
    assert cache_folder({"HOME": "/h", "XDG_CACHE_HOME": "/c"}) == Path("/c/fitcheck")
    assert cache_folder({"HOME": "/h", "XDG_CACHE_HOME": "not/absolute"}) == Path(
        "/h/.cache/fitcheck"
    )


def test_every_output_counts_the_corrections_unless_they_are_turned_off(
    files: tuple[str, str], tmp_path: Path
) -> None:
    said = '[[level]]\nquote = "Fluent Spanish"\nlevel = "demonstrated"\nreason = "my first tongue"'
    (Path(files[1]) / "000.md+000.md.fitcheck.toml").write_text(said, encoding="utf-8")
    outputs = [tmp_path / name for name in ("rows.csv", "rows.jsonl", "page.html")]
    given = [part for path in outputs for part in ("-o", str(path))]

    def told(*more: str) -> tuple[list[str], list[int], str]:
        assert run(files[0], "--postings", files[1], *given, "--quiet", *more) == 0
        table, rows, page = (path.read_text("utf-8") for path in outputs)
        cells = [row["corrections"] for row in csv.DictReader(io.StringIO(table))]
        return cells, [json.loads(row)["corrections"] for row in rows.splitlines()], page

    cells, counts, page = told()
    assert (cells, counts) == (["1", "0", "0", "0"], [1, 0, 0, 0])
    assert page.count("This score rests on 1 correction of yours.") == 1
    assert "1 of them rests on corrections of yours" in page
    cells, counts, page = told("--no-corrections")
    assert (cells, counts) == (["0"] * 4, [0] * 4)
    assert "corrections of yours" not in page
