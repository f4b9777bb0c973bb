"""Accuracy on the development pairs, held against the floors.

usage: python -m benchmarks.gold [--raise] [--json FILE] [--show]

Runs the evaluation script that lies with the pairs (../shared/gold) over `fitcheck check` and
compares its figures with benchmarks/floors.json. `--raise` lifts every floor that was passed by
more than its slack; nothing lowers a floor but an edit by hand with a reason beside it.
The exit status is 1 where a figure lies below its floor, 2 where the pairs are missing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FLOORS = Path(__file__).parent / "floors.json"
SLACK = (
    0.005  # one line label of 528 moves the status accuracy by 0.002, one ask the recall by 0.006
)


def evaluate(*, show: bool = False) -> dict[str, Any]:
    """The figures of one run over all pairs; the script's own output goes to standard error."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, str(GOLD / "evaluate.py"), str(GOLD / "dev")]
        command += ["--fitcheck", f"{sys.executable} -m fitcheck", "--json", str(out)]
        command += ["--show"] if show else []
        subprocess.run(command, check=True, stdout=sys.stderr)
        figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def corpus_digest() -> str:
    """SHA-256 over the names and bytes of all pairs and labels: floors hold for one corpus only."""
    digest = hashlib.sha256()
    for path in sorted((GOLD / "dev").rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(GOLD).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def below(figures: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """One sentence for every figure that lies below its floor."""
    return [
        f"{name} is {figures[name]:.3f}, its floor {floor:.3f}"
        for name, floor in sorted(floors.items())
        if figures[name] < floor
    ]


def raised(figures: dict[str, Any], floors: dict[str, float]) -> dict[str, float]:
    """The floors, each lifted to the figure less its slack where that is higher."""
    return {
        name: max(floor, round(figures[name] - SLACK, 3)) for name, floor in sorted(floors.items())
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift passed floors")
    parser.add_argument("--json", type=Path, metavar="FILE", help="store the figures")
    parser.add_argument("--show", action="store_true", help="print every disagreement")
    options = parser.parse_args(arguments)
    if not (GOLD / "dev").is_dir():
        print(
            "the development pairs (../shared/gold) are not beside this checkout", file=sys.stderr
        )
        return 2
    stored = json.loads(FLOORS.read_text(encoding="utf-8"))
    if stored["corpus"] != corpus_digest():
        print("the pairs are not those that the floors were set on", file=sys.stderr)
        return 2
    figures = evaluate(show=options.show)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    missed = below(figures, stored["floors"])
    for line in missed:
        print(line)
    if options.lift and not missed:
        stored["floors"] = raised(figures, stored["floors"])
        FLOORS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print("below a floor" if missed else "all floors hold")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
