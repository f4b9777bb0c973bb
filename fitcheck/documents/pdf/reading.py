"""PDF files: what a person sees, in reading order, or a clear reason why it cannot be had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from fitcheck.documents.assembly import assemble
from fitcheck.documents.document import Document, DocumentWarning, WarningCode
from fitcheck.documents.layout.blocks import blocks_of
from fitcheck.documents.layout.lines import page_lines
from fitcheck.documents.layout.page import Page
from fitcheck.documents.pdf.second import read_words_again
from fitcheck.documents.pdf.streams import check_streams
from fitcheck.documents.pdf.unseen import unseen_warnings, without_cut_lines
from fitcheck.documents.pdf.words import PdfFile, read_words
from fitcheck.errors import EmptyInputError, ErrorCode, UnreadableInputError
from fitcheck.settings import ReadingSettings

MEDIA_TYPE = "application/pdf"
_ASCII = re.compile("[\x00-\x7f]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_FORM_LETTERS = 600
"""Letters up to which the pages of an XFA form are only a notice to open it elsewhere."""
_COVER_LETTERS = 400
"""Letters up to which a file with files inside is only their cover page."""
_SCAN_LETTERS = 40
"""Letters up to which pages covered by pictures are a scan with a stamp or page numbers."""
_SCAN_SHARE = 0.3
_UNMAPPED = 0.3
"""Share of characters without meaning from which a text is not worth judging."""
_LETTERS_SHARE = 0.35
"""Share of letters and digits below which a text is signs only: prose has 0.95, lists of figures
and addresses 0.8, text in fonts without a mapping 0.1-0.3."""


def read_pdf(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The visible text of a PDF.

    Raises EncryptedInputError, UnreadableInputError (scanned, unmapped_fonts, xfa_form,
    portfolio, no_pages, corrupt), EmptyInputError and LimitExceededError (too_complex).
    """
    check_streams(data, source=source)
    file = read_words(data, source=source, settings=settings)
    _check_kind(file, source)
    pages, notes = file.pages, []
    meaningless = _meaningless(pages)
    if _suspicious(pages, meaningless):
        again = read_words_again(data, settings=settings)
        share = _meaningless(again)
        if _letters(again) > _letters(pages) or share < 0.5 * meaningless:
            pages, meaningless = again, share
            notes.append(
                DocumentWarning(
                    code=WarningCode.SECOND_READER,
                    message="the text was read by the second reader: check it against the file",
                )
            )
    if settings.recognise:
        pages, more = _recognised(data, pages, settings)
        notes += more
        meaningless = _meaningless(pages)
    _check_text(pages, meaningless, source)
    return assemble(
        blocks_of([page_lines(page) for page in without_cut_lines(pages)]),
        source=source,
        media_type=MEDIA_TYPE,
        settings=settings,
        pages=file.page_count,
        warnings=[*notes, *_warnings(pages, file.page_count)],
    )


def _check_kind(file: PdfFile, source: str) -> None:
    """Raise the error for files whose pages are not what their author wrote."""
    if file.page_count == 0 or not file.pages:
        raise UnreadableInputError(
            "the PDF has no pages: export it again from the program that made it",
            code=ErrorCode.NO_PAGES,
            source=source,
        )
    letters = _letters(file.pages) if file.xfa or file.attachments else 0
    if file.xfa and letters < _FORM_LETTERS:
        raise UnreadableInputError(
            "the PDF is an XFA form that only Adobe's programs can show: print it to a new PDF",
            code=ErrorCode.XFA_FORM,
            source=source,
        )
    cover = letters < _COVER_LETTERS if file.collection else letters < _SCAN_LETTERS // 2
    if file.attachments and cover:
        raise UnreadableInputError(
            f"the PDF is a portfolio of {file.attachments} files: take out the one that matters",
            code=ErrorCode.PORTFOLIO,
            source=source,
        )


