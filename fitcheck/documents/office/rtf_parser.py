"""The tokens of a Rich Text Format file become paragraphs, seen and hidden.

Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from fitcheck.documents.concealment import Colour
from fitcheck.documents.document import BlockKind
from fitcheck.documents.office.rtf_text import Gatherer, State
from fitcheck.documents.office.rtf_words import (
    CHARSETS,
    EDGES,
    MARKERS,
    SHOWN_STARRED,
    SIGNS,
    SKIPPED,
)

MAX_FALLBACK = 16
"""Characters that `\\uc` may skip behind a Unicode character; writers use 0, 1 or 2."""

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,12})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n\0]{1,4096})"
    rb"|.",
    re.DOTALL,
)


class RtfParser:
    """One pass over the tokens with a stack of states."""

    def __init__(self, limit: int) -> None:
        self.gathered = Gatherer(limit)
        self._state = State()
        self._stack: list[State] = []
        self._opened = False
        self._starred = False
        self._skip = 0
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._channels: dict[bytes, int] = {}
        self._bytes = bytearray()
        self._words = _words(self)
        self._actions = _actions(self)

    def run(self, data: bytes) -> None:
        """Read the file until its text is too long."""
        place = 0
        while place < len(data) and self.gathered.left > 0:
            token = _TOKEN.match(data, place)
            if token is None:
                break
            place = token.end()
            opened = self._opened
            if token[1] == b"bin":
                place += max(int(token[2] or 0), 0)
            elif token[1]:
                self._word(token[1], token[2])
            elif token[3]:
                self._byte(int(token[3], 16))
            elif token[4]:
                self._symbol(token[4])
            elif token[5]:
                self._brace(token[5])
            elif token[6]:
                self._raw(token[6])
            self._opened = self._opened and not opened
        self._end_paragraph()
        self.gathered.end_row()

    def _brace(self, brace: bytes) -> None:
        self._decode()
        self._skip = 0
        self._starred = False
        if brace == b"{":
            self._opened = True
            self._stack.append(self._state)
        elif self._stack:
            before, self._state = self._state, self._stack.pop()
            if before.edge is not self._state.edge:
                self._end_paragraph(before.edge)

    def _word(self, word: bytes, argument: bytes | None) -> None:
        if word != b"u":
            self._decode()
        starred, self._starred = self._starred, False
        number = int(argument) if argument is not None else None
        if word in MARKERS:
            self._state = replace(self._state, marker=True)
            self.gathered.mark_item()
        elif word in SKIPPED or (starred and word not in SHOWN_STARRED):
            self._state = replace(self._state, skipped=True)
        elif word in (b"fonttbl", b"colortbl"):
            self._state = replace(self._state, table=word)
        elif word.rstrip(b"lrf") in (b"heade", b"foote") or word in EDGES:
            self._end_paragraph()
            kind = BlockKind.HEADER if word.startswith(b"h") else BlockKind.FOOTER
            self._state = replace(self._state, edge=kind)
        elif word in SIGNS:
            self._text(SIGNS[word])
        elif word in self._words:
            self._words[word](number)
        elif word in self._actions:
            self._actions[word]()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = self._opened  # elsewhere in a group it marks no destination
        elif symbol == b"~":
            self._text(" ")
        elif symbol == b"_":
            self._text("-")
        elif symbol in b"\\{}":
            self._raw(symbol)
        elif symbol in b"\r\n":
            self._end_paragraph()

    def _raw(self, raw: bytes) -> None:
        self._starred = False
        if self._state.table == b"colortbl":
            for _ in range(raw.count(b";")):
                known = self._channels
                named = [known.get(name) for name in (b"red", b"green", b"blue")]
                self.gathered.colours.append(_colour(named))
                known.clear()
            return
        cut = min(self._skip, len(raw))
        self._skip -= cut
        self._bytes += raw[cut:]

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def unicode(self, number: int | None) -> None:
        """A character by its number, which is signed and of 16 bits; skip what stands for it."""
        self._decode()
        self._text(chr((number or 0) % 65536))
        self._skip = self._state.fallback

    def _decode(self) -> None:
        if self._bytes:
            page = self._fonts.get(self._state.font, self._page)
            raw = bytes(self._bytes)
            self._bytes.clear()
            try:
                self._text(raw.decode(page, errors="replace"))
            except LookupError:
                self._text(raw.decode("cp1252", errors="replace"))

    def _text(self, text: str) -> None:
        state = self._state
        if not (state.skipped or state.table or state.marker):
            self.gathered.add(text, state)

    def style(self, **changes: object) -> None:
        """Change the look of what follows in this group."""
        if any(getattr(self._state, name) != value for name, value in changes.items()):
            self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    def channel(self, name: bytes, number: int | None) -> None:
        """One channel of a colour in the colour table."""
        if self._state.table == b"colortbl":
            self._channels[name] = min(max(number or 0, 0), 255)

    def page(self, number: int | None) -> None:
        """The code page of the document."""
        self._page = {65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")

    def charset(self, number: int | None) -> None:
        """The character set of a font in the font table."""
        if self._state.table == b"fonttbl" and number in CHARSETS and len(self._fonts) < 1000:
            self._fonts[self._state.font] = CHARSETS[number]

    def end_paragraph(self) -> None:
        """Close a paragraph, unless its text is skipped."""
        if not self._state.skipped:
            self._end_paragraph()

    def end_cell(self) -> None:
        """Close a cell of a table row."""
        self.gathered.paragraph_mark(in_table=True)
        self._end_paragraph()
        self.gathered.end_cell()

    def end_row(self) -> None:
        """Close a table row."""
        self._end_paragraph()
        self.gathered.end_row()

    def _end_paragraph(self, edge: BlockKind | None = None) -> None:
        self._decode()
        self.gathered.end_paragraph(edge or self._state.edge)


def _colour(channels: list[int | None]) -> Colour | None:
    red, green, blue = channels
    if red is None or green is None or blue is None:
        return None
    return red, green, blue


def _actions(parser: RtfParser) -> dict[bytes, Callable[[], None]]:
    """What the control words do whose number does not matter."""
    return {
        b"plain": lambda: parser.style(
            size=24, bold=False, capitals=False, hidden=False, colour=0, ground=0, deleted=False
        ),
        b"pard": parser.gathered.fresh_paragraph,
        b"par": parser.end_paragraph,
        b"sect": parser.end_paragraph,
        b"page": parser.end_paragraph,
        b"cell": parser.end_cell,
        b"nestcell": parser.end_cell,
        b"row": parser.end_row,
        b"nestrow": parser.end_row,
        b"intbl": lambda: parser.gathered.paragraph_mark(in_table=True),
        b"ls": lambda: parser.gathered.paragraph_mark(item=0),
    }


def _words(parser: RtfParser) -> dict[bytes, Callable[[int | None], None]]:
    """What the control words do with their number."""

    def on(number: int | None) -> bool:
        return number != 0

    def fallback(number: int | None) -> None:
        count = 1 if number is None else number
        parser.style(fallback=count if 0 <= count <= MAX_FALLBACK else 1)

    words: dict[bytes, Callable[[int | None], None]] = {
        b"u": parser.unicode,
        b"uc": fallback,
        b"b": lambda n: parser.style(bold=on(n)),
        b"caps": lambda n: parser.style(capitals=on(n)),
        b"scaps": lambda n: parser.style(capitals=on(n)),
        b"v": lambda n: parser.style(hidden=on(n)),
        b"deleted": lambda n: parser.style(deleted=on(n)),
        b"fs": lambda n: parser.style(size=24 if n is None else max(n, 0)),
        b"cf": lambda n: parser.style(colour=n or 0),
        b"f": lambda n: parser.style(font=n or 0),
        b"ansicpg": parser.page,
        b"fcharset": parser.charset,
        b"ilvl": lambda n: parser.gathered.paragraph_mark(item=min(max(n or 0, 0), 8)),
        b"outlinelevel": lambda n: parser.gathered.paragraph_mark(
            level=n + 1 if n is not None and 0 <= n < 6 else None
        ),
    }
    for name in (b"highlight", b"cb", b"chcbpat"):
        words[name] = lambda n: parser.style(ground=n or 0)
    for name in (b"red", b"green", b"blue"):
        words[name] = lambda n, name=name: parser.channel(name, n)  # type: ignore[misc]
    return words
