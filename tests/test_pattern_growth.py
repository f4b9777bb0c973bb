"""No regular expression of the project blows up on the text that it may meet."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.pattern_probe import Compiled, judge, probes

KNOWN = 400
"""Patterns that the probe must at least find: the modules' own and those of the tables."""


def test_a_pattern_that_backtracks_is_found() -> None:
    import re

    quadratic: Compiled = re.compile(r"a+b")
    assert judge(quadratic, ["a" * size for size in (4_096, 8_192, 16_384)]) != "ok"


def test_probes_reach_patterns_beyond_the_readers_only_as_a_document_holds_them() -> None:
    texts = [text for sizes in probes(raw=False).values() for text in sizes]
    assert max(len(line) for text in texts for line in text.split("\n")) <= 5_000
    assert max(len(word) for text in texts for word in text.split()) <= 200


@pytest.mark.parametrize("every", [44, pytest.param(1, marks=pytest.mark.long)])
def test_no_pattern_grows_faster_than_its_text(every: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.pattern_probe", str(every)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[-1] == ["done"], done.stderr[-1_000:]
    assert sum(rows[0][1:]) >= KNOWN
    assert [row[1:] for row in rows if row[0] == "bad"] == []
