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
        otherwise: Sequence[Any] | None = None,
    ) -> list[list[Any]]:
        """The answers by number: a list of all first ones, of all second ones, and so on.

        `ask` is called with `of` (where given), the subject and the pointers. Where it has no
        answer `otherwise` stands; where that is not given the answer before it, zeros before any.
        """
        width = self._width
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
            before = [column[at - 1] if at else 0.0 for column in columns]
            for column, value in zip(columns, otherwise or before, strict=True):
                column[at] = value
        return columns

    def _asked(
        self, ask: Callable[..., Any], subjects: Sequence[Any], of: Any
    ) -> Iterator[list[Any]]:
        """What the function itself gives, for as many subjects at a time as there is room for."""
        first = () if of is None else (repeat(of),)
        for start in range(0, len(subjects), _AT_ONCE):
            part = subjects[start : start + _AT_ONCE]
            yield [*map(ask, *first, part, *self._places)]
