"""What is known of a line of a posting when its zone is told: rules, cues, neighbours, meaning.

What a cue or a form says depends on the heading ("Build …" under duties, under the company), so
rules, cues and forms are also crossed with its topic.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from zlib import crc32

from fitcheck.documents.document import Document
from fitcheck.language.cues import Cue, Opening, cues_of
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.headings import Topic
from fitcheck.language.lines import ZonedLine
from fitcheck.language.regression import Features
from fitcheck.language.zones import Zone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
_FAR: Final = (10, 6)
"""Lines below a heading, and sentences of a block, from which one more makes no difference."""


def line_features(
    document: Document, lines: Sequence[ZonedLine], embeddings: Embeddings
) -> Features:
    """The features of the lines of a posting, in their order; the rules' zones are among them.

    There must be at least one line.
    """
    import numpy as np

    texts = [document.quote(line.span) for line in lines]
    heads, head = [], ""
    for line, text in zip(lines, texts, strict=True):
        head = text if line.heading else head
        heads.append("" if line.heading else head)
    meaning, above = embeddings.encode(texts), embeddings.encode(heads)
    nothing = np.zeros_like(meaning[:1])
    near = (np.vstack([nothing, meaning[:-1]]), np.vstack([meaning[1:], nothing]))
    rows = [_row(lines, number) for number in range(len(lines))]
    around = np.array(rows, dtype=np.float32).reshape(len(rows), -1)
    return Features(
        dense=np.hstack([around, *_wording(lines, texts), meaning, above, *near]),
        words=tuple(_words(text, head) for text, head in zip(texts, heads, strict=True)),
    )


def _row(lines: Sequence[ZonedLine], number: int) -> list[float]:
    """What stands around a line, and its place on the page and in its section and block."""
    line, size = lines[number], len(lines)
    row: list[float] = []
    for place in (number - 1, number + 1):
        zone = lines[place].zone if 0 <= place < size else None
        row += [float(zone is one) for one in _ZONES]
    row += [float(line.heading)]
    row += [number / size, float(number < _EDGE[0]), float(size - number < _EDGE[1])]
    return row


def _wording(
    lines: Sequence[ZonedLine], texts: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Rule, form and cues of each line with its place; its topic; the former crossed with it.

    Shapes (lines, columns); where a line stands is not crossed.
    """
    import numpy as np

    said, topics = [], []
    for line, text in zip(lines, texts, strict=True):
        cues = cues_of(text)
        form = [float(cues.opening is opening) for opening in _OPENINGS]
        row = [float(line.zone is zone) for zone in _ZONES] + form
        row += [value * line.item for value in form] + [float(line.item)]
        row += [float(cues.has(cue)) for cue in _CUES]
        said.append(row)
        topics.append([float(line.topic is topic) for topic in _TOPICS])
    own = np.array(said, dtype=np.float32).reshape(len(lines), -1)
    topic = np.array(topics, dtype=np.float32).reshape(len(lines), -1)
    crossed = (own[:, :, None] * topic[:, None, :]).reshape(len(lines), -1)
    lengths = [min(len(text.split()), 100) / 100 for text in texts]
    places = [[*place, length] for place, length in zip(_places(lines), lengths, strict=True)]
    stands = np.array(places, dtype=np.float32).reshape(len(lines), -1)
    return np.hstack([own, stands]), topic, crossed


def _places(lines: Sequence[ZonedLine]) -> list[list[float]]:
    """Where each line stands in its block and below its heading; shares from 0 to 1."""
    sizes, seen = Counter(line.block for line in lines), Counter[int]()
    below, found = 0, []
    for line in lines:
        below = 0 if line.heading else below + 1
        place, size = min(seen[line.block], _FAR[1]), min(sizes[line.block], _FAR[1])
        depth = min(below, _FAR[0]) / _FAR[0]
        shares = [place / _FAR[1], size / _FAR[1], float(size == 1), depth, float(below == 1)]
        found.append(shares)
        seen[line.block] += 1
    return found


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
