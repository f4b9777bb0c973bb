"""Hostile files that are no PDF: each ends as text or as one InputError, within limits.

They are read in a subprocess under a memory limit, as the worker of the command line does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

MEMORY = 1 << 30
SECONDS_A_FILE = 10
SCRIPT = """
import json, resource, signal, sys
from fitcheck.documents.reader import read_document
from fitcheck.errors import InputError
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
for line in sys.stdin:
    path = line.rstrip("\\n")
    signal.alarm(int(sys.argv[2]))
    try:
        document = read_document(path)
        codes = [warning.code.value for warning in document.warnings]
        print(json.dumps([path, "text", document.text, codes]), flush=True)
    except InputError as problem:
        print(json.dumps([path, "error", problem.message, [problem.code.value]]), flush=True)
"""


@dataclass(frozen=True)
class Outcome:
    path: str
    kind: str
    text: str
    codes: tuple[str, ...]


def outcomes(paths: Iterable[Path]) -> list[Outcome]:
    """How each file ends; the subprocess must live to the last of them."""
    listed = [str(path) for path in paths]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(MEMORY), str(SECONDS_A_FILE)],
        input="\n".join(listed),
        capture_output=True,
        text=True,
        check=False,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(listed), (listed[len(found)], done.stderr[-500:])
    return [Outcome(path, kind, text, tuple(codes)) for path, kind, text, codes in found]


def ends_as_wanted(outcome: Outcome, case: dict[str, object]) -> bool:
    visible, hidden = case["visible"], case["hidden"]
    assert isinstance(visible, list)
    assert isinstance(hidden, list)
    if outcome.kind == "text" and any(mark in outcome.text for mark in hidden):
        return False
    if case["want"] == "text":
        return outcome.kind == "text" and all(mark in outcome.text for mark in visible)
    if case["want"] == "refuse":
        return outcome.kind == "error"
    if case["want"] == "limit":
        return outcome.kind == "error" or "truncated" in outcome.codes
    return True


@pytest.mark.shared
def test_every_harvested_file_ends_as_text_or_one_error(shared: Path) -> None:
    corpus = sorted((shared / "hostile/corpus").iterdir())
    found = outcomes(path for path in corpus if path.suffix != ".pdf")
    read = [outcome for outcome in found if outcome.kind == "text"]
    assert all("\n" not in outcome.text for outcome in found if outcome.kind == "error")
    # The best readers of each format read 145 of 209 (DOCX), all HTML and 52 of 54 (RTF) files.
    assert len(read) >= 165


@pytest.mark.shared
@pytest.mark.long
def test_every_generated_case_ends_as_it_wants(shared: Path, tmp_path: Path) -> None:
    maker = shared / "hostile/make_hostile.py"
    subprocess.run(
        [sys.executable, str(maker), str(tmp_path)], check=True, capture_output=True, timeout=900
    )
    lines = (tmp_path / "manifest.jsonl").read_text().splitlines()
    cases = {case["name"]: case for case in map(json.loads, lines)}
    names = sorted(name for name in cases if "pdf" not in name.lower())
    found = outcomes(tmp_path / name for name in names)
    wrong = [o for o in found if not ends_as_wanted(o, cases[Path(o.path).name])]
    assert [(Path(o.path).name, o.kind, o.codes) for o in wrong] == []
