"""Text from files, made safe to show: on a terminal, in Markdown, HTML or a spreadsheet."""

from __future__ import annotations

import csv
import html
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_Cell = str | int | float | None
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|~"})

_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"
"""Signs with which a spreadsheet takes a cell for a formula, and the wide forms that some read
alike (OWASP ASVS 1.2.10)."""


def terminal(text: str) -> str:
    r"""`text` on one line: white space folded, control and format characters as \\xNN or \\uNNNN.

    Nothing in a file may move the cursor, change a colour or reorder what is read.
    """
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(map(_visible, flat))


def _visible(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def markdown(text: str) -> str:
    """`terminal` text with the signs of Markdown and HTML escaped."""
    return terminal(text).translate(_MARKDOWN)


def hypertext(text: str) -> str:
    """`terminal` text with the signs of HTML escaped, for elements and quoted attributes."""
    return html.escape(terminal(text))


def csv_row(cells: Iterable[_Cell]) -> str:
    """One line of CSV, every cell quoted, ended by CRLF.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay
    numbers. Text is on one line and without control characters.
    """
    return next(csv_rows([cells]))


def csv_rows(rows: Iterable[Iterable[_Cell]]) -> Iterator[str]:
    """The same of many rows, as they come."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for cells in rows:
        # the writer makes nothing of None, and text of numbers
        yield writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in cells])


class _Line:
    """What a CSV writer writes to: `writerow` gives what this gives."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


@lru_cache(maxsize=1 << 12)
def _safe(text: str) -> str:
    shown = terminal(text)
    return f"'{shown}" if shown[:1] in _FORMULA and shown else shown
