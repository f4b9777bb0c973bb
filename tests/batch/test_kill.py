from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks.kill import Toll, gather, torture


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_runs_that_are_killed_lose_and_repeat_nothing(tmp_path: Path) -> None:
    gather(tmp_path, resumes=8, postings=2)
    toll = torture(tmp_path, kills=3, workers=2, chance=random.Random(3))  # noqa: S311
    assert toll.kills == 3
    clean = Toll(kills=3, runs=toll.runs, results=8 * toll.runs, torn=toll.torn)
    assert toll == clean
