"""Marks around the text of a PDF: optional layers, and texts stated in place of what is drawn.

A mark may state an `ActualText` that readers take instead of the letters drawn. It repairs fonts
whose letters have no meaning, and it is one more place to hide words: nobody sees it. So the
letters drawn count, and a stated text only where they have no meaning.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref
from itertools import compress, count, repeat
from typing import Any

from fitcheck.documents.pdf.pdfium import Pdfium

_KEY = b"ActualText"
_OPTIONAL = 6, [ord("O"), ord("C"), 0]
"""Size in bytes and 16-bit units of the name of marks that stand for an optional layer."""
_MOST_MARKS = 16
_MOST_BYTES = 4096


def marks(pdfium: Pdfium, handle: int) -> Iterator[int]:
    """The marks that a drawing operation stands in, from the outermost inwards."""
    for index in range(min(pdfium.FPDFPageObj_CountMarks(handle), _MOST_MARKS)):
        yield pdfium.FPDFPageObj_GetMark(handle, index)


def marks_of(
    pdfium: Pdfium, handles: Sequence[int], bare_handles: Sequence[Any]
) -> dict[int, tuple[int, ...]]:
    """The marks of the drawing operations that have some, by the places of the operations.

    `bare_handles` are the same operations as the bare functions take them.
    """
    counts = [*map(pdfium.bare.FPDFPageObj_CountMarks, bare_handles)]
    if max(counts, default=0) <= 0:
        return {}
    places = [*compress(count(), map((0).__lt__, counts))]
    outermost = map(pdfium.FPDFPageObj_GetMark, map(handles.__getitem__, places), repeat(0))
    found: dict[int, tuple[int, ...]] = dict(zip(places, zip(outermost), strict=True))
    for place in places:
        if counts[place] > 1:  # few
            found[place] = tuple(marks(pdfium, handles[place]))
    return found


def optional_layers(pdfium: Pdfium, marked: Iterable[Sequence[int]]) -> frozenset[int]:
    """Those of the marks that a viewer may switch off with all that stands in them."""
    different = {mark for marks in marked for mark in marks}  # one stands around many words
    if not different:
        return frozenset()
    ask, name, size = pdfium.FPDFPageObjMark_GetName, (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    to_size, optional = byref(size), set[int]()
    for mark in different:
        if ask(mark, name, 64, to_size) and size.value == _OPTIONAL[0] and name[:3] == _OPTIONAL[1]:
            optional.add(mark)
    return frozenset(optional)


def stated_texts(pdfium: Pdfium, marked: Iterable[Sequence[int]]) -> dict[int, str]:
    """The texts that the file states, by their marks."""
    different = {mark for marks in marked for mark in marks}
    ask, size = pdfium.FPDFPageObjMark_GetParamStringValue, byref(ctypes.c_ulong())
    stating = (mark for mark in different if ask(mark, _KEY, None, 0, size))  # hardly any
    texts = {mark: _stated(pdfium, mark) for mark in stating}
    return {mark: text for mark, text in texts.items() if text is not None}


def take_stated_texts(pdfium: Pdfium, handles: Sequence[int]) -> list[tuple[int, str]]:
    """Make the letters drawn count for `handles`, and give each text that was stated instead."""
    taken = []
    for handle in handles:
        for mark in list(marks(pdfium, handle)):
            text = _stated(pdfium, mark)
            if text is not None and pdfium.FPDFPageObj_RemoveMark(handle, mark):
                taken.append((handle, text))
    return taken


def state_again(
    pdfium: Pdfium, document: int, text_page: int, taken: Sequence[tuple[int, str]]
) -> bool:
    """State those of the taken texts again whose letters have no meaning; whether there are any.

    `text_page` is the page's text without the texts that were taken.
    """
    meant = [
        (handle, text) for handle, text in taken if not _has_meaning(pdfium, handle, text_page)
    ]
    for handle, text in meant:
        mark = pdfium.FPDFPageObj_AddMark(handle, b"Span")
        pdfium.FPDFPageObjMark_SetStringParam(document, handle, mark, _KEY, text.encode("utf-8"))
    return bool(meant)


def _has_meaning(pdfium: Pdfium, handle: int, text_page: int) -> bool:
    """True where the letters drawn are known: letters, signs, or symbols of an icon font."""
    size = min(pdfium.FPDFTextObj_GetText(handle, text_page, None, 0), _MOST_BYTES)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(handle, text_page, buffer, size)
    text = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
    return any(char > " " and char not in "\ufffd\ufffe\uffff" for char in text)


def _stated(pdfium: Pdfium, mark: int) -> str | None:
    buffer, size = (ctypes.c_ushort * (_MOST_BYTES // 2))(), ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, _KEY, buffer, _MOST_BYTES, byref(size)):
        return None
    return bytes(buffer)[: max(min(size.value, _MOST_BYTES) - 2, 0)].decode("utf-16-le", "replace")
