"""A PDF's bytes become pages of words with places, through PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fitcheck.documents.layout.page import Page
from fitcheck.documents.pdf.drawn import PageReader
from fitcheck.documents.pdf.marks import state_again, take_stated_texts
from fitcheck.documents.pdf.pdfium import LOCK, PASSWORD_ERROR, SECURITY_ERROR, Pdfium, load
from fitcheck.documents.pdf.scene import PageScene
from fitcheck.errors import EncryptedInputError, ErrorCode, LimitExceededError, UnreadableInputError
from fitcheck.settings import ReadingSettings

_XFA_FORMS = (2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """What PDFium gives for a file.

    `pages` holds at most `settings.max_pages` pages; `page_count` is what the file has. `xfa` is
    True for a form whose pages are made by a program inside the file, `attachments` counts files
    inside the file, `collection` is True where it has some and calls itself a collection of files.
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
    pdfium = load()
    with LOCK, _document(pdfium, data, source) as document:
        count = pdfium.FPDF_GetPageCount(document)
        pages: list[Page] = []
        characters = 0
        for index in range(min(count, settings.max_pages)):
            page = _read_page(pdfium, document, index, source, settings)
            if page is None:
                continue
            pages.append(page)
            characters += len(page.text)
            if characters > settings.max_text:
                break
        attachments = pdfium.FPDFDoc_GetAttachmentCount(document)
        return PdfFile(
            pages=tuple(pages),
            page_count=count,
            xfa=pdfium.FPDF_GetFormType(document) in _XFA_FORMS,
            attachments=attachments,
            collection=attachments > 0 and b"/Collection" in data,
        )


@contextmanager
def _document(pdfium: Pdfium, data: bytes, source: str) -> Iterator[int]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _opening_error(pdfium.FPDF_GetLastError(), source)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _opening_error(code: int, source: str) -> EncryptedInputError | UnreadableInputError:
    if code in (PASSWORD_ERROR, SECURITY_ERROR):
        return EncryptedInputError(
            "the PDF is protected by a password: save a copy without one and try again",
            source=source,
        )
    return UnreadableInputError(
        "the PDF is damaged and cannot be opened: export it again from the program that made it",
        source=source,
    )


def _read_page(
    pdfium: Pdfium, document: int, index: int, source: str, settings: ReadingSettings
) -> Page | None:
    """One page, or None where it is too damaged to load."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        if pdfium.FPDFPage_CountObjects(page) > settings.max_page_objects:
            raise _too_complex(index, settings.max_page_objects, "drawing operations", source)
        scene = PageScene(pdfium=pdfium, page=page)
        with _text_page(pdfium, page) as text:
            if not text:
                return None
            if pdfium.FPDFText_CountChars(text) > settings.max_page_characters:
                raise _too_complex(index, settings.max_page_characters, "characters", source)
            reader = PageReader(scene, text, index + 1)
            replaced = reader.replaced_texts()
            if not replaced:  # most pages
                return reader.read()
        taken = take_stated_texts(pdfium, replaced)
        with _text_page(pdfium, page) as text:
            if not text:
                return None
            if not state_again(pdfium, document, text, taken):
                return PageReader(scene, text, index + 1).read()
        with _text_page(pdfium, page) as text:
            return PageReader(scene, text, index + 1).read() if text else None
    finally:
        pdfium.FPDF_ClosePage(page)


@contextmanager
def _text_page(pdfium: Pdfium, page: int) -> Iterator[int | None]:
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
