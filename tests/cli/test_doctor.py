from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.cli.doctor import size
from fitcheck.cli.status import ExitStatus
from fitcheck.doctor import diagnosis as module
from fitcheck.doctor.diagnosis import diagnose


def test_a_sound_installation_ends_with_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == ExitStatus.WORTH_IT
    printed = capsys.readouterr().out
    assert printed.endswith("all is well\n")
    assert "embeddings/values.npy" in printed


def test_the_same_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--format", "json"]) == ExitStatus.WORTH_IT
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "fitcheck.doctor/1"
    assert told["troubles"] == []
    assert all(model["good"] and len(model["sha256"]) == 64 for model in told["models"])
    assert told["example"]["found"] == told["example"]["expected"]


def test_a_broken_installation_ends_with_another_status_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = replace(diagnose({}), packages=())
    monkeypatch.setattr(module, "diagnose", lambda _places, _settings: broken)
    assert main(["doctor"]) == ExitStatus.NOT_JUDGED
    printed = capsys.readouterr().out
    assert "trouble: fitcheck is not installed" in printed
    assert "all is well" not in printed


def test_own_settings_are_told_with_their_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[matching]\nweight_trait = 0.4\n")
    assert main(["doctor", "--format", "json", "--settings", str(file)]) == ExitStatus.WORTH_IT
    told = json.loads(capsys.readouterr().out)
    assert [(one["key"], one["value"]) for one in told["settings"]] == [
        ("matching.weight_trait", "0.4")
    ]
    settings = next(place for place in told["places"] if place["name"] == "settings")
    assert (settings["path"], settings["there"]) == (str(file), True)


def test_the_cache_is_measured_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FITCHECK_CACHE_DIR", str(tmp_path))
    (tmp_path / "entry").write_bytes(b"x" * 2000)
    assert main(["doctor", "--no-settings"]) == ExitStatus.WORTH_IT
    assert f"{tmp_path} (1 file, 2 kB" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 B"), (999, "999 B"), (1_000, "1 kB"), (7_086_720, "7.1 MB")]
)
def test_sizes_are_told_as_people_read_them(count: int, told: str) -> None:
    assert size(count) == told
