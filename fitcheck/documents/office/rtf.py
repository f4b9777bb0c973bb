"""Rich Text Format (RTF): its visible text, with headings, lists and tables.

Read by a parser of our own, because the readers at hand keep hidden, white, tiny and deleted text.
"""

from __future__ import annotations

from fitcheck.documents.assembly import assemble
from fitcheck.documents.document import BlockKind, Document
from fitcheck.documents.layout.paragraphs import Paragraph, pieces_of
from fitcheck.documents.office.rtf_parser import RtfParser
from fitcheck.documents.office.rtf_words import EDGES
from fitcheck.errors import ErrorCode, LimitExceededError
from fitcheck.settings import ReadingSettings

MAX_CONTROLS = 2_000_000
"""Control words and groups of one file; the largest in development has 4,500. Pictures have
none: they are written as digits."""


def read_rtf(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of an RTF file. Damage costs text, never an error.

    Raises LimitExceededError (too_complex) for a file of millions of control words.
    """
    if data.count(b"\\") + data.count(b"{") > MAX_CONTROLS:
        raise LimitExceededError(
            "the file holds too many control words: save it again as DOCX or PDF",
            code=ErrorCode.TOO_COMPLEX,
            source=source,
        )
    parser = RtfParser(settings.max_text)
    parser.run(data)
    edges: dict[BlockKind | None, list[Paragraph]] = {kind: [] for kind in EDGES.values()}
    body: list[Paragraph] = []
    for paragraph in parser.gathered.paragraphs:
        edges.get(paragraph.kind, body).append(paragraph)
    return assemble(
        pieces_of([*edges[BlockKind.HEADER], *body, *edges[BlockKind.FOOTER]]),
        source=source,
        media_type="application/rtf",
        settings=settings,
        hidden=parser.gathered.hidden,
    )
