"""How fast fitcheck is: cold start, read, understand, judge, growth, memory and batches.

    python -m benchmarks performance [STAGE ...] [--rounds N] [--json FILE] [--plots]

Times are those of the processor, not of the clock, and every one stands beside a baseline that is
timed in turns with it: the ratios hold on a busy machine, the milliseconds are those of this one.
All documents are those of the corpus' dev split, the resumes as PDF, DOCX, HTML and text files.
Figures are stored in `performance.json` beside this module, from which `--plots` draws the
figures of docs/performance.md; naming stages replaces these only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import performance_growth as growth
from benchmarks import performance_stages as stages
from benchmarks.timing import Timed

STORED = Path(__file__).with_suffix(".json")
_PACKAGES = ("numpy", "pypdfium2", "scikit-learn", "spacy")

_STAGES: Mapping[str, Callable[[int], Any]] = {
    "cold": stages.cold_start,
    "read": stages.reading,
    "understand": stages.understanding,
    "judge": stages.judging,
    "pair": stages.whole_pair,
    "growth": growth.growth,
    "memory": lambda _: growth.worker_memory(),
    "batch": lambda _: growth.batches(),
    "command": growth.whole_command,
}


def measure(names: Sequence[str], rounds: int) -> Iterator[tuple[str, Any]]:
    """The figures of these stages, one after the other, as plain values."""
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        found = _STAGES[name](rounds)
        if found and isinstance(found, list) and isinstance(found[0], Timed):
            found = [{**asdict(row), "ratio": row.ratio} for row in found]
        yield name, found


def machine() -> dict[str, Any]:
    """Where and with what the figures were taken."""
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }


def table(told: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    lines = [f"{'what':28} {'ms':>9} {'ratio':>8}  beside"]
    for name in ("cold", "read", "understand", "judge"):
        lines += [
            f"{row['what']:28} {row['milliseconds']:9.2f} {row['ratio']:8.2f}  "
            f"{row['baseline']} ({row['baseline_milliseconds']:.2f} ms)"
            for row in told.get(name, ())
        ]
    if "pair" in told:
        lines.append(
            f"one warm pair, all of it: {told['pair']['median']:.1f} ms median, "
            f"{told['pair']['p90']:.1f} ms 90th percentile"
        )
    if "growth" in told:
        grown = told["growth"]
        lines.append(
            f"slope of judging in N x M {grown['judge_slope']:.2f}, "
            f"of understanding in N + M {grown['understand_slope']:.2f}"
        )
    if "memory" in told:
        lines.append(f"memory of a judging process: {told['memory']['megabytes']:.0f} MB")
    lines += [
        f"batch, {row['workers']} workers, {row['run']}: {row['pairs']} pairs in "
        f"{row['processor_seconds']:.1f} s of processor, {row['wall_seconds']:.1f} s by the clock"
        for row in told.get("batch", ())
    ]
    lines += [
        f"the whole command, 1 worker, {row['run']}: {row['pairs']} pairs as CSV in "
        f"{row['processor_seconds']:.1f} s of processor, "
        f"{row['pairs_per_processor_second']:,.0f} a second"
        for row in told.get("command", ())
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks performance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(_STAGES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, default=STORED)
    parser.add_argument("--plots", action="store_true", help="draw from the stored figures")
    options = parser.parse_args(arguments)
    unknown = set(options.stages) - set(_STAGES)
    if unknown:
        parser.error(f"there is no stage {', '.join(sorted(unknown))}: {', '.join(_STAGES)}")
    told: dict[str, Any] = {}
    if options.json.exists():
        told = json.loads(options.json.read_text(encoding="utf-8"))
    if options.stages or not options.plots:
        names = options.stages or list(_STAGES)
        day = datetime.now(tz=UTC).date().isoformat()
        for name, found in measure(names, options.rounds):
            told |= {name: found, "machine": machine(), "date": day}
            options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(table(told))
    if options.plots:
        from benchmarks.performance_plots import draw_all

        print(*draw_all(told), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
