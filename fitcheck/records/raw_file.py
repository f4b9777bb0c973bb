"""The raw values of a TOML or JSON file with the line of each; every trouble is one clear line."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, NoReturn

from fitcheck.documents.opening import open_regular
from fitcheck.errors import ApplicationFileError, FitcheckError, MissingInputError
from fitcheck.records.places import Places, places_in_json, places_in_toml

MOST_KEY_PARTS = 16
"""Parts of a dotted key; the deepest key of an application file has three."""
LARGEST_FILE = 1_000_000
"""Bytes of an application file; a long posting with a year of events has about 30,000."""


def read_text(
    path: Path,
    *,
    error: type[FitcheckError] = ApplicationFileError,
    what: str = "an application file",
    most: int = LARGEST_FILE,
) -> str:
    """The text of a file that a person wrote, at most `most` bytes; `what` is its kind in words.

    Raises MissingInputError, and `error` where it is too large or no UTF-8 text.
    """
    source = path.name
    if not path.exists():
        raise MissingInputError("there is no such file", source=source)
    try:
        with open_regular(path, source=source) as file:
            data = file.read(most + 1)
    except OSError as problem:
        raise MissingInputError(
            f"the file cannot be read: {problem.strerror or 'no regular file'}", source=source
        ) from problem
    return text_of(data, source=source, error=error, what=what, most=most)


def text_of(
    data: bytes,
    *,
    source: str,
    error: type[FitcheckError],
    what: str,
    most: int = LARGEST_FILE,
) -> str:
    """The text in the bytes of such a file; of a larger one `most` + 1 bytes are enough.

    Raises `error` where it is too large or no UTF-8 text.
    """
    if len(data) > most:
        raise error(f"the file is larger than {most} bytes: is it {what}?", source=source)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise error(
            f"line {line}: the file is not UTF-8 text; save it as UTF-8", source=source
        ) from problem


def parse_values(
    text: str, *, name: str, error: type[FitcheckError] = ApplicationFileError
) -> tuple[dict[str, Any], Places]:
    """The raw values of a TOML or JSON text, and where each stands. Raises `error`."""
    try:
        return _parsed(text, name)
    except _BrokenFileError as problem:
        raise error(str(problem), source=name) from None


def _parsed(text: str, name: str) -> tuple[dict[str, Any], Places]:
    try:
        if is_json(text, name):
            values = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
            if not isinstance(values, dict):
                raise _BrokenFileError("line 1: the file must be one object")
            return values, places_in_json(text)
        _check_keys(text)
        return tomllib.loads(text), places_in_toml(text)
    except json.JSONDecodeError as problem:
        _broken(f"line {problem.lineno}: not valid JSON, {problem.msg.lower()}")
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"line (\d+)", str(problem))
        line = found.group(1) if found else text.count("\n") + 1
        what = str(problem).split(" (at ")[0][:80]
        _broken(f"line {line}: not valid TOML, {what[0].lower()}{what[1:]}")
    except _DuplicateKeyError as problem:
        _broken(f"line {_last_line(text, problem.key)}, {problem.key}: the key stands twice")
    except (RecursionError, ValueError):
        _broken("line 1: the file is nested too deeply or holds a number that is too long")


def _check_keys(text: str) -> None:
    """Refuse keys of very many parts: tomllib keeps every prefix of a dotted key in memory."""
    for found in re.finditer(r"[^={},\[\]\n]+", text):
        if found.group().count(".") >= MOST_KEY_PARTS and _is_key(found.group()):
            line = text.count("\n", 0, found.start()) + 1
            _broken(f"line {line}: a key has more than {MOST_KEY_PARTS} parts")


def _is_key(piece: str) -> bool:
    """True where every part between dots is one word or stands between quotes."""
    for part in piece.split("."):
        word = part.strip()
        quoted = word[:1] in ("'", '"') and word[-1:] == word[:1]
        if not word or (not quoted and len(word.split()) > 1):
            return False
    return True


def is_json(text: str, name: str) -> bool:
    """True for a file that is named or starts like JSON."""
    return name.lower().endswith(".json") or text.lstrip().startswith("{")


class _DuplicateKeyError(Exception):
    """A JSON object that names a key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key[:40] if key.isprintable() else ascii(key)[:40]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise _DuplicateKeyError(key)
        values[key] = value
    return values


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _last_line(text: str, key: str) -> int:
    at = text.rfind(json.dumps(key, ensure_ascii=False))
    return text.count("\n", 0, max(at, 0)) + 1


class _BrokenFileError(Exception):
    """A text that is not valid; its message names the line."""


def _broken(message: str) -> NoReturn:
    raise _BrokenFileError(message) from None
