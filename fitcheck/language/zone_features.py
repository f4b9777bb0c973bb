"""What is known of a line of a posting when its zone is told: rules, cues, neighbours, meaning."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from zlib import crc32

from fitcheck.documents.document import Document
from fitcheck.language.cues import Cue, Opening, cues_of
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.headings import Topic
from fitcheck.language.lines import ZonedLine
from fitcheck.language.regression import Features
from fitcheck.language.zones import Zone

HASHED: Final = 8192
"""Columns for the words of a line, and as many for those of its heading; a power of two that keeps
the words of the training postings (some 9,000) mostly apart."""
_MOST_WORDS: Final = 60  # words of one line that count
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ZONES = tuple(Zone)
_TOPICS = tuple(Topic)
_CUES = tuple(Cue)
_OPENINGS = tuple(Opening)
_EDGE = (3, 4)  # lines at the top and at the foot of a page that count as such


def line_features(
    document: Document, lines: Sequence[ZonedLine], embeddings: Embeddings
) -> Features:
    """The features of all lines of a posting, in their order; the rules' zones are among them."""
    import numpy as np

    texts = [document.quote(line.span) for line in lines]
    heads, head = [], ""
    for line, text in zip(lines, texts, strict=True):
        head = text if line.heading else head
        heads.append("" if line.heading else head)
    meaning, above = embeddings.encode(texts), embeddings.encode(heads)
    rows = [_row(lines, number, text) for number, text in enumerate(texts)]
    told = np.array(rows, dtype=np.float32).reshape(len(rows), -1)
    return Features(
        dense=np.hstack([told, meaning, above]),
        words=tuple(_words(text, head) for text, head in zip(texts, heads, strict=True)),
    )


def _row(lines: Sequence[ZonedLine], number: int, text: str) -> list[float]:
    line, size = lines[number], len(lines)
    cues = cues_of(text)
    row: list[float] = []
    for place in (number, number - 1, number + 1):
        zone = lines[place].zone if 0 <= place < size else None
        row += [float(zone is one) for one in _ZONES]
    row += [float(line.topic is topic) for topic in _TOPICS]
    row += [float(line.heading), float(line.item)]
    row += [float(cues.has(cue)) for cue in _CUES]
    row += [float(cues.opening is opening) for opening in _OPENINGS]
    length = min(len(text.split()), 100) / 100
    row += [number / size, length, float(number < _EDGE[0]), float(size - number < _EDGE[1])]
    return row


def _words(text: str, head: str) -> dict[int, float]:
    """Words and pairs of words of a line and of its heading, hashed; repeats count twice at most.

    The values are small beside those of the dense features, so that rare words decide little.
    """
    found = {column: min(count, 2) * 0.3 for column, count in _hashed(text).items()}
    found |= {HASHED + column: 0.3 for column in _hashed(head)}
    return found


def _hashed(text: str) -> Counter[int]:
    words = ["#" if w.isdigit() else w.lower() for w in _WORD.findall(text)[:_MOST_WORDS]]
    if not words:
        return Counter()
    pairs = [f"{one} {other}" for one, other in itertools.pairwise(words)]
    return Counter(crc32(word.encode()) % HASHED for word in (*words, *pairs, "^" + words[0]))
