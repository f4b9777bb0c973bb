"""What the span model is told of each word beside its pieces: its looks and what names it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from fitcheck.language.vocabulary import ConceptKind, Vocabulary

SHAPES: Final = 9
"""Number of shapes of a word, `shape_of`."""

_NAMED: Final = tuple(kind for kind in ConceptKind if kind is not ConceptKind.OCCUPATION)

KINDS: Final = 1 + 2 * len(_NAMED)
"""Number of values of `describe`'s second part: no concept, or a kind's first or further word."""


@cache
def shape_of(word: str) -> int:
    """0-8: other sign, lower, Capital, UPPER, miXed, digits, with digits, placeholder, bracket."""
    if word.startswith("<") and word.endswith(">"):
        return 7
    if word in {"(", ")", ",", "/", ":", ";"}:
        return 8
    if word.isdigit():
        return 5
    if any(letter.isdigit() for letter in word):
        return 6
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return 0
    if all(letter.islower() for letter in letters):
        return 1
    if all(letter.isupper() for letter in letters):
        return 3
    return 2 if letters[0].isupper() and all(c.islower() for c in letters[1:]) else 4


def describe(words: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Shape (0 to SHAPES - 1) and kind of the concept named (0 to KINDS - 1) of every word."""
    starts, text = [], ""
    for word in words:
        starts.append(len(text))
        text += word + " "
    kinds = [0] * len(words)
    vocabulary = Vocabulary.load()
    place = 0
    for found in vocabulary.find(text):
        concept = vocabulary.get(found.concept)
        if concept is None or concept.kind not in _NAMED:
            continue
        value = 1 + 2 * _NAMED.index(concept.kind)
        while place < len(words) and starts[place] + len(words[place]) <= found.span.start:
            place += 1
        first = place
        while place < len(words) and starts[place] < found.span.end:
            kinds[place] = value if place == first else value + 1
            place += 1
    return tuple(shape_of(word) for word in words), tuple(kinds)
