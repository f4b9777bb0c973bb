"""Fuzz: `python -m tests.fuzz [TARGET ...] [--seconds N] [--folder FOLDER]`.

Each target gets its share of the seconds, in a process of its own that is started again when a
native library takes it down. Inputs that reach new code stay in `FOLDER/TARGET/corpus`, so the
next run goes on from there; what breaks a promise goes to `FOLDER/TARGET/found`, one file for
each place in the code. Exit status 1 if anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.seeds import seeds

LONGEST = 20_000
"""Bytes of one input: longer ones reach no more code and take more time."""
SLOW = 5.0
"""Processor seconds for one input from which it counts as found."""
_MEMORY = 2_048


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=1_800, help="for all targets together")
    parser.add_argument("--folder", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        _fuzz(options.targets[0], options.folder, options.seconds)
    from tests.fuzz.targets import TARGETS

    names = options.targets or list(TARGETS)
    unknown = [name for name in names if name not in TARGETS]
    if unknown:
        parser.error(f"no target is called {', '.join(unknown)}: {', '.join(TARGETS)}")
    found = sum(_run(name, options.folder, options.seconds // len(names)) for name in names)
    print(f"{found} found")
    return 1 if found else 0


def _run(name: str, folder: Path, seconds: int) -> int:
    """Fuzz one target for so many seconds; how many different things were found."""
    home = folder / name
    (home / "corpus").mkdir(parents=True, exist_ok=True)
    (home / "found").mkdir(exist_ok=True)
    for seed in seeds(name):
        (home / "corpus" / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    before = len(list((home / "found").iterdir()))
    end = time.monotonic() + seconds
    runs = 0
    while (left := int(end - time.monotonic())) > 0:
        command = [
            sys.executable, "-m", "tests.fuzz", name, "--inside", "--seconds", str(left),
            "--folder", str(folder),
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False
        )
        counts = [line for line in done.stderr.splitlines() if "stat::number_of_executed" in line]
        runs += int(counts[-1].split()[-1]) if counts else 0
        if done.returncode == 0:
            break
        (home / "last_end.txt").write_text(done.stderr[-20_000:], encoding="utf-8")
    found = len(list((home / "found").iterdir())) - before
    corpus = len(list((home / "corpus").iterdir()))
    print(f"{name:12} {seconds:6} s {runs:10,} inputs {corpus:6} kept {found:4} new", flush=True)
    return found


def _fuzz(name: str, folder: Path, seconds: int) -> None:
    """Fuzz one target in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["fitcheck", "pdfminer"]):
        from tests.fuzz.targets import TARGETS
    target, home = TARGETS[name], folder / name

    def one(data: bytes) -> None:
        start = time.process_time()
        try:
            target(data)
        except Exception as problem:  # noqa: BLE001 - this is what is looked for
            _keep(home, data, problem)
        if time.process_time() - start > SLOW:
            _keep(home, data, TimeoutError("slow"))

    options = [
        sys.argv[0], str(home / "corpus"), f"-max_total_time={seconds}", f"-max_len={LONGEST}",
        f"-rss_limit_mb={_MEMORY}", "-timeout=30", f"-artifact_prefix={home / 'found'}/",
        "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(options, one)
    atheris.Fuzz()


def _keep(home: Path, data: bytes, problem: Exception) -> None:
    """Keep an input, unless one that failed at the same place is kept."""
    frames = traceback.extract_tb(problem.__traceback__)
    last = [f for f in frames if "/fitcheck/" in f.filename or "/fuzz/" in f.filename][-1:]
    place = f"{Path(last[0].filename).stem}-{last[0].lineno}" if last else "whole"
    path = home / "found" / f"{type(problem).__name__}-{place}"
    if not path.exists():
        path.write_bytes(data)
        report = "".join(traceback.format_exception(problem))[-4_000:]
        path.with_suffix(".txt").write_text(report, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    raise SystemExit(main())
