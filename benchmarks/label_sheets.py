"""Makes the texts and sheets that a reader labels, and takes filled sheets into the corpus.

usage: python -m benchmarks label_sheets make FOLDER [--posting P001 …]
       python -m benchmarks label_sheets take FOLDER --reader A

The sheet is described in docs/labelling.md. `take` reads every `P001.sheet` of FOLDER, prints
what is wrong with it by line, and writes the right ones to `corpus/labels/READER/P001.json`.
The exit status is 1 where a sheet was refused.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.corpus import FOLDER, CorpusPosting, load_corpus
from benchmarks.labels import dump_reading
from benchmarks.sheets import SheetError, parse_sheet


def make_sheets(postings: Iterable[CorpusPosting], folder: Path) -> int:
    """Write one numbered text a posting, with its resumes below it; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for posting in postings:
        parts = [f"=== posting {posting.id}", *(f"{n} {line}" for n, line in posting.lines.items())]
        for resume in posting.resumes:
            parts += ["", f"=== resume {resume.id[len(posting.id) :]}"]
            parts += [f"{n} {line}" for n, line in resume.lines.items()]
        (folder / f"{posting.id}.txt").write_text("\n".join(parts) + "\n", encoding="utf-8")
        count += 1
    return count


def take_sheets(folder: Path, reader: str, target: Path = FOLDER / "labels") -> tuple[int, int]:
    """Take every filled sheet; returns how many were taken and refused (reasons are printed)."""
    postings = {posting.id: posting for posting in load_corpus()}
    taken = refused = 0
    for path in sorted(folder.glob("P*.sheet")):
        try:
            reading = parse_sheet(path.read_text(encoding="utf-8"), postings[path.stem])
        except (SheetError, KeyError) as problem:
            print(f"{path.stem}: {problem}")
            refused += 1
            continue
        place = target / reader / f"{path.stem}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(dump_reading(reading), encoding="utf-8")
        taken += 1
    return taken, refused


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("make", "take"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posting", nargs="*", default=None, help="only these")
    parser.add_argument("--reader", default="A", help="whose sheets these are")
    parser.add_argument("--target", type=Path, default=FOLDER / "labels", help="where labels go")
    options = parser.parse_args(arguments)
    if options.what == "make":
        chosen = load_corpus()
        if options.posting:
            chosen = tuple(p for p in chosen if p.id in options.posting)
        print(f"{make_sheets(chosen, options.folder)} texts written")
        return 0
    taken, refused = take_sheets(options.folder, options.reader, options.target)
    print(f"{taken} sheets taken, {refused} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
