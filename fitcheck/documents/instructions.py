"""Wording addressed to a program that reads the document: reported, and without any effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from fitcheck.documents.document import Document, DocumentWarning, WarningCode
from fitcheck.errors import TableError
from fitcheck.settings import load_table

TABLE = "machine_instructions"
QUOTE_LENGTH = 200
"""Characters of the line that the warning quotes."""
MAX_WARNINGS = 5

_KEYS = frozenset(("id", "source", "hints", "any", "accept", "reject"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One kind of such wording, with lines that it must and must not match.

    Both hints and pattern are for text in lower case; a text without any hint cannot match, which
    is quicker to tell.
    """

    id: str
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    accept: tuple[str, ...]
    reject: tuple[str, ...]


@cache
def load_instructions() -> tuple[Instruction, ...]:
    """The entries of the table. Raises TableError where it breaks its rules."""
    table = load_table(TABLE)
    if set(table) != {"entry"} or not table["entry"]:
        raise TableError(f"{TABLE}.toml must hold [[entry]] tables and nothing else")
    found: list[Instruction] = []
    for entry in table["entry"]:
        if set(entry) != _KEYS or not all(entry.values()):
            raise TableError(f"{TABLE}.toml, entry {entry.get('id', '?')}: wrong or empty keys")
        found.append(
            Instruction(
                id=entry["id"],
                hints=tuple(entry["hints"]),
                pattern=re.compile("|".join(entry["any"])),
                accept=tuple(entry["accept"]),
                reject=tuple(entry["reject"]),
            )
        )
    return tuple(found)


def instruction_warnings(document: Document) -> Iterator[DocumentWarning]:
    """A warning for each line, visible or hidden, that tells a program what to do; at most five."""
    hidden = [warning.quote for warning in document.warnings if warning.quote]
    count = 0
    lines = [*document.text.split("\n"), *hidden]
    whole = "\n".join(lines).lower()
    entries = [e for e in load_instructions() if any(hint in whole for hint in e.hints)]
    for line in lines if entries else ():
        found = next((f for e in entries if (f := e.pattern.search(line.lower()))), None)
        if found is None:
            continue
        count += 1
        if count > MAX_WARNINGS:
            return
        start = max(0, found.start() - QUOTE_LENGTH // 2)
        yield DocumentWarning(
            code=WarningCode.MACHINE_INSTRUCTION,
            message="the document addresses a program that reads it; this has no effect",
            quote=line[start : start + QUOTE_LENGTH],
        )
