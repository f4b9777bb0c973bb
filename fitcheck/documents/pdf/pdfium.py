"""The functions of PDFium that reading needs, bound so that a call costs little.

pypdfium2 brings the library and binds all of it with typed pointers. Reading asks a few questions
about every word, so here handles are plain integers and the short calls keep Python's lock: that
halves what a call costs (430 against 860 ns). Out parameters are passed with `ctypes.byref`.
The functions that are asked about every word or drawing operation are bound a second time, under
`bare`, without a conversion of what they are given, which halves the cost once more (200 ns).

PDFium is native code and not thread-safe, not even with one document per thread: hold `LOCK`
around everything, and close what you open before you leave it.
"""

from __future__ import annotations

import ctypes
import threading
from functools import cache, lru_cache
from struct import Struct
from types import SimpleNamespace
from typing import Any

from fitcheck.documents.pdf.answers import Answers

LOCK = threading.RLock()
"""Held around every use of PDFium."""

_P, _I, _D, _F = ctypes.c_void_p, ctypes.c_int, ctypes.c_double, ctypes.c_float
_U, _L, _Z = ctypes.c_uint, ctypes.c_ulong, ctypes.c_size_t

_LONG: dict[str, tuple[Any, ...]] = {
    "FPDF_LoadMemDocument64": (_P, _P, _Z, _P),
    "FPDF_CloseDocument": (None, _P),
    "FPDF_LoadPage": (_P, _P, _I),
    "FPDF_ClosePage": (None, _P),
    "FPDFText_LoadPage": (_P, _P),
    "FPDFText_ClosePage": (None, _P),
    "FPDFText_GetText": (_I, _P, _I, _I, _P),
    "FPDF_RenderPageBitmap": (None, _P, _P, _I, _I, _I, _I, _I, _I),
}
"""Calls that may take long: other threads run meanwhile. The first type is that of the result."""

_SHORT: dict[str, tuple[Any, ...]] = {
    "FPDF_GetLastError": (_L,),
    "FPDF_GetPageCount": (_I, _P),
    "FPDF_GetFormType": (_I, _P),
    "FPDFDoc_GetAttachmentCount": (_I, _P),
    "FPDF_GetPageBoundingBox": (_I, _P, _P),
    "FPDF_GetPageWidthF": (_F, _P),
    "FPDF_GetPageHeightF": (_F, _P),
    "FPDFPage_GetRotation": (_I, _P),
    "FPDFPage_CountObjects": (_I, _P),
    "FPDFPage_GetObject": (_P, _P, _I),
    "FPDFText_CountChars": (_I, _P),
    "FPDFText_GetCharIndexFromTextIndex": (_I, _P, _I),
    "FPDFText_GetCharOrigin": (_I, _P, _I, _P, _P),
    "FPDFText_GetLooseCharBox": (_I, _P, _I, _P),
    "FPDFText_GetTextObject": (_P, _P, _I),
    "FPDFText_GetMatrix": (_I, _P, _I, _P),
    "FPDFText_GetFontSize": (_D, _P, _I),
    "FPDFText_HasUnicodeMapError": (_I, _P, _I),
    "FPDFTextObj_GetText": (_L, _P, _P, _P, _L),
    "FPDFTextObj_GetTextRenderMode": (_I, _P),
    "FPDFTextObj_GetFont": (_P, _P),
    "FPDFFont_GetBaseFontName": (_Z, _P, _P, _Z),
    "FPDFFont_GetFlags": (_I, _P),
    "FPDFFont_GetWeight": (_I, _P),
    "FPDFPageObj_GetType": (_I, _P),
    "FPDFPageObj_GetBounds": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_GetMatrix": (_I, _P, _P),
    "FPDFPageObj_GetFillColor": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_GetStrokeColor": (_I, _P, _P, _P, _P, _P),
    "FPDFPageObj_SetIsActive": (_I, _P, _I),
    "FPDFPageObj_GetClipPath": (_P, _P),
    "FPDFPageObj_CountMarks": (_I, _P),
    "FPDFPageObj_GetMark": (_P, _P, _L),
    "FPDFPageObj_AddMark": (_P, _P, _P),
    "FPDFPageObj_RemoveMark": (_I, _P, _P),
    "FPDFPageObjMark_GetName": (_I, _P, _P, _L, _P),
    "FPDFPageObjMark_GetParamStringValue": (_I, _P, _P, _P, _L, _P),
    "FPDFPageObjMark_SetStringParam": (_I, _P, _P, _P, _P, _P),
    "FPDFPath_GetDrawMode": (_I, _P, _P, _P),
    "FPDFClipPath_CountPaths": (_I, _P),
    "FPDFClipPath_CountPathSegments": (_I, _P, _I),
    "FPDFClipPath_GetPathSegment": (_P, _P, _I, _I),
    "FPDFPathSegment_GetPoint": (_I, _P, _P, _P),
    "FPDFFormObj_CountObjects": (_I, _P),
    "FPDFFormObj_GetObject": (_P, _P, _L),
    "FPDFBitmap_CreateEx": (_P, _I, _I, _I, _P, _I),
    "FPDFBitmap_Destroy": (None, _P),
}

