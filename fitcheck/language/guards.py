"""When an ambiguous name counts: "Go" the language against "go the extra mile".

A guard is read from the compiled vocabulary (written in `fitcheck/data/vocabulary/ambiguous.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fitcheck.language.spelling import flat

Place = tuple[int, int]
"""Half-open offsets of one atom in the text."""

_REACH = 12
"""Atoms on each side in which a word of the context may stand: about one list or clause."""
_NEIGHBOURS = 5
"""Atoms on each side in which a known tool makes a name in question believable."""

_OPENS = re.compile(r"(?:^|[,/;:(\[|•\t\n&+]|\b(?:and|or)|[-–—*▪●])[ \u00a0]*\Z")
_CLOSES = re.compile(r"[ \u00a0]*(?:\Z|[,/;)\]|•\t\n&]|\.(?:\s|\Z)|(?:and|or)\b)")
"""What stands around a member of a list."""

_ITEM = (re.compile(r"[,;•|\t\n][ \u00a0]*\Z"), re.compile(r"[ \u00a0]*(?:\Z|[,;•|\t\n])"))
_LINE = (re.compile(r"[•|\t\n][ \u00a0]*\Z"), re.compile(r"[ \u00a0]*(?:\Z|[•|\t\n])"))
"""What stands around an item of a list, and around a line or cell of its own."""

_CUES_BEFORE = frozenset(("in", "with", "using", "via", "microsoft", "ms", "knowledge", "of"))
_CUES_AFTER = frozenset(
    {
        "developer",
        "programming",
        "language",
        "engineer",
        "scripting",
        "script",
        "framework",
        "application",
        "database",
        "experience",
        "skill",
        "proficiency",
        "certified",
        "certification",
        "software",
        "programmer",
        "code",
        "coding",
        "library",
        "backend",
        "frontend",
        "cluster",
        "administrator",
        "administration",
        "consultant",
    }
)
"""Words beside a name that show it to be the name of a tool."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Conditions under which one alias stands for `concept` (an index into the vocabulary).

    `case` is "any", "proper" (capital where the alias has one) or "exact". `after` and `before`
    veto by the flat word directly in front of and behind the alias; `near` asks for one of its
    words within the clause, `apart` for none. `listed` asks that the name stands in a list, by a
    cue ("in", "using", "developer") or beside a known tool. `alone` waives `near` for an item of
    its own ("Filing, scheduling"; a proper name only on a line of its own). `alias` is the name as
    it is written.
    """

    concept: int
    alias: str
    case: str
    after: frozenset[str]
    before: frozenset[str]
    near: frozenset[str]
    apart: frozenset[str]
    listed: bool
    alone: bool

    def admits(self, text: str, atoms: Sequence[Place], first: int, last: int) -> bool:
        """Whether atoms `first` to `last` (inclusive) of `text` pass all but `listed`."""
        surface = text[atoms[first][0] : atoms[last][1]]
        if not _case_fits(self.case, self.alias, surface):
            return False
        if self.after and _word_before(text, atoms, first) in self.after:
            return False
        if self.before and _word_behind(text, atoms, last) in self.before:
            return False
        if not (self.near or self.apart):
            return True
        context = _context(text, atoms, first, last)
        if not self.apart.isdisjoint(context):
            return False
        if not self.near or not self.near.isdisjoint(context):
            return True
        return self.alone and self._stands_alone(text, atoms[first][0], atoms[last][1])

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        opens, closes = _ITEM if self.case == "any" else _LINE
        before, after = text[max(0, start - 8) : start], text[end : end + 8]
        # The window may begin inside a word: only the true start of the text counts as one.
        opened = opens.search(before) is not None or (start <= 8 and not before.strip())
        return opened and closes.match(after) is not None

    def doubtful(self, text: str, atoms: Sequence[Place], first: int, last: int) -> bool:
        """Whether the name still has to be confirmed by a known tool beside it (`near_any`)."""
        if not self.listed:
            return False
        start, end = atoms[first][0], atoms[last][1]
        if _OPENS.search(text[max(0, start - 8) : start]) and _CLOSES.match(text[end : end + 8]):
            return False
        if _word_before(text, atoms, first) in _CUES_BEFORE:
            return False
        return _word_behind(text, atoms, last) not in _CUES_AFTER


@cache
def read_guard(row: str) -> Guard:
    """The guard of one row of the compiled vocabulary (key, concept, alias, case, words, flags)."""
    _, concept, alias, case, after, before, near, apart, flags = row.split("\t")
    return Guard(
        concept=int(concept),
        alias=alias,
        case=case,
        after=frozenset(after.split()),
        before=frozenset(before.split()),
        near=frozenset(near.split()),
        apart=frozenset(apart.split()),
        listed="l" in flags,
        alone="a" in flags,
    )


def near_any(text: str, atoms: Sequence[Place], place: int, known: set[int]) -> bool:
    """Whether one of the atoms `known` stands near the atom `place`, in the same line."""
    for step in range(1, _NEIGHBOURS + 1):
        for other in (place - step, place + step):
            if other in known:
                low, high = sorted((atoms[place][0], atoms[other][0]))
                if "\n" not in text[low:high]:
                    return True
    return False


def _case_fits(case: str, alias: str, surface: str) -> bool:
    if case == "any":
        return True
    if case == "exact":
        return surface.replace("’", "'") == alias
    # Proper: a capital letter wherever the alias has one at the start of a word.
    return surface[:1].isupper() or not alias[:1].isupper()


def _word_before(text: str, atoms: Sequence[Place], first: int) -> str:
    """Flat form of the word in front, "" where punctuation or a line break parts it."""
    if not first:
        return ""
    start, end = atoms[first - 1]
    return flat(text[start:end]) if _unbroken(text[end : atoms[first][0]]) else ""


def _word_behind(text: str, atoms: Sequence[Place], last: int) -> str:
    """Flat form of the word behind, "" where punctuation or a line break parts it."""
    if last + 1 >= len(atoms):
        return ""
    start, end = atoms[last + 1]
    return flat(text[start:end]) if _unbroken(text[atoms[last][1] : start]) else ""


def _unbroken(gap: str) -> bool:
    return len(gap) <= 4 and not any(character in ",;:.()[]\n\t|•" for character in gap)


def _context(text: str, atoms: Sequence[Place], first: int, last: int) -> set[str]:
    """Flat forms of the words around, not beyond the line."""
    low, high = max(0, first - _REACH), min(len(atoms), last + 1 + _REACH)
    start = text.rfind("\n", atoms[low][0], atoms[first][0])
    end = text.find("\n", atoms[last][1], atoms[high - 1][1])
    return {
        flat(text[left:right])
        for left, right in atoms[low:high]
        if left > start and (end < 0 or right <= end)
    }
