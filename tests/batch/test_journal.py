from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.batch.journal import Journal, canonical, line_of, text_of
from fitcheck.errors import FitcheckError

VALUES = [{"n": number, "text": "é" * number, "list": [number, None]} for number in range(5)]


def written(path: Path) -> bytes:
    with Journal(path) as journal:
        for value in VALUES:
            journal.append(canonical(value))
    return path.read_bytes()


def read(path: Path) -> list[object]:
    with Journal(path) as journal:
        return [value for _, _, value in journal.records()]


def test_records_come_back_in_order_and_by_place(tmp_path: Path) -> None:
    with Journal(tmp_path / "j") as journal:
        places = [journal.append(canonical(value)) for value in VALUES]
        assert [journal.read(*place) for place in places] == VALUES
    with Journal(tmp_path / "j") as journal:
        assert [(p, n) for p, n, _ in journal.records()] == places
    assert read(tmp_path / "j") == VALUES


def test_a_journal_cut_anywhere_gives_its_whole_records_and_goes_on(tmp_path: Path) -> None:
    data = written(tmp_path / "whole")
    path = tmp_path / "cut"
    for size in range(len(data)):
        path.write_bytes(data[:size])
        whole = data[:size].count(b"\n")
        assert read(path) == VALUES[:whole]
        with Journal(path) as journal:
            list(journal.records())
            journal.append(canonical({"last": True}))
        assert read(path) == [*VALUES[:whole], {"last": True}]


def test_a_flipped_bit_never_gives_a_wrong_record(tmp_path: Path) -> None:
    data = written(tmp_path / "whole")
    path = tmp_path / "flipped"
    chance = random.Random(5)  # noqa: S311 - places, not secrets
    for _ in range(400):
        place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        found = read(path)
        assert all(value in VALUES for value in found)
        assert len(found) >= len(VALUES) - 2  # a flipped line feed joins two lines


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text()))
def test_any_value_is_one_line(value: dict[str, object]) -> None:
    line = line_of(canonical(value))
    assert line.count(b"\n") == 1
    assert text_of(line) == canonical(value)


def test_two_programs_do_not_write_one_journal(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with Journal(tmp_path / "j"), pytest.raises(FitcheckError, match="another run"):
        Journal(tmp_path / "j")


def test_a_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    written(tmp_path / "j")
    if os.name == "posix":
        assert (tmp_path / "j").stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_whole_records_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    room = [130]

    def write(file: int, data: bytes) -> int:
        """Takes what there is room for, then fails, as a full disk does."""
        if room[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = real(file, bytes(data[: min(len(data), room[0], 50)]))
        room[0] -= taken
        return taken

    monkeypatch.setattr(os, "write", write)
    journal = Journal(tmp_path / "j")

    def fill() -> None:
        for value in VALUES:
            journal.append(canonical(value))

    with pytest.raises(FitcheckError, match="disk is full"):
        fill()
    monkeypatch.undo()
    journal.close()
    assert (tmp_path / "j").read_bytes().endswith(b"\n")
    found = read(tmp_path / "j")
    assert found == VALUES[: len(found)]
    assert found


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FitcheckError, match="journal"):
        Journal(tmp_path / "missing" / "j")
