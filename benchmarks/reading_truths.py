"""Truths about real resumes, as digests: make them from a plain file, and read them.

    python -m benchmarks.reading_truths PLAIN.json FOLDER

PLAIN.json, which stays outside the repository, is a list of
`{"file", "half": "open"|"blind", "positions": [{"title": [...], "employer": [...], "dates":
[[start, end] or null, ...]}], "skills": [...], "columns": [["marker phrase", ...], ...]}`; `file`
is a path in FOLDER (the published templates), and where a field has several forms each of them is
right. It was written by a person's way of reading: from pictures of the pages, before any
parser's output was looked at. What is committed (`reading_truths.json`) holds no text: the first
16 hex digits of the SHA-256 of each normalised string, how many words a phrase has, and the
SHA-256 of the file, without which nothing is measured.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DIGESTS = Path(__file__).with_name("reading_truths.json")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_WORD = re.compile(r"[^\W_]+[+#]*")
_LENGTH = 16


def digest(text: str) -> str:
    """The first hex digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def plain(text: str | None) -> str:
    """A title or a name without differences of case, dashes, quotes and blanks."""
    folded = unicodedata.normalize("NFKC", text or "").lower().translate(_QUOTES)
    dashes = re.sub(r"\s*[\u2010-\u2015-]\s*", "-", folded)
    return " ".join(dashes.split()).rstrip(".,")


def words_of(text: str) -> list[str]:
    """The words of a text without punctuation, lower case ("C++" and "C#" keep their signs)."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


@dataclass(frozen=True, slots=True)
class Phrase:
    """`count` words whose digest is known."""

    count: int
    digest: str

    @classmethod
    def of(cls, text: str) -> Phrase:
        """The phrase that `text` is."""
        words = words_of(text)
        return cls(len(words), digest(" ".join(words)))


@dataclass(frozen=True, slots=True)
class TruePosition:
    """The digests of the forms that are right; dates as "start/end", "" where none are stated."""

    titles: frozenset[str]
    employers: frozenset[str]
    dates: frozenset[str]

    @classmethod
    def of(
        cls,
        titles: Iterable[str | None],
        employers: Iterable[str | None],
        dates: Iterable[Sequence[str] | None],
    ) -> TruePosition:
        """A position from the forms of its parts, None where it has none."""
        return cls(
            frozenset(digest(plain(title)) for title in titles),
            frozenset(digest(plain(employer)) for employer in employers),
            frozenset(digest("/".join(ends or ())) for ends in dates),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a person reads in one file. `group` is fixtures, open or blind.

    `columns` are marker phrases from top to bottom, for each column of each page: no text of
    another column stands between those of one.
    """

    file: Path
    sha256: str | None
    group: str
    positions: tuple[TruePosition, ...]
    skills: tuple[Phrase, ...]
    columns: tuple[tuple[Phrase, ...], ...]


class Words:
    """The words of a text, in which phrases are found by their digests."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text)
        self._places: dict[int, dict[str, int]] = {}

    def place(self, phrase: Phrase) -> int | None:
        """The number of the first word of the first occurrence, or None."""
        count = phrase.count
        if count not in self._places:
            places: dict[str, int] = {}
            for start in range(len(self._words) - count + 1):
                places.setdefault(digest(" ".join(self._words[start : start + count])), start)
            self._places[count] = places
        return self._places[count].get(phrase.digest)


def load_truths(folder: Path) -> list[Truth]:
    """The committed truths; `folder` holds the published templates."""
    return [
        Truth(
            file=folder / entry["file"],
            sha256=entry["sha256"],
            group=entry["half"],
            positions=tuple(
                TruePosition(*(frozenset(forms) for forms in position))
                for position in entry["positions"]
            ),
            skills=tuple(map(_phrase, entry["skills"])),
            columns=tuple(tuple(map(_phrase, column)) for column in entry["columns"]),
        )
        for entry in json.loads(DIGESTS.read_text(encoding="utf-8"))
    ]


def _phrase(text: str) -> Phrase:
    count, _, value = text.partition(":")
    return Phrase(int(count), value)


def _hidden(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The entry of a plain truth file without its texts."""
    positions = [
        TruePosition.of(position["title"], position["employer"], position["dates"])
        for position in entry["positions"]
    ]
    data = (folder / entry["file"]).read_bytes()
    return {
        "file": entry["file"],
        "sha256": hashlib.sha256(data).hexdigest(),
        "half": entry["half"],
        "positions": [[sorted(p.titles), sorted(p.employers), sorted(p.dates)] for p in positions],
        "skills": [_written(skill) for skill in entry["skills"]],
        "columns": [[_written(marker) for marker in column] for column in entry["columns"]],
    }


def _written(text: str) -> str:
    phrase = Phrase.of(text)
    return f"{phrase.count}:{phrase.digest}"


def main(arguments: Sequence[str] = ()) -> int:
    if len(arguments) != 2:
        print("usage: python -m benchmarks.reading_truths PLAIN.json FOLDER", file=sys.stderr)
        return 2
    entries = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    hidden = [_hidden(entry, Path(arguments[1])) for entry in entries]
    DIGESTS.write_text(json.dumps(hidden, indent=1) + "\n", encoding="utf-8")
    print(f"{len(hidden)} truths were written to {DIGESTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
