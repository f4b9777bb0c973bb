"""Nothing that a file says or is called commands a terminal, a page, a table or a log."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.cli import main
from fitcheck.documents.isolation.reading import IsolatedReader
from fitcheck.errors import EmptyInputError
from fitcheck.followup.application import Application, Channel
from fitcheck.followup.calendar import calendar_entries
from fitcheck.followup.pipeline import Folder, build_pipeline
from fitcheck.followup.policy import plan_followup
from fitcheck.followup.relationships import Relationships
from fitcheck.render.escape import csv_row, hypertext
from fitcheck.render.followup import plan_json, plan_text
from fitcheck.render.json_text import dumps
from fitcheck.render.pipeline import pipeline_json, pipeline_text
from fitcheck.render.pipeline_page import pipeline_page
from fitcheck.render.wire import error_json
from tests.conftest import ROOT

HOSTILE = "\x1b[2J\x1b]0;pwned\x07\x9b31m\u202e<img src=x onerror=alert(1)>\u2028=1+1|\x7f\udcff"
NAMES = (
    "esc\x1b[31m.txt",
    "bell\x07.txt", "new\nline.txt", "rtl\u202etxt.exe.txt", "csi\x9b.txt",
    "line\u2028.txt", "del\x7f.txt", "<img src=x onerror=alert(1)>.txt", "=cmd|' !A0.txt",
    "%s%n.txt", "{0.__class__}.txt", "bad\udcff.txt", "zero\u200b.txt",
)  # fmt: skip
RESUME = (
    f"Jane Roe\n\nExperience\nBaker{HOSTILE}, Ovens{HOSTILE}, 2015 - 2024\n"
    f"- Baked bread {HOSTILE}\n"
)
POSTING = f"Baker {HOSTILE} at Mill\n\nRequirements\n- 3 years of experience as a baker {HOSTILE}\n"
DAY = date(2026, 11, 22)
POSIX = pytest.mark.skipif(sys.platform != "linux", reason="such names exist on Linux only")


def commanding(text: str) -> set[str]:
    """Characters that a terminal would obey or a person would not see, but for line ends."""
    unseen = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return {char for char in text if char != "\n" and unicodedata.category(char) in unseen}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).write_bytes(RESUME.encode("utf-8", "replace"))
    (tmp_path / "posting.txt").write_bytes(POSTING.encode("utf-8", "replace"))
    return tmp_path


@POSIX
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_report_shows_names_and_texts_and_obeys_none(
    folder: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(
        [
            "check",
            str(folder / name),
            str(folder / "posting.txt"),
            "--format",
            form,
            "--as-of",
            "2026-11-22",
        ]
    )
    printed = capsys.readouterr()
    assert printed.out
    assert commanding(printed.out + printed.err) == set()
    if form == "markdown":
        assert "<img" not in printed.out.replace(r"\<img", "")
    if form == "json":
        assert json.loads(printed.out)["resume"]["source"] == str(folder / name)


@POSIX
@pytest.mark.parametrize("options", [[], ["--as", "resume"], ["--as", "posting"]], ids=str)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_was_understood_is_shown_and_not_obeyed(
    folder: Path, options: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["parse", str(folder / NAMES[0]), "--format", form, *options])
    printed = capsys.readouterr()
    assert printed.out
    assert commanding(printed.out + printed.err) == set()


@POSIX
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_error_names_its_file_on_one_line(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("text", "json"):
        main(["check", str(tmp_path / name), str(tmp_path / name), "--format", form])
        printed = capsys.readouterr()
        assert printed.err.count("\n") == 1
        assert commanding(printed.out + printed.err) == set()
    assert json.loads(printed.out)["error"]["source"] == str(tmp_path / name)


def test_a_wrong_argument_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "a", "b", f"--{HOSTILE}"])
    assert commanding(capsys.readouterr().err) == set()


@POSIX
def test_real_streams_get_the_bytes_of_odd_names(folder: Path) -> None:
    path = os.fsencode(folder / "bad\udcff.txt")
    command = [
        os.fsencode(sys.executable),
        b"-m",
        b"fitcheck",
        b"parse",
        path,
        b"--format",
        b"json",
    ]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["source"].endswith("bad\udcff.txt")


# ---------------------------------------------------------------- following up

APPLICATION = Application(
    id="a",
    channel=Channel.ATS,
    title=f"Baker {HOSTILE}",
    employer=f"Mill {HOSTILE}",
    applied_on=date(2026, 11, 1),
)


def test_a_plan_shows_titles_and_obeys_none() -> None:
    plan = plan_followup(APPLICATION, None, today=DAY)
    assert commanding(plan_text(APPLICATION, plan)) == set()
    assert commanding(plan_json(plan)) == set()


def test_a_whole_search_shows_titles_and_obeys_none() -> None:
    folder = Folder(applications=(APPLICATION,), relationships=Relationships(), problems=())
    pipeline = build_pipeline(folder, today=DAY)
    page = pipeline_page(pipeline)
    assert commanding(pipeline_text(pipeline)) == set()
    assert commanding(pipeline_json(pipeline)) == set()
    assert commanding(page) == set()
    assert "<img" not in page
    assert "default-src 'none'" in page


def test_a_calendar_holds_titles_as_text_only() -> None:
    pytest.importorskip("icalendar")
    from datetime import UTC, datetime

    from fitcheck.render.ics import render_ics

    hostile = replace(
        APPLICATION, title="Baker\r\nATTACH:http://example.org/x\r\n", employer="Mill\nBEGIN:VALARM"
    )
    text = render_ics(
        calendar_entries(hostile, today=DAY), stamp=datetime(2026, 11, 22, tzinfo=UTC)
    )
    lines = text.replace("\r\n ", "").split("\r\n")
    assert not [line for line in lines if line.startswith(("ATTACH", "BEGIN:VALARM\\"))]
    assert "\n" not in text.replace("\r\n", "")


# ---------------------------------------------------------------- forms of text


@given(st.text())
def test_json_is_lossless_and_commands_nothing(text: str) -> None:
    written = dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert commanding(written) == set()
    written.encode("utf-8")


@given(st.text())
def test_hypertext_opens_no_tag_and_closes_no_attribute(text: str) -> None:
    assert not set(hypertext(text)) & set("<>\"'")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", " =1", "\uff1d1+1", "\u200b=1"],
)
def test_a_cell_is_never_a_formula(text: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(csv_row([text]))))
    assert cell.lstrip()[0] in "'\\"


@given(st.lists(st.text(), min_size=1))
def test_a_row_is_one_line_with_its_cells(texts: list[str]) -> None:
    row = csv_row(texts)
    assert row.endswith("\r\n")
    assert commanding(row[:-2]) == set()
    assert len(next(csv.reader(io.StringIO(row)))) == len(texts)


def test_numbers_in_a_row_stay_numbers() -> None:
    assert csv_row([-1, 0.5, None]) == '"-1","0.5",""\r\n'


def test_an_error_object_names_hostile_sources_safely() -> None:
    written = error_json(EmptyInputError("the file is empty", source=HOSTILE))
    assert commanding(written) == set()
    assert json.loads(written)["error"]["source"] == HOSTILE


# ---------------------------------------------------------------- personal data

SECRETS = ("Zebediah", "zebediah", "0100")
PERSON = "Zebediah Quux, zebediah@example.org, +1 555 0100"


@pytest.mark.parametrize(
    "ending", ["pdf", "docx", "odt", "rtf", "html", "eml", "json", "md", "txt"]
)
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_no_error_and_no_log_quotes_a_damaged_file(
    ending: str, cut: float, caplog: pytest.LogCaptureFixture
) -> None:
    from tests.fuzz.seeds import seeds
    from tests.fuzz.targets import PACKED

    name = {"eml": "email", "md": "markdown", "txt": "text"}.get(ending, ending)
    caplog.set_level(logging.DEBUG)
    with IsolatedReader() as reader:
        for seed in seeds(name):
            data = PACKED.get(name, bytes)(seed.replace(b"Jane Roe", PERSON.encode()))
            damaged = (
                data[: int(cut * len(data))] + b"\xff\xfe\x00(((" + data[int(cut * len(data)) :]
            )
            error = reader.outcome(damaged, name=f"r.{ending}").error
            told = "" if error is None else f"{error.message} {error!r}"
            assert not [word for word in SECRETS if word in told]
    assert not [word for word in SECRETS if word in caplog.text]


@POSIX
def test_what_is_written_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    resume, posting = (
        ROOT / "examples/resumes/accountant.pdf",
        ROOT / "examples/postings/accountant.txt",
    )
    main(["apply", str(resume), str(posting), "--channel", "ats", "--as-of", "2026-11-22"])
    main(["check", str(resume), str(posting), "--output", "report.txt", "--as-of", "2026-11-22"])
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert len(modes) == 2
    assert set(modes.values()) == {0o600}


@POSIX
def test_the_name_of_what_is_written_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    posting = tmp_path / "posting.txt"
    posting.write_text(
        "../../../etc/cron.d/x; rm -rf at ~/.ssh\n\nRequirements\n- 2 years as a baker\n"
    )
    resume = ROOT / "examples/resumes/accountant.pdf"
    main(["apply", str(resume), str(posting), "--channel", "ats", "--as-of", "2026-11-22"])
    names = {path.name for path in tmp_path.iterdir()} - {"posting.txt"}
    assert len(names) == 1
    assert names.pop().replace(".toml", "").replace("-", "").isalnum()


@POSIX
def test_an_application_file_that_is_a_pipe_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "a.toml")
    main(["due", str(tmp_path), "--as-of", "2026-11-22"])
    assert "no regular file" in capsys.readouterr().err


@POSIX
def test_a_name_that_is_no_text_is_an_error_where_it_would_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    resume = tmp_path / "bad\udcff.txt"
    resume.write_text("Jane Roe\nExperience\nBaker, Mill, 2019 - 2023", encoding="utf-8")
    posting = ROOT / "examples/postings/accountant.txt"
    status = main(["apply", str(resume), str(posting), "--channel", "ats", "--as-of", "2026-11-22"])
    assert status == 2
    assert "rename it" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [resume.name]
