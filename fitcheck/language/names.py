"""The names of concepts, and where a text says them.

A name is looked up by its key (`spelling.key_of`), the folded atoms of it; some have guards
(`guards`) that say where they count.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from fitcheck.language.guards import near_any, read_guard
from fitcheck.language.spelling import ATOM, GAP, forms

_ADDRESS = re.compile(
    r"(?:https?:|www\.)[^\s<>()]{1,300}"
    r"|(?<![\w.@-])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}"
    r"|(?<![\w.@-])[\w-]{1,60}(?:\.[\w-]{1,60}){0,3}\.(?:com|org|net|io|dev|me|co|uk)/[^\s<>()]{0,300}"
)
"""Web and mail addresses; what stands in one is no statement of a skill."""


class Names:
    """What each name stands for, as the number of a concept, and the search for names in a text."""

    def __init__(
        self, *, keys: str, owners: str, firsts: str, masks: str, pairs: str, guards: str
    ) -> None:
        """Read the sections of the compiled table that tell of names."""
        # Columns instead of rows: one split for all keys keeps loading within a few milliseconds.
        # Numbers stay text until they are needed: converting 50,000 of them takes 3 ms.
        self._keys = dict(zip(keys.split("\n"), owners.split(), strict=True))
        # First atom of a key → bit mask of the lengths (in atoms) of the keys that start with it.
        self._lengths = dict(zip(firsts.split("\n"), map(int, masks.split()), strict=True))
        # The first two atoms of all longer keys: nine of ten places are settled by one look.
        self._pairs = set(pairs.split("\n"))
        self._guards = _rows_by_key(guards)

    def copy(self) -> Names:
        """The same names, to which others can be added."""
        own = copy.copy(self)
        own._part()  # noqa: SLF001 - a copy of itself
        return own

    def _part(self) -> None:
        """Share no table with what this is a copy of."""
        self._keys = dict(self._keys)
        self._lengths = dict(self._lengths)
        self._pairs = set(self._pairs)
        self._guards = dict(self._guards)

    def add(self, key: str, number: int) -> None:
        """Let `key`, some atoms with a blank between them, stand for a concept wherever it is."""
        atoms = key.split(" ")
        self._keys[key] = str(number)
        self._guards.pop(key, None)
        self._lengths[atoms[0]] = self._lengths.get(atoms[0], 0) | 1 << (len(atoms) - 1)
        if len(atoms) > 1:
            self._pairs.add(" ".join(atoms[:2]))

    def number(self, key: str) -> int | None:
        """The concept that a key stands for without a guard, else None."""
        number = self._keys.get(key)
        return None if number is None else int(number)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return ((key, int(number)) for key, number in self._keys.items())

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, concept) of every accepted match."""
        atoms = _atoms(text)
        folded = [forms(text[start:end]) for start, end in atoms]
        accepted: list[tuple[int, int, int]] = []
        certain: set[int] = set()
        doubtful: list[tuple[int, int, int]] = []
        lengths, pairs = self._lengths, self._pairs
        folded.append(("", ""))
        place = 0
        while place < len(atoms):
            flat, root = folded[place]
            mask = lengths.get(flat, 0)
            if flat != root:
                mask = mask & 1 | lengths.get(root, 0) & ~1
            if mask > 1 and f"{root} {folded[place + 1][1]}" not in pairs:
                mask &= 1
            taken = self._match_at(text, atoms, folded, place, mask) if mask else None
            if taken is None:
                place += 1
                continue
            last, concept, sure = taken
            if sure:
                accepted.append((atoms[place][0], atoms[last][1], concept))
                certain.update(range(place, last + 1))
            else:
                doubtful.append((place, last, concept))
            place = last + 1
        for first, last, concept in doubtful:
            if near_any(text, atoms, first, certain):
                accepted.append((atoms[first][0], atoms[last][1], concept))
        return accepted

    def _match_at(
        self,
        text: str,
        atoms: list[tuple[int, int]],
        folded: list[tuple[str, str]],
        place: int,
        mask: int,
    ) -> tuple[int, int, bool] | None:
        """The longest name that starts at atom `place`: (last atom, concept, whether sure)."""
        reach = 1 if mask == 1 else _reach(text, atoms, place, mask.bit_length())
        for size in range(reach, 0, -1):
            if not mask >> (size - 1) & 1:
                continue
            key = (
                folded[place][0]
                if size == 1
                else " ".join([form[1] for form in folded[place : place + size]])
            )
            last = place + size - 1
            for row in self._guards.get(key, ()):
                guard = read_guard(row)
                if guard.admits(text, atoms, place, last):
                    return last, guard.concept, not guard.doubtful(text, atoms, place, last)
            number = self._keys.get(key)
            if number is not None:
                return last, int(number), True
        return None


def _atoms(text: str) -> list[tuple[int, int]]:
    """The atoms of `text` outside addresses: "github.com/name" shows no use of Git."""
    atoms = [match.span() for match in ATOM.finditer(text)]
    if "/" not in text and "@" not in text and "www." not in text:
        return atoms
    kept = []
    addresses = _ADDRESS.finditer(text)
    address = next(addresses, None)
    for start, end in atoms:
        while address is not None and address.end() <= start:
            address = next(addresses, None)
        if address is None or end <= address.start():
            kept.append((start, end))
    return kept


def _reach(text: str, atoms: list[tuple[int, int]], place: int, most: int) -> int:
    """How many atoms from `place` on stand in one unbroken run, at most `most`."""
    size = 1
    while size < most and place + size < len(atoms):
        gap = text[atoms[place + size - 1][1] : atoms[place + size][0]]
        if gap not in {"", " "} and not (len(gap) < 8 and GAP.fullmatch(gap)):
            break
        size += 1
    return size


def _rows_by_key(section: str) -> dict[str, tuple[str, ...]]:
    """The rows of the guards by their key; a row is read when its key is met (`read_guard`)."""
    rows: dict[str, tuple[str, ...]] = {}
    for row in section.rstrip("\n").split("\n"):
        key = row.partition("\t")[0]
        rows[key] = (*rows.get(key, ()), row)
    return rows
