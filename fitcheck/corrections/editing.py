"""Change one entry of a file of corrections; the person's comments and order stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from fitcheck.corrections.file import SCHEMA, parse_corrections
from fitcheck.documents.document import Document, Span
from fitcheck.errors import CorrectionsError, ErrorCode, FitcheckError
from fitcheck.profiles.anchors import words_of

ABOUT_WHOLE = "posting"
"""The one table that is no list: facts of the whole posting."""
_NARROWING = ("nth", "kind", "concepts")


def with_correction(
    text: str, *, name: str, table: str, anchor: Mapping[str, object], values: Mapping[str, object]
) -> str:
    """The text of a file in which the entry of `table` with that `anchor` says `values`.

    An empty text begins a new file. `anchor` has the keys that name a line (quote, nth, kind,
    concepts); without one the table is that of the whole posting. Raises CorrectionsError where
    the old or the new file breaks the form.
    """
    parse_corrections(text, name=name)
    document = tomlkit.parse(text)
    if not text.strip():
        document.add("schema", tomlkit.item(SCHEMA))
    entry = _entry(document, table, anchor)
    if entry is None:
        entry = tomlkit.table()
        entry.trivia.indent = "\n"
        for key, value in anchor.items():
            entry.add(key, value)
        if table == ABOUT_WHOLE:
            document.add(table, entry)
        else:
            document.setdefault(table, tomlkit.aot())
            listed = document[table]
            if not isinstance(listed, AoT):
                raise _by_hand(name)
            listed.append(entry)
            entry = listed[-1]
    for key, value in values.items():
        entry[key] = value
    changed = tomlkit.dumps(document)
    parse_corrections(changed, name=name)
    return changed


def without_correction(
    text: str, *, name: str, table: str, anchor: Mapping[str, object], fields: Iterable[str]
) -> str:
    """The text without these fields of an entry; an entry that says nothing else goes too.

    Raises CorrectionsError where the file breaks the form or does not correct that.
    """
    parse_corrections(text, name=name)
    document = tomlkit.parse(text)
    entry = _entry(document, table, anchor)
    for field in fields:
        if entry is None or field not in entry:
            raise CorrectionsError(f"{table}: nothing corrects {field} there", source=name)
        entry.remove(field)
    if entry is not None and set(entry) <= {"quote", "reason", *_NARROWING}:
        listed = document[table]
        if isinstance(listed, AoT):
            del listed[next(n for n, one in enumerate(listed) if one is entry)]
        else:
            document.remove(table)
        if isinstance(listed, AoT) and not len(listed):
            document.remove(table)
    changed = tomlkit.dumps(document)
    parse_corrections(changed, name=name)
    return changed


def says_nothing(text: str) -> bool:
    """Whether a file holds no entry and no comment any more."""
    return text.strip() in ("", f'schema = "{SCHEMA}"')


def find_words(words: str, spans: Sequence[Span], document: Document) -> Span:
    """The one of `spans` that holds these words in a row, however few they are.

    Equal lines count once. Raises FitcheckError where there is none or several that differ.
    """
    wanted = words_of(words)
    lines = {span: words_of(document.quote(span)) for span in spans}
    found = [span for span, line in lines.items() if wanted and line == wanted]
    found = found or [span for span, line in lines.items() if wanted and _within(wanted, line)]
    if not found:
        message = "no line of that kind holds these words; `fitcheck parse` shows what was read"
        raise FitcheckError(message, code=ErrorCode.USAGE, source="--line")
    if len({lines[span] for span in found}) > 1:
        message = f"{len(found)} lines hold these words: give more of the line"
        raise FitcheckError(message, code=ErrorCode.USAGE, source="--line")
    return found[0]


def _within(wanted: tuple[str, ...], line: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(line[n : n + size] == wanted for n in range(len(line) - size + 1))


def _entry(document: tomlkit.TOMLDocument, table: str, anchor: Mapping[str, object]) -> Any:
    """The entry that speaks of the same line and no other part of it, None where there is none."""
    held = document.get(table)
    if table == ABOUT_WHOLE:
        return held if isinstance(held, Table) else None
    words = words_of(str(anchor["quote"]))
    for entry in held if isinstance(held, AoT) else ():
        if words_of(str(entry.get("quote", ""))) == words and all(
            entry.get(key) == anchor.get(key) for key in _NARROWING
        ):
            return entry
    return None


def _by_hand(name: str) -> CorrectionsError:
    return CorrectionsError(
        "the entries stand in brackets on one line: change this file by hand", source=name
    )
