"""The arguments of a tool, checked: known keys, right types, bounded sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fitcheck.errors import ErrorCode, FitcheckError

LONGEST_TEXT = 400_000
"""Characters of one text: as many as a document keeps (`ReadingSettings.max_text`)."""
LONGEST_PATH = 4_096
"""Characters of a path: what Linux takes."""
MOST_POSTINGS = 50
"""Postings of one comparison: fifty of the examples take a second of processor time (2 shared
x86-64 cores), so an assistant does not wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One document as an assistant gave it: `path` or `text`, never both; `name` for the answer."""

    path: str | None
    text: str | None
    name: str


class Arguments:
    """The arguments of one call; every accessor raises FitcheckError with the code usage."""

    def __init__(self, values: Mapping[str, Any] | None) -> None:
        self._values = dict(values or {})
        self._taken: set[str] = set()

    def document(self, role: str) -> Given:
        """The document under `<role>_path` or `<role>_text`; one of them must be given."""
        given = self.document_or_none(role)
        if given is None:
            raise _usage(f"give {role}_path or {role}_text")
        return given

    def document_or_none(self, role: str) -> Given | None:
        """The same, None where neither key is given."""
        path = self.text(f"{role}_path", most=LONGEST_PATH)
        text = self.text(f"{role}_text", most=LONGEST_TEXT)
        if path is not None and text is not None:
            raise _usage(f"give {role}_path or {role}_text, not both")
        if path is None and text is None:
            return None
        return Given(path=path, text=text, name=path if path is not None else f"{role}_text")

    def postings(self) -> tuple[Given, ...]:
        """The documents under `postings`: objects with `path` or `text`, and perhaps `name`."""
        values = self._take("postings")
        if not isinstance(values, list) or not 1 <= len(values) <= MOST_POSTINGS:
            raise _usage(f"give 1 to {MOST_POSTINGS} postings, as a list")
        return tuple(_posting(value, number) for number, value in enumerate(values, start=1))

    def text(self, key: str, *, most: int) -> str | None:
        """A string of 1 to `most` characters, None where it is not given."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, str) or not 1 <= len(value) <= most:
            raise _usage(f"{key} must be a text of 1 to {most:,} characters")
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise _usage(f"{key} holds halves of characters, which no text does")
        return value

    def day(self, key: str) -> date | None:
        """A day as YYYY-MM-DD, None where it is not given."""
        value = self.text(key, most=10)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _usage(f"{key} must be a day as YYYY-MM-DD") from None

    def done(self) -> None:
        """Refuse what was not asked for, so that a misspelt key is not silently ignored."""
        unknown = sorted(str(key)[:40] for key in self._values.keys() - self._taken)
        if unknown:
            raise _usage(
                f"unknown argument {unknown[0]!r}; known: {', '.join(sorted(self._taken))}"
            )

    def _take(self, key: str) -> Any:
        self._taken.add(key)
        return self._values.get(key)


def _posting(value: object, number: int) -> Given:
    if not isinstance(value, dict):
        raise _usage("each posting is an object with path or text")
    one = Arguments(value)
    path, text = one.text("path", most=LONGEST_PATH), one.text("text", most=LONGEST_TEXT)
    name = one.text("name", most=200)
    one.done()
    if (path is None) is (text is None):
        raise _usage(f"posting {number}: give path or text, one of them")
    return Given(path=path, text=text, name=name or path or f"posting {number}")


def _usage(message: str) -> FitcheckError:
    return FitcheckError(message, code=ErrorCode.USAGE)
