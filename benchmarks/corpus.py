"""Loads the corpus: postings, resumes and how they are split (docs/corpus.md).

    for posting in load_corpus(split=Split.TRAIN):
        print(posting.occupation, posting.lines["L001"], posting.resumes[0].grade)

The texts stand in `corpus/postings/P001.md` and `corpus/resumes/P001R1.md`, what is known of them
in `corpus/index.toml`. All of it is CC0 1.0; people and employers are invented.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from examples.papers.source import Part, Piece, parse_pieces

FOLDER = Path(__file__).with_suffix("")


class Split(StrEnum):
    """Train to fit on, dev to choose on, test to report on once a release."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


class Grade(StrEnum):
    """What a resume was meant to be when it was written; labellers never see it."""

    STRONG = "strong"
    STRETCH = "stretch"
    ADJACENT = "adjacent"
    OVERQUALIFIED = "overqualified"
    CAREER_CHANGER = "career_changer"
    GRADUATE = "graduate"
    STUFFED = "stuffed"
    BADLY_WRITTEN = "badly_written"


class NumberedText(Protocol):
    """A posting or resume as the labels see it."""

    @property
    def id(self) -> str:
        """Its name; that of a resume begins with its posting's."""

    @property
    def lines(self) -> Mapping[str, str]:
        """Its lines by number, "L001" or "r001" and on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusResume:
    """One resume. `source` is its text in the subset of Markdown that `layout` renders."""

    id: str
    grade: Grade
    layout: str
    source: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The lines of the source with their parts, in order."""
        return parse_pieces(self.source)

    @property
    def lines(self) -> Mapping[str, str]:
        """The visible lines by number, "r001" and on, as a person reads them."""
        return numbered((_shown(piece) for piece in self.pieces), letter="r")

    @property
    def headings(self) -> frozenset[str]:
        """The numbers of the section headings."""
        return frozenset(
            f"r{number:03d}"
            for number, piece in enumerate(self.pieces, 1)
            if piece.part is Part.HEADING
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusPosting:
    """One posting with its resumes.

    `language` is ISO 639-1, `region` ISO 3166-1 of the labour market, `isco` the ISCO-08 unit
    group (four digits; the first is the major group), `occupation` a plain name.
    """

    id: str
    split: Split
    language: str
    region: str
    isco: str
    occupation: str
    seniority: str
    employer: str
    form: str
    text: str
    resumes: tuple[CorpusResume, ...]

    @property
    def lines(self) -> Mapping[str, str]:
        """The non-empty lines by number, "L001" and on, with their marks."""
        return numbered((line.strip() for line in self.text.splitlines()), letter="L")


def numbered(lines: Any, *, letter: str) -> dict[str, str]:
    """The non-empty lines by letter and number from 001."""
    kept = [line for line in lines if line]
    return {f"{letter}{number:03d}": line for number, line in enumerate(kept, 1)}


def _shown(piece: Piece) -> str:
    mark = f"{piece.marker or '-'} " if piece.part is Part.ITEM else ""
    return mark + piece.text + (f"  {piece.right}" if piece.right else "")


def read_index(folder: Path = FOLDER) -> Sequence[Mapping[str, Any]]:
    """The rows of `index.toml`, as they stand."""
    with (folder / "index.toml").open("rb") as file:
        rows: Sequence[Mapping[str, Any]] = tomllib.load(file)["posting"]
    return rows


def load_corpus(*, split: Split | None = None, folder: Path = FOLDER) -> tuple[CorpusPosting, ...]:
    """The postings of a split (all without one), in the order of their ids."""
    rows = read_index(folder)
    return tuple(
        _posting(row, folder) for row in rows if split is None or row["split"] == split.value
    )


def _posting(row: Mapping[str, Any], folder: Path) -> CorpusPosting:
    named = {name: str(row[name]) for name in _PLAIN}
    return CorpusPosting(
        **named,
        split=Split(row["split"]),
        text=(folder / "postings" / f"{row['id']}.md").read_text(encoding="utf-8"),
        resumes=tuple(
            CorpusResume(
                id=str(resume["id"]),
                grade=Grade(resume["grade"]),
                layout=str(resume["layout"]),
                source=(folder / "resumes" / f"{resume['id']}.md").read_text(encoding="utf-8"),
            )
            for resume in row["resumes"]
        ),
    )


_PLAIN = (
    "id",
    "language",
    "region",
    "isco",
    "occupation",
    "seniority",
    "employer",
    "form",
)
