"""Occupation titles and the ISCO-08 group each belongs to."""

from __future__ import annotations

from functools import cache

from fitcheck.errors import ModelError
from fitcheck.language.models import digest_of, model_path, read_verified
from fitcheck.language.spelling import ATOM, GAP, forms, key_of


class Occupations:
    """Titles of occupations. Get it from `Occupations.load()`."""

    def __init__(self, content: bytes) -> None:
        """Read the compiled table; raises ModelError where its form is not the expected one."""
        head, _, body = content.decode("utf-8").partition("\n\n")
        if head != "fitcheck.occupations/1":
            raise ModelError("the compiled occupations have an unknown form: install them again")
        self._titles: dict[str, tuple[str, str]] = {}
        self._longest: dict[str, int] = {}
        for row in body.rstrip("\n").split("\n"):
            name, group, *keys = row.split("\t")
            for key in keys:
                self._titles[key] = (name, group)
                parts = key.split(" ")
                self._longest[parts[0]] = max(self._longest.get(parts[0], 0), len(parts))

    @staticmethod
    def load() -> Occupations:
        """The shipped titles, read once. Raises ModelError where they are missing or altered."""
        return _load()

    def find(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """(start, end, canonical title) of the titles in `text`: longest first, in text order.

        A title of one word counts only with a capital: "Server", "Driver", but "the driver".
        """
        atoms = [match.span() for match in ATOM.finditer(text)]
        folded = [forms(text[start:end]) for start, end in atoms]
        found = []
        place = 0
        while place < len(atoms):
            most = max(self._longest.get(form, 0) for form in folded[place])
            size = self._match_at(text, atoms, folded, place, most)
            if size:
                start, end = atoms[place][0], atoms[place + size - 1][1]
                found.append((start, end, self._titles[_key(folded, place, size)][0]))
            place += max(size, 1)
        return tuple(found)

    def group(self, name: str) -> str | None:
        """The ISCO-08 group (one to four digits) of the title `name`, or None if not known."""
        title = self._titles.get(key_of(name))
        return title[1] if title else None

    def _match_at(
        self,
        text: str,
        atoms: list[tuple[int, int]],
        folded: list[tuple[str, str]],
        place: int,
        most: int,
    ) -> int:
        """Number of atoms of the longest title that starts at `place`, 0 for none."""
        best = 0
        for size in range(1, most + 1):
            last = place + size - 1
            if last >= len(atoms):
                break
            if size > 1 and not GAP.fullmatch(text[atoms[last - 1][1] : atoms[last][0]][:12]):
                break
            if size == 1 and not text[atoms[place][0]].isupper():
                continue
            if _key(folded, place, size) in self._titles:
                best = size
        return best


def _key(folded: list[tuple[str, str]], place: int, size: int) -> str:
    if size == 1:
        return folded[place][0]
    return " ".join(form[1] for form in folded[place : place + size])


@cache
def _load() -> Occupations:
    path = model_path("vocabulary/occupations.tsv")
    return Occupations(read_verified(path, digest_of("occupations")))
