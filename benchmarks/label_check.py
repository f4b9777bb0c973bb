"""Whether labels are whole: every line, ask, status and piece of evidence in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import FOLDER, CorpusPosting
from benchmarks.labels import (
    ASK_ZONES,
    FITS,
    KINDS,
    SECTIONS,
    SHOWN,
    STATUSES,
    ZONES,
    Facts,
    Pair,
    Reading,
    load_reading,
)

LABELS = FOLDER / "labels"
READERS = ("A", "B")
"""First and second reading; both are kept as they were made."""


def readings(posting: CorpusPosting, folder: Path = LABELS) -> dict[str, Reading]:
    """The readings of a posting by reader, "A" first; empty where nobody has read it."""
    paths = {reader: folder / reader / f"{posting.id}.json" for reader in READERS}
    return {reader: load_reading(path) for reader, path in paths.items() if path.exists()}


def best_reading(posting: CorpusPosting, folder: Path = LABELS) -> Reading | None:
    """What is taken for true: the settled reading, else the first; None where nobody has read."""
    settled = folder / "settled" / f"{posting.id}.json"
    if settled.exists():
        return load_reading(settled)
    return next(iter(readings(posting, folder).values()), None)


def label_problems(postings: Iterable[CorpusPosting], folder: Path = LABELS) -> Iterator[str]:
    """One sentence for each thing that is wrong in any label file."""
    for posting in postings:
        found = readings(posting, folder)
        settled = folder / "settled" / f"{posting.id}.json"
        if settled.exists():
            found["settled"] = load_reading(settled)
        elif len(found) > 1:
            yield f"{posting.id}: read twice, but not settled"
        for reader, reading in found.items():
            for problem in reading_problems(reading, posting):
                yield f"{posting.id} by {reader}: {problem}"


def reading_problems(reading: Reading, posting: CorpusPosting) -> Iterator[str]:
    """What is wrong with one reading."""
    if reading.posting != posting.id:
        yield f"the labels are those of {reading.posting}"
    if list(reading.zones) != list(posting.lines):
        yield "not every line of the posting has a zone"
    yield from (f"{n} has no zone {z}" for n, z in reading.zones.items() if z not in ZONES)
    for number, ask in reading.asks.items():
        if number not in posting.lines:
            yield f"the posting has no line {number}"
        if ask.zone not in ASK_ZONES or reading.zones.get(number) != ask.zone:
            yield f"{number} asks, but its zone is {reading.zones.get(number)}"
        if not ask.kinds or not set(ask.kinds) <= set(KINDS):
            yield f"{number} has kinds {ask.kinds}"
    wanted = [resume.id[len(posting.id) :] for resume in posting.resumes]
    if list(reading.pairs) != wanted or list(reading.resumes) != wanted:
        yield f"labels are wanted for {' '.join(wanted)}"
        return
    for resume, key in zip(posting.resumes, wanted, strict=True):
        lines = resume.lines
        yield from (f"{key} {p}" for p in _pair_problems(reading, reading.pairs[key], lines))
        kept = [n for n in list(lines)[1:] if n not in resume.headings]
        yield from (f"{key} {p}" for p in _facts_problems(reading.resumes[key], kept, lines))


def _pair_problems(reading: Reading, pair: Pair, lines: Iterable[str]) -> Iterator[str]:
    known = set(lines)
    if set(pair.lines) != set(reading.asks):
        yield "not every ask has a status, or a status has no ask"
    for number, shown in pair.lines.items():
        if shown.status not in STATUSES:
            yield f"{number}: no status {shown.status}"
        if (shown.status in SHOWN) != bool(shown.evidence):
            yield f"{number}: {shown.status} with {len(shown.evidence)} lines of evidence"
        if len(shown.evidence) > 3 or not set(shown.evidence) <= known:
            yield f"{number}: evidence {' '.join(shown.evidence)}"
    if pair.fit not in FITS or (pair.fit == "strong") > pair.worth:
        yield f"fit {pair.fit} with worth {pair.worth}"
    if pair.worth and pair.fit in ("weak", "none"):
        yield f"fit {pair.fit}, yet worth the time"


def _facts_problems(facts: Facts, kept: list[str], lines: Iterable[str]) -> Iterator[str]:
    known = set(lines)
    missing = [number for number in kept if facts.sections.get(number) not in SECTIONS]
    if missing:
        yield f"lines without a section: {' '.join(missing[:6])}"
    for held in facts.positions:
        if held.line not in known:
            yield f"the position {held.title} stands in no line {held.line}"
    for degree in facts.degrees:
        if degree.line not in known:
            yield f"a {degree.level} stands in no line {degree.line}"
