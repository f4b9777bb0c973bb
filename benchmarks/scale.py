"""What a batch costs on one core, how it grows, and the plan for a million resumes that follows.

    python -m benchmarks.scale [costs|memory|growth|plan ...] [--files N] [--json FILE]

`costs` takes processor time (not the clock: the machine is shared) of each step on real files of
the development data, next to a baseline that is timed in the same loop, file by file: PDFium's
bare text of the same file. `memory` sends 100,000 results through the program that collects and
writes them. `growth` times whole runs of the command at several sizes. `plan` puts the costs into
the arithmetic of docs/scale.md, and holds that arithmetic against a simulation of the queue.
`docs/scale.md` tells machine and date.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.reading_speed import SHARED
from benchmarks.scale_costs import DAY, POSTINGS, measure_costs, spread
from benchmarks.scale_memory import measure_memory
from benchmarks.scale_model import Costs, Size, hours, simulate
from fitcheck.batch.codec import encode
from fitcheck.batch.engine import Batch
from fitcheck.batch.journal import line_of

# -------------------------------------------------------------------- growth


def measure_growth(files: int) -> list[dict[str, Any]]:
    """Whole runs over real files: processor seconds of all processes, by size and cache."""
    from fitcheck.batch.engine import usable_cores

    told = []
    resumes, postings = sorted(SHARED.rglob("*.pdf")), sorted(POSTINGS.rglob("*.html"))
    for rows, columns in ((files, 1), (files, 8), (files, 64), (2 * files, 64)):
        with tempfile.TemporaryDirectory() as name:
            for run in ("first", "cached"):
                before, begin = _children(), time.monotonic()
                with Batch(
                    spread(resumes, rows), spread(postings, columns), as_of=DAY,
                    cache=Path(name), workers=usable_cores(),
                ) as batch:  # fmt: skip
                    batch.finish()
                    pairs = batch.progress().pairs
                told.append(
                    {
                        "run": run, "resumes": rows, "postings": columns, "pairs": pairs,
                        "processor_seconds": _children() - before,
                        "wall_seconds": time.monotonic() - begin,
                        "worker_megabytes":
                            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
                    }
                )  # fmt: skip
    return told


def _children() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime + time.process_time()


def costs_of(measured: dict[str, float], median: dict[str, float]) -> Costs:
    """The costs of the plan, in seconds and bytes, out of those measured.

    Means, since slow documents count; medians of what takes microseconds, whose tail is the
    machine's.
    """
    return Costs(
        resume=(measured["resume_read"] + measured["resume_understand"] + measured["resume_pack"])
        / 1000,
        posting=(measured["posting_read"] + measured["posting_understand"]) / 1000,
        reload=(measured["resume_unpack"] + measured["resume_index"]) / 1000,
        block=256 * (measured["posting_unpack"] + measured["posting_index"]) / 1000,
        pair=measured["pair"] / 1000,
        write=median["append"] / 1000,
        row=(median["row"] + median["csv"]) / 1000,
        file_bytes=measured["file_bytes"],
        document_bytes=measured["resume_record_bytes"],
        pair_bytes=measured["pair_bytes"],
        csv_bytes=measured["csv_bytes"],
        rank=measured["rank"] / 1000,
        alone=measured["pair_alone"] / 1000,
    )


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--results", type=int, default=100_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print("the development data (../shared) is not beside this checkout", file=sys.stderr)
        return 2
    parts = options.parts or ["costs", "memory", "growth", "plan"]
    told: dict[str, Any] = {"cores": os.cpu_count(), "python": sys.version.split()[0]}
    if {"costs", "plan"} & set(parts):
        told["costs"] = measure_costs(options.files)
    if "memory" in parts:
        told["memory"] = measure_memory(options.results)
    if "growth" in parts:
        told["growth"] = measure_growth(options.files)
    if "plan" in parts:
        told["plan"] = list(_plan(costs_of(told["costs"]["mean"], told["costs"]["median"])))
    text = json.dumps(told, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _plan(costs: Costs) -> Iterator[dict[str, Any]]:
    """The arithmetic at several sizes, and the simulation where it is small enough to be run."""
    sizes = [
        Size(resumes=1_000, postings=1_000, workers=2),
        Size(resumes=2_000, postings=2_000, workers=64),
        Size(resumes=4_000, postings=4_000, workers=512),
        Size(resumes=1_000_000, postings=100_000, workers=1_024),
        Size(resumes=1_000_000, postings=100_000, workers=1_024, retrieved=200),
    ]
    for size in sizes:
        told = {**asdict(size), **asdict(hours(costs, size))}
        if size.resumes <= 10_000:
            told["simulated_hours"] = simulate(costs, size)
        yield told
    yield {"costs": encode(costs), "line_bytes": len(line_of(b"{}"))}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
