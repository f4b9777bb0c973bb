"""Whether a batch that is killed (kill -9) at random moments loses, repeats or changes anything.

    python -m benchmarks.kill [--kills N] [--resumes N] [--postings N] [--workers N] [--seed N]

A run over texts of our corpus is done once without being disturbed. Then the same command is
started again and again and killed after a random time, which spreads over the whole length of a
run: the start of the workers, reading, judging, writing the report. When it comes to its end the
report is compared with the first one, byte by byte, and the next run begins, until so many kills
have been made. After each kill every whole record that stood in the journal must still stand there
when the next run has ended, and no result may be there twice.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fitcheck.batch.journal import text_of

CORPUS = Path(__file__).resolve().parent / "corpus"
_SPREAD = 1.1
"""Longest wait before a kill, in lengths of an undisturbed run: some runs come to their end."""


@dataclass(slots=True)
class Toll:
    """What the kills did: all but `kills`, `runs` and `results` have to be 0."""

    kills: int = 0
    runs: int = 0
    results: int = 0
    torn: int = 0
    lost: int = 0
    twice: int = 0
    different: int = 0
    failed: int = 0


def command(folder: Path, journal: Path, report: Path, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "fitcheck", "batch", str(folder / "resumes"), "--postings",
        str(folder / "postings"), "--as-of", "2026-11-27", "--no-cache", "--quiet", "--workers",
        str(workers), "--journal", str(journal), "-o", str(report),
    ]  # fmt: skip


def torture(
    folder: Path, *, kills: int, workers: int, chance: random.Random, loud: bool = False
) -> Toll:
    """Kill runs over `folder/resumes` and `folder/postings` that many times."""
    toll = Toll()
    begin = time.monotonic()
    first = folder / "first.jsonl"
    subprocess.run(command(folder, folder / "first.journal", first, workers), check=True)
    length = time.monotonic() - begin
    journal, report = folder / "again.journal", folder / "again.jsonl"
    before: list[bytes] = []
    while toll.kills < kills:
        ended = _one(command(folder, journal, report, workers), chance.uniform(0, _SPREAD) * length)
        lines = journal.read_bytes().splitlines(keepends=True) if journal.exists() else []
        whole = [line for line in lines if text_of(line) is not None]
        toll.torn += len(lines) - len(whole)
        toll.lost += sum(line not in set(whole) for line in before)
        before = whole
        if ended is None:
            toll.kills += 1
            if loud:
                _tell(f"{toll.kills} kills, {len(whole)} records")
            continue
        toll.runs += 1
        toll.failed += ended != 0
        results = [json.loads(line[9:]) for line in whole if b'{"block"' in line[:20]]
        toll.results += len(results)
        toll.twice += len(results) - len({(r["resume"], r["block"]) for r in results})
        toll.different += report.read_bytes() != first.read_bytes()
        journal.unlink()
        report.unlink()
        before = []
    return toll


def _tell(text: str) -> None:
    """One line that is written over on a terminal, and a line each time elsewhere."""
    start, end = ("\r", "") if sys.stderr.isatty() else ("", "\n")
    print(f"{start}{text}", end=end, file=sys.stderr, flush=True)


def _one(line: Sequence[str], seconds: float) -> int | None:
    """The exit status of a run, or None where it was killed after so many seconds."""
    with subprocess.Popen(line) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return None


def gather(folder: Path, *, resumes: int, postings: int) -> None:
    """Copy texts of our corpus, spread over it, to the folders of a run."""
    for name, most in (("resumes", resumes), ("postings", postings)):
        (folder / name).mkdir()
        found = sorted((CORPUS / name).iterdir())
        for path in found[:: max(1, len(found) // most)][:most]:
            shutil.copy(path, folder / name)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--resumes", type=int, default=60)
    parser.add_argument("--postings", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gather(folder, resumes=options.resumes, postings=options.postings)
        toll = torture(
            folder,
            kills=options.kills,
            workers=options.workers,
            chance=random.Random(options.seed),  # noqa: S311 - moments, not secrets
            loud=True,
        )
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(json.dumps(asdict(toll)))
    if options.json:
        options.json.write_text(json.dumps(asdict(toll), indent=1) + "\n", encoding="utf-8")
    return int(bool(toll.lost or toll.twice or toll.different or toll.failed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
