"""Typed reading of the fields of a file: every error names the key and the line.

No error quotes a value of the file; it says what belongs there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NoReturn, TypeVar

from fitcheck.errors import ApplicationFileError, FitcheckError
from fitcheck.records.places import Path, Places

LONGEST_TEXT = 4_000
"""Characters of a text field; the snapshot of a posting has its own limit."""

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
"""Dates that a file may name; far enough from the ends of the calendar to add to."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_E = TypeVar("_E", bound=StrEnum)


@dataclass(slots=True)
class Fields:
    """One table of a file; `finish` rejects what nobody has asked for; troubles are `error`."""

    values: Mapping[str, Any]
    places: Places
    source: str
    path: Path = ()
    known: set[str] = field(default_factory=set)
    error: type[FitcheckError] = ApplicationFileError

    def fail(self, key: str | None, wanted: str) -> NoReturn:
        """Raise the error for `key` of this table, or for the table itself."""
        path = self.path if key is None else (*self.path, key)
        line = self.places.line(path)
        raise self.error(f"line {line}, {_shown(path)}: {wanted}", source=self.source) from None

    def get(self, key: str) -> Any:
        """The raw value, None where the key is missing; marks the key as known."""
        self.known.add(key)
        return self.values.get(key)

    def text(self, key: str, *, longest: int = LONGEST_TEXT) -> str | None:
        """A text that is not empty, without control characters but line feeds and tabs."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fail(key, "give a text between quotes")
        if len(value) > longest:
            self.fail(key, f"the text has {len(value)} characters, the limit is {longest}")
        if any((c < " " and c not in "\t\r\n") or "\ud800" <= c <= "\udfff" for c in value):
            self.fail(key, "control characters and halves of characters do not belong in a text")
        return value

    def line_of_text(self, key: str) -> str | None:
        """A text of one line: what may end up in a header or a calendar."""
        value = self.text(key, longest=500)
        if value is not None and ("\n" in value or "\r" in value):
            self.fail(key, "give one line of text")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is missing."""
        value = self.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.fail(key, "give true or false")
        return value

    def day(self, key: str) -> date | None:
        """A calendar day, as a TOML date or as YYYY-MM-DD."""
        value = self.get(key)
        return None if value is None else self.as_day(key, value)

    def days(self, key: str) -> tuple[date, ...]:
        """A list of calendar days; empty where the key is missing."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fail(key, "give a list of dates between square brackets")
        return tuple(self.as_day(key, day) for day in value)

    def required_day(self, key: str) -> date:
        """A calendar day that has to be there."""
        day = self.day(key)
        if day is None:
            self.fail(key if key in self.values else None, f"the key {key} is missing: give a date")
        return day

    def day_or_words(self, key: str) -> date | str | None:
        """A day, or the words in which one was named."""
        value = self.get(key)
        if isinstance(value, str) and not _DAY.fullmatch(value.strip()):
            return self.line_of_text(key)
        return self.day(key)

    def choice(self, key: str, kind: type[_E]) -> _E | None:
        """One of the words of an enumeration."""
        value = self.get(key)
        return None if value is None else self._as_choice(key, value, kind)

    def choices(self, key: str, kind: type[_E]) -> tuple[_E, ...]:
        """A list of words of an enumeration."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fail(key, "give a list between square brackets")
        return tuple(self._as_choice(key, item, kind) for item in value)

    def table(self, key: str) -> Fields | None:
        """A table below this one."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fail(key, "give a table of keys and values")
        return self._below(value, key)

    def tables(self, key: str, *, most: int) -> tuple[Fields, ...]:
        """A list of tables, at most so many."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(key, f"give a list of tables, such as [[{key}]]")
        if len(value) > most:
            self.fail(key, f"there are {len(value)} entries, the limit is {most}")
        return tuple(self._below(item, key, index) for index, item in enumerate(value))

    def as_day(self, key: str, value: object) -> date:
        """`value`, which stands under `key`, as a calendar day."""
        if isinstance(value, datetime):
            self.fail(key, "give a date without a time (YYYY-MM-DD)")
        day = value if isinstance(value, date) else None
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            try:
                day = date.fromisoformat(value.strip())
            except ValueError:
                self.fail(key, "there is no such day on the calendar")
        if day is None:
            self.fail(key, "give a date as YYYY-MM-DD")
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail(key, f"give a date from {FIRST_DAY} to {LAST_DAY}")
        return day

    def finish(self) -> None:
        """Raise the error for the first key that does not belong here."""
        for key in self.values:
            if key not in self.known:
                close = difflib.get_close_matches(key, sorted(self.known), n=1)
                hint = f"did you mean {close[0]}?" if close else "no such key belongs here"
                self.fail(key, f"unknown key, {hint}")

    def _below(self, values: Mapping[str, Any], *path: str | int) -> Fields:
        return Fields(values, self.places, self.source, (*self.path, *path), error=self.error)

    def _as_choice(self, key: str, value: object, kind: type[_E]) -> _E:
        members = {member.value: member for member in kind}
        if not isinstance(value, str) or value not in members:
            self.fail(key, f"give one of {', '.join(members)}")
        return members[value]


def _shown(path: Path) -> str:
    """`events[2].on`: list indexes count from 1 as people do; a long key is cut."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part + 1}]"
        else:
            name = part if part.isprintable() else ascii(part)
            shown += f".{name[:40]}" if shown else name[:40]
    return shown or "the file"
