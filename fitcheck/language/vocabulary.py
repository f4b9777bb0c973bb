"""Concepts that a posting can ask and a resume can show: names, aliases, implications, relatives.

The compiled table (`models/vocabulary/vocabulary.tsv`) is built by `models/vocabulary/train.py`
from our own tables (`fitcheck/data/vocabulary/*.toml`), O*NET, ESCO and Tanova.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from fitcheck.documents.document import Span
from fitcheck.errors import ModelError
from fitcheck.language.models import digest_of, model_path, read_verified
from fitcheck.language.names import Names
from fitcheck.language.occupations import Occupations
from fitcheck.language.spelling import key_of


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
        _, rows, keys, owners, firsts, masks, pairs, guards = sections
        self._rows = rows.split("\n")
        self._names = Names(
            keys=keys, owners=owners, firsts=firsts, masks=masks, pairs=pairs, guards=guards
        )
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
        matches = sorted(self._names.matches(text))
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
        for key, number in self._names:
            found.setdefault(self._rows[number].partition("\t")[0], []).append(key)
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
        return self._names.number(key_of(name)) if exact is None else exact

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


_Relation = Callable[[Vocabulary, int], tuple[int, ...]]
_MOST_KNOWN = 1 << 14
"""Names whose relations are remembered: the postings of one trade ask a few thousand."""


@cache
def _parse_row(row: str) -> _Row:
    name, kind, sources, implied, related = row.split("\t")[:5]
    return _Row(
        concept=Concept(name=name, kind=ConceptKind(kind), sources=tuple(sources.split(","))),
        implied=tuple(map(int, implied.split())),
        related=tuple(map(int, related.split())),
    )


@cache
def _load() -> Vocabulary:
    digest = digest_of("vocabulary")
    path = model_path("vocabulary/vocabulary.tsv")
    return Vocabulary(read_verified(path, digest), signature=digest[:16])
