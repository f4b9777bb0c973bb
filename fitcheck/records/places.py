"""On which line of a TOML or JSON file each key stands, for errors that name the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Where a value stands: keys and list indexes from the top, such as ("events", 2, "on")."""

_TOKEN = re.compile(
    r"""\#[^\n]*
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
    | '''(?:[^']|'(?!''))*'''
    | "(?:[^"\\\n]|\\.)*"
    | '[^'\n]*'
    | [\[\]{}=:,\n]
    | [^\s\[\]{}=:,\#"']+
    | [^\S\n]+
    | .""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Open:
    """An open list or table inside a value."""

    path: Path
    is_list: bool
    index: int = 0
    key: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Places:
    """Line numbers, from 1, of the keys of one file."""

    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of `path`, or of the closest thing around it; 1 where nothing is known."""
        for end in range(len(path), 0, -1):
            found = self.lines.get(path[:end])
            if found is not None:
                return found
        return 1


def places_in_json(text: str) -> Places:
    """The places of a valid JSON text."""
    lines: dict[Path, int] = {}
    stack: list[_Open] = []
    for piece, line in _tokens(text):
        if piece != "\n":
            _in_value(piece, line, stack, (), lines)
    return Places(lines)


def places_in_toml(text: str) -> Places:
    """The places of a valid TOML text."""
    lines: dict[Path, int] = {}
    tables: Counter[Path] = Counter()
    stack: list[_Open] = []
    prefix: Path = ()
    words: list[str] = []
    value: Path | None = None
    brackets = 0
    for piece, line in _tokens(text):
        if value is not None:
            if piece == "\n" and not stack:
                value, words = None, []
            elif piece != "\n":
                _in_value(piece, line, stack, value, lines)
        elif piece == "[":
            brackets += 1
        elif piece == "]":
            brackets -= 1
            if brackets == 1:
                prefix = _table(tuple(words), tables, repeated=True)
                lines.setdefault(prefix, line)
                words = []
        elif piece == "\n":
            if words:
                prefix = _table(tuple(words), tables, repeated=False)
                lines.setdefault(prefix, line)
            brackets, words = 0, []
        elif piece == "=":
            value = (*prefix, *words)
            lines.setdefault(value, line)
        else:
            words.extend(_names(piece))
    return Places(lines)


def _table(words: Path, tables: Counter[Path], *, repeated: bool) -> Path:
    """The path of a table header; `[[events]]` is the next one of its list."""
    if not repeated:
        return words
    tables[words] += 1
    return (*words, tables[words] - 1)


def _in_value(piece: str, line: int, stack: list[_Open], top: Path, lines: dict[Path, int]) -> None:
    """Follow one piece inside a value that stands at `top`."""
    if piece in "]}":
        if stack:
            stack.pop()
        return
    here = stack[-1] if stack else None
    if here is None:
        path = top
    elif here.is_list:
        path = (*here.path, here.index)
    else:
        path = (*here.path, *here.key)
    if piece in "[{":
        lines.setdefault(path, line)
        stack.append(_Open(path=path, is_list=piece == "["))
    elif here is None:
        return
    elif piece == ",":
        here.index += 1
        here.key = []
    elif here.is_list or piece in "=:":
        lines.setdefault(path, line)
    elif not here.key or (*here.path, *here.key) not in lines:
        here.key.extend(_names(piece))


def _names(piece: str) -> list[str]:
    """The key names in a piece: a quoted one is one name, a bare one may be dotted."""
    if piece[0] in "\"'":
        return [piece[1:-1]]
    return [part for part in piece.split(".") if part]


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Tokens with their lines, without blanks and comments."""
    line = 1
    for found in _TOKEN.finditer(text):
        piece = found.group()
        if piece == "\n" or not (piece.isspace() or piece[0] == "#"):
            yield piece, line
        line += piece.count("\n")
