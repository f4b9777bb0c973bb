"""Zones of real posting lines and sections of real resume lines, kept as digests without text.

usage: python -m benchmarks real_lines make FOLDER
       python -m benchmarks real_lines take FOLDER
       python -m benchmarks real_lines

`make` writes numbered lines of a fixed sample of ../shared/data as `NNN.txt`, to be labelled by
reading in `NNN.sheet` with one row: `zones L001 title; L002-L004 about …` for a posting, `sections
L001 contact; …` for a resume (docs/labelling.md; here also `heading` for section headings). `take`
stores the labels in `corpus/real_lines.tsv`: kind, use, digests of document and line, label.
Without a word, how many labelled lines are found again in what fitcheck reads today.

The sample is for testing. Postings for training and for development were read line by line beside
real resumes, by the same guide; where a line under a heading for asks asks nothing, its label is
`other`. No posting that shares a paragraph with one of the sample is among them, none of training
shares one with those of development, and none of training with the development pairs
(../shared/gold/dev). The two sources of `TEMPLATES`, each written to one pattern, are on all sides;
figures name them apart.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.corpus import FOLDER
from benchmarks.labels import SECTIONS, ZONES
from benchmarks.sheets import SheetError, ranges
from fitcheck.documents.reader import read_document
from fitcheck.errors import InputError
from fitcheck.language.detect import detect_language

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NO_DATA = "the development data (../shared/data) are not beside this checkout"
STORE = FOLDER / "real_lines.tsv"
SAMPLE = {
    "posting": {
        "postings/remote/*.md": 14,
        "postings/la_city/*.txt": 4,
        "postings/uk_dfe/*.md": 4,
        "postings/html_jsonld/*.html": 6,
    },
    "resume": {
        "resumes/livecareer_sample/*/*.pdf": 14,
        "resumes/anonymised_docx/*.docx": 7,
        "resumes/published_templates/**/*.pdf": 5,
    },
}
"""How many documents of each source, spread evenly over the names from the middle of each step."""
TEMPLATES = frozenset({"la_city", "uk_dfe"})
"""Folders whose postings all follow one pattern, that of postings kept for training too."""
MOST_LINES = 70
"""Lines of one document that are labelled at most, so that none weighs too much."""
LABELS = {"posting": ZONES, "resume": (*SECTIONS, "heading")}
_WORD = re.compile(r"[^\W_]+")


class Use(StrEnum):
    """What the labels of a document are for."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealDocument:
    """One sampled document: digest of its file, and its lines as fitcheck reads them."""

    kind: str
    name: str
    digest: str
    lines: tuple[str, ...]

    @property
    def numbered(self) -> dict[str, str]:
        """The lines by number."""
        return {f"L{n:03d}": line for n, line in enumerate(self.lines, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RealLine:
    """A stored label: `document` and `line` are digests (16 hexadecimal digits)."""

    kind: str
    use: Use
    document: str
    line: str
    label: str


def line_digest(text: str) -> str:
    """Digest of the words of a line, so that marks and blanks do not matter."""
    words = " ".join(_WORD.findall(text.lower()))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def sampled_paths(kind: str) -> Iterator[Path]:
    """The files of the sample, evenly spread over each source, in a fixed order."""
    for pattern, wanted in SAMPLE[kind].items():
        paths = sorted(DATA.glob(pattern))
        step = max(1, len(paths) // wanted)
        yield from paths[step // 2 :: step][:wanted]


def labelled_paths(kind: str, use: Use = Use.TEST) -> Iterator[tuple[Path, dict[str, str]]]:
    """The files of a kind that are labelled for a use, with their labels by digest of the line."""
    labels: dict[str, dict[str, str]] = {}
    for row in stored():
        if row.kind == kind and row.use is use:
            labels.setdefault(row.document, {})[row.line] = row.label
    if not labels:
        return
    for path in sampled_paths(kind) if use is Use.TEST else _all_paths(kind):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        if digest in labels:
            yield path, labels.pop(digest)


def _all_paths(kind: str) -> Iterator[Path]:
    for pattern in SAMPLE[kind]:
        yield from sorted(DATA.glob(pattern))


def sample() -> Iterator[RealDocument]:
    """The sampled documents that are English and can be read, in a fixed order."""
    for kind in SAMPLE:
        for path in sampled_paths(kind):
            try:
                document = read_document(path)
            except InputError as problem:
                print(f"left out {path.name}: {problem.code.value}", file=sys.stderr)
                continue
            if detect_language(document.text) not in ("en", None):
                continue
            quotes = [document.quote(block.span) for block in document.blocks]
            yield RealDocument(
                kind=kind,
                name=path.stem,
                digest=hashlib.sha256(path.read_bytes()).hexdigest()[:16],
                lines=tuple(quotes[:MOST_LINES]),
            )


def stored() -> tuple[RealLine, ...]:
    """All stored labels; empty where there are none."""
    if not STORE.exists():
        return ()
    rows = [row.split("\t") for row in STORE.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(
        RealLine(kind=k, use=Use(u), document=d, line=n, label=v) for k, u, d, n, v in rows
    )


def make(folder: Path) -> int:
    """Write the numbered lines of all sampled documents; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, document in enumerate(sample(), 1):
        text = "".join(f"{number} {line}\n" for number, line in document.numbered.items())
        path = folder / f"{count:03d}.txt"
        path.write_text(f"=== {document.kind}\n{text}", encoding="utf-8", errors="replace")
    return count


def take(folder: Path) -> tuple[int, int]:
    """Store the labels of all filled sheets; returns how many lines and how many refused sheets.

    What is stored for training and development stays.
    """
    rows: dict[tuple[str, str], RealLine] = {}
    refused = 0
    for number, document in enumerate(sample(), 1):
        try:
            labels = _filled(folder / f"{number:03d}.sheet", document)
        except (OSError, SheetError) as problem:
            print(f"{number:03d}: {problem}")
            refused += 1
            continue
        for name, label in labels.items():
            digest = line_digest(document.numbered[name])
            row = RealLine(
                kind=document.kind,
                use=Use.TEST,
                document=document.digest,
                line=digest,
                label=label,
            )
            rows.setdefault((document.digest, digest), row)
    _store([*rows.values(), *(row for row in stored() if row.use is not Use.TEST)])
    return len(rows), refused


def _store(rows: Sequence[RealLine]) -> None:
    lines = ["kind\tuse\tdocument\tline\tlabel"]
    lines += [f"{r.kind}\t{r.use}\t{r.document}\t{r.line}\t{r.label}" for r in rows]
    STORE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _filled(path: Path, document: RealDocument) -> dict[str, str]:
    """The label of every line of a document; raises SheetError where a sheet is not right."""
    text = path.read_text(encoding="utf-8").partition(" ")[2]
    labels = ranges(" ".join(text.split()), list(document.numbered), LABELS[document.kind])
    missing = [number for number in document.numbered if number not in labels]
    if missing:
        raise SheetError(f"lines without a label: {' '.join(missing[:8])}")
    return labels


def _found(kind: str, use: Use) -> int:
    """How many labelled lines stand in the documents as they are read today."""
    count = 0
    for path, labels in labelled_paths(kind, use):
        document = read_document(path)
        count += len({line_digest(document.quote(b.span)) for b in document.blocks} & set(labels))
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("make", "take"))
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args(arguments)
    if not DATA.is_dir():
        print(NO_DATA, file=sys.stderr)
        return 2
    if options.what and options.folder is None:
        parser.error("a folder is wanted")
    if options.what == "make":
        print(f"{make(options.folder)} documents written")
        return 0
    if options.what == "take":
        count, refused = take(options.folder)
        print(f"{count} lines stored, {refused} sheets refused")
        return 1 if refused else 0
    wanted = Counter((row.kind, row.use) for row in stored())
    for (kind, use), count in wanted.items():
        print(f"{kind}, {use}: {_found(kind, use)} of {count} labelled lines are read today")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
