"""Concepts that a posting can ask and a resume can show: names, aliases, implications, relatives.

The compiled table (`models/vocabulary/vocabulary.tsv`) is built by `models/vocabulary/train.py`
from our own tables (`fitcheck/data/vocabulary/*.toml`), O*NET, ESCO and Tanova.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from fitcheck.documents.document import Span
from fitcheck.errors import ModelError
from fitcheck.language.guards import near_any, read_guard
from fitcheck.language.models import digest_of, model_path, read_verified
from fitcheck.language.occupations import Occupations
from fitcheck.language.spelling import ATOM, GAP, forms, key_of

_ADDRESS = re.compile(
    r"(?:https?:|www\.)[^\s<>()]{1,300}"
    r"|(?<![\w.@-])[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}"
    r"|(?<![\w.@-])[\w-]{1,60}(?:\.[\w-]{1,60}){0,3}\.(?:com|org|net|io|dev|me|co|uk)/[^\s<>()]{0,300}"
)
"""Web and mail addresses; what stands in one is no statement of a skill."""


class ConceptKind(StrEnum):
    """What a concept is."""

    TOOL = "tool"
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    TRAIT = "trait"
    CERTIFICATION = "certification"
    LICENSE = "license"
    LANGUAGE = "language"
    OCCUPATION = "occupation"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept; `sources` are short ids ("own", "esco", "onet", "tanova")."""

    name: str
    kind: ConceptKind
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A concept named in a text: its canonical name, where, and the words as they stand there."""

    concept: str
    span: Span
    alias: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One compiled concept; `implied` and `related` are indexes of other rows."""

    concept: Concept
    implied: tuple[int, ...]
    related: tuple[int, ...]


