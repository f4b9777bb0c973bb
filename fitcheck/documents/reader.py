"""Any file or text that people send becomes a `Document`, or one clear error."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from fitcheck.documents.document import Document, DocumentWarning, WarningCode
from fitcheck.documents.instructions import instruction_warnings
from fitcheck.documents.opening import bounded, read_file
from fitcheck.documents.sniff import EXTENSIONS, Format, sniff
from fitcheck.errors import EmptyInputError
from fitcheck.settings import ReadingSettings

Reader = Callable[..., Document]
"""`(data: bytes, *, source: str, settings: ReadingSettings) -> Document`; raises InputError."""

READERS: dict[Format, str] = {
    Format.PDF: "fitcheck.documents.pdf.reading:read_pdf",
    Format.DOCX: "fitcheck.documents.office.docx:read_docx",
    Format.ODT: "fitcheck.documents.office.odt:read_odt",
    Format.RTF: "fitcheck.documents.office.rtf:read_rtf",
    Format.HTML: "fitcheck.documents.web.html:read_html",
    Format.EMAIL: "fitcheck.documents.web.email:read_email",
    Format.JSON: "fitcheck.documents.web.jsonresume:read_json",
    Format.MARKDOWN: "fitcheck.documents.text:read_markdown",
    Format.TEXT: "fitcheck.documents.text:read_text",
}
"""Where the reader of each format stands; imported when the first such file comes."""


_KNOWN_ENDINGS = {ending for endings in EXTENSIONS.values() for ending in endings} | {"doc"}


def read_document(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    settings: ReadingSettings | None = None,
) -> Document:
    """Read one file, given as its path or as its bytes.

    `name` is what the caller calls the input ("-" for standard input); it becomes
    `Document.source`, and its ending is compared with the content, which decides. Only the
    subclasses of InputError are raised.
    """
    settings = settings or ReadingSettings()
    if isinstance(source, bytes):
        name = name or "-"
        data = bounded(source, name, settings)
    else:
        name = name or os.fspath(source)
        data = read_file(source, source=name, settings=settings)
    return read_bytes(data, source=name, settings=settings)


def read_bytes(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document in `data`; `source` is its name. Raises InputError."""
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf"):
        raise EmptyInputError("the file is empty", source=source)
    kind = sniff(data, name=source, source=source)
    document = _reader(kind)(data, source=source, settings=settings)
    if not any(char.isalnum() for char in document.text):
        raise EmptyInputError(
            "the file holds no visible text: is it the right file?", source=source
        )
    document = _with_extension_check(document, kind)
    notes = tuple(instruction_warnings(document))
    return replace(document, warnings=(*document.warnings, *notes)) if notes else document


def _reader(kind: Format) -> Reader:
    module, _, function = READERS[kind].partition(":")
    return cast("Reader", getattr(import_module(module), function))


def _with_extension_check(document: Document, kind: Format) -> Document:
    """The document, with a warning where its name says another format than its content."""
    ending = Path(document.source).suffix.lower().lstrip(".")
    if ending not in _KNOWN_ENDINGS or ending in EXTENSIONS[kind]:
        return document
    warning = DocumentWarning(
        code=WarningCode.WRONG_EXTENSION,
        message=f"the name ends in .{ending}, but the content is {kind.value} and was read so",
    )
    return replace(document, warnings=(*document.warnings, warning))
