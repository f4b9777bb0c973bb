"""No regular expression of the project blows up on the text that it may meet."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.pattern_probe import Compiled, judge, probes

PARTS = 16
"""Parts of the whole probe, so that none takes longer than a few minutes."""
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


@pytest.mark.parametrize(
    ("every", "part", "parts"),
    [(44, 0, 1), *(pytest.param(1, part, PARTS, marks=pytest.mark.long) for part in range(PARTS))],
)
def test_no_pattern_grows_faster_than_its_text(every: int, part: int, parts: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.pattern_probe", str(every), str(part), str(parts)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[-1] == ["done"], done.stderr[-1_000:]
    assert sum(rows[0][1:]) >= KNOWN
    assert [row[1:] for row in rows if row[0] == "bad"] == []
