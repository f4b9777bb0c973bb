"""What is known of a stretch of a resume, a heading and the lines below it, to tell its section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from fitcheck.language.contact import has_contact
from fitcheck.language.dates import find_ranges
from fitcheck.language.degrees import find_degrees
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.regression import Features
from fitcheck.language.sections import Section
from fitcheck.language.spoken import find_spoken
from fitcheck.language.titles import employer_score, title_score, word_group

HASHED: Final = 4096
"""Columns for the words of a heading, and as many for those of its lines; a power of two that keeps
the words of the corpus' headings (some 1,200) mostly apart."""
_MOST_LINES: Final = 40  # lines of one stretch that count; a long career says no more than a half
_MOST_WORDS: Final = 30  # words of one line that count
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SECTIONS = tuple(Section)
_SELF = re.compile(
    r"\b(?:I|my|me|I[’']m|I[’']ve|ich|mich|mein\w{0,2}|je|j[’']ai|mon|mes|ma|yo|mi|mis|soy|me)\b"
)
_LICENCE = re.compile(
    r"\b(?:certificat\w{0,3}|certified|licen[cs]\w{1,4}|diploma|card|ticket|course|registration"
    r"|registered|permit|valid|expires|renewed|schein|lehrgang|kurs|zertifikat|führerschein|permis"
    r"|habilitation|stage|attestation|curso|carn[eé]|certificado|título)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A heading and the lines below it. `rule` is the section that the words of the heading name.

    `place` says where it stands among the headings, 0 for the first to 1 for the last.
    """

    heading: str
    lines: tuple[str, ...]
    items: int
    rule: Section | None
    place: float


def stretch_features(stretches: Sequence[Stretch], embeddings: Embeddings) -> Features:
    """The features of all stretches of a resume, in their order."""
    import numpy as np

    rows = [_row(stretch) for stretch in stretches]
    told = np.array(rows, dtype=np.float32).reshape(len(rows), -1)
    above = embeddings.encode([stretch.heading for stretch in stretches])
    below = embeddings.encode([" ".join(s.lines[:_MOST_LINES]) for s in stretches])
    return Features(
        dense=np.hstack([told, above, below]), words=tuple(_words(s) for s in stretches)
    )


def _row(stretch: Stretch) -> list[float]:
    lines = stretch.lines[:_MOST_LINES]
    size = max(1, len(lines))
    ranges = [find_ranges(line, single=True) for line in lines]
    dated = [any(r.joined for r in found) for found in ranges]
    lengths = [len(line.split()) for line in lines]
    titled = [title_score(line) == 2 for line in lines]
    named = [employer_score(line) >= 1 for line in lines]

    def share(holds: Sequence[object]) -> float:
        return sum(map(bool, holds)) / size

    row = [float(stretch.rule is section) for section in _SECTIONS]
    row += [
        share(dated),
        share([bool(r) and not d for r, d in zip(ranges, dated, strict=True)]),
        min(sum(dated), 3) / 3,
        share([d and (t or n) for d, t, n in zip(dated, titled, named, strict=True)]),
        share(titled),
        share(named),
        share([find_degrees(line, held=True) for line in lines]),
        share([find_spoken(line) for line in lines]),
        share([_LICENCE.search(line) for line in lines]),
        share([has_contact(line) for line in lines]),
        share([_SELF.search(line) for line in lines]),
        share([line.rstrip().endswith(".") for line in lines]),
        share([line.count(",") >= 3 for line in lines]),
        share([n <= 3 for n in lengths]),
        share([n >= 25 for n in lengths]),
        min(sum(lengths) / size, 40) / 40,
        min(stretch.items, size) / size,
        min(len(stretch.lines), 30) / 30,
        float(len(stretch.lines) == 1),
        float(not stretch.lines),
        stretch.place,
        float(word_group("volunteering").holds(stretch.heading)),
        float(bool(_SELF.search(stretch.heading))),
    ]
    return row


def _words(stretch: Stretch) -> dict[int, float]:
    """Words of the heading and of the lines, hashed; the lines' weigh less the more there are."""
    found = dict.fromkeys(_hashed(stretch.heading), 0.7)
    counts: Counter[int] = Counter()
    for line in stretch.lines[:_MOST_LINES]:
        counts.update(_hashed(line))
    norm = 2.0 / max(1.0, sum(n * n for n in counts.values())) ** 0.5
    return found | {HASHED + column: n * norm for column, n in counts.items()}


def _hashed(text: str) -> set[int]:
    words = ["#" if w.isdigit() else w.lower() for w in _WORD.findall(text)[:_MOST_WORDS]]
    return {crc32(word.encode()) % HASHED for word in words}
