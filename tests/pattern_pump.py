"""Texts that attack a regular expression with its own loops.

For each loop in a pattern: the shortest text that leads into it, a text that goes round it, and
something that nothing matches at the end. What blows up on any text blows up on one of these, or
nearly so: the loop that a hostile text must go round is in the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

# Not `from re import …`: whether the types of `re` name them depends on what else is installed.
op: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

LONG = 8
"""Rounds from which a loop is pumped; shorter ones cannot cost much by themselves."""
_SAMPLES = "aA1 -.,_:/@(\n\t\u00e9\u2022\u200b\x1b<|#'\"[{\u0301"
_CATEGORIES = {
    op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_LOOPS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """A lead and a round for each long loop of the pattern."""
    yield from _attacks(list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))


def _attacks(items: list[Any]) -> Iterator[tuple[str, str]]:
    lead = ""
    for kind, value in items:
        for inner in _parts(kind, value):
            yield from ((lead + before, around) for before, around in _attacks(inner))
        if kind in _LOOPS:
            _, most, body = value
            around = _shortest(list(body))
            if most >= LONG and around:
                yield lead, around
        lead += _shortest([(kind, value)])


def _parts(kind: Any, value: Any) -> list[list[Any]]:
    """The sequences inside of an item."""
    if kind in _LOOPS:
        return [list(value[2])]
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])]
    return []


def _shortest(items: list[Any]) -> str:
    """A short text that the items match, as far as single items tell."""
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return next(c for c in _SAMPLES if ord(c) != value)
    if kind is op.ANY:
        return "a"
    if kind is op.IN:
        return _member(value)
    if kind in _LOOPS:
        least, most, body = value
        # once where it may be left out: what follows a word mostly needs the word
        return str(_shortest(list(body)) * min(max(least, 1), most, 50))
    if kind is op.BRANCH:
        return _shortest(list(value[1][0]))
    parts = _parts(kind, value)
    return _shortest(parts[0]) if parts and kind not in (op.ASSERT, op.ASSERT_NOT) else ""


def _member(choices: list[Any]) -> str:
    """A character of a class."""
    if choices[0][0] is op.NEGATE:
        return next((c for c in _SAMPLES if not _holds(choices[1:], c)), "a")
    for kind, value in choices:
        if kind is op.LITERAL:
            return chr(value)
        if kind is op.RANGE:
            return chr(value[0])
        if kind is op.CATEGORY:
            return str(_CATEGORIES[value])
    return "a"


def _holds(choices: list[Any], char: str) -> bool:
    code = ord(char)
    for kind, value in choices:
        if kind is op.LITERAL and value == code:
            return True
        if kind is op.RANGE and value[0] <= code <= value[1]:
            return True
        if kind is op.CATEGORY and _CATEGORIES[value] == char:
            return True
        if kind is op.CATEGORY and value is op.CATEGORY_SPACE and char.isspace():
            return True
        if kind is op.CATEGORY and value is op.CATEGORY_WORD and (char.isalnum() or char == "_"):
            return True
    return False
