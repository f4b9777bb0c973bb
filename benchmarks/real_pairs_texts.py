"""The texts of real pairs, found again by path, and their labels, found again line by line.

A text counts only with the bytes that were labelled, a line with the words that were labelled
(`real_lines.line_digest`). Lines are those that fitcheck reads today, so a labelled line that it
reads otherwise is lost; how many, every command says.
"""

from __future__ import annotations

import hashlib
import html
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from benchmarks.contenders import LabelledPair
from benchmarks.corpus import CorpusPosting, Split, load_corpus, numbered
from benchmarks.judged import PairFiles
from benchmarks.labels import Ask, Facts, Pair, Reading, Shown
from benchmarks.real_lines import DATA, line_digest
from benchmarks.real_pairs_store import StoredLine, StoredSet, StoredText, load_store
from fitcheck.documents.reader import read_bytes
from fitcheck.errors import InputError
from fitcheck.settings import ReadingSettings

FEWEST_ENDS = 12
"""With fewer line ends an exported resume has lost its lines; runs of blanks are where they were.
Of the 310 resumes of the archive 229 have no line end at all and the others 19 or more."""
_TAG = re.compile(r"<[^>]+>")
_BLANKS = re.compile(r"[ \t]{2,}")


class MissingTextError(LookupError):
    """A text that is not where it was, or is not the one that was labelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RealText:
    """A text as a file, with its lines by number ("L001", "r001")."""

    id: str
    name: str
    data: bytes
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSet:
    """A stored set with its texts; the reading has the numbers of today's lines.

    `lost_lines` and `lost_evidence` count labelled lines that are not read today, of `all_lines`
    of the posting and `all_evidence` pieces of evidence.
    """

    stored: StoredSet
    posting: RealText
    resumes: tuple[RealText, ...]
    reading: Reading
    lost_lines: int
    all_lines: int
    lost_evidence: int
    all_evidence: int

    @property
    def pairs(self) -> tuple[LabelledPair, ...]:
        """Each resume beside the posting, with the labels."""
        return tuple(
            LabelledPair(
                posting=self.posting,
                resume=resume,
                key=key,
                readings=(self.reading,),
                files=partial(_files, self.posting, resume),
            )
            for key, resume in zip(self.reading.pairs, self.resumes, strict=True)
        )


def _files(posting: RealText, resume: RealText) -> PairFiles:
    return PairFiles(
        resume=resume.data,
        resume_name=resume.name,
        posting=posting.data,
        posting_name=posting.name,
    )


def found_sets(split: Split) -> Iterator[FoundSet]:
    """The sets of a split whose texts are there; says on standard error which are left out."""
    for stored in load_store(split):
        try:
            yield find(stored)
        except (MissingTextError, InputError) as problem:
            print(f"left out {stored.id}: {problem}", file=sys.stderr)


def find(stored: StoredSet) -> FoundSet:
    """The texts and labels of a set. Raises MissingTextError, and InputError from the reader."""
    posting = text_of(stored.text, name=stored.id, letter="L")
    resumes = tuple(
        text_of(one.text, name=stored.id + one.key, letter="r") for one in stored.resumes
    )
    places = placed(stored.lines, posting.lines)
    known = [first_places(resume.lines) for resume in resumes]
    pairs = {
        one.key: Pair(
            lines={
                number: _renumbered(line.shown[place], known[place])
                for number, line in places.items()
                if line.ask is not None
            },
            fit=one.fit,
            worth=one.worth,
            why="",
        )
        for place, one in enumerate(stored.resumes)
    }
    evidence = [
        digest in known[place]
        for line in stored.lines
        for place, shown in enumerate(line.shown)
        for digest in shown.evidence
    ]
    return FoundSet(
        stored=stored,
        posting=posting,
        resumes=resumes,
        reading=Reading(
            posting=stored.id,
            title="",
            asks=_asks(places),
            zones={number: line.zone for number, line in places.items()},
            resumes={one.key: Facts(sections={}) for one in stored.resumes},
            pairs=pairs,
        ),
        lost_lines=len(stored.lines) - len(places),
        all_lines=len(stored.lines),
        lost_evidence=evidence.count(False),
        all_evidence=len(evidence),
    )


def _asks(places: Mapping[str, StoredLine]) -> dict[str, Ask]:
    return {number: line.ask for number, line in places.items() if line.ask is not None}


def placed(stored: Iterable[StoredLine], lines: Mapping[str, str]) -> dict[str, StoredLine]:
    """The stored lines by today's numbers; of equal lines the first is the first one stored."""
    waiting: dict[str, list[StoredLine]] = {}
    for line in stored:
        waiting.setdefault(line.digest, []).append(line)
    found = {}
    for number, text in lines.items():
        same = waiting.get(line_digest(text))
        if same:
            found[number] = same.pop(0)
    return found


