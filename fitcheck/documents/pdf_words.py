"""The only module that talks to PDFium: a PDF's bytes become pages of words with places.

PDFium is native code and not thread-safe, not even with one document per thread: every call is
made under one lock, and what is opened is closed before the lock is left.

Cost decides the shape of this module. A page's text comes in one call; then three calls a word
(origin of the first character, box of the last, the drawing operation) and a few calls for each
drawing operation not seen before. Asking about every character costs twice as much.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fitcheck.documents.page import Page, Style, Word
from fitcheck.documents.pdf_marks import show_glyphs, stated_text
from fitcheck.documents.visibility import PageScene, split_by_visibility
from fitcheck.errors import EncryptedInputError, ErrorCode, LimitExceededError, UnreadableInputError
from fitcheck.settings import ReadingSettings

LOCK = threading.RLock()
"""Held around every use of PDFium."""

_WORD = re.compile("[^\\s\0\x02\ufffe]+[\x02\ufffe]?")
"""A word and the mark that PDFium writes for a hyphen of the line break."""
_BREAKS = "\x02\ufffe"
_BOLD = re.compile(
    r"bold|black|heavy|semibd|demi|(?:^|[-_+])(?:sb|bd)(?:$|[-_])|cmbx|bx\d|medi(?:$|-)"
    r"|lmroman\d+-bold|-Bd|Blk",
    re.IGNORECASE,
)
_ICONS = re.compile(r"awesome|icon|fontello|entypo|typicon|academicons|marvosym", re.IGNORECASE)
"""Fonts that hold pictures (a telephone, an envelope) under the codes of letters."""
_DINGBATS = re.compile(r"wingding|webding|dingbat", re.IGNORECASE)
"""Fonts that hold list marks under the codes of letters."""
_BULLET = "\u2022"
_NAMELESS = re.compile(r"(?:CIDFont\+)?[A-Z]{0,2}\d{0,3}")
"""Font names that say nothing; only then is the weight in the file worth asking."""
_ITALIC = re.compile(r"ital|obli|cmti|cmsl|-It$|slant", re.IGNORECASE)
_PASSWORD, _SECURITY = 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """What PDFium gives for a file.

    `pages` holds at most `settings.max_pages` pages; `page_count` is what the file has. `xfa` is
    True for a form whose pages are made by a program inside the file, `attachments` counts files
    inside the file, `collection` is True where it calls itself a collection of files.
    """

    pages: tuple[Page, ...]
    page_count: int
    xfa: bool
    attachments: int
    collection: bool


def read_words(data: bytes, *, source: str, settings: ReadingSettings) -> PdfFile:
    """The pages of a PDF as words in the order of the file.

    Raises EncryptedInputError, UnreadableInputError (corrupt) and LimitExceededError
    (too_complex).
    """
    import pypdfium2  # noqa: F401 - starts the library, which its raw module does not
    import pypdfium2.raw as pdfium

    with LOCK, _document(pdfium, data, source) as document:
        count = pdfium.FPDF_GetPageCount(document)
        pages = []
        characters = 0
        for index in range(min(count, settings.max_pages)):
            page = _read_page(pdfium, document, index, source, settings)
            if page is None:
                continue
            pages.append(page)
            characters += sum(len(word.text) for word in page.words)
            if characters > settings.max_text:
                break
        return PdfFile(
            pages=tuple(pages),
            page_count=count,
            xfa=pdfium.FPDF_GetFormType(document) in (2, 3),
            attachments=pdfium.FPDFDoc_GetAttachmentCount(document),
            collection=b"/Collection" in data,
        )


@contextmanager
def _document(pdfium: Any, data: bytes, source: str) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _opening_error(pdfium.FPDF_GetLastError(), source)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _opening_error(code: int, source: str) -> EncryptedInputError | UnreadableInputError:
    if code in (_PASSWORD, _SECURITY):
        return EncryptedInputError(
            "the PDF is protected by a password: save a copy without one and try again",
            source=source,
        )
    return UnreadableInputError(
        "the PDF is damaged and cannot be opened: export it again from the program that made it",
        source=source,
    )


def _read_page(
    pdfium: Any, document: Any, index: int, source: str, settings: ReadingSettings
) -> Page | None:
    """One page, or None where it is too damaged to load."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        if pdfium.FPDFPage_CountObjects(page) > settings.max_page_objects:
            raise _too_complex(index, settings.max_page_objects, "drawing operations", source)
        with _text_page(pdfium, page) as text:
            if not text:
                return None
            if pdfium.FPDFText_CountChars(text) > settings.max_page_characters:
                raise _too_complex(index, settings.max_page_characters, "characters", source)
            reader = _PageReader(pdfium, page, text, index + 1)
            words = reader.words()
            replaced = reader.replaced_texts()
            if not replaced:
                return reader.page_of(words)
        show_glyphs(pdfium, document, page, replaced)
        with _text_page(pdfium, page) as text:
            reader = _PageReader(pdfium, page, text, index + 1)
            return reader.page_of(reader.words())
    finally:
        pdfium.FPDF_ClosePage(page)


