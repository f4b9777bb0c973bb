"""Where the files of corrections are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from fitcheck.corrections.sidecars import find_sidecars


@pytest.mark.parametrize("nameless", [Path(), Path("/")])
def test_a_path_without_a_name_has_no_corrections_and_hides_none(
    nameless: Path, tmp_path: Path
) -> None:
    resume = tmp_path / "me.md"
    beside = tmp_path / "me.md.fitcheck.toml"
    beside.write_text("")
    assert find_sidecars(resume, nameless) == (beside,)
    assert find_sidecars(nameless, nameless) == ()
