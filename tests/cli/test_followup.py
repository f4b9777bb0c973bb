"""The commands followup, due, apply and log."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.followup.application import Barred
from fitcheck.followup.application_file import read_application

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "job_search"

RESUME = """\
# Ira Sample

## Experience

### Baker, Oven & Co, Jan 2016 - Dec 2023
- Baked bread and pastry for 300 guests a day
- Trained four apprentices in food safety

## Certifications
- Food safety certificate, 2017
"""
POSTING = """\
# Baker

Crumb Ltd. Please, no phone calls.

## Requirements
- 3+ years of experience as a baker
- Experience in food safety

## Responsibilities
- Bake bread and pastry
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "crumb.toml"
    path.write_text(
        '# mine\nchannel = "ats"\nsize = "small"\nfit = "strong"\napplied_on = 2026-11-02\n',
        encoding="utf-8",
    )
    return path


def test_followup_prints_the_plan_and_its_drafts(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["followup", str(file), "--today", "2026-11-16"]) == 0
    text = capsys.readouterr().out
    assert "FOLLOW UP" in text
    assert "--- email-follow-up" in text


def test_as_of_and_today_are_the_same(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for flag in ("--today", "--as-of"):
        main(["followup", str(file), flag, "2026-11-16", "--format", "json"])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_the_calendar_is_the_same_each_time(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert main(["followup", str(file), "--today", "2026-11-10", "--format", "ics"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('channel = "ats"\nchanell = 1\n', "line 2, chanell"),
        ('channel = "ats"\napplied_on = "2026-02-30"\n', "line 2, applied_on"),
        ('channel = "ats"\nsize = "many"\n', "line 2, size"),
        ("", "line 1, channel"),
        ("\x00", "line 1"),
    ],
)
def test_a_bad_file_is_one_line_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, says: str
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(content, encoding="utf-8")

    assert main(["followup", str(bad), "--fit", "strong", "--today", "2026-11-16"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert f"bad.toml: {says}" in captured.err
    assert main(["followup", str(bad), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "application"


def test_a_missing_file_is_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["followup", str(tmp_path / "none.toml")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_log_appends_and_marks_the_last_question(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", str(file), "touch", "--via", "email", "--on", "2026-11-16"]) == 0
    assert main(["log", str(file), "touch", "--via", "email", "--on", "2026-11-24"]) == 0

    first, second = read_application(file).events
    assert not first.last_ask
    assert second.last_ask
    assert file.read_text("utf-8").startswith("# mine\n")
    assert "close on Tue 2026-12-01" in capsys.readouterr().out


def test_log_marks_an_answer_to_what_they_asked(file: Path) -> None:
    main(["log", str(file), "invite", "--on", "2026-11-10"])
    main(["log", str(file), "touch", "--via", "email", "--on", "2026-11-10"])

    assert read_application(file).events[-1].answer


def test_log_refuses_an_event_before_the_application(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_text("utf-8")

    assert main(["log", str(file), "touch", "--on", "2026-11-01"]) == 2
    assert file.read_text("utf-8") == before
    assert "before the day of application" in capsys.readouterr().err


def test_an_override_needs_its_reason(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["followup", str(file), "--today", "2026-11-16", "--format", "json"]

    assert main([*base, "--override", "close"]) == 2
    capsys.readouterr()
    assert main([*base, "--override", "close", "--because", "I have another job"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["state"], found["computed"], found["overridden"]) == ("close", "follow_up", True)


def test_holidays_move_the_schedule(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thursday = file.read_text("utf-8").replace("2026-11-02", "2026-11-12")
    file.write_text(thursday, encoding="utf-8")
    dues = []
    for more in ([], ["--holidays", "US"]):
        main(["followup", str(file), "--today", "2026-11-13", "--format", "json", *more])
        dues.append(json.loads(capsys.readouterr().out)["due"])

    assert dues == ["2026-11-26", "2026-11-27"]


def test_a_message_of_ones_own_is_linted(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = tmp_path / "message.txt"
    message.write_text("Why haven't you answered? This is my third message.", encoding="utf-8")

    assert main(["followup", str(file), "--lint", str(message)]) == 1
    text = capsys.readouterr().out
    assert "TONE_REPROACH" in text
    assert "TONE_COUNTER" in text
    assert "MISSING_THANKS" in text


def test_due_lists_the_example_search_as_its_page_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    html = tmp_path / "search.html"

    assert main(["due", str(EXAMPLE), "--today", "2026-11-24", "--html", str(html)]) == 0
    text = capsys.readouterr().out
    page = (EXAMPLE / "README.md").read_text("utf-8")
    for row in re.findall(r"^\| (\d\d) [^|]*\| ([^|]+) \|", page, flags=re.MULTILINE):
        source = next(EXAMPLE.glob(f"{row[0]}-*.toml"))
        label = read_application(source).label
        state = row[1].replace("ask for a referral first", "ask referral first")
        assert re.search(rf"^  {state} +{re.escape(label[:44])}", text, flags=re.MULTILINE)
    assert html.read_text("utf-8").startswith("<!doctype html>")


def test_due_is_status_1_where_nothing_is_due_and_2_where_nothing_can_be_read(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["due", str(tmp_path), "--today", "2026-11-03"]) == 1
    assert main(["due", str(tmp_path), "--today", "2026-11-16"]) == 0
    file.write_text('channel = "post"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["due", str(tmp_path), "--today", "2026-11-16"]) == 2
    assert "crumb.toml: line 1, channel" in capsys.readouterr().err
    assert main(["due", str(tmp_path / "none")]) == 2


def test_due_gives_json_and_one_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    main(["due", str(EXAMPLE), "--today", "2026-11-24", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["schema"] == "fitcheck.due/1"
    main(["due", str(EXAMPLE), "--today", "2026-11-24", "--format", "ics"])
    calendar = capsys.readouterr().out
    assert calendar.count("BEGIN:VCALENDAR") == 1
    assert "STATUS:CANCELLED" in calendar


def test_due_imports_an_export_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export, folder = tmp_path / "export.csv", tmp_path / "search"
    export.write_text(
        "Company,Job Title,Status,Date Applied\nCrumb,Baker,Applied,2026-11-02\n", encoding="utf-8"
    )

    command = ["due", str(folder), "--import", str(export), "--today", "2026-11-03"]
    assert main(command) == 0
    assert [path.name for path in folder.iterdir()] == ["crumb-baker.toml"]
    capsys.readouterr()
    main(command)
    assert "such a file already" in capsys.readouterr().err


def test_apply_writes_a_file_that_followup_understands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "resume.md").write_text(RESUME, encoding="utf-8")
    (tmp_path / "posting.md").write_text(POSTING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    applied = ["--applied", "today", "--today", "2026-11-02", "--size", "60"]
    named = ["--name", "Ira Sample", "--out", "crumb.toml"]
    status = main(["apply", "resume.md", "posting.md", "--channel", "ats", *applied, *named])
    assert status == 0, capsys.readouterr().err
    application = read_application(tmp_path / "crumb.toml")
    assert application.fit is not None
    assert application.employees == 60
    assert application.contact_policy == (Barred.NO_PHONE,)
    assert "Bake bread" in (application.posting_text or "")
    capsys.readouterr()

    main(["followup", "crumb.toml", "--today", "2026-11-03", "--format", "json"])
    with_posting = json.loads(capsys.readouterr().out)
    (tmp_path / "posting.md").unlink()
    main(["followup", "crumb.toml", "--today", "2026-11-03", "--format", "json"])
    from_snapshot = json.loads(capsys.readouterr().out)
    assert from_snapshot == with_posting
    again = main(["apply", "resume.md", "crumb.toml", "--channel", "ats", "--out", "crumb.toml"])
    assert again == 2


def test_the_example_files_are_kept_as_they_are(tmp_path: Path) -> None:
    copy = tmp_path / "search"
    shutil.copytree(EXAMPLE, copy)
    main(["log", str(copy / "01-harbour-clinic.toml"), "touch", "--on", "2026-11-24"])

    text = (copy / "01-harbour-clinic.toml").read_text("utf-8")
    original = (EXAMPLE / "01-harbour-clinic.toml").read_text("utf-8")
    assert text.startswith(original.rstrip("\n"))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("This posting is closed and no longer accepts applications.", "CLOSED"),
        ("Applicants must be female and under 30 years of age.", "PROTECTED"),
    ],
)
def test_what_speaks_against_a_posting_is_said_before_applying(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, rule: str
) -> None:
    resume, posting = tmp_path / "resume.md", tmp_path / "posting.md"
    resume.write_text(RESUME, encoding="utf-8")
    posting.write_text(f"{POSTING}\n{line}\n", encoding="utf-8")
    out = tmp_path / "a.toml"

    command = ["apply", str(resume), str(posting), "--channel", "ats", "--out", str(out)]
    assert main([*command, "--today", "2026-11-02", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert rule in [reason["rule"] for reason in found["reasons"]]
