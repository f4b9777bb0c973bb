"""Hostile and broken files: each ends as text or as one clear error, and nothing else happens."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from fitcheck.documents.folder import find_files
from fitcheck.documents.isolation.outcomes import Outcome
from fitcheck.documents.isolation.reading import IsolatedReader
from fitcheck.errors import ErrorCode, InputError
from fitcheck.settings import IsolationSettings

PATIENT = IsolationSettings(seconds=60)
"""A deadline that tests on a busy machine do not reach but for files that never end."""
SAMPLE = 8
"""Every such file is read by `make test`; `make test-long` reads all."""


def outcomes(paths: Iterable[Path]) -> list[Outcome]:
    """How each file ends; there must be exactly one outcome for each, in order."""
    listed = list(paths)
    with IsolatedReader(limits=PATIENT, workers=2, follow_links=False) as reader:
        found = list(reader.read_all(listed))
    assert [outcome.name for outcome in found] == [str(path) for path in listed]
    for outcome in found:
        assert (outcome.document is None) != (outcome.error is None)
        if outcome.error is not None:
            assert outcome.error.message.isprintable()
            assert outcome.error.source == outcome.name
    return found


def ends_as_wanted(outcome: Outcome, case: dict[str, object]) -> bool:
    visible, hidden = case["visible"], case["hidden"]
    assert isinstance(visible, list)
    assert isinstance(hidden, list)
    code = outcome.error.code if outcome.error else None
    text = outcome.document.text if outcome.document else ""
    notes = (
        {warning.code.value for warning in outcome.document.warnings} if outcome.document else {}
    )
    if any(mark in text for mark in hidden):
        return False
    if case["want"] == "text":
        return code is None and all(mark in text for mark in visible)
    if case["want"] == "refuse":
        return code not in (None, ErrorCode.CRASHED, ErrorCode.TIMEOUT)
    if case["want"] == "limit":
        return code not in (None, ErrorCode.CRASHED) or "truncated" in notes
    return code is not ErrorCode.CRASHED


def generated(folder: Path, shared: Path, *options: str) -> dict[str, dict[str, object]]:
    """The cases of the generator by name, their files made in a folder."""
    maker = shared / "hostile/make_hostile.py"
    subprocess.run(
        [sys.executable, str(maker), str(folder), *options], check=True, capture_output=True
    )
    lines = (folder / "manifest.jsonl").read_text().splitlines()
    return {case["name"]: case for case in map(json.loads, lines)}


@pytest.mark.shared
@pytest.mark.parametrize("every", [SAMPLE, pytest.param(1, marks=pytest.mark.long)])
def test_harvested_files_end_as_text_or_one_error(shared: Path, every: int) -> None:
    corpus = sorted((shared / "hostile/corpus").iterdir())
    found = outcomes(corpus[::every])
    assert [o.name for o in found if o.error and o.error.code is ErrorCode.CRASHED] == []
    if every == 1:
        # The best readers of each format read 341 PDF, 77 DOCX, 41 HTML, 23 RTF and 15 TXT files.
        for ending, best in (("pdf", 341), ("docx", 77), ("html", 41), ("rtf", 23), ("txt", 15)):
            read = [o for o in found if o.document is not None and o.name.endswith(f".{ending}")]
            assert len(read) >= best


@pytest.mark.shared
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])
def test_generated_cases_end_as_they_want(shared: Path, tmp_path: Path, every: bool) -> None:
    options = ("--big",) if every else ("--only", "hidden")
    cases = generated(tmp_path, shared, *options)
    found = outcomes(tmp_path / name for name in sorted(cases))
    wrong = [o for o in found if not ends_as_wanted(o, cases[Path(o.name).name])]
    assert [(Path(o.name).name, o.error and o.error.code) for o in wrong] == []


@pytest.mark.shared
@pytest.mark.long
def test_traps_of_the_file_system_are_named_and_not_entered(shared: Path, tmp_path: Path) -> None:
    generated(tmp_path, shared, "--fs", "--only", "control")
    entries = list(find_files(tmp_path / "fs"))
    refused = {Path(e.source or "").name: e.code for e in entries if isinstance(e, InputError)}
    found = outcomes(entry for entry in entries if isinstance(entry, Path))
    assert {
        "fifo.txt", "symlink_outside.txt", "symlink_dangling.pdf", "loop_a.pdf", "dir_loop",
        "proc_self", "symlink_dev_zero.txt", "socket.pdf",
    } <= set(refused)  # fmt: skip
    unread = {Path(o.name).name: o.error.code for o in found if o.error}
    unread.pop("unreadable.txt", None)
    assert unread == {
        "sparse_5g.pdf": ErrorCode.TOO_LARGE,
        "sparse_5g.txt": ErrorCode.TOO_LARGE,
    }
    assert len([o for o in found if "/names/" in o.name]) >= 45