@contextmanager
def _text_page(pdfium: Any, page: Any) -> Iterator[Any]:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


def _too_complex(index: int, limit: int, what: str, source: str) -> LimitExceededError:
    return LimitExceededError(
        f"page {index + 1} holds more than {limit:,} {what}: that is no resume or posting; "
        "send the pages that matter",
        code=ErrorCode.TOO_COMPLEX,
        source=source,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """What holds for all characters of one drawing operation."""

    number: int
    style: Style
    size: float
    turn: int


class _PageReader:
    """Reads one open page. Not kept beyond it."""

    def __init__(self, pdfium: Any, page: Any, text: Any, number: int) -> None:
        self.pdfium = pdfium
        self.page = page
        self.text = text
        self.number = number
        self.box = _visible_box(pdfium, page)
        self.rotation = pdfium.FPDFPage_GetRotation(page) % 4
        self.pieces: dict[int, _Piece] = {}
        self.handles: list[Any] = []
        self.fonts: dict[int, tuple[str, bool, bool]] = {}
        self.unmapped: dict[str, bool] = {}
        self.unmapped_share = 0.0
        self.x, self.y, self.rect = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        objects = pdfium.FPDFPage_CountObjects(page)
        self.drawn_singly = objects > 0.5 * pdfium.FPDFText_CountChars(text)
        left, bottom, right, top = self.box
        width, height = right - left, top - bottom
        if self.rotation % 2:
            width, height = height, width
        self.scene = PageScene(
            pdfium=pdfium,
            page=page,
            box=self.box,
            rotation=self.rotation,
            width=width,
            height=height,
            handles=self.handles,
        )

    def page_of(self, words: Sequence[Word]) -> Page:
        """The page with the words that a person can see apart from those that nobody sees."""
        seen, unseen, recognised = split_by_visibility(words, self.scene)
        return Page(
            number=self.number,
            width=self.scene.width,
            height=self.scene.height,
            words=tuple(seen),
            unseen=tuple(unseen),
            dots=tuple(self.scene.dots),
            image_share=self.scene.image_share,
            unmapped=self.unmapped_share,
            silent=not words and bool(self.scene.orders),
            recognised=recognised,
        )

    def replaced_texts(self) -> list[Any]:
        """Drawing operations for which the file states another text than the letters drawn."""
        return [handle for handle in self.handles if handle and stated_text(self.pdfium, handle)]

    def words(self) -> list[Word]:
        """All words of the page, in the order of the file."""
        content, places = self._content()
        words: list[Word] = []
        previous_end, unmapped, total = 0, 0, 0
        for found in _WORD.finditer(content):
            start, end = found.span()
            fresh = "\n" in content[previous_end:start] or (
                bool(words) and words[-1].broken and previous_end == start
            )
            previous_end = end
            broken = content[end - 1] in _BREAKS
            label = content[start : end - 1] if broken else content[start:end]
            chars: Sequence[int] = range(start, start + len(label))
            if places is not None:
                chars = places[start : start + len(label)]
            for begin, stop in self._parts(chars):
                word = self._word(label[begin:stop], chars[begin], chars[stop - 1])
                if _ICONS.search(word.style.font):
                    continue
                if _DINGBATS.search(word.style.font):
                    word = word._replace(text=_BULLET * len(word.text))
                last = stop == len(label)
                words.append(word._replace(fresh=fresh and begin == 0, broken=broken and last))
            total += len(label)
            unmapped += len(label) if words and self.unmapped.get(words[-1].style.font) else 0
        self.unmapped_share = unmapped / total if total else 0.0
        return words

    def _parts(self, chars: Sequence[int]) -> Sequence[tuple[int, int]]:
        """Where the characters divide into words: at blanks that PDFium dropped.

        Where each character is drawn by itself and letters are set tightly, PDFium takes a drawn
        blank for an overlap and leaves it out. What was drawn between two letters, and lies
        between them, was a blank.
        """
        whole = ((0, len(chars)),)
        if not self.drawn_singly or len(chars) < 2:
            return whole
        orders = self.scene.orders
        first, last = (orders.get(self._address(char), -1) for char in (chars[0], chars[-1]))
        if last - first < len(chars):
            return whole
        cuts = [0]
        before = first
        for place, char in enumerate(chars[1:], start=1):
            order = orders.get(self._address(char), -1)
            if order == before + 2 and self._advances(chars[place - 1], before + 1):
                cuts.append(place)
            before = order
        return list(pairwise([*cuts, len(chars)]))

    def _address(self, char: int) -> int:
        handle = self.pdfium.FPDFText_GetTextObject(self.text, char)
        return ctypes.addressof(handle.contents) if handle else 0

    def _advances(self, char: int, order: int) -> bool:
        """True where the drawing operation stands behind `char`, not on top of it."""
        pdfium = self.pdfium
        handle = pdfium.FPDFPage_GetObject(self.page, order)
        here, there = pdfium.FS_MATRIX(), pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(handle, there)
        pdfium.FPDFText_GetMatrix(self.text, char, here)
        size = pdfium.FPDFText_GetFontSize(self.text, char) * (here.a**2 + here.b**2) ** 0.5
        apart = ((there.e - here.e) ** 2 + (there.f - here.f) ** 2) ** 0.5
        return bool(0.12 * size < apart < 2 * size)

    def _word(self, label: str, first: int, last: int) -> Word:
        handle = self.pdfium.FPDFText_GetTextObject(self.text, first)
        key = ctypes.addressof(handle.contents) if handle else 0
        piece = self.pieces.get(key) or self._piece(key, handle, first)
        x, y, rect = self.x, self.y, self.rect
        self.pdfium.FPDFText_GetCharOrigin(self.text, first, x, y)
        self.pdfium.FPDFText_GetLooseCharBox(self.text, last, rect)
        x0, x1, base = self._place(x.value, y.value, rect, piece.turn)
        return Word(
            label, x0, x1, base, piece.size, piece.style, piece.turn, False, False, piece.number
        )

    def _content(self) -> tuple[str, list[int] | None]:
        """The text, and for each character its number in PDFium's list (None: the same)."""
        pdfium, text = self.pdfium, self.text
        count = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        written = pdfium.FPDFText_GetText(text, 0, count, buffer) if count > 0 else 1
        content = bytes(memoryview(buffer).cast("B")[: 2 * max(written - 1, 0)]).decode(
            "utf-16-le", "replace"
        )
        if len(content) == count:
            return content, None
        number_of = pdfium.FPDFText_GetCharIndexFromTextIndex
        return content, [max(number_of(text, i), 0) for i in range(len(content))]

    def _piece(self, key: int, handle: Any, index: int) -> _Piece:
        pdfium, text = self.pdfium, self.text
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        name, bold, italic = "", False, False
        colour, mode = (0, 0, 0, 255), 0
        if handle:
            name, bold, italic = self._font(handle)
            mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
            colour = _colour(pdfium, handle, stroke=mode == 1)
        piece = _Piece(
            number=len(self.handles),
            style=Style(name, bold or mode == 2, italic, colour, mode),
            size=pdfium.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5,
            turn=_turn(matrix.a, matrix.b, self.rotation),
        )
        if name not in self.unmapped:
            self.unmapped[name] = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        self.handles.append(handle)
        self.pieces[key] = piece
        return piece

    def _font(self, handle: Any) -> tuple[str, bool, bool]:
        pdfium = self.pdfium
        font = pdfium.FPDFTextObj_GetFont(handle)
        if not font:
            return "", False, False
        key = ctypes.addressof(font.contents)
        known = self.fonts.get(key)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 255)
            name = buffer.value.decode("utf-8", "replace").split("+", 1)[-1]
            flags = pdfium.FPDFFont_GetFlags(font)
            weight = pdfium.FPDFFont_GetWeight(font)
            bold = bool(_BOLD.search(name)) or bool(flags & 1 << 18)
            bold = bold or (weight >= 700 and bool(_NAMELESS.fullmatch(name)))
            italic = bool(_ITALIC.search(name)) or bool(flags & 1 << 6)
            known = self.fonts[key] = (name, bold, italic)
        return known

    def _place(self, x: float, y: float, rect: Any, turn: int) -> tuple[float, float, float]:
        """Left edge, right edge and baseline on the upright page, turned until level."""
        ax, ay = _upright(x, y, self.box, self.rotation)
        bx, by = _upright(rect.left, rect.bottom, self.box, self.rotation)
        cx, cy = _upright(rect.right, rect.top, self.box, self.rotation)
        if turn == 1:
            ax, ay, bx, cx = ay, -ax, by, cy
        elif turn == 2:
            ax, ay, bx, cx = -ax, -ay, -bx, -cx
        elif turn == 3:
            ax, ay, bx, cx = -ay, ax, -by, -cy
        return min(ax, bx, cx), max(ax, bx, cx), ay


def _visible_box(pdfium: Any, page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what a viewer shows, in the file's coordinates."""
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, rect) and rect.right > rect.left:
        return rect.left, rect.bottom, rect.right, rect.top
    return 0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def _upright(
    x: float, y: float, box: tuple[float, float, float, float], rotation: int
) -> tuple[float, float]:
    """A point of the file on the page as it is shown, y downwards."""
    left, bottom, right, top = box
    if rotation == 0:
        return x - left, top - y
    if rotation == 1:
        return y - bottom, x - left
    if rotation == 2:
        return right - x, y - bottom
    return top - y, right - x


def _turn(a: float, b: float, rotation: int) -> int:
    """Quarter turns, clockwise, of text whose line runs along (a, b) in the file."""
    level, upwards = abs(a) >= abs(b), b > 0
    if level:
        return ((0 if a >= 0 else 2) + rotation) % 4
    return ((3 if upwards else 1) + rotation) % 4


def _colour(pdfium: Any, handle: Any, *, stroke: bool) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint(0) for _ in range(3)] + [ctypes.c_uint(255)]
    read = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
    if not read(handle, *parts):
        return 0, 0, 0, 255
    red, green, blue, alpha = (part.value & 255 for part in parts)
    return red, green, blue, alpha
