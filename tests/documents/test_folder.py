"""A folder is walked without being led out of it, in circles or into a device."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fitcheck.documents import folder as folder_module
from fitcheck.documents.folder import find_files
from fitcheck.documents.opening import read_file
from fitcheck.errors import ErrorCode, InputError, MissingInputError
from fitcheck.settings import ReadingSettings

LINKS = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes are made by POSIX calls"
)


def found(folder: Path) -> dict[str, ErrorCode | None]:
    """Each entry under its path relative to the folder, with the code of its error."""
    entries: dict[str, ErrorCode | None] = {}
    for entry in find_files(folder):
        path = Path(entry.source or "") if isinstance(entry, InputError) else entry
        name = path.relative_to(folder).as_posix()
        assert name not in entries
        entries[name] = entry.code if isinstance(entry, InputError) else None
    return entries


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "C.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert list(found(tmp_path)) == ["C.txt", "a/z.txt", "a.txt", "b.txt"]


@LINKS
def test_links_pipes_and_circles_are_named_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("private", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "file.txt").write_text("x", encoding="utf-8")
    (inside / "to_outside.txt").symlink_to(outside)
    (inside / "dangling.txt").symlink_to("nowhere")
    (inside / "loop_a").symlink_to("loop_b")
    (inside / "loop_b").symlink_to("loop_a")
    (inside / "circle").symlink_to("..")
    (inside / "zero").symlink_to("/dev/zero")
    os.mkfifo(inside / "pipe.txt")
    codes = found(inside)
    assert codes.pop("file.txt") is None
    assert set(codes.values()) == {ErrorCode.NOT_REGULAR}
    assert len(codes) == 7


@LINKS
def test_a_file_replaced_by_a_link_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("private", encoding="utf-8")
    link = tmp_path / "resume.txt"
    link.symlink_to("private.txt")
    with pytest.raises(MissingInputError) as caught:
        read_file(link, source="r", settings=ReadingSettings(), follow_links=False)
    assert caught.value.code is ErrorCode.NOT_REGULAR
    assert read_file(link, source="r", settings=ReadingSettings()) == b"private"


def test_names_are_data(tmp_path: Path) -> None:
    names = ["new\nline.txt", "esc\x1b[31m.txt", "-rf.txt", "$(touch x).txt", "..txt", "\u202e.txt"]
    if sys.platform == "linux":
        names.append(os.fsdecode(b"bad\xff\xfe.txt"))
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    assert set(found(tmp_path)) == set(names)


def test_folders_too_deep_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "MAX_DEPTH", 3)
    deep = tmp_path / "a/b/c/d/e"
    deep.mkdir(parents=True)
    (deep / "file.txt").write_bytes(b"x")
    assert found(tmp_path) == {"a/b/c/d": ErrorCode.TOO_COMPLEX}


def test_a_folder_with_too_many_entries_ends_with_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "MAX_ENTRIES", 3)
    for number in range(9):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    *files, last = find_files(tmp_path)
    assert len(files) == 3
    assert isinstance(last, InputError)
    assert last.code is ErrorCode.TOO_COMPLEX


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        list(find_files(tmp_path / "nothing"))


def test_settings_and_corrections_beside_documents_are_no_documents(tmp_path: Path) -> None:
    for name in ("fitcheck.toml", "a.pdf.fitcheck.toml", "b.md+a.pdf.fitcheck.toml", "a.pdf"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert list(find_files(tmp_path)) == [tmp_path / "a.pdf"]
