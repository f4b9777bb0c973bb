from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fitcheck.doctor import diagnosis as module
from fitcheck.doctor.diagnosis import Diagnosis, diagnose, measured
from fitcheck.doctor.example import try_example
from fitcheck.doctor.packages import Package
from fitcheck.errors import ModelError
from fitcheck.language.models import model_path, shipped_files
from fitcheck.settings import MatchingSettings, Settings
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def sound() -> Diagnosis:
    return diagnose({})


def test_this_installation_is_sound(sound: Diagnosis) -> None:
    assert sound.troubles == ()
    assert sound.signature is not None
    assert sound.example.found == sound.example.expected


def test_every_model_file_that_ships_is_looked_at(sound: Diagnosis) -> None:
    data = {".tsv", ".npy", ".npz", ".txt", ".json"}
    shipped = {
        path.relative_to(ROOT / "models").as_posix()
        for path in (ROOT / "models").rglob("*")
        if path.suffix in data
    }
    assert {model.name for model in sound.models} == shipped == set(shipped_files())
    assert all(model.size == model_path(model.name).stat().st_size for model in sound.models)


def test_a_damaged_model_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damaged = tmp_path / "weights.tsv"
    damaged.write_text("word\t1\n")
    monkeypatch.setattr(
        module, "model_path", lambda name: damaged if name.startswith("terms") else model_path(name)
    )
    found = diagnose({})
    assert [model.name for model in found.models if model.trouble] == ["terms/weights.tsv"]
    assert "install fitcheck again" in found.troubles[0]


def test_a_missing_package_is_told_with_what_to_do(sound: Diagnosis) -> None:
    gone = Package(name="lxml", extra=None, version=None, least="6.1")
    old = Package(name="numpy", extra=None, version="1.9", least="2.0")
    troubles = replace(sound, packages=(gone, old)).troubles
    assert "lxml is missing" in troubles[0]
    assert "pip install 'numpy>=2.0'" in troubles[1]


def test_an_example_that_cannot_be_judged_is_told_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ModelError("the model x is damaged")

    monkeypatch.setattr("fitcheck.analyzer.Analyzer.analyze", broken)
    example = try_example(Settings())
    assert example.trouble == "the example cannot be checked: the model x is damaged"
    assert example.signature is None


def test_an_example_that_comes_out_otherwise_is_a_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fitcheck.doctor.example.load_table",
        lambda name: {**_table(name), "levels": ["absent"]},
    )
    assert "otherwise" in str(try_example(Settings()).trouble)


def test_changed_settings_may_change_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fitcheck.doctor.example.load_table",
        lambda name: {**_table(name), "levels": ["absent"]},
    )
    changed = Settings(matching=MatchingSettings(weight_trait=0.4))
    assert try_example(changed).trouble is None


def _table(name: str) -> dict[str, object]:
    from fitcheck.settings import load_table

    return load_table(name)


def test_a_place_is_measured_with_all_that_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir(mode=0o700)
    (tmp_path / "deep" / "a").write_bytes(b"x" * 10)
    (tmp_path / "b").write_bytes(b"x" * 5)
    tmp_path.chmod(0o700)
    place = measured("cache", tmp_path)
    assert (place.there, place.files, place.size, place.others) == (True, 2, 15, False)
    tmp_path.chmod(0o755)
    assert measured("cache", tmp_path).others


def test_a_link_out_of_a_place_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"x" * 1000)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    assert measured("cache", inside).size < 1000


def test_a_place_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    assert not measured("cache", tmp_path / "no").there