def first_places(lines: Mapping[str, str]) -> dict[str, str]:
    """The number of the first line with each digest."""
    found: dict[str, str] = {}
    for number, text in lines.items():
        found.setdefault(line_digest(text), number)
    return found


def _renumbered(shown: Shown, places: Mapping[str, str]) -> Shown:
    """A status with the numbers of its evidence; what is not read today is left out."""
    kept = tuple(places[digest] for digest in shown.evidence if digest in places)
    return Shown(status=shown.status, evidence=kept)


def text_of(stored: StoredText, *, name: str, letter: str) -> RealText:
    """The text at a stored path, if it is the one that was labelled."""
    data, source = content(stored.path)
    if digest_of(data) != stored.digest:
        raise MissingTextError(f"{stored.path} is not the text that was labelled")
    if stored.path.startswith("corpus/"):
        return RealText(id=name, name=source, data=data, lines=_corpus()[source[:-3]].lines)
    if "!" in stored.path:
        data = relined(data.decode("utf-8", errors="replace")).encode()
    return RealText(id=name, name=source, data=data, lines=lines_read(data, source, letter))


def content(path: str) -> tuple[bytes, str]:
    """The bytes at a stored path, and the name to read them under. Raises MissingTextError."""
    place, _, rest = path.partition("/")
    try:
        if place == "corpus":
            return _corpus()[rest].text.encode(), f"{rest}.md"
        archive, _, member = rest.partition("!")
        if not member:
            return (DATA / rest).read_bytes(), Path(rest).name
        with zipfile.ZipFile(DATA / archive) as file:
            return file.read(member), Path(member).stem + ".txt"
    except (KeyError, OSError, zipfile.BadZipFile) as problem:
        raise MissingTextError(f"{path} is not there: {problem}") from problem


def digest_of(data: bytes) -> str:
    """The digest of a text's bytes: 16 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()[:16]


def relined(text: str) -> str:
    """The words of an exported resume (annotated XML) in lines.

    Tags are taken away, entities read; where the file has hardly a line end, runs of two or more
    blanks become one.
    """
    plain = html.unescape(_TAG.sub("", text)).strip().strip('"')
    if plain.count("\n") < FEWEST_ENDS:
        plain = _BLANKS.sub("\n", plain)
    return plain.strip() + "\n"


def lines_read(data: bytes, name: str, letter: str) -> dict[str, str]:
    """The lines as fitcheck reads them, by number. Raises InputError."""
    document = read_bytes(data, source=name, settings=ReadingSettings())
    quotes = (" ".join(document.quote(block.span).split()) for block in document.blocks)
    return numbered(quotes, letter=letter)


@cache
def _corpus() -> Mapping[str, CorpusPosting]:
    return {posting.id: posting for posting in load_corpus()}


def lost(found: Sequence[FoundSet]) -> str:
    """How many labelled lines are not read today, as one sentence."""
    lines, evidence = (
        sum(one.lost_lines for one in found),
        sum(one.lost_evidence for one in found),
    )
    return (
        f"not read today: {lines} of {sum(one.all_lines for one in found)} labelled lines, "
        f"{evidence} of {sum(one.all_evidence for one in found)} pieces of evidence"
    )
