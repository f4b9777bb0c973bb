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

_AT_ONCE = 256
"""Questions for which there is room; a page has some hundred words. Not tuned."""


class Answers:
    """Room for answers of `width` numbers of the C type `kind`.

    `apart` is True for functions that take a pointer for each number, not one for all. Hold
    `pdfium.LOCK` while asking and reading.
    """

    def __init__(self, kind: Any, width: int, *, apart: bool = False) -> None:
        self._width = width
        self._room = (kind * (width * _AT_ONCE))()
        step = ctypes.sizeof(kind)
        self._places = [
            [byref(self._room, step * (width * row + column)) for row in range(_AT_ONCE)]
            for column in range(width if apart else 1)
        ]

    def to(
        self, ask: Callable[..., Any], subjects: Sequence[Any], of: Any = None
    ) -> Iterator[tuple[Any, ...] | None]:
        """The answer about each subject; None where the function has none.

        `ask` is called with `of` (where given), the subject and the pointers.
        """
        first = () if of is None else (repeat(of),)
        for start in range(0, len(subjects), _AT_ONCE):
            part = subjects[start : start + _AT_ONCE]
            known = [*map(ask, *first, part, *self._places)]
            values = iter(self._room[: self._width * len(part)])
            rows = zip(*repeat(values, self._width), strict=True)
            if all(known):
                yield from rows
            else:
                yield from (
                    row if is_known else None for row, is_known in zip(rows, known, strict=True)
                )
