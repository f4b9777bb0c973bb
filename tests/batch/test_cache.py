from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from fitcheck.batch.cache import ProfileCache, cache_key
from fitcheck.batch.packed import Packed

DAY = date(2026, 11, 22)
ENTRY = Packed(text=b"text", rest=b"rest")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_entry_is_found_again_by_another_process(tmp_path: Path) -> None:
    key = cache_key(b"a", role="resume", as_of=DAY, name="a.pdf")
    first, second = (ProfileCache(tmp_path, signature="s") for _ in range(2))
    assert first.get(key) is None
    first.put(key, ENTRY)
    assert second.get(key) == ENTRY
    assert (first.misses, second.hits) == (1, 1)


def test_another_signature_never_sees_it(tmp_path: Path) -> None:
    key = cache_key(b"a", role="resume", as_of=DAY, name="a.pdf")
    ProfileCache(tmp_path, signature="old").put(key, ENTRY)
    assert ProfileCache(tmp_path, signature="new").get(key) is None


def test_bytes_role_month_and_ending_tell_entries_apart() -> None:
    names = {
        cache_key(data, role=role, as_of=day, name=name).name
        for data in (b"a", b"b")
        for role in ("resume", "posting")
        for day in (DAY, date(2026, 12, 1))
        for name in ("a.pdf", "a.txt")
    }
    assert len(names) == 16


def test_a_resume_is_the_same_all_month_and_a_posting_is_not() -> None:
    later = date(2026, 11, 30)
    for role, same in (("resume", True), ("posting", False)):
        one, other = (cache_key(b"a", role=role, as_of=d, name="a.pdf") for d in (DAY, later))
        assert (one == other) is same


def test_every_damaged_entry_is_taken_for_missing_and_written_anew(tmp_path: Path) -> None:
    cache = ProfileCache(tmp_path, signature="s")
    key = cache_key(b"a", role="resume", as_of=DAY, name="a.pdf")
    cache.put(key, ENTRY)
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert cache.get(key) is None
        path.write_bytes(whole[:place])
        assert cache.get(key) is None
    cache.put(key, ENTRY)
    assert cache.get(key) == ENTRY


def test_the_least_recently_used_entries_go_first(tmp_path: Path) -> None:
    cache = ProfileCache(tmp_path, signature="s", most_bytes=10_000)
    keys = [cache_key(bytes([n]), role="resume", as_of=DAY, name="a.pdf") for n in range(12)]
    for number, key in enumerate(keys[:9]):
        cache.put(key, Packed(text=bytes(900), rest=b""))
        path = next(p for p in files(tmp_path) if p.parent.name + p.name == key.name)
        os.utime(path, (number, number))
    assert cache.get(keys[0]) is not None  # used just now
    for key in keys[9:]:
        cache.put(key, Packed(text=bytes(900), rest=b""))
    cache.tidy()
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 10_000
    assert cache.get(keys[0]) is not None
    assert cache.get(keys[1]) is None
    assert cache.get(keys[11]) is not None


def test_entries_of_other_signatures_go_before_all_others(tmp_path: Path) -> None:
    old = ProfileCache(tmp_path, signature="old")
    new = ProfileCache(tmp_path, signature="new", most_bytes=3_000)
    key = cache_key(b"a", role="resume", as_of=DAY, name="a.pdf")
    new.put(key, Packed(text=bytes(1_500), rest=b""))
    old.put(key, Packed(text=bytes(1_500), rest=b""))
    new.tidy()
    assert new.get(key) is not None
    assert old.get(key) is None


def test_nothing_is_left_beside_an_entry(tmp_path: Path) -> None:
    cache = ProfileCache(tmp_path, signature="s")
    key = cache_key(b"a", role="resume", as_of=DAY, name="a.pdf")
    for _ in range(3):
        cache.put(key, ENTRY)
    assert len(files(tmp_path)) == 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners are told by POSIX")
def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    cache = ProfileCache(tmp_path, signature="s")
    assert cache.usable()
    (tmp_path / "profiles").chmod(0o777)
    assert not cache.usable()


def test_a_place_that_cannot_be_made_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not ProfileCache(tmp_path / "file", signature="s").usable()
