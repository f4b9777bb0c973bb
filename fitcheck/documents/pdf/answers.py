"""One question of PDFium asked about many things, with room for all answers made once.

Functions that answer through pointers need a place to write to. Places are kept from page to page,
and questions are asked and read in bulk, so that no step of Python lies between two of them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref
from itertools import repeat
from struct import Struct
from typing import Any

_AT_ONCE = 512
"""Questions for which there is room; a page has some hundred words. Not tuned."""


class Answers:
    """Room for answers of `width` numbers of the C type `kind`.

    `apart` is True for functions that take a pointer for each number, not one for all. Hold
    `pdfium.LOCK` while asking and reading.
    """

    def __init__(self, kind: Any, width: int, *, apart: bool = False) -> None:
        self._row = Struct(f"{width}{kind._type_}")
        self._whole = Struct(f"{self._row.size}s")
        self._room = bytearray(self._row.size * _AT_ONCE)
        self._numbers = memoryview(self._room).cast(kind._type_)
        room, step = (kind * (width * _AT_ONCE)).from_buffer(self._room), ctypes.sizeof(kind)
        self._places = [
            [byref(room, step * (width * row + column)) for row in range(_AT_ONCE)]
            for column in range(width if apart else 1)
        ]

    def to(
        self, ask: Callable[..., Any], subjects: Sequence[Any], of: Any = None
    ) -> Iterator[tuple[Any, ...] | None]:
        """The answer about each subject; None where the function has none.

        `ask` is called with `of` (where given), the subject and the pointers.
        """
        for known in self._asked(ask, subjects, of):
            rows = self._row.iter_unpack(self._room[: self._row.size * len(known)])
            if all(known):
                yield from rows
            else:
                yield from (
                    row if is_known else None for row, is_known in zip(rows, known, strict=True)
                )

    def packed(self, ask: Callable[..., Any], subjects: Sequence[Any]) -> Iterator[bytes | None]:
        """The same answers as the bytes in which they were written; quicker to tell apart."""
        size = self._row.size
        for known in self._asked(ask, subjects, None):
            rows = self._room[: size * len(known)]
            answers = [row for (row,) in self._whole.iter_unpack(rows)]
            if all(known):
                yield from answers
            else:
                yield from (
                    row if is_known else None for row, is_known in zip(answers, known, strict=True)
                )

    def columns(
        self, ask: Callable[..., Any], subjects: Sequence[Any], of: Any = None
    ) -> list[list[Any]]:
        """The same answers by number: a list of all first ones, of all second ones, and so on.

        Where the function has none, the answer before it stands again; zeros before any.
        """
        width = self._row.size // self._numbers.itemsize
        columns: list[list[Any]] = [[] for _ in range(width)]
        missing: list[int] = []
        for known in self._asked(ask, subjects, of):
            if not all(known):
                start = len(columns[0])
                missing += [start + at for at, is_known in enumerate(known) if not is_known]
            numbers = self._numbers[: width * len(known)]
            for place, column in enumerate(columns):
                column.extend(numbers[place::width].tolist())
        for at in missing:
            for column in columns:
                column[at] = column[at - 1] if at else 0.0
        return columns

    def _asked(
        self, ask: Callable[..., Any], subjects: Sequence[Any], of: Any
    ) -> Iterator[list[Any]]:
        """What the function itself gives, for as many subjects at a time as there is room for."""
        first = () if of is None else (repeat(of),)
        for start in range(0, len(subjects), _AT_ONCE):
            part = subjects[start : start + _AT_ONCE]
            yield [*map(ask, *first, part, *self._places)]
