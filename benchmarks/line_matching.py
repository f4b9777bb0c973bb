"""Which numbered line of a text a quote stands for, told by shared words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"\w[\w+#.]*")
_WHOLE = 0.95
"""Share of a line's words from which a longer quote contains it."""
_LEAST_SHARED = 0.6
_LEAST_DICE = 0.3
_LEAST_WORDS = 4
_MOST_TIMES, _MOST_MORE = 3, 20
"""A quote longer than so many times a line and so many words more is no pointer to it."""


def words_of(text: str) -> Counter[str]:
    """The words of a text in small letters, counted."""
    return Counter(word.strip(".") for word in _WORD.findall(text.lower()))


def best_lines(quote: str, lines: Mapping[str, str]) -> list[str]:
    """The numbers of the lines that `quote` stands for.

    Every line that a longer quote contains, else the one most alike, be the quote a part of it;
    none where no line is alike.
    """
    said = words_of(quote)
    size = said.total()
    counted = {number: words_of(line) for number, line in lines.items()}
    inside = [
        number
        for number, words in counted.items()
        if _LEAST_WORDS <= words.total() <= size and _shared(said, words) >= _WHOLE
    ]
    if len(inside) > 1:
        return inside
    best, score = None, 0.0
    for number, words in counted.items():
        alike = 2 * (said & words).total() / max(1, size + words.total())
        if alike > score and _shared(said, words) >= _LEAST_SHARED:
            best, score = number, alike
    if best is None:
        return []
    contained = (said & counted[best]).total() >= _WHOLE * size
    return [best] if contained or score >= _LEAST_DICE else []


def points_at(quote: str, line: str) -> bool:
    """Whether a quote stands for a line: one has most words of the other, and it is not far longer.

    As the development pairs' script has it.
    """
    said, words = words_of(quote), words_of(line)
    short = said.total() <= _MOST_TIMES * words.total() + _MOST_MORE
    return short and _shared(said, words) >= _LEAST_SHARED


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Share of the shorter text's words that stand in the other, from 0 to 1."""
    size = min(one.total(), other.total())
    return (one & other).total() / size if size else 0.0
