"""How well fitcheck judges real resumes against real postings, on labels without text.

usage: python -m benchmarks real_pairs [--split dev|train] [--json FILE]
       python -m benchmarks real_pairs make FOLDER [--split dev|train]
       python -m benchmarks real_pairs take FOLDER

Without a word, for each split: asking lines found, accuracy and kappa of the statuses, whether one
of the quotes is a line that the reader chose, quadratic kappa of the band, AUROC of the score for
"worth it", and the accuracy for each kind of ask (a line of several kinds counts for each), with
95 % intervals of 1,000 bootstrap samples of postings. An asking line that fitcheck does not find
counts as `cannot_tell`; "of those found" leaves it out. The texts lie in ../shared/data, the labels
in `corpus/real_pairs` (docs/labelling.md, 6): one reading, by a large language model.

`make` writes a folder that the evaluation script of the development pairs reads; `take` stores the
filled sheets of such a folder. The exit status is 2 where the data are missing, 1 where a sheet was
refused.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.contenders import Ours
from benchmarks.corpus import Split
from benchmarks.labels import KINDS
from benchmarks.leaderboard import METRICS, Judged, accuracy, interval, real, run
from benchmarks.real_lines import DATA, NO_DATA
from benchmarks.real_pairs_files import take, write_sets
from benchmarks.real_pairs_store import SPLITS
from benchmarks.real_pairs_texts import found_sets, lost

Figures = dict[str, list[float]]
FEWEST = 30
"""A kind with fewer statuses is not shown: its interval would span a third of the scale."""


def asks_found(rows: Sequence[Judged]) -> float:
    """Share of the asking lines that were taken for such."""
    return _share([one for row in rows for one in row.found])


def accuracy_found(rows: Sequence[Judged]) -> float:
    """Accuracy of the statuses of those lines, as the development pairs' script counts it."""
    return accuracy([_chosen(row, row.found) for row in rows])


def evidence_hit(rows: Sequence[Judged]) -> float:
    """Share of the lines where both show something whose quotes name a line the reader chose."""
    return _share([one for row in rows for one in row.hits])


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else math.nan


def of_kind(kind: str, rows: Sequence[Judged]) -> list[Judged]:
    """The rows with the lines of one kind only."""
    return [_chosen(row, [kind in kinds for kinds in row.kinds]) for row in rows]


def _chosen(row: Judged, keep: Sequence[bool]) -> Judged:
    statuses = tuple(one for one, kept in zip(row.statuses, keep, strict=True) if kept)
    return replace(row, statuses=statuses)


def figures(rows: Sequence[Judged]) -> tuple[Figures, Figures]:
    """Each figure, and the accuracy by kind of ask, as value, lower and upper bound."""
    metrics: dict[str, Callable[[Sequence[Judged]], float]] = {
        "asks found": asks_found,
        **METRICS,
        "of those found": accuracy_found,
        "evidence hit": evidence_hit,
    }
    whole = {name: interval(rows, metric) for name, metric in metrics.items()}
    kinds = {}
    for kind in KINDS:
        chosen = of_kind(kind, rows)
        if count(chosen) >= FEWEST:
            kinds[kind] = interval(chosen, accuracy)
    return whole, kinds


def count(rows: Sequence[Judged]) -> int:
    """How many statuses."""
    return sum(len(row.statuses) for row in rows)


def report(split: Split, rows: Sequence[Judged], whole: Figures, kinds: Figures) -> str:
    """The figures of a split as text."""
    postings = len({row.posting for row in rows})
    lines = [f"{split.value}: {postings} postings, {len(rows)} pairs, {count(rows)} statuses"]
    lines += [f"  {name:<16}{_range(values)}" for name, values in whole.items()]
    for kind, values in kinds.items():
        lines.append(f"  {kind:<16}{_range(values)} of {count(of_kind(kind, rows))}")
    return "\n".join(lines)


def _range(values: Sequence[float]) -> str:
    value, low, high = values
    return f"{value:.3f} ({low:.3f}-{high:.3f})"


def measure(splits: Sequence[Split]) -> dict[str, dict[str, Figures]]:
    """Judge the pairs of each split and print its figures."""
    told = {}
    for split in splits:
        rows = run(Ours(), [((), real(split))])
        if not rows:
            continue
        whole, kinds = figures(rows)
        print(report(split, rows, whole, kinds))
        told[split.value] = {"figures": whole, "kinds": kinds}
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("make", "take"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--split", choices=[split.value for split in SPLITS], help="both without")
    parser.add_argument("--json", type=Path, metavar="FILE", help="store the figures")
    options = parser.parse_args(arguments)
    if options.what and options.folder is None:
        parser.error("a folder is wanted")
    if not DATA.is_dir():
        print(NO_DATA, file=sys.stderr)
        return 2
    splits = [Split(options.split)] if options.split else list(SPLITS)
    if options.what == "make":
        sets = {split: tuple(found_sets(split)) for split in splits}
        write_sets(sets, options.folder)
        for split, found in sets.items():
            print(f"{split.value}: {len(found)} sets written; {lost(found)}")
        return 0
    if options.what == "take":
        taken, refused = take(options.folder)
        print(f"{taken} sheets taken, {refused} refused")
        return 1 if refused else 0
    told = measure(splits)
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0 if told else 2


if __name__ == "__main__":
    raise SystemExit(main())
