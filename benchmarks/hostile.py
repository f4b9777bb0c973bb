"""How hostile and broken files end, beside other readers, and what isolation costs.

    python -m benchmarks.hostile [--json PATH] [--no-baselines] [--workers N]

Reads `../shared/hostile`: the harvested corpus, and all cases that the generator makes, the big
ones and the traps of the file system among them, in a temporary folder. The files are read by a
process of its own, whose memory is that of a program which reads with isolation and nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hostile_baselines import installed
from fitcheck.documents.folder import find_files
from fitcheck.documents.isolation.reading import IsolatedReader
from fitcheck.documents.reader import read_document
from fitcheck.errors import InputError
from fitcheck.settings import IsolationSettings

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = ROOT.parent / "shared" / "hostile"
LATE = 1.0
"""Seconds beyond the deadline from which a file counts as past it."""
ROUNDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How one file ended: `end` is text or the code of the error."""

    path: str
    end: str
    text: str
    warnings: tuple[str, ...]
    attempts: int
    seconds: float
    peak: int

    @property
    def name(self) -> str:
        """The last part of the path."""
        return Path(self.path).name


def drive(folder: Path, workers: int) -> None:
    """Read all files of a folder; print one JSON line each, and what it took at the end."""
    limits = IsolationSettings()
    with IsolatedReader(limits=limits, workers=workers, follow_links=False) as reader:
        entries = list(find_files(folder))
        paths = [entry for entry in entries if isinstance(entry, Path)]
        for entry in entries:
            if isinstance(entry, InputError):
                _print([entry.source, entry.code.value, "", [], 0, 0.0, 0])
        for outcome in reader.read_all(paths):
            document = outcome.document
            end = "text" if outcome.error is None else outcome.error.code.value
            notes = [warning.code.value for warning in document.warnings] if document else []
            text = document.text if document else ""
            row = [outcome.name, end, text, notes, outcome.attempts, outcome.seconds, outcome.peak]
            _print(row)
    import resource

    _print({"parent": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss})


def _print(value: object) -> None:
    print(json.dumps(value), flush=True)


