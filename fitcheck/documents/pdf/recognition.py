"""Text recognition for scanned pages, by the optional extra `ocr`.

The engine (RapidOCR, with PP-OCR models inside its package) was chosen by measurement, see
docs/decisions/reading.md. It is given pictures of whole pages and gives lines with places; they
become words like those that a file draws, so that columns, lists and headings are found as usual.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from fitcheck.documents.layout.page import Page, Style, Word
from fitcheck.documents.pdf.pdfium import BGRX, LOCK, WITH_ANNOTATIONS, load
from fitcheck.errors import MissingExtraError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DOTS_PER_POINT = 200 / 72
"""Points of the picture for each point of the page; at 150 to the inch small print is lost."""
MOST_PIXELS = 4_200_000
"""Points of one picture: a page of A4 at 200 to the inch has 3.9 million."""
_LEAST_CERTAINTY = 0.5
"""Certainty of a line, 0-1, below which it is more often a picture than writing."""
_LETTERS = 0.72
"""Height of the font against that of the box around a line."""
_BASELINE = 0.22
"""Where the baseline stands above the lower edge of the box, in heights of the font."""
_MISSING = "recognising text in scans needs the extra `ocr`: pip install 'fitcheck[ocr]'"
_STYLE = Style("recognised", False, False, (0, 0, 0, 255), 0)


class Reading(NamedTuple):
    """A line of writing in a picture: its text and its box, in points of the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Recogniser = Callable[["NDArray[Any]"], Iterable[Reading]]
"""Gives the lines of writing in a picture, an array (height, width, 3) of blue, green, red."""


def recognise(
    data: bytes, pages: Sequence[Page], numbers: Sequence[int], *, engine: Recogniser | None = None
) -> tuple[Page, ...]:
    """The pages, those with the given numbers (from 1) with the text that their picture shows.

    Raises MissingExtraError where no engine is given and the extra is not installed.
    """
    engine = engine or _engine()
    pictures = dict(zip(numbers, _pictures(data, numbers), strict=True))
    result = []
    for page in pages:
        picture = pictures.get(page.number)
        if picture is None:
            result.append(page)
            continue
        scale = page.width / picture.shape[1]
        words = [word for line in engine(picture) for word in _words(line, scale)]
        result.append(replace(page, words=tuple(words), unmapped=0.0, silent=False))
    return tuple(result)


def _words(line: Reading, scale: float) -> Iterable[Word]:
    """The words of a line, their places in proportion to their letters."""
    text = " ".join(line.text.split())
    if not text:
        return
    size = max(_LETTERS * (line.bottom - line.top) * scale, 1.0)
    baseline = line.bottom * scale - _BASELINE * size
    letter = (line.right - line.left) * scale / len(text)
    at = 0
    for word in text.split(" "):
        left = line.left * scale + at * letter
        yield Word(word, left, left + letter * len(word), baseline, size, _STYLE)
        at += len(word) + 1


def _pictures(data: bytes, numbers: Sequence[int]) -> list[NDArray[Any]]:
    """Each page drawn on white paper, upright as a person sees it."""
    pdfium = load()
    pictures = []
    with LOCK:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        try:
            for number in numbers:
                page = pdfium.FPDF_LoadPage(document, number - 1)
                try:
                    pictures.append(_picture(pdfium, page))
                finally:
                    pdfium.FPDF_ClosePage(page)
        finally:
            pdfium.FPDF_CloseDocument(document)
    return pictures


def _picture(pdfium: Any, page: int) -> NDArray[Any]:
    import numpy as np

    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    across, down = max(int(width * scale), 1), max(int(height * scale), 1)
    pixels = np.full((down, across, 4), 255, dtype=np.uint8)
    place = pixels.ctypes.data_as(ctypes.c_void_p)
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, BGRX, place, across * 4)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, WITH_ANNOTATIONS)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return np.ascontiguousarray(pixels[:, :, :3])


def require_engine() -> None:
    """Raise MissingExtraError where the extra is not installed, before any file is read."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise MissingExtraError(_MISSING)


@cache
def _engine() -> Recogniser:
    """The engine of the extra, started once. Raises MissingExtraError."""
    try:
        from rapidocr import RapidOCR
    except ImportError as problem:
        raise MissingExtraError(_MISSING) from problem
    engine = RapidOCR(params={"Global.log_level": "critical"})

    def read(picture: NDArray[Any]) -> Iterable[Reading]:
        # the pages stand upright already; guessing turns some lines upside down
        found = engine(picture, use_cls=False)
        if found.txts is None or found.boxes is None:
            return
        for text, box, certainty in zip(found.txts, found.boxes, found.scores, strict=True):
            if certainty >= _LEAST_CERTAINTY:
                (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
                yield Reading(text, float(left), float(top), float(right), float(bottom))

    return read
