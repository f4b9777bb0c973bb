"""`fitcheck correct`, and the files that later runs find."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.cli.status import ExitStatus
from tests.corrections.builders import POSTING, RESUME

DAY = ["--as-of", "2026-11-22"]


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, that is the working directory, with a resume and a posting."""
    (tmp_path / "me.md").write_text(RESUME, encoding="utf-8")
    (tmp_path / "job.md").write_text(POSTING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main([*arguments, *DAY])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def checked(*options: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    _, out, _ = run("check", "me.md", "job.md", "--format", "json", *options, capsys=capsys)
    value: dict[str, object] = json.loads(out)
    return value


def test_a_file_is_begun_once_and_changes_nothing_until_it_is_changed(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = checked(capsys=capsys)
    for arguments in (["me.md"], ["job.md"], ["me.md", "job.md"]):
        status, out, _ = run("correct", *arguments, capsys=capsys)
        assert status == ExitStatus.WORTH_IT
        assert "begun" in out
        status, _, err = run("correct", *arguments, capsys=capsys)
        assert status == ExitStatus.NOT_JUDGED
        assert "there is such a file already" in err
    assert sorted(path.name for path in pair.glob("*.toml")) == [
        "job.md+me.md.fitcheck.toml",
        "job.md.fitcheck.toml",
        "me.md.fitcheck.toml",
    ]
    assert checked(capsys=capsys) == before


def test_a_later_check_honours_a_correction_and_shows_it(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = checked(capsys=capsys)
    status, out, _ = run(
        "correct", "me.md", "--line", "lumen", "--set", "start=2015-01", "--reason", "typo",
        capsys=capsys,
    )  # fmt: skip
    assert status == ExitStatus.WORTH_IT
    assert "start 2015-01, read as 2019-01 (typo)" in out
    _, out, _ = run("check", "me.md", "job.md", capsys=capsys)
    assert "This score rests on 1 correction of yours" in out
    _, out, _ = run("parse", "me.md", "--as", "resume", capsys=capsys)
    assert "2015-01 to 2020-12" in out
    assert checked("--no-corrections", capsys=capsys) == before
    _, out, _ = run("correct", "me.md", "--line", "lumen", "--unset", "start", capsys=capsys)
    assert "typo" not in out
    assert list(pair.glob("*.toml")) == []
    assert checked(capsys=capsys) == before


def test_posting_lines_and_levels_are_corrected_from_the_command_line(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("correct", "job.md", "--set", "employer=Bluebell", capsys=capsys)
    run("correct", "job.md", "--line", "1931", "--set", "zone=required", capsys=capsys)
    run("correct", "job.md", "--line", "HACCP", "--set", "necessity=preferred", capsys=capsys)
    status, out, _ = run(
        "correct", "me.md", "job.md", "--line", "baked our own", "--set", "level=demonstrated",
        "--reason", "I did", capsys=capsys,
    )  # fmt: skip
    assert status == ExitStatus.WORTH_IT
    assert "level demonstrated, read as" in out
    value = checked(capsys=capsys)
    corrections = value["corrections"]
    assert isinstance(corrections, dict)
    assert {one["field"] for one in corrections["applied"]} == {
        "employer",
        "zone",
        "necessity",
        "level",
    }


def test_only_the_named_files_count_where_some_are_named(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("correct", "job.md", "--set", "employer=Bluebell", capsys=capsys)
    Path("own.toml").write_text('[posting]\ntitle = "Chef"\n', encoding="utf-8")
    value = checked("--corrections", "own.toml", capsys=capsys)
    corrections = value["corrections"]
    assert isinstance(corrections, dict)
    assert corrections["sources"] == ["own.toml"]
    assert [one["field"] for one in corrections["applied"]] == ["title"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["me.md", "--set", "start=2015"], "say with --line which line is meant"),
        (["me.md", "--line", "lumen"], "say what to correct"),
        (["me.md", "--line", "lumen", "--set", "start=soon"], "give a month or a year"),
        (["me.md", "--line", "lumen", "--set", "zone=duty"], "zone cannot be corrected here"),
        (["me.md", "--line", "cook", "--set", "title=x"], "2 lines hold these words"),
        (["me.md", "--line", "lumen", "--set", "title=x", "--set", "level=master"], "one after"),
        (["job.md", "--line", "zebra", "--set", "zone=duty"], "no line of that kind"),
        (["me.md", "job.md", "--line", "HACCP", "--set", "level=absent"], "with its reason"),
        (["me.md", "job.md", "--set", "level=absent", "--reason", "x"], "say with --line"),
        (["me.md", "job.md", "--as", "resume"], "--as speaks of one file"),
        (["me.md", "--line", "lumen", "--unset", "start"], "nothing corrects start there"),
    ],
)
def test_what_cannot_be_corrected_is_one_clear_error_and_nothing_is_written(
    arguments: list[str], told: str, pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run("correct", *arguments, capsys=capsys)
    assert status == ExitStatus.NOT_JUDGED
    assert told in err
    assert out == ""
    assert list(pair.glob("*.toml")) == []


def test_a_broken_file_beside_a_document_stops_the_check_with_its_line(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("me.md.fitcheck.toml").write_text('[[position]]\nquote = "x"\nend = 3\n', "utf-8")
    status, out, err = run("check", "me.md", "job.md", capsys=capsys)
    assert status == ExitStatus.NOT_JUDGED
    assert "me.md.fitcheck.toml: line 3, position[1].end" in err
    assert out == ""


def test_corrections_count_in_what_is_planned_and_noted(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fit() -> str:
        Path("out.toml").unlink(missing_ok=True)
        run("apply", "me.md", "job.md", "--channel", "ats", "--out", "out.toml", capsys=capsys)
        return Path("out.toml").read_text("utf-8").split('fit = "')[1].split('"')[0]

    assert fit() == "weak"
    for words in ("as a cook", "HACCP", "Menu planning"):
        run(
            "correct", "me.md", "job.md", "--line", words, "--set", "level=demonstrated",
            "--reason", "I did", capsys=capsys,
        )  # fmt: skip
    assert fit() == "strong"
    _, out, _ = run("followup", "out.toml", "--format", "json", capsys=capsys)
    assert json.loads(out)["decision"] == "apply"
    _, out, _ = run("followup", "out.toml", "--format", "json", "--no-corrections", capsys=capsys)
    assert json.loads(out)["decision"] == "skip"


def test_json_resume_and_csv_are_printed(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run("parse", "me.md", "--format", "jsonresume", capsys=capsys)
    assert status == ExitStatus.WORTH_IT
    assert "basics" not in json.loads(out)
    _, out, _ = run("parse", "me.md", "--format", "jsonresume", "--contact", capsys=capsys)
    assert json.loads(out)["basics"]["name"] == "Robin Makebelieve"
    status, _, err = run("parse", "me.md", "--contact", capsys=capsys)
    assert (status, "--contact belongs to" in err) == (ExitStatus.NOT_JUDGED, True)
    status, _, err = run(
        "parse", "job.md", "--as", "posting", "--format", "jsonresume", capsys=capsys
    )
    assert (status, "a posting is no JSON Resume" in err) == (ExitStatus.NOT_JUDGED, True)
    _, out, _ = run("check", "me.md", "job.md", "--format", "csv", capsys=capsys)
    assert len(list(csv.reader(io.StringIO(out, newline="")))) == 9
    run("check", "me.md", "job.md", "--format", "csv", "-o", "t.csv", capsys=capsys)
    assert Path("t.csv").read_text("utf-8").removeprefix("\ufeff") == out.replace("\r\n", "\n")


def test_a_ranking_honours_the_corrections_of_each_pair(
    pair: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pair / "other.md").write_text(POSTING, encoding="utf-8")
    run(
        "correct", "me.md", "other.md", "--line", "HACCP", "--set", "level=demonstrated",
        "--reason", "I did", capsys=capsys,
    )  # fmt: skip
    arguments = ("rank", "--resume", "me.md", "job.md", "other.md", "--format", "json")
    _, out, _ = run(*arguments, capsys=capsys)
    first, second = json.loads(out)["ranking"]
    assert (first["source"], second["source"]) == ("other.md", "job.md")
    assert first["score"] > second["score"]
    _, out, _ = run(*arguments, "--no-corrections", capsys=capsys)
    first, second = json.loads(out)["ranking"]
    assert first["score"] == second["score"]
