"""`--settings`, and the places in which settings are looked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.cli.settings import FILE_NAME, config_folder, own_settings, settings_files
from fitcheck.cli.status import ExitStatus
from tests.conftest import ROOT

RESUME = str(ROOT / "examples" / "resumes" / "backend_engineer.pdf")
POSTING = str(ROOT / "examples" / "postings" / "backend_engineer.html")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The settings file of the person and that of the working directory; neither exists yet."""
    config, here = tmp_path / "config", tmp_path / "here"
    (config / "fitcheck").mkdir(parents=True)
    here.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    monkeypatch.chdir(here)
    return config / "fitcheck" / FILE_NAME, here / FILE_NAME


def checked(*options: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    main(["check", RESUME, POSTING, "--as-of", "2026-11-22", "--format", "json", *options])
    shown: dict[str, object] = json.loads(capsys.readouterr().out)
    return shown


def test_nothing_is_changed_where_no_file_lies(places: tuple[Path, Path]) -> None:
    assert settings_files() == ()
    assert own_settings().changed == ()
    assert config_folder() == places[0].parent


def test_the_working_directory_stands_above_the_config_folder(places: tuple[Path, Path]) -> None:
    mine, here = places
    mine.write_text("[bands]\nweak = 0.2\nstrong = 0.7\n", encoding="utf-8")
    here.write_text("[bands]\nweak = 0.1\n", encoding="utf-8")
    own = own_settings()
    assert (own.settings.bands.weak, own.settings.bands.strong) == (0.1, 0.7)
    assert {c.key: c.source for c in own.changed} == {
        "bands.weak": FILE_NAME,
        "bands.strong": str(mine),
    }


def test_a_check_says_what_was_set_and_has_another_signature(
    places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    plain = checked(capsys=capsys)
    places[1].write_text("[bands]\nstrong = 0.95\n", encoding="utf-8")
    own = checked(capsys=capsys)
    assert plain["settings"] == []
    assert own["settings"] == [{"key": "bands.strong", "value": "0.95", "default": "0.6"}]
    assert own["signature"] != plain["signature"]
    assert checked("--no-settings", capsys=capsys) == plain


def test_an_own_name_counts_in_a_check(
    places: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resume, posting = tmp_path / "resume.md", tmp_path / "posting.md"
    resume.write_text(
        "# Experience\n\nDeveloper, Harbour Bank, Jan 2019 - Dec 2023\n\n"
        "- Kept the nightly batch of the ledger running in Zorptalk\n",
        encoding="utf-8",
    )
    posting.write_text("# Requirements\n\n- COBOL\n", encoding="utf-8")
    settings = tmp_path / "own.toml"
    settings.write_text('[aliases]\nZorptalk = "COBOL"\n', encoding="utf-8")
    arguments = ["check", str(resume), str(posting), "--as-of", "2026-11-22", "--format", "json"]
    main(arguments)
    before = json.loads(capsys.readouterr().out)["matches"][0]["level"]
    main([*arguments, "--settings", str(settings)])
    after = json.loads(capsys.readouterr().out)["matches"][0]["level"]
    assert (before, after) == ("absent", "demonstrated")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[matching]\nweight = 1\n", "line 2, matching.weight: unknown key"),
        ('[aliases]\nzorp = "Pyhton"\n', "aliases.zorp: there is no such concept"),
    ],
)
def test_wrong_settings_are_one_clear_error(
    text: str, told: str, places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    places[1].write_text(text, encoding="utf-8")
    assert main(["check", RESUME, POSTING, "--as-of", "2026-11-22"]) == ExitStatus.NOT_JUDGED
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


def test_a_settings_file_that_is_not_there_is_an_error(
    places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["check", RESUME, POSTING, "--settings", "no.toml"])
    assert status == ExitStatus.NOT_JUDGED
    assert "no.toml: there is no such file" in capsys.readouterr().err


def test_settings_of_following_up_move_the_plan_and_are_named_in_it(
    places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("job.toml").write_text('channel = "ats"\napplied_on = 2026-11-01\n', encoding="utf-8")
    arguments = ["followup", "job.toml", "--fit", "strong", "--today", "2026-11-02"]
    main(arguments)
    before = capsys.readouterr().out
    places[1].write_text("[followup]\nreview_days = 30\n", encoding="utf-8")
    main(arguments)
    after = capsys.readouterr().out
    assert "review_days=30 (default 14)" in after
    assert before != after


def test_the_settings_of_a_folder_are_no_application(
    places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("job.toml").write_text('channel = "ats"\napplied_on = 2026-11-01\n', encoding="utf-8")
    places[1].write_text("[followup]\nreview_days = 30\n", encoding="utf-8")
    Path("job.html.fitcheck.toml").write_text("", encoding="utf-8")
    main(["due", "--today", "2026-11-02"])
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "Applications (1)" in printed.out