def _check_text(pages: Sequence[Page], meaningless: float, source: str) -> None:
    """Raise the error that says why a file without readable text has none."""
    pictures = max((page.image_share for page in pages), default=0.0)
    if pictures >= _SCAN_SHARE and _letters(pages) < _SCAN_LETTERS:
        raise UnreadableInputError(
            "the PDF is a scan, a picture of text: send the original, or run text recognition "
            "on it (--ocr)",
            code=ErrorCode.SCANNED,
            source=source,
        )
    if not any(page.words for page in pages):
        raise EmptyInputError(
            "the PDF shows no text: if you see text in it, it is drawn as outlines; export it "
            "again with its fonts",
            source=source,
        )
    if meaningless >= _UNMAPPED:
        raise UnreadableInputError(
            "the PDF's fonts do not say which letters they draw, so its text cannot be read: "
            "export it again from the original, or run text recognition on it (--ocr)",
            code=ErrorCode.UNMAPPED_FONTS,
            source=source,
        )


def _recognised(
    data: bytes, pages: Sequence[Page], settings: ReadingSettings
) -> tuple[tuple[Page, ...], list[DocumentWarning]]:
    """The pages with the text of those that are pictures, and what to say of it."""
    numbers = [
        page.number for page in pages if _is_picture(page) or _meaningless([page]) >= _UNMAPPED
    ]
    numbers = numbers[: settings.max_recognised_pages]
    if not numbers:
        return tuple(pages), []
    from fitcheck.documents.pdf.recognition import recognise

    notes = [
        DocumentWarning(
            code=WarningCode.RECOGNISED_TEXT,
            message="the text of the page was recognised from its picture and may hold errors",
            page=number,
        )
        for number in numbers
    ]
    return recognise(data, pages, numbers), notes


def _is_picture(page: Page) -> bool:
    """True where a page shows a picture and hardly a letter besides."""
    return page.image_share >= _SCAN_SHARE and _letters([page]) < _SCAN_LETTERS


def _suspicious(pages: Sequence[Page], meaningless: float) -> bool:
    """True where the second reader may do better: nothing found, or nothing that makes sense."""
    if any(page.words or page.unseen for page in pages):
        return meaningless >= _UNMAPPED
    return any(page.silent for page in pages)


def _letters(pages: Iterable[Page]) -> int:
    return sum(_letters_in(page.text) for page in pages)


def _letters_in(text: str) -> int:
    plain = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    return plain if text.isascii() else plain + sum(map(str.isalnum, _ASCII.sub("", text)))


def _meaningless(pages: Sequence[Page]) -> float:
    """Share of the text, 0-1, whose letters are not known."""
    texts = [page.text for page in pages]
    lengths = [*map(len, texts)]
    total = sum(lengths)
    if not total:
        return 0.0
    unknown = sum(page.unmapped * length for page, length in zip(pages, lengths, strict=True))
    share = unknown / total
    signs = total >= 100 and not _reaches(_LETTERS_SHARE * total, texts)
    return max(share, 1.0) if signs else share


def _reaches(least: float, texts: Sequence[str]) -> bool:
    """Whether the texts have that many letters and digits; nearly always the first ones do."""
    return any(letters >= least for letters in accumulate(map(_letters_in, texts)))


def _warnings(pages: Sequence[Page], count: int) -> list[DocumentWarning]:
    warnings = unseen_warnings(pages)
    if len(pages) < count:
        warnings.append(
            DocumentWarning(
                code=WarningCode.TRUNCATED,
                message=f"only {len(pages)} of {count} pages were read",
            )
        )
    for page in pages:
        if page.recognised:
            code = WarningCode.RECOGNISED_TEXT
            message = "the page is a picture; its text was recognised by a scanner's software"
        elif _is_picture(page):
            code, message = WarningCode.PARTLY_SCANNED, "the page is a picture and was not read"
        elif page.unmapped >= 0.5 * _UNMAPPED:
            code = WarningCode.PARTLY_UNMAPPED
            message = "some fonts of the page do not say which letters they draw"
        else:
            continue
        warnings.append(DocumentWarning(code=code, message=message, page=page.number))
    return warnings