def read_folder(folder: Path, workers: int) -> tuple[list[Read], int]:
    """How every file under a folder ended, and the memory of the driving process (0: it died)."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--drive", str(folder)]
    command += ["--workers", str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    parent = rows.pop()["parent"] if rows and isinstance(rows[-1], dict) else 0
    return [
        Read(path=path, end=end, text=text, warnings=tuple(notes), attempts=attempts,
             seconds=seconds, peak=peak or 0)
        for path, end, text, notes, attempts, seconds, peak in rows
    ], parent  # fmt: skip


def summary(reads: list[Read], files: int, parent: int) -> dict[str, Any]:
    """The figures of one set of files."""
    limits = IsolationSettings()
    return {
        "files": files,
        "records": len(reads),
        "read": sum(read.end == "text" for read in reads),
        "ends": dict(Counter(read.end for read in reads).most_common()),
        "untyped": sum(read.end == "crashed" for read in reads),
        "ended_processes": sum(read.peak > 0 for read in reads),
        "past_deadline": sum(read.seconds > limits.seconds + LATE for read in reads),
        "past_memory": sum(read.peak > limits.memory for read in reads),
        "slowest_seconds": round(max(read.seconds for read in reads), 2),
        "parent_died": int(parent == 0),
        "parent_megabytes": round(parent / 1e6, 1),
    }


def as_wanted(read: Read, case: dict[str, Any]) -> bool:
    """True where a generated case ended as its maker wants."""
    if read.end == "text" and any(mark in read.text for mark in case["hidden"]):
        return False
    if case["want"] == "text":
        return read.end == "text" and all(mark in read.text for mark in case["visible"])
    if case["want"] == "refuse":
        return read.end not in ("text", "crashed", "timeout")
    if case["want"] == "limit":
        return read.end not in ("text", "crashed") or "truncated" in read.warnings
    return True


def compared(reads: list[Read]) -> dict[str, Any]:
    """For each format: files, how many we read, and how many each other reader reads."""
    table: dict[str, Any] = {}
    for name, kind in installed().items():
        files = sorted(read.path for read in reads if read.path.lower().endswith(f".{kind}"))
        ours = {read.path for read in reads if read.end == "text"} & set(files)
        theirs = {path for path, end in _baseline(name, files) if end == "text"}
        row = table.setdefault(kind, {"files": len(files), "fitcheck": len(ours), "others": {}})
        row["others"][name] = len(theirs)
        row.setdefault("missed", {})[name] = sorted(Path(p).name for p in theirs - ours)
    return table


def _baseline(name: str, files: Iterable[str]) -> list[tuple[str, str]]:
    command = [sys.executable, "-m", "benchmarks.hostile_baselines", name]
    done = subprocess.run(
        command, input="\n".join(files), capture_output=True, text=True, check=True, cwd=ROOT
    )
    return [(path, end) for path, end in map(json.loads, done.stdout.splitlines())]


def costs() -> dict[str, float]:
    """What isolation costs, in milliseconds: a warm file, a new worker, the first one of all.

    Files are read in turns, apart and in this process; the fastest of the rounds counts, since a
    busy machine only adds. `load` is the machine's load while it was measured.
    """
    examples = sorted((ROOT / "examples").glob("[rp]*s/*.*"))
    alone = dict.fromkeys(examples, float("inf"))
    apart = dict(alone)
    with IsolatedReader() as reader:
        for _ in range(ROUNDS):
            for path in examples:
                alone[path] = min(alone[path], _milliseconds(lambda: read_document(path)))  # noqa: B023
                apart[path] = min(apart[path], _milliseconds(lambda: reader.read(path)))  # noqa: B023
    extra = [apart[path] - alone[path] for path in examples]
    starts, firsts = [], []
    for _ in range(ROUNDS // 3):
        with IsolatedReader() as reader:
            firsts.append(_milliseconds(lambda: reader.read(b"a text")))
            for _ in range(3):
                reader.retire()
                starts.append(_milliseconds(lambda: reader.read(b"a text")))
    return {
        "warm_extra_ms_median": round(statistics.median(extra), 2),
        "warm_extra_ms_max": round(max(extra), 2),
        "new_worker_ms_least": round(min(starts), 2),
        "new_worker_ms_median": round(statistics.median(starts), 2),
        "first_worker_ms_least": round(min(firsts), 2),
        "first_worker_ms_median": round(statistics.median(firsts), 2),
        "load": round(os.getloadavg()[0], 1),
    }


def _milliseconds(call: Any) -> float:
    start = time.perf_counter()
    call()
    return 1_000 * (time.perf_counter() - start)


def measure(workers: int, *, baselines: bool) -> dict[str, Any]:
    """All figures."""
    figures: dict[str, Any] = {"cost": costs()}
    corpus = HOSTILE / "corpus"
    reads, parent = read_folder(corpus, workers)
    figures["corpus"] = summary(reads, len(list(corpus.iterdir())), parent)
    if baselines:
        figures["formats"] = compared(reads)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        command = [sys.executable, str(HOSTILE / "make_hostile.py"), made, "--big", "--fs"]
        subprocess.run(command, check=True, capture_output=True)
        manifest = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
        (folder / "manifest.jsonl").unlink()
        cases = {case["name"]: case for case in map(json.loads, manifest)}
        traps = folder / "fs"
        # the file that lies too deep is not seen, but the folder on the way to it is told of
        count = sum(len(names) for _, _, names in os.walk(traps))
        count += sum(p.is_symlink() and p.is_dir() for p in traps.iterdir())
        reads, parent = read_folder(folder, workers)
    inside = [read for read in reads if str(traps) in read.path]
    plain = [read for read in reads if str(traps) not in read.path]
    figures["generated"] = summary(plain, len(cases), parent)
    figures["generated"]["not_as_wanted"] = sorted(
        f"{read.name}: {read.end}" for read in plain if not as_wanted(read, cases[read.name])
    )
    figures["file_system"] = summary(inside, count, parent)
    return figures


def report(figures: dict[str, Any]) -> None:
    """The figures as a table."""
    for name in ("corpus", "generated", "file_system"):
        print(name)
        for key, value in figures[name].items():
            print(f"  {key:18} {value}")
    if "formats" in figures:
        print("files read, of those in the corpus")
    for kind, row in figures.get("formats", {}).items():
        others = ", ".join(f"{name} {count}" for name, count in row["others"].items())
        print(f"  {kind:5} {row['files']:4} files: fitcheck {row['fitcheck']}, {others}")
    print("cost of isolation (milliseconds)")
    for key, value in figures["cost"].items():
        print(f"  {key:24} {value}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--no-baselines", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--drive", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.drive:
        drive(options.drive, options.workers)
        return 0
    if not HOSTILE.is_dir():
        print("no hostile files: put the development data beside the checkout")
        return 2
    figures = measure(options.workers, baselines=not options.no_baselines)
    report(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
