from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.cli import main
from fitcheck.cli.status import ExitStatus
from fitcheck.ranking import rank
from fitcheck.render.ranking import ranking_csv, ranking_markdown, ranking_text
from tests.conftest import ROOT

RESUMES, POSTINGS = ROOT / "examples" / "resumes", ROOT / "examples" / "postings"
DAY = ["--as-of", "2026-11-22"]
RESUME = "# Ada\n\n## Experience\n### Cook, Cafe Lumen (Jan 2019 - Present)\n- Cooked lunch\n"
FITS = "# Cook\n\n## Requirements\n- 2+ years of experience as a cook\n"
STRANGE = "# Pilot\n\n## Requirements\n- Airline transport pilot licence\n- 3,000 hours of flight\n"
CLOSED = FITS + "\nApplications closed on 2026-01-05. This posting is closed.\n"
SILENT = "Our company bakes bread. It has baked bread for thirty years.\n"


def analyses(*postings: str) -> list[tuple[str, Analysis]]:
    analyzer = Analyzer(isolate=False)
    day = date(2026, 11, 22)
    return [(f"p{n}", analyzer.analyze_texts(RESUME, p, as_of=day)) for n, p in enumerate(postings)]


def test_what_is_worth_it_stands_first_and_what_cannot_be_told_last() -> None:
    ranked = rank(analyses(SILENT, STRANGE, FITS))
    assert [row.name for row in ranked] == ["p2", "p1", "p0"]
    assert [row.place for row in ranked] == [1, 2, 3]


def test_equal_ones_share_a_place_and_keep_the_order_of_their_names() -> None:
    ranked = rank(reversed(analyses(FITS, FITS, STRANGE)))
    assert [(row.place, row.name) for row in ranked] == [(1, "p0"), (1, "p1"), (3, "p2")]


def test_the_order_of_the_input_does_not_matter() -> None:
    found = analyses(STRANGE, FITS, SILENT)
    assert rank(found) == rank(reversed(found))


def test_each_row_says_what_proves_and_what_misses_most() -> None:
    (best, worst) = rank(analyses(STRANGE, FITS))
    assert best.proves == "2+ years of experience as a cook"
    assert best.misses is None
    assert worst.proves is None
    assert worst.misses is not None
    assert worst.misses.endswith("(absent)")


def test_nothing_in_a_file_reaches_the_table_as_markup() -> None:
    posting = "# Cook | *boss*\n\n## Requirements\n- =2+3 years | of experience\x1b[31m as a cook\n"
    ranked = rank(analyses(posting))
    assert "\x1b" not in ranking_text(ranked)
    assert "\n| 1 | p0 |" in ranking_markdown(ranked)
    assert ranking_markdown(ranked).splitlines()[2].count(" | ") == 6
    rows = list(csv.reader(io.StringIO(ranking_csv(ranked))))
    assert [len(row) for row in rows] == [10, 10]


def test_lines_on_a_terminal_keep_to_its_width() -> None:
    ranked = rank(analyses(FITS, STRANGE))
    assert all(len(line) <= 60 for line in ranking_text(ranked, width=60).splitlines())
    assert "\x1b[32;1m" in ranking_text(ranked, colour=True)


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["rank", *arguments, *DAY])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_folder_of_postings_is_ranked_and_a_broken_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("backend_engineer.html", "electrician.html"):
        (tmp_path / name).write_bytes((POSTINGS / name).read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    resume = str(RESUMES / "backend_engineer.pdf")
    status, out, err = run("--resume", resume, str(tmp_path), "--format", "json", capsys=capsys)
    data = json.loads(out)
    assert status == ExitStatus.WORTH_IT
    assert (data["schema"], data["by"]) == ("fitcheck.rank/1", "posting")
    assert [Path(row["source"]).name for row in data["ranking"]] == [
        "backend_engineer.html",
        "electrician.html",
    ]
    assert [Path(error["source"]).name for error in data["errors"]] == ["broken.pdf"]
    assert "broken.pdf" in err


def test_versions_of_a_resume_are_ranked_for_a_posting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posting = tmp_path / "posting.md"
    posting.write_text(FITS, encoding="utf-8")
    (tmp_path / "b.md").write_text(RESUME, encoding="utf-8")
    (tmp_path / "a.md").write_text(RESUME.replace("Cook", "Usher"), encoding="utf-8")
    files = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    status, out, _ = run("--posting", str(posting), *files, "--format", "csv", capsys=capsys)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == ExitStatus.WORTH_IT
    assert [Path(row["file"]).name for row in rows] == ["b.md", "a.md"]


@pytest.mark.parametrize(
    ("posting", "wanted"),
    [
        (FITS, ExitStatus.WORTH_IT),
        (STRANGE, ExitStatus.NOT_WORTH_IT),
        (SILENT, ExitStatus.NEED_INFO),
        (None, ExitStatus.NOT_JUDGED),
    ],
)
def test_the_exit_status_is_that_of_the_best_pair(
    posting: str | None, wanted: ExitStatus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    if posting is not None:
        (tmp_path / "posting.md").write_text(posting, encoding="utf-8")
    files = ("--resume", str(tmp_path / "resume.md"), str(tmp_path / "posting.md"))
    assert run(*files, capsys=capsys)[0] == wanted


def test_standard_input_can_be_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run("--resume", "-", "-", capsys=capsys)
    assert status == ExitStatus.NOT_JUDGED
    assert "only one" in err


def test_one_side_has_to_be_held(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rank", "a.md"])
    assert ended.value.code == ExitStatus.NOT_JUDGED
    capsys.readouterr()
