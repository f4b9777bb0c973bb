"""Whether the honest resume outranks every attack on the same posting.

A base is a posting and an honest resume that fits it (not perfectly). Each attack is an unrelated
person's resume plus one trick that works on scorers of words (`attacks.py`). Twenty bases were
written by hand, the others are made of the corpus (`corpus_bases.py`). `python -m benchmarks
adversarial` scores all of them with fitcheck beside three formulas of peers, prints how often each
is fooled, and names every failure of fitcheck.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.attacks import Base, Case, build
from benchmarks.corpus_bases import corpus_cases
from benchmarks.outranking import SCORERS, as_json, as_table, failures, measure, scorers
from examples.papers.source import load_source

FOLDER = Path(__file__).with_suffix("")
SOURCES = Path(__file__).resolve().parents[1] / "examples" / "sources"
CARRIERS = "carriers.toml"
AS_OF = date(2026, 11, 22)
"""The day of all bases; "present" in a resume runs until then."""


def load_carriers(folder: Path = FOLDER) -> dict[str, str]:
    """The unrelated resumes by name."""
    table = tomllib.loads((folder / CARRIERS).read_text(encoding="utf-8"))
    return {name: carrier["text"] for name, carrier in table.items()}


def load_cases(folder: Path = FOLDER) -> tuple[Case, ...]:
    """The hand-written cases of a folder, by name. KeyError for a missing key or carrier."""
    carriers = load_carriers(folder)
    paths = sorted(path for path in folder.glob("*.toml") if path.name != CARRIERS)
    return tuple(_case(path, carriers) for path in paths)


def _case(path: Path, carriers: dict[str, str]) -> Case:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    example = table.get("example")
    return Case(
        name=path.stem,
        trade=table["trade"],
        title=table["title"],
        posting=_example("postings", example["posting"]) if example else table["posting"],
        honest=_example("resumes", example["resume"]) if example else table["honest"],
        carrier=carriers[table["carrier"]],
        keywords=tuple(table["keywords"]),
        claim=table["claim"],
        homonyms=tuple(table["homonyms"]),
        paraphrase=tuple(table["paraphrase"]),
    )


def _example(kind: str, name: str) -> str:
    """The body of an example's source, as Markdown."""
    return load_source(SOURCES / kind / f"{name}.md").body.replace(" || ", " · ")


def bases() -> tuple[Base, ...]:
    """All bases, the hand-written ones first; the same on every run."""
    return tuple(build(case) for case in (*load_cases(), *corpus_cases(load_carriers())))


def main(arguments: Sequence[str] | None = None) -> int:
    """Score everything, print the tables, and write the figures where `--json` says."""
    parser = argparse.ArgumentParser(prog="benchmarks.adversarial", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every score as JSON")
    parser.add_argument(
        "--scorers", nargs="+", choices=SCORERS, default=SCORERS, help="which (default: all)"
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th base")
    options = parser.parse_args(arguments)
    family = bases()[:: options.every]
    chosen = scorers(options.scorers, family, AS_OF)
    results = tuple(measure(family, scorer) for scorer in chosen)
    trades = len({base.trade for base in family})
    print(f"{len(family)} bases, {trades} trades, {sum(len(b.attacks) for b in family)} attacks\n")
    print(as_table(results))
    for result in results:
        if result.has_bands:
            print("\n" + "\n".join(failures(result)))
    if options.json is not None:
        options.json.write_text(as_json(results, AS_OF), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
