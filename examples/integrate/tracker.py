"""Add what fitcheck says to a tracker that is a CSV file.

    python examples/integrate/tracker.py jobs.csv judged.csv --as-of 2026-11-22

Reads the columns `resume` and `posting` (paths, relative to the file) and writes every row again
with `decision`, `band`, `score` and `missing`. Rows that cannot be judged say why.
"""

from __future__ import annotations

import argparse
import csv
from datetime import date
from pathlib import Path

from fitcheck import Analysis, Analyzer, FitcheckError, Level

ADDED = ("decision", "band", "score", "missing")


def main() -> None:
    """Read, judge, write."""
    options = _options()
    with options.source.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    analyzer = Analyzer()
    folder = options.source.parent
    for row in rows:
        try:
            analysis = analyzer.analyze(
                folder / row["resume"], folder / row["posting"], as_of=options.as_of
            )
        except FitcheckError as error:
            row.update(dict.fromkeys(ADDED, ""), decision=f"not judged ({error.code.value})")
        else:
            row.update(judged(analysis))
    with options.target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else list(ADDED))
        writer.writeheader()
        writer.writerows(rows)


def judged(analysis: Analysis) -> dict[str, str]:
    """The added columns. No text of the posting is among them: a cell could start a formula."""
    score = analysis.report.score
    missing = sum(match.level is Level.ABSENT for match in analysis.report.matches)
    return {
        "decision": analysis.verdict.decision.value,
        "band": analysis.report.band.value,
        "score": "" if score is None else f"{score:.2f}",
        "missing": str(missing),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Judge the rows of a tracker.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True, metavar="DATE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
