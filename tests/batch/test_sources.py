from __future__ import annotations

import os
from pathlib import Path

import pytest

from fitcheck.batch.sources import bytes_of, find_sources, stamp_of
from fitcheck.errors import ErrorCode, InputError
from fitcheck.settings import ReadingSettings


def paths(*named: Path | str) -> list[str]:
    return [source.path for source in find_sources(named)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.pdf", "deep/er/c.txt", ".hidden", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_folder_gives_all_its_files_but_hidden_ones_in_order(tree: Path) -> None:
    wanted = [str(tree / name) for name in ("a.pdf", "b.txt", "deep/er/c.txt")]
    assert paths(tree) == wanted


def test_each_file_is_named_once_whatever_names_it(tree: Path) -> None:
    assert paths(tree / "b.txt", str(tree / "*.txt"), tree) == paths(tree)


def test_a_pattern_reaches_any_depth(tree: Path) -> None:
    assert paths(str(tree / "**" / "*.txt")) == [str(tree / "b.txt"), str(tree / "deep/er/c.txt")]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "cv[1].txt").write_text("x")
    assert paths(tmp_path / "cv[1].txt") == [str(tmp_path / "cv[1].txt")]


def test_what_is_not_there_is_a_source_with_an_error(tmp_path: Path) -> None:
    (missing,) = find_sources([tmp_path / "no.pdf"])
    with pytest.raises(InputError) as caught:
        bytes_of(missing, ReadingSettings())
    assert caught.value.code is ErrorCode.MISSING
    (unmatched,) = find_sources([str(tmp_path / "*.pdf")])
    assert unmatched.error is not None
    assert stamp_of(missing) is None


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_links_in_a_folder_are_rows_and_are_not_followed(tree: Path) -> None:
    (tree / "link.txt").symlink_to("/etc/hostname")
    found = {source.path: source for source in find_sources([tree])}
    error = found[str(tree / "link.txt")].error
    assert error is not None
    assert error.code is ErrorCode.NOT_REGULAR


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_file_that_became_a_link_meanwhile_is_not_followed(tree: Path) -> None:
    source = next(s for s in find_sources([tree]) if s.path.endswith("b.txt"))
    (tree / "b.txt").unlink()
    (tree / "b.txt").symlink_to(tree / "a.pdf")
    with pytest.raises(InputError):
        bytes_of(source, ReadingSettings())
