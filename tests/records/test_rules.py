from __future__ import annotations

from pathlib import Path

import pytest

import fitcheck
from fitcheck.records import rules
from fitcheck.records.rules import rule_files

ROOT = Path(fitcheck.__file__).parent


def test_all_code_and_all_tables_are_rules() -> None:
    told = dict(rule_files())
    expected = [*ROOT.rglob("*.py"), *(ROOT / "data").glob("*.toml")]
    assert list(told) == [path.relative_to(ROOT).as_posix() for path in sorted(expected)]
    assert all(told[name] == (ROOT / name).read_bytes() for name in told)


def test_line_ends_and_other_files_are_no_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in (
        ("b.py", b"x = 1\r\n"), ("b/a.py", b"y = 1\n"), ("data/t.toml", b"[t]\r\n"),
        ("data/n.txt", b""), ("b/t.toml", b""), ("b/a.pyc", b""),
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setattr(rules, "files", lambda _: tmp_path)
    assert list(rule_files()) == [
        ("b/a.py", b"y = 1\n"), ("b.py", b"x = 1\n"), ("data/t.toml", b"[t]\n")
    ]  # fmt: skip
