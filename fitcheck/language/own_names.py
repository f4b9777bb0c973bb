"""The vocabulary with a person's own names and implications on top."""

from __future__ import annotations

import difflib
import hashlib

from fitcheck.errors import SettingsError
from fitcheck.language.spelling import key_of
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.settings import VocabularySettings

_MOST_ATOMS = 8
"""Words of one name; the shipped vocabulary has no longer ones either."""
_MADE_LATE = ("_by_name", "_implying")


class OwnVocabulary(Vocabulary):
    """The shipped concepts; own names come before shipped ones, own implications are added.

    An own name has no guard: it counts wherever it stands. Raises SettingsError for a concept that
    does not exist and for a name that already is the name of another concept.
    """

    def __init__(self, shipped: Vocabulary, own: VocabularySettings) -> None:
        """`shipped` stays as it is."""
        self.__dict__.update({k: v for k, v in vars(shipped).items() if k not in _MADE_LATE})
        digest = hashlib.sha256(repr(own).encode()).hexdigest()
        self.signature = f"{shipped.signature}+{digest[:16]}"
        self._names = self._names.copy()
        self._rows = list(self._rows)
        self._known = {}  # what was looked up before holds for the shipped rows only
        for name, concept in own.aliases:
            self._with_name(name, self._wanted(concept, f"aliases.{name}"))
        for name, implied in own.implications:
            key = f"implications.{name}"
            self._with_implied(self._wanted(name, key), [self._wanted(one, key) for one in implied])

    def _wanted(self, name: str, key: str) -> int:
        """The row of a concept; the error names the `key` of the settings that asks for it."""
        number = self._number(name)
        if number is None:
            first = name[:1].lower()
            names = [concept for concept in self._by_name if concept[:1].lower() == first]
            close = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean {close[0]}?" if close else "give the name of a known one"
            raise SettingsError(f"{_shown(key)}: there is no such concept; {hint}")
        return number

    def _with_name(self, name: str, number: int) -> None:
        """Make `name` stand for a concept."""
        key = key_of(name)
        if not key or len(key.split(" ")) > _MOST_ATOMS:
            raise SettingsError(
                f"aliases.{_shown(name)}: this cannot be a name; give 1 to {_MOST_ATOMS} words of "
                "letters or digits"
            )
        held = self._names.number(key)
        if held is not None and held != number and key_of(self._row(held).concept.name) == key:
            raise SettingsError(f"aliases.{_shown(name)}: another concept has that name")
        self._names.add(key, number)

    def _with_implied(self, number: int, implied: list[int]) -> None:
        """Add what a concept implies, to it and to all that imply it; all of it transitively."""
        more = {one for each in implied for one in (each, *self._row(each).implied)}
        for below in (number, *self._implying.get(number, ())):
            columns = self._rows[below].split("\t")
            known = set(map(int, columns[3].split()))
            added = more - known - {below}
            columns[3] = " ".join(map(str, sorted(known | added)))
            self._rows[below] = "\t".join(columns)
            for one in added:
                self._implying[one] = (*self._implying.get(one, ()), below)


def own_vocabulary(own: VocabularySettings) -> Vocabulary:
    """The shipped vocabulary, with a person's own names where there are any."""
    shipped = Vocabulary.load()
    return OwnVocabulary(shipped, own) if own.aliases or own.implications else shipped


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else " " for c in name)[:60]
