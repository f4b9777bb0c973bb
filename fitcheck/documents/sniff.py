"""Which format a file is, by its content; a name only breaks ties between kinds of text."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from fitcheck.errors import (
    EncryptedInputError,
    ErrorCode,
    InputError,
    UnreadableInputError,
    UnsupportedInputError,
)


class Format(StrEnum):
    """Formats that are read."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    HTML = "html"
    EMAIL = "email"
    JSON = "json"
    MARKDOWN = "markdown"
    TEXT = "text"


EXTENSIONS = {
    Format.PDF: ("pdf",),
    Format.DOCX: ("docx", "docm", "dotx", "dotm"),
    Format.ODT: ("odt", "ott"),
    Format.RTF: ("rtf",),
    Format.HTML: ("html", "htm", "xhtml", "shtml", "mhtml", "php", "asp", "aspx"),
    Format.EMAIL: ("eml", "mht", "mhtml"),
    Format.JSON: ("json", "jsonld"),
    Format.MARKDOWN: ("md", "markdown", "mkd", "txt", "text"),
    Format.TEXT: ("txt", "text", "md", "markdown", "rst", "log", "csv", "tsv", "tex", "org", "asc"),
}
"""Name endings that go with a format. Any other ending that we know is a wrong one."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_PDF_WINDOW = 1024
"""Bytes in which viewers look for "%PDF-" (Adobe's implementation notes to PDF 1.7)."""

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP  ",
    b"8BPS",
    b"\0\0\1\0",
)
_ARCHIVES = (
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",
)
_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_HTML_START = re.compile(
    rb"<(?:!doctype\s{1,20}html|html|head|body|meta|title|div|p|h[1-6]|ul|ol|table|section|article"
    rb"|span|font|center|main|script|style|b|strong|i|br|a)(?:[\s>/])",
    re.IGNORECASE,
)
_MAIL_HEADER = re.compile(
    rb"(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to"
    rb"|content-type|reply-to|x-[\w-]{1,60}|list-[\w-]{1,60}|dkim-signature|arc-seal)[ \t]?:",
    re.IGNORECASE,
)
_MARKDOWN_SIGN = re.compile(
    r"^ {0,3}#{1,6} \S|^ {0,3}[*_]{2}\S|\]\(https?://|^ *[*-] \*\*\S|^ {0,3}```", re.MULTILINE
)


def sniff(data: bytes, *, name: str, source: str) -> Format:
    """The format of `data`.

    `name` is the file's name, which decides between Markdown and plain text only. Raises
    UnsupportedInputError, EncryptedInputError or UnreadableInputError for what is not read, with
    the way out.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_WINDOW]:
        return Format.PDF
    if head.startswith(_OLE):
        raise _ole_problem(data, source)
    # A ZIP container is found from its end: self-extracting files carry a program in front.
    if head.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(data)):
        return _sniff_zip(data, source)
    _refuse_binary(head, source)
    return _sniff_text(data, name=name, source=source)


def _sniff_zip(data: bytes, source: str) -> Format:
    """The document inside a ZIP container. Raises where there is none or several formats."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        raise UnreadableInputError(
            "the file is a damaged ZIP container: save the document again, or export it as PDF",
            source=source,
        ) from problem
    if "word/document.xml" in names or "[Content_Types].xml" in names:
        for folder, what in (("xl/", "spreadsheet"), ("ppt/", "presentation")):
            if any(entry.startswith(folder) for entry in names):
                raise _unsupported(f"the file is a {what}", source)
        return Format.DOCX
    if "content.xml" in names:
        return Format.ODT
    if "META-INF/container.xml" in names:
        raise _unsupported("the file is an e-book (EPUB)", source)
    if any(entry.startswith("Index/") or entry == "index.xml" for entry in names):
        raise _unsupported("the file is an Apple Pages document", source)
    if not names:
        raise UnreadableInputError("the file is an empty ZIP archive", source=source)
    raise UnsupportedInputError(
        "the file is a ZIP archive without a document: unpack it and give one of its files",
        code=ErrorCode.ARCHIVE,
        source=source,
    )


def _ole_problem(data: bytes, source: str) -> InputError:
    """What to say of an OLE container: encrypted, an old Word file, or something else."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedInputError(
            "the document is encrypted: open it with its password and save it without one",
            source=source,
        )
    if "WordDocument".encode("utf-16-le") in data:
        return UnsupportedInputError(
            "the file is an old Word document (.doc): save it as DOCX or PDF",
            code=ErrorCode.LEGACY_DOC,
            source=source,
        )
    return UnsupportedInputError(
        "the file is an old Office document or a mail message: save it as DOCX, PDF or text",
        code=ErrorCode.LEGACY_DOC,
        source=source,
    )


def _refuse_binary(head: bytes, source: str) -> None:
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        raise _unsupported("the file is a picture without text", source)
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise _unsupported("the file is a picture without text", source)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise UnsupportedInputError(
            "the file is an archive: unpack it and give one of its files",
            code=ErrorCode.ARCHIVE,
            source=source,
        )
    if head.startswith(_PROGRAMS) and b"\0" in head:
        raise _unsupported("the file is a program", source)
    if head.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6")):
        raise _unsupported("the file is PostScript", source)


def _unsupported(what: str, source: str) -> UnsupportedInputError:
    return UnsupportedInputError(f"{what}: export the document as PDF or DOCX", source=source)


def _sniff_text(data: bytes, *, name: str, source: str) -> Format:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(b"<"):
        return _sniff_markup(head, name, source)
    if head[:1] in (b"{", b"[") and data.rstrip(b" \t\r\n\0")[-1:] in (b"}", b"]"):
        return Format.JSON
    if _looks_like_mail(head):
        return Format.EMAIL
    ending = name.rpartition(".")[2].lower()
    if ending in ("html", "htm") and b"</" in data:
        return Format.HTML
    if ending in ("md", "markdown", "mkd"):
        return Format.MARKDOWN
    signs = _MARKDOWN_SIGN.findall(data[:65_536].decode("utf-8", errors="replace"))
    return Format.MARKDOWN if len(signs) >= 2 else Format.TEXT


def _sniff_markup(head: bytes, name: str, source: str) -> Format:
    if b"<html" in head.lower() or b"<!doctype html" in head.lower():
        return Format.HTML
    if head.startswith(b"<?xml"):
        raise _unsupported("the file is XML of a kind that is not read", source)
    if _HTML_START.match(head) or b"<!--" in head[:8] or head.startswith(b"<!"):
        # Markdown may open with a comment or a tag; its name tells.
        return Format.MARKDOWN if name.lower().endswith((".md", ".markdown")) else Format.HTML
    return Format.HTML if name.lower().endswith((".html", ".htm")) else Format.TEXT


def _looks_like_mail(head: bytes) -> bool:
    """True where the text opens with at least two header fields of a message."""
    fields = 0
    for line in head.splitlines()[:40]:
        if line[:1] in (b" ", b"\t") and fields:
            continue
        if not _MAIL_HEADER.match(line):
            return fields >= 3 and not line.strip()
        fields += 1
    return fields >= 3
