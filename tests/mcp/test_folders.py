from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import FitcheckError, InputError, LimitExceededError, MissingInputError
from fitcheck.mcp.folders import Folders
from fitcheck.settings import ReadingSettings


@pytest.fixture
def opened(tmp_path: Path) -> Folders:
    """`open/` with a file, a hidden one and links; `secret.txt` lies beside it."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "open"
    (folder / "deep" / ".keys").mkdir(parents=True)
    (folder / "deep" / "resume.txt").write_text("hello")
    (folder / ".history").write_text("secret")
    (folder / "deep" / ".keys" / "id").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "in.txt").symlink_to(folder / "deep" / "resume.txt")
    (folder / "hidden.txt").symlink_to(folder / ".history")
    (folder / "loop").symlink_to(folder / "loop")
    os.mkfifo(folder / "pipe")
    return Folders([folder], ReadingSettings())


def test_a_file_below_the_folder_is_read_by_any_name_that_leads_there(
    opened: Folders, tmp_path: Path
) -> None:
    for name in ("deep/resume.txt", "in.txt", "deep/../deep/resume.txt"):
        assert opened.read(name) == b"hello"
    assert opened.read(str(tmp_path / "open" / "deep" / "resume.txt")) == b"hello"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "out.txt",
        "up/secret.txt",
        "deep/../../secret.txt",
        ".history",
        "hidden.txt",
        "deep/.keys/id",
        "loop",
        "nowhere.txt",
        "bad\0name",
        "x" * 5000,
    ],
)
def test_what_lies_elsewhere_is_refused_in_the_words_for_what_is_missing(
    opened: Folders, name: str
) -> None:
    with pytest.raises(MissingInputError, match="there is no such file in an open folder"):
        opened.read(name)


def test_an_absolute_name_outside_is_refused(opened: Folders, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="there is no such file"):
        opened.read(str(tmp_path / "secret.txt"))


@pytest.mark.parametrize(("name", "code"), [("pipe", "not_regular"), ("deep", "directory")])
def test_only_regular_files_are_opened(opened: Folders, name: str, code: str) -> None:
    with pytest.raises(MissingInputError) as raised:
        opened.read(name)
    assert raised.value.code.value == code


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 101)
    with pytest.raises(LimitExceededError):
        Folders([tmp_path], ReadingSettings(max_bytes=100)).read("big.txt")


def test_without_a_folder_nothing_is_read() -> None:
    with pytest.raises(MissingInputError, match="--folder"):
        Folders([], ReadingSettings()).read("/etc/hostname")


def test_the_root_and_what_is_no_folder_cannot_be_opened(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for place in (Path("/"), file, tmp_path / "missing"):
        with pytest.raises(FitcheckError):
            Folders([place], ReadingSettings())


@given(st.lists(st.sampled_from(["..", ".", "deep", "up", "secret.txt", "in.txt", "/", "~"])))
def test_no_path_made_of_such_parts_leads_to_the_secret(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    root = tmp_path_factory.mktemp("root", numbered=True)
    (root / "secret.txt").write_text("secret")
    (root / "open" / "deep").mkdir(parents=True)
    (root / "open" / "up").symlink_to(root)
    (root / "open" / "in.txt").write_text("hello")
    try:
        data = Folders([root / "open"], ReadingSettings()).read("/".join(parts) or ".")
    except InputError:
        return
    assert data == b"hello"
