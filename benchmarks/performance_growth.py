"""What `performance` measures of many: growth with their number, memory, and whole batches."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.corpus import Split, load_corpus
from benchmarks.judged import AS_OF
from benchmarks.performance_stages import (
    ROOT,
    Held,
    documents_at_hand,
    files_at_hand,
    profiles_at_hand,
    warm_analyzer,
)
from benchmarks.timing import children, in_turns

SIZES = ((4, 4), (8, 8), (16, 16), (32, 32), (64, 34))
"""Resumes and postings of the runs that show growth."""
_SEED = 10
"""Of the order in which documents come there; any would do."""
_Value = TypeVar("_Value")


def growth(rounds: int) -> dict[str, Any]:
    """Time by size, and the slopes on logarithmic axes: judging in N x M, reading in N + M.

    Documents come in a shuffled order, always the same: later ones of the corpus are longer, and
    their length would be taken for growth.
    """
    resumes, postings = (_shuffled(profiles) for profiles in profiles_at_hand())
    base = warm_analyzer()
    documents = tuple(_shuffled(read) for read in documents_at_hand())
    points = []
    for rows, columns in SIZES:
        some, asks = resumes[:rows], postings[:columns]

        def judge_all(some: Any = some, asks: Any = asks) -> object:
            held = Held(some, asks)
            return [held.judge_all(resume) for resume in some]

        def understand_all(rows: int = rows, columns: int = columns) -> object:
            for document in documents[0][:rows]:
                base.resume(document, as_of=AS_OF)
            for document in documents[1][:columns]:
                base.posting(document, as_of=AS_OF)
            return None

        taken = in_turns({"judge": judge_all, "understand": understand_all}, rounds)
        points.append({"resumes": len(some), "postings": len(asks), **taken})
    return {
        "points": points,
        "judge_slope": slope([(p["resumes"] * p["postings"], p["judge"]) for p in points]),
        "understand_slope": slope(
            [(p["resumes"] + p["postings"], p["understand"]) for p in points]
        ),
    }


def _shuffled(values: Sequence[_Value]) -> tuple[_Value, ...]:
    order = random.Random(_SEED)  # noqa: S311 - no secret
    return tuple(order.sample(values, len(values)))


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Slope of the least-squares line through the logarithms of sizes and times."""
    sizes, times = [log(size) for size, _ in points], [log(spent) for _, spent in points]
    return statistics.linear_regression(sizes, times).slope


def worker_memory() -> dict[str, float]:
    """The most memory, in megabytes, of a process that judges all pairs of the split."""
    code = (
        "from benchmarks.performance_stages import Held, profiles_at_hand; import resource\n"
        "r, p = profiles_at_hand(); h = Held(r, p); [h.judge(a, b) for b in p for a in r]\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {"megabytes": float(done.stdout)}


def batches() -> list[dict[str, Any]]:
    """`fitcheck.batch` over the split's files by workers, at first and with cached profiles."""
    from fitcheck.batch.engine import Batch

    told = []
    with tempfile.TemporaryDirectory() as name:
        resumes, postings = _written(Path(name))
        for workers in (1, 2):
            for run in ("first", "cached"):
                before, begin = children() + time.process_time(), time.monotonic()
                with Batch(
                    resumes, postings, as_of=AS_OF,
                    cache=Path(name) / f"cache{workers}", workers=workers,
                ) as batch:  # fmt: skip
                    batch.finish()
                    pairs = batch.progress().pairs
                spent = children() + time.process_time() - before
                wall = time.monotonic() - begin
                told.append(
                    {
                        "workers": workers, "run": run, "pairs": pairs, "resumes": len(resumes),
                        "processor_seconds": spent, "wall_seconds": wall,
                        "pairs_per_processor_second": pairs / spent,
                        "resumes_per_second": len(resumes) / wall,
                    }
                )  # fmt: skip
    return told


def whole_command(rounds: int) -> list[dict[str, Any]]:
    """`fitcheck batch` as a person runs it: the split's resumes, all postings of the corpus, CSV.

    With one worker, first without a cache and then, `rounds` times, with one; the median of these.
    """
    told = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _written(folder, split=None)
        command = [
            sys.executable, "-m", "fitcheck", "batch", str(folder / "resumes"), "--postings",
            str(folder / "postings"), "--as-of", AS_OF.isoformat(), "--workers", "1", "--quiet",
            "-o", str(folder / "rows.csv"),
        ]  # fmt: skip
        environment = {**os.environ, "FITCHECK_CACHE_DIR": str(folder / "cache")}
        for run, times in (("first", 1), ("cached", rounds)):
            spent = []
            for _ in range(times):
                before = children()
                subprocess.run(command, env=environment, check=True, cwd=ROOT)
                spent.append(children() - before)
            # nothing that fails in the corpus: each line but the head is a judged pair
            pairs = (folder / "rows.csv").read_text(encoding="utf-8").count("\n") - 1
            seconds = statistics.median(spent)
            told.append(
                {
                    "run": run, "pairs": pairs, "processor_seconds": seconds,
                    "pairs_per_processor_second": pairs / seconds,
                }
            )  # fmt: skip
    return told


def _written(folder: Path, split: Split | None = Split.DEV) -> tuple[list[Path], list[Path]]:
    """Files in two folders: the resumes of the dev split, the postings of `split` or of all."""
    resumes, postings = [], []
    for role in ("resumes", "postings"):
        (folder / role).mkdir()
    for name, data in files_at_hand():
        resumes.append(folder / "resumes" / name)
        resumes[-1].write_bytes(data)
    for posting in load_corpus(split=split):
        postings.append(folder / "postings" / f"{posting.id}.md")
        postings[-1].write_text(posting.text, encoding="utf-8")
    return resumes, postings