class Vocabulary:
    """The concepts and the lookup of their names. Get it from `Vocabulary.load()`."""

    def __init__(self, content: bytes, signature: str) -> None:
        """Read the compiled table; raises ModelError where its form is not the expected one."""
        self.signature = signature
        """First 16 hexadecimal digits of the digest of the compiled table."""
        sections = content.decode("utf-8").split("\n\n")
        if len(sections) != 8 or sections[0] != "fitcheck.vocabulary/4":
            raise ModelError("the compiled vocabulary has an unknown form: install fitcheck again")
        # Columns instead of rows: one split for all keys keeps loading within a few milliseconds.
        _, rows, keys, owners, firsts, masks, pairs, guards = sections
        self._rows = rows.split("\n")
        # Numbers stay text until they are needed: converting 50,000 of them takes 3 ms.
        self._keys = dict(zip(keys.split("\n"), owners.split(), strict=True))
        # First atom of a key → bit mask of the lengths (in atoms) of the keys that start with it.
        self._lengths = dict(zip(firsts.split("\n"), map(int, masks.split()), strict=True))
        # The first two atoms of all longer keys: nine of ten places are settled by one look.
        self._pairs = frozenset(pairs.split("\n"))
        self._guards = _rows_by_key(guards)
        self._known: dict[tuple[_Relation, str], tuple[str, ...]] = {}

    @staticmethod
    def load() -> Vocabulary:
        """The shipped vocabulary, read once. Raises ModelError where it is missing or altered."""
        return _load()

    def find(self, text: str) -> tuple[Found, ...]:
        """The concepts that `text` names: longest match first, not overlapping, in text order.

        Case counts for ambiguous names only ("Go", "Excel", "R"). A name never runs over a line
        break, a comma or a bracket. Occupations are not among them (`occupations`).
        """
        matches = sorted(self._matches(text))
        return tuple(
            Found(
                concept=self._row(number).concept.name,
                span=Span(start=start, end=end),
                alias=text[start:end],
            )
            for start, end, number in matches
        )

    def occupations(self, text: str) -> tuple[Found, ...]:
        """The occupation titles that `text` names ("Registered Nurse"), in text order."""
        found = Occupations.load().find(text)
        return tuple(
            Found(concept=name, span=Span(start=start, end=end), alias=text[start:end])
            for start, end, name in found
        )

    def occupation_group(self, name: str) -> str | None:
        """The ISCO-08 unit group (four digits) of an occupation title, or None if not known.

        Titles that share more leading digits are nearer: two digits are the same trade.
        """
        return Occupations.load().group(name)

    def get(self, name: str) -> Concept | None:
        """The concept of that canonical name or unambiguous alias, else None."""
        number = self._number(name)
        return None if number is None else self._row(number).concept

    def implies(self, name: str) -> tuple[str, ...]:
        """What a person who shows `name` shows with it, transitively, sorted by name."""
        return self._related_to(name, Vocabulary._implied)

    def shown_by(self, name: str) -> tuple[str, ...]:
        """The concepts that imply `name`, sorted by name."""
        return self._related_to(name, Vocabulary._implying_it)

    def related(self, name: str) -> tuple[str, ...]:
        """Close relatives that earn part of the credit (MySQL for PostgreSQL), sorted by name."""
        return self._related_to(name, Vocabulary._near)

    def names(self) -> dict[str, tuple[str, ...]]:
        """The folded names of every concept by its canonical name, both in the table's order."""
        found: dict[str, list[str]] = {}
        for key, number in self._keys.items():
            found.setdefault(self._rows[int(number)].partition("\t")[0], []).append(key)
        return {name: tuple(keys) for name, keys in found.items()}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Concept]:
        return (self._row(number).concept for number in range(len(self._rows)))

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return {row.partition("\t")[0]: number for number, row in enumerate(self._rows)}

    @cached_property
    def _implying(self) -> dict[int, tuple[int, ...]]:
        inverse: dict[int, list[int]] = {}
        for number, row in enumerate(self._rows):
            # One row in ten implies something; parsing all of them would cost a cold start 0.1 s.
            for implied in row.split("\t", 4)[3].split():
                inverse.setdefault(int(implied), []).append(number)
        return {number: tuple(by) for number, by in inverse.items()}

    def _number(self, name: str) -> int | None:
        exact = self._by_name.get(name)
        if exact is not None:
            return exact
        number = self._keys.get(key_of(name))
        return None if number is None else int(number)

    def _row(self, number: int) -> _Row:
        return _parse_row(self._rows[number])

    def _related_to(self, name: str, relation: _Relation) -> tuple[str, ...]:
        known = self._known.get((relation, name))
        if known is None:
            number = self._number(name)
            rows = () if number is None else relation(self, number)
            known = tuple(sorted(self._row(row).concept.name for row in rows))
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[relation, name] = known
        return known

    def _implied(self, number: int) -> tuple[int, ...]:
        return self._row(number).implied

    def _implying_it(self, number: int) -> tuple[int, ...]:
        return self._implying.get(number, ())

    def _near(self, number: int) -> tuple[int, ...]:
        return self._row(number).related

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
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


_Relation = Callable[[Vocabulary, int], tuple[int, ...]]
_MOST_KNOWN = 1 << 14
"""Names whose relations are remembered: the postings of one trade ask a few thousand."""


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


@cache
def _parse_row(row: str) -> _Row:
    name, kind, sources, implied, related = row.split("\t")[:5]
    return _Row(
        concept=Concept(name=name, kind=ConceptKind(kind), sources=tuple(sources.split(","))),
        implied=tuple(map(int, implied.split())),
        related=tuple(map(int, related.split())),
    )


def _rows_by_key(section: str) -> dict[str, tuple[str, ...]]:
    """The rows of the guards by their key; a row is read when its key is met (`read_guard`)."""
    rows: dict[str, tuple[str, ...]] = {}
    for row in section.rstrip("\n").split("\n"):
        key = row.partition("\t")[0]
        rows[key] = (*rows.get(key, ()), row)
    return rows


@cache
def _load() -> Vocabulary:
    digest = digest_of("vocabulary")
    path = model_path("vocabulary/vocabulary.tsv")
    return Vocabulary(read_verified(path, digest), signature=digest[:16])
