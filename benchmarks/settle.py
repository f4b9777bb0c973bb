"""Settles what two readers labelled differently, by a third reading.

usage: python -m benchmarks settle make FOLDER [--posting P001 …]
       python -m benchmarks settle take FOLDER

`make` writes for every posting that two readers have read `P001.txt`: the numbered texts and the
questions, with both answers in an order that does not tell whose is whose. The third reader writes
`P001.answers`, one row a question: `L013 yes` (does the line ask?), `L012 R1 D r006`,
`fit R1 partial no`. `take` joins them to `labels/settled/P001.json`, prints what is wrong and exits
with 1 where an answer is missing. First and second labels stay as they were made.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from benchmarks.corpus import FOLDER, CorpusPosting, load_corpus
from benchmarks.label_check import LABELS, readings
from benchmarks.label_sheets import make_sheets
from benchmarks.labels import FITS, Pair, Reading, Shown, dump_reading
from benchmarks.sheets import LETTERS, SheetError, parse_status

_LETTER = {status: letter for letter, status in LETTERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One difference; `key` is how the answer's row begins, `answers` are the two readers'."""

    key: str
    answers: tuple[str, str]


def questions(one: Reading, other: Reading) -> Iterator[Question]:
    """Every ask, status, fit and worth in which the readings differ."""
    for number in sorted(set(one.asks) ^ set(other.asks)):
        yield Question(key=number, answers=("yes", "no"))
    for key, pair in one.pairs.items():
        second = other.pairs[key]
        for number in sorted(set(one.asks) & set(other.asks)):
            if pair.lines[number].status != second.lines[number].status:
                told = (_told(pair.lines[number]), _told(second.lines[number]))
                yield Question(key=f"{number} {key}", answers=told)
        if (pair.fit, pair.worth) != (second.fit, second.worth):
            yield Question(key=f"fit {key}", answers=(_judged(pair), _judged(second)))


def _told(shown: Shown) -> str:
    return " ".join((_LETTER[shown.status], *shown.evidence))


def _judged(pair: Pair) -> str:
    return f"{pair.fit} {'yes' if pair.worth else 'no'}"


def settled(
    one: Reading, other: Reading, answers: Mapping[str, str], posting: CorpusPosting
) -> Reading:
    """The first reading with the differences settled; raises SheetError where one is open.

    A line that only one reader took as an ask comes with that reader's statuses where the answer
    is yes.
    """
    missing = [q.key for q in questions(one, other) if q.key not in answers]
    if missing:
        raise SheetError(f"no answer for {', '.join(missing[:6])}")
    kept = {n for n in set(one.asks) | set(other.asks) if answers.get(n, "yes") == "yes"}
    asks = {n: one.asks.get(n) or other.asks[n] for n in sorted(kept)}
    lines = {resume.id[len(posting.id) :]: resume.lines for resume in posting.resumes}
    pairs = {}
    for key, pair in one.pairs.items():
        shown = {}
        for number in asks:
            given = answers.get(f"{number} {key}")
            first = pair.lines.get(number) or other.pairs[key].lines[number]
            shown[number] = parse_status(given, lines[key]) if given else first
        fit, worth = answers.get(f"fit {key}", _judged(pair)).split()
        if fit not in FITS or worth not in ("yes", "no"):
            raise SheetError(f"fit {key} {fit} {worth}: a fit and yes or no are wanted")
        pairs[key] = replace(pair, lines=shown, fit=fit, worth=worth == "yes")
    zones = dict(one.zones) | {number: ask.zone for number, ask in asks.items()}
    for number in set(one.asks) - kept:
        zones[number] = other.zones[number]
    return replace(one, asks=asks, zones=zones, pairs=pairs)


def parse_answers(text: str) -> dict[str, str]:
    """The answers of the third reader by the key of their question."""
    found = {}
    for row in filter(None, map(str.strip, text.splitlines())):
        words = row.split()
        size = 2 if words[0] == "fit" or (len(words) > 2 and words[1].startswith("R")) else 1
        found[" ".join(words[:size])] = " ".join(words[size:])
    return found


def make_questions(postings: Sequence[CorpusPosting], folder: Path) -> int:
    """Write texts and questions of all postings that two readers differ on; how many questions."""
    count = 0
    for posting in postings:
        read = readings(posting)
        if len(read) < 2:
            continue
        asked = list(questions(read["A"], read["B"]))
        if not asked:
            continue
        make_sheets([posting], folder)
        rows = ["", "=== questions"]
        for question in asked:
            turned = crc32((posting.id + question.key).encode()) % 2
            answers = question.answers[::-1] if turned else question.answers
            rows.append(f"{question.key} : {' | '.join(answers)}")
        path = folder / f"{posting.id}.txt"
        path.write_text(path.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
        count += len(asked)
    return count


def take_answers(folder: Path, target: Path = LABELS / "settled") -> tuple[int, int]:
    """Join all answers; how many postings were settled and refused (reasons are printed)."""
    target.mkdir(parents=True, exist_ok=True)
    taken = refused = 0
    for posting in load_corpus():
        read = readings(posting)
        if len(read) < 2:
            continue
        path = folder / f"{posting.id}.answers"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        try:
            reading = settled(read["A"], read["B"], parse_answers(text), posting)
        except SheetError as problem:
            print(f"{posting.id}: {problem}")
            refused += 1
            continue
        (target / f"{posting.id}.json").write_text(dump_reading(reading), encoding="utf-8")
        taken += 1
    return taken, refused


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("make", "take"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posting", nargs="*", default=None, help="only these")
    options = parser.parse_args(arguments)
    if options.what == "make":
        chosen = [p for p in load_corpus() if not options.posting or p.id in options.posting]
        print(f"{make_questions(chosen, options.folder)} questions written")
        return 0
    taken, refused = take_answers(options.folder)
    print(f"{taken} postings settled, {refused} open; labels in {FOLDER.name}/labels/settled")
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