_BARE = (
    "FPDFPage_GetObject",
    "FPDFText_GetCharOrigin",
    "FPDFText_GetLooseCharBox",
    "FPDFText_GetTextObject",
    "FPDFText_GetMatrix",
    "FPDFText_GetFontSize",
    "FPDFTextObj_GetTextRenderMode",
    "FPDFTextObj_GetFont",
    "FPDFPageObj_GetFillColor",
    "FPDFPageObj_GetStrokeColor",
    "FPDFPageObj_GetClipPath",
    "FPDFPageObj_CountMarks",
    "FPDFPageObj_GetMatrix",
    "FPDFPageObj_GetBounds",
    "FPDFPath_GetDrawMode",
)
"""Short calls that are also bound bare. Only handles and numbers of type int may be among what
they take: a number of another type would arrive as an int."""

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
"""What kind of thing a drawing operation draws (FPDFPageObj_GetType)."""
BGRX = 3
"""Format of a picture: blue, green, red and an unused byte for each point."""
WITH_ANNOTATIONS = 1
PASSWORD_ERROR, SECURITY_ERROR = 4, 5
_COLOUR, _READ = Struct("4I"), Struct("2Q")
BLACK = _READ.unpack(_COLOUR.pack(0, 0, 0, 255))
"""Black as `Pdfium.colours` reads it."""
_USUAL_LETTERS = 16_384
"""Characters of a page for which there is room; a dense one has 6,000. ctypes makes a type for
each new size, which takes 0.1 ms."""
_LONGEST_NAME = 255
"""Bytes of a font's name; of a longer one nothing is told."""

Handle = ctypes.c_void_p.from_param
"""Makes of a handle what the bare functions take; quicker to make and to pass than a c_void_p."""


class Rectangle(ctypes.Structure):
    """FS_RECTF: left, top, right and bottom in the file's coordinates."""

    _fields_ = (("left", _F), ("top", _F), ("right", _F), ("bottom", _F))


class Matrix(ctypes.Structure):
    """FS_MATRIX: x' = a x + c y + e, y' = b x + d y + f."""

    _fields_ = (("a", _F), ("b", _F), ("c", _F), ("d", _F), ("e", _F), ("f", _F))


class Pdfium:
    """The bound functions, under the names that PDFium gives them.

    Those of `bare` take a handle as `Handle` and out parameters as `ctypes.byref(...)`: a plain
    integer would lose its upper half on the way. Where there is no handle to give they give 0.
    `points`, `boxes`, `edges`, `matrices`, `modes` and `colours` are room for the answers to bare
    functions that are asked in bulk; see `colour_of` for how colours are read.
    """

    def __init__(self) -> None:
        from pypdfium2 import raw  # importing the package starts the library

        for table, prototype in ((_LONG, ctypes.CFUNCTYPE), (_SHORT, ctypes.PYFUNCTYPE)):
            for name, types in table.items():
                address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
                setattr(self, name, prototype(*types)(address))
        self.bare = SimpleNamespace()
        for name in _BARE:
            address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
            result = _Z if _SHORT[name][0] is _P else _SHORT[name][0]
            setattr(self.bare, name, ctypes.PYFUNCTYPE(result)(address))
        self.points, self.boxes = Answers(_D, 2, apart=True), Answers(_F, 4)
        self.edges, self.modes = Answers(_F, 4, apart=True), Answers(_I, 2, apart=True)
        self.matrices, self.colours = Answers(_F, 6), Answers(_U, 4, apart=True, read_as="Q")
        self._letters = ctypes.create_string_buffer(4 * _USUAL_LETTERS + 4)
        self._name = ctypes.create_string_buffer(_LONGEST_NAME + 1)

    def text_of(self, text: int, count: int) -> bytes:
        """The `count` characters of an open page's text in UTF-16, as many as PDFium writes."""
        room = self._letters
        if count > _USUAL_LETTERS:
            room = ctypes.create_string_buffer(4 * count + 4)
        written = self.FPDFText_GetText(text, 0, count, room)
        return memoryview(room)[: 2 * max(written - 1, 0)].tobytes()

    def name_of(self, font: int) -> str:
        """The PostScript name of a font, with the prefix of its subset; empty where it has none."""
        room = self._name
        room[0] = b"\0"
        self.FPDFFont_GetBaseFontName(font, room, _LONGEST_NAME)
        return room.value.decode("utf-8", "replace")

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{name} is not bound: add it to the tables of this module")


@lru_cache(maxsize=1024)
def colour_of(read: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Red, green, blue and alpha, 0-255, of a colour as `Pdfium.colours` reads it.

    Its four parts are read as two numbers, which tell colours apart as well.
    """
    red, green, blue, alpha = _COLOUR.unpack(_READ.pack(*read))
    return red, green, blue, alpha


@cache
def load() -> Pdfium:
    """The bound library, started once."""
    return Pdfium()
