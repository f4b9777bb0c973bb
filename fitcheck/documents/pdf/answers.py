"""One question of PDFium asked about many things, with room for all answers made once.

Functions that answer through pointers need a place to write to. Places are kept from page to page,
and questions are asked and read in bulk, so that no step of Python lies between two of them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref
from itertools import repeat
from typing import Any

_AT_ONCE = 512
"""Questions for which there is room; a page has some hundred words. Not tuned."""


class Answers:
    """Room for answers of `width` numbers of the C type `kind`.

    `apart` is True for functions that take a pointer for each number, not one for all; `read_as`
    is the format (of `struct`) in which the answers are read where it is not that of `kind`. Hold
    `pdfium.LOCK` while asking and reading.
    """

    def __init__(
        self, kind: Any, width: int, *, apart: bool = False, read_as: str | None = None
    ) -> None:
        self._room = bytearray(ctypes.sizeof(kind) * width * _AT_ONCE)
        form: Any = read_as or kind._type_
        self._numbers = memoryview(self._room).cast(form)
        self._width = len(self._numbers) // _AT_ONCE
        room, step = (kind * (width * _AT_ONCE)).from_buffer(self._room), ctypes.sizeof(kind)
        self._places = [
            [byref(room, step * (width * row + column)) for row in range(_AT_ONCE)]
            for column in range(width if apart else 1)
        ]

    def columns(
        self,
        ask: Callable[..., Any],
        subjects: Sequence[Any],
        of: Any = None,
        *,
        wanted: Sequence[int] | None = None,
    ) -> list[list[Any]]:
        """The answers by number: a list of all first ones, of all second ones, and so on.

        `ask` is called with `of` (where given), the subject and the pointers. Where it has no
        answer the one before it stands again; zeros before any. `wanted` are the places of the
        numbers that are read; all where it is None.
        """
        width = self._width
        read = range(width) if wanted is None else wanted
        columns: list[list[Any]] = [[] for _ in read]
        missing: list[int] = []
        for known in self._asked(ask, subjects, of):
            if not all(known):
                start = len(columns[0])
                missing += [start + at for at, is_known in enumerate(known) if not is_known]
            numbers = self._numbers[: width * len(known)]
            for place, column in zip(read, columns, strict=True):
                column.extend(numbers[place::width].tolist())
        for at in missing:
            for column in columns:
                column[at] = column[at - 1] if at else 0.0
        return columns

    def rows(
        self, ask: Callable[..., Any], subjects: Sequence[Any], otherwise: tuple[Any, ...]
    ) -> list[tuple[Any, ...]]:
        """The same answers one by one; `otherwise` stands where there is none.

        Most answers about the things of a page are the same: where all at a time are, they are
        one tuple.
        """
        width, rows = self._width, list[tuple[Any, ...]]()
        size = len(self._room) // _AT_ONCE
        for known in self._asked(ask, subjects, None):
            end = size * len(known)
            numbers = self._numbers[: width * len(known)]
            if not all(known):
                answers = zip(
                    *[numbers[place::width].tolist() for place in range(width)], strict=True
                )
                rows += [
                    row if is_known else otherwise
                    for row, is_known in zip(answers, known, strict=True)
                ]
            elif self._room[size:end] == self._room[: end - size]:
                rows += [tuple(numbers[:width])] * len(known)
            else:
                rows += zip(
                    *[numbers[place::width].tolist() for place in range(width)], strict=True
                )
        return rows

    def _asked(
        self, ask: Callable[..., Any], subjects: Sequence[Any], of: Any
    ) -> Iterator[list[Any]]:
        """What the function itself gives, for as many subjects at a time as there is room for."""
        first = () if of is None else (repeat(of),)
        for start in range(0, len(subjects), _AT_ONCE):
            part = subjects[start : start + _AT_ONCE]
            yield [*map(ask, *first, part, *self._places)]
