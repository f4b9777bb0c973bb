"""Tables of phrases: `fitcheck/data/<name>.toml` read into compiled, checked patterns.

A table holds entries with an `id`, a `group` (what the phrase means), a `source`, the phrases
(`any`, regular expressions that match whole words, without regard to case) or single `words`, and
examples: each line of `accept` must match, no line of `reject` may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from fitcheck.errors import TableError
from fitcheck.settings import load_table

_KEYS = frozenset({"id", "group", "source", "any", "words", "cased", "accept", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One entry of a table; `pattern` matches it anywhere in a line.

    `words` holds the single lower-case words of an entry that lists words, else it is empty.
    """

    id: str
    group: str
    source: str
    pattern: re.Pattern[str]
    words: frozenset[str]
    accept: tuple[str, ...]
    reject: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place in `text` where the phrase stands, or None."""
        return self.pattern.search(text)


@cache
def load_phrases(name: str, groups: frozenset[str]) -> tuple[Phrase, ...]:
    """The entries of the table `name`, in its order.

    Raises TableError for an unknown key, a group outside `groups`, an id given twice, an entry
    without phrases, source or accepted examples, and a phrase that is no regular expression.
    """
    table = load_table(name)
    if set(table) != {"entry"} or not table["entry"]:
        raise TableError(f"{name}.toml must hold [[entry]] tables and nothing else")
    phrases = tuple(_phrase(name, entry, groups) for entry in table["entry"])
    ids = [phrase.id for phrase in phrases]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise TableError(f"{name}.toml gives these ids twice: {', '.join(twice)}")
    return phrases


def of_group(phrases: Iterable[Phrase], group: str) -> tuple[Phrase, ...]:
    """The phrases of one group, in order."""
    return tuple(phrase for phrase in phrases if phrase.group == group)


def _phrase(name: str, entry: dict[str, Any], groups: frozenset[str]) -> Phrase:
    label = f"{name}.toml, entry {entry.get('id', '?')}"
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise TableError(f"{label}: unknown keys {', '.join(unknown)}")
    for key in ("id", "group", "source", "accept"):
        if not entry.get(key):
            raise TableError(f"{label}: {key} is missing or empty")
    if bool(entry.get("any")) == bool(entry.get("words")):
        raise TableError(f"{label}: give either any or words")
    if entry["group"] not in groups:
        raise TableError(f"{label}: the group {entry['group']} is not known")
    words = frozenset(entry.get("words", ()))
    body = "|".join(entry.get("any") or sorted(map(re.escape, words)))
    flags = 0 if entry.get("cased") else re.IGNORECASE
    try:
        pattern = re.compile(rf"(?<![\w])(?:{body})(?![\w])", flags)
    except re.error as problem:
        raise TableError(f"{label}: {problem}") from problem
    return Phrase(
        id=entry["id"],
        group=entry["group"],
        source=entry["source"],
        pattern=pattern,
        words=words,
        accept=tuple(entry["accept"]),
        reject=tuple(entry.get("reject", ())),
    )
