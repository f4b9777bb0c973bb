"""Text files, and text that is already in memory: plain or Markdown."""

from __future__ import annotations

from fitcheck.documents.assembly import assemble
from fitcheck.documents.document import Document
from fitcheck.documents.encoding import decode, unescaped
from fitcheck.documents.markdown import markdown_pieces, without_html
from fitcheck.documents.plain import text_pieces
from fitcheck.settings import ReadingSettings


def read_text(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of a plain text file. Raises UnreadableInputError where it is no text."""
    return document_from_text(decode(data, source=source), source=source, settings=settings)


def read_markdown(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of a Markdown file. Raises UnreadableInputError where it is no text."""
    return document_from_text(
        decode(data, source=source), source=source, media_type="text/markdown", settings=settings
    )


def document_from_text(
    text: str,
    *,
    source: str = "text",
    media_type: str = "text/plain",
    settings: ReadingSettings | None = None,
) -> Document:
    """The document of a text in memory: plain, or Markdown with media type "text/markdown"."""
    limit = (settings or ReadingSettings()).max_text
    # Twice the limit leaves room for blanks that vanish, and bounds the work on a hostile text.
    text = unescaped(text[: 2 * limit])
    hidden: tuple[str, ...] = ()
    if media_type == "text/markdown":
        text, hidden = without_html(text)
        pieces = markdown_pieces(text)
    else:
        pieces = text_pieces(text)
    return assemble(pieces, source=source, media_type=media_type, settings=settings, hidden=hidden)
