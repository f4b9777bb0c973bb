from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from fitcheck.batch.cache import ProfileCache, cache_key
from fitcheck.batch.keeping import CacheState, cache_state, clear_cache
from fitcheck.batch.packed import Packed
from fitcheck.cli import main
from tests.conftest import ROOT

RESUME = str(ROOT / "examples" / "resumes" / "registered_nurse.docx")
POSTING = str(ROOT / "examples" / "postings" / "staff_nurse.md")
OWN, OTHER = "a" * 16, "b" * 16


def fill(folder: Path, signature: str, count: int) -> None:
    cache = ProfileCache(folder, signature=signature)
    assert cache.usable()
    for number in range(count):
        data = f"{signature} {number}".encode()
        key = cache_key(data, role="resume", as_of=date(2026, 11, 22), name="resume.txt")
        cache.put(key, Packed(text=b"text", rest=b"rest"))


def test_entries_of_this_version_and_of_others_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, OWN, 3)
    fill(tmp_path, OTHER, 2)
    state = cache_state(tmp_path, signature=OWN)
    assert (state.entries, state.stale_entries) == (3, 2)
    assert state.size > state.stale_size > 0


def test_a_cache_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert cache_state(tmp_path / "no", signature=OWN) == CacheState()
    assert clear_cache(tmp_path / "no") == (0, 0)


def test_clearing_leaves_nothing_of_the_cache(tmp_path: Path) -> None:
    fill(tmp_path, OWN, 3)
    size = cache_state(tmp_path, signature=OWN).size
    assert clear_cache(tmp_path) == (3, size)
    assert cache_state(tmp_path, signature=OWN) == CacheState()
    assert list((tmp_path / "profiles").iterdir()) == []


def test_clearing_what_is_stale_keeps_the_rest(tmp_path: Path) -> None:
    fill(tmp_path, OWN, 3)
    fill(tmp_path, OTHER, 2)
    assert clear_cache(tmp_path, keep=OWN)[0] == 2
    assert cache_state(tmp_path, signature=OWN).entries == 3


def test_clearing_touches_nothing_that_the_cache_did_not_make(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "thesis.txt").write_text("years of work")
    folder = tmp_path / "cache"
    fill(folder, OWN, 1)
    home = folder / "profiles" / OWN
    (home / "notes.txt").write_text("mine")
    (home / "ab").symlink_to(outside)
    (folder / "profiles" / OTHER).symlink_to(outside)
    (outside / ("c" * 62)).write_text("looks like an entry")
    clear_cache(folder)
    assert sorted(path.name for path in outside.iterdir()) == ["c" * 62, "thesis.txt"]
    assert (home / "notes.txt").read_text() == "mine"


def test_the_command_shows_and_clears_the_cache_of_this_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FITCHECK_CACHE_DIR", str(tmp_path))
    batch = ["batch", "--postings", POSTING, "--format", "jsonl", "--workers", "1", "--quiet"]
    assert main([*batch, RESUME, "--as-of", "2026-11-22"]) == 0
    capsys.readouterr()
    fill(tmp_path, OTHER, 1)
    assert main(["cache", "show", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["path"], told["entries"], told["stale_entries"]) == (str(tmp_path), 2, 1)
    assert main(["cache", "clear", "--stale"]) == 0
    assert capsys.readouterr().out.startswith("1 documents removed")
    assert main(["cache", "show"]) == 0
    assert "2 documents" in capsys.readouterr().out
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("2 documents removed")
