"""Real pairs as a folder that the evaluation script reads, and filled sheets back as digests.

A folder has for each set `P????/posting.md`, `P????/P????R?.EXT`, each text again as
`*.numbered.txt`, the labels as `labels/A/P????.json`, and `sources.tsv`: a row for each set with
its id, its split, and the stored paths of posting and resumes. Whoever reads a set again writes
`P????.sheet` (docs/labelling.md, without section 3) beside its folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import Split
from benchmarks.corpus_files import write_numbered
from benchmarks.labels import Ask, Reading, Shown, dump_reading
from benchmarks.real_lines import line_digest
from benchmarks.real_pairs_store import (
    SPLITS,
    STORE,
    StoredLine,
    StoredResume,
    StoredSet,
    StoredText,
    dump_store,
    load_store,
)
from benchmarks.real_pairs_texts import (
    FoundSet,
    MissingTextError,
    RealText,
    content,
    digest_of,
)
from benchmarks.sheets import SheetError, parse_sheet

SOURCES = "sources.tsv"


def write_sets(sets: Mapping[Split, Iterable[FoundSet]], folder: Path) -> None:
    """Write the sets of some splits; `folder` is made where it is missing."""
    (folder / "labels" / "A").mkdir(parents=True, exist_ok=True)
    rows = []
    for split, found in sets.items():
        for one in found:
            _write_set(one, folder)
            paths = (one.stored.text.path, *(resume.text.path for resume in one.stored.resumes))
            rows.append("\t".join((one.stored.id, split.value, *paths)) + "\n")
    (folder / SOURCES).write_text("".join(rows), encoding="utf-8")


def _write_set(found: FoundSet, folder: Path) -> None:
    name = found.stored.id
    place = folder / name
    place.mkdir(exist_ok=True)
    _write_text(found.posting, place / "posting.md", place / "posting.numbered.txt")
    for resume in found.resumes:
        path = place / (resume.id + Path(resume.name).suffix)
        _write_text(resume, path, place / f"{resume.id}.numbered.txt")
    labels = folder / "labels" / "A" / f"{name}.json"
    labels.write_text(dump_reading(found.reading), encoding="utf-8")


def _write_text(text: RealText, path: Path, numbered: Path) -> None:
    path.write_bytes(text.data)
    write_numbered(numbered, text.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A text of a folder as its numbered lines; the headings of real resumes are not known."""

    id: str
    lines: Mapping[str, str]
    resumes: tuple[Numbered, ...] = ()
    headings: frozenset[str] = frozenset()


def take(folder: Path, store: Path = STORE) -> tuple[int, int]:
    """Store the labels of all filled sheets; how many were taken and refused (with the reason).

    A set that is stored already is replaced, the others stay. Raises OSError without sources.
    """
    sets = {split: {one.id: one for one in load_store(split, store)} for split in SPLITS}
    taken = refused = 0
    for row in (folder / SOURCES).read_text(encoding="utf-8").splitlines():
        name, split, *paths = row.split("\t")
        sheet = folder / f"{name}.sheet"
        if not sheet.exists():
            continue
        try:
            text = numbered_texts(folder / name, len(paths) - 1)
            reading = parse_sheet(sheet.read_text(encoding="utf-8"), text, facts=False)
            sets[Split(split)][name] = digested(reading, text, [_source(path) for path in paths])
        except (SheetError, MissingTextError, OSError) as problem:
            print(f"{name}: {problem}")
            refused += 1
            continue
        taken += 1
    store.mkdir(parents=True, exist_ok=True)
    for split, found in sets.items():
        (store / f"{split.value}.tsv").write_text(dump_store(found.values()), encoding="utf-8")
    return taken, refused


def _source(path: str) -> StoredText:
    return StoredText(path=path, digest=digest_of(content(path)[0]))


def numbered_texts(place: Path, resumes: int) -> Numbered:
    """A posting with its resumes from the numbered files of a set's folder."""

    def lines(path: Path) -> dict[str, str]:
        rows = path.read_text(encoding="utf-8").split("\n")
        return dict(row.split(" ", 1) for row in rows if " " in row)

    names = [f"{place.name}R{number}" for number in range(1, resumes + 1)]
    return Numbered(
        id=place.name,
        lines=lines(place / "posting.numbered.txt"),
        resumes=tuple(Numbered(id=n, lines=lines(place / f"{n}.numbered.txt")) for n in names),
    )


def digested(reading: Reading, text: Numbered, sources: Sequence[StoredText]) -> StoredSet:
    """A reading without words: lines by digest, no title, concept or reason.

    `sources` are those of the posting and of its resumes, in order.
    """
    keys = [resume.id[len(text.id) :] for resume in text.resumes]
    return StoredSet(
        id=text.id,
        text=sources[0],
        resumes=tuple(
            StoredResume(
                key=key,
                text=source,
                fit=reading.pairs[key].fit,
                worth=reading.pairs[key].worth,
            )
            for key, source in zip(keys, sources[1:], strict=True)
        ),
        lines=tuple(
            StoredLine(
                digest=line_digest(line),
                zone=reading.zones[number],
                ask=_wordless(reading.asks.get(number)),
                shown=tuple(
                    _evidence(reading.pairs[key].lines[number], resume.lines)
                    for key, resume in zip(keys, text.resumes, strict=True)
                    if number in reading.asks
                ),
            )
            for number, line in text.lines.items()
        ),
    )


def _wordless(ask: Ask | None) -> Ask | None:
    return None if ask is None else replace(ask, concepts=())


def _evidence(shown: Shown, lines: Mapping[str, str]) -> Shown:
    digests = dict.fromkeys(line_digest(lines[number]) for number in shown.evidence)
    return Shown(status=shown.status, evidence=tuple(digests))
