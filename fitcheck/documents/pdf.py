"""PDF files: what a person sees, in reading order, or a clear reason why it cannot be had."""

from __future__ import annotations

from collections.abc import Sequence

from fitcheck.documents.assembly import assemble
from fitcheck.documents.blocks import blocks_of
from fitcheck.documents.document import Document, DocumentWarning, WarningCode
from fitcheck.documents.layout import page_lines
from fitcheck.documents.page import Hidden, Page
from fitcheck.documents.pdf_words import PdfFile, read_words
from fitcheck.errors import EmptyInputError, ErrorCode, UnreadableInputError
from fitcheck.settings import ReadingSettings

MEDIA_TYPE = "application/pdf"
_QUOTE = 200
_MOST_WARNINGS = 20
_FEW_LETTERS = 40
_UNMAPPED = 0.3


def read_pdf(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The visible text of a PDF.

    Raises EncryptedInputError, UnreadableInputError (scanned, unmapped_fonts, xfa_form,
    portfolio, no_pages, corrupt), EmptyInputError and LimitExceededError (too_complex).
    """
    file = read_words(data, source=source, settings=settings)
    _check(file, source)
    pieces = blocks_of([page_lines(page) for page in file.pages])
    return assemble(
        pieces,
        source=source,
        media_type=MEDIA_TYPE,
        settings=settings,
        pages=file.page_count,
        warnings=_warnings(file, settings),
    )


def _check(file: PdfFile, source: str) -> None:
    """Raise the error that says why a file without readable text has none."""
    if file.page_count == 0 or not file.pages:
        raise UnreadableInputError(
            "the PDF has no pages: export it again from the program that made it",
            code=ErrorCode.NO_PAGES,
            source=source,
        )
    letters = sum(sum(c.isalnum() for c in w.text) for page in file.pages for w in page.words)
    if file.xfa and letters < 600:
        raise UnreadableInputError(
            "the PDF is an XFA form that only Adobe's programs can show: print it to a new PDF",
            code=ErrorCode.XFA_FORM,
            source=source,
        )
    if file.attachments and letters < 400:
        raise UnreadableInputError(
            f"the PDF is a portfolio of {file.attachments} files: take out the one that matters",
            code=ErrorCode.PORTFOLIO,
            source=source,
        )
    if letters:
        return
    if any(page.unseen for page in file.pages) or not any(p.image_share for p in file.pages):
        raise EmptyInputError("the PDF shows no text at all", source=source)
    raise UnreadableInputError(
        "the PDF is a scan, a picture of text: send the original, or run text recognition first",
        code=ErrorCode.SCANNED,
        source=source,
    )


def _warnings(file: PdfFile, settings: ReadingSettings) -> list[DocumentWarning]:
    warnings = [warning for page in file.pages for warning in _hidden(page)][:_MOST_WARNINGS]
    if len(file.pages) < file.page_count:
        warnings.append(
            DocumentWarning(
                code=WarningCode.TRUNCATED,
                message=f"only {len(file.pages)} of {file.page_count} pages were read",
            )
        )
    warnings.extend(
        DocumentWarning(
            code=WarningCode.RECOGNISED_TEXT,
            message="the page is a picture; its text was recognised by a scanner's software",
            page=page.number,
        )
        for page in file.pages
        if page.recognised
    )
    return warnings


def _hidden(page: Page) -> list[DocumentWarning]:
    """One warning for each run of unseen words with the same reason."""
    runs: list[tuple[Hidden, list[str]]] = []
    for word, reason in page.unseen:
        if runs and runs[-1][0] is reason:
            runs[-1][1].append(word.text)
        else:
            runs.append((reason, [word.text]))
    return [
        DocumentWarning(
            code=WarningCode.HIDDEN_TEXT,
            message=f"text that a person cannot see was left out: {reason.value}",
            quote=_quote(words),
            page=page.number,
        )
        for reason, words in runs
    ]


def _quote(words: Sequence[str]) -> str:
    return " ".join(words)[:_QUOTE]
