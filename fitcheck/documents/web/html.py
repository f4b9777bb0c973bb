"""HTML pages as a browser shows them: blocks in order, without scripts, chrome and hidden text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fitcheck.documents.assembly import Piece, assemble
from fitcheck.documents.document import BlockKind, Document, DocumentWarning, WarningCode
from fitcheck.documents.encoding import decode, decode_as
from fitcheck.documents.plain import text_pieces
from fitcheck.documents.web.css import Stylesheet
from fitcheck.documents.web.jobposting import JobPosting, find_job_posting, microdata_posting
from fitcheck.documents.web.markup import Reading, read_tree, text_of
from fitcheck.errors import ErrorCode, LimitExceededError, UnreadableInputError
from fitcheck.settings import ReadingSettings

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PAGE = 5_000_000
"""Characters of markup, without embedded pictures; the largest page in development has 0.3 M."""
MAX_TAGS = 100_000
"""Tags of one page; the largest page in development has 3,000."""
MAX_TAG = 20_000
"""Characters of one tag from which its attributes are counted."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one long tag; libxml2 takes quadratic time over them (100,000 took 18 s)."""
MIN_DESCRIPTION = 400
"""Characters from which a description in JSON-LD can stand for the page; shorter ones are
abstracts for search results."""
SHOWN_SHARE = 0.5
"""Share of a description's word sequences that the page must show for it to be the page's text."""

_DATA_URI = re.compile(r"data:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=\s]{100,}")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_TAGS = re.compile(r"<(?:p|br|li|ul|div|b|strong|span|h[1-6])\b", re.IGNORECASE)


def read_html(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document of a page; a posting that it states as schema.org fills `fields`.

    Raises LimitExceededError for pages beyond the limits and UnreadableInputError for no page.
    """
    return document_from_html(_decode(data, source), source=source, settings=settings)


def document_from_html(text: str, *, source: str, settings: ReadingSettings) -> Document:
    """The document of a page in memory; see `read_html`."""
    root, warnings = parse_html(text, source=source)
    styles = Stylesheet(text_of(style) for style in root.iter("style"))
    reading = read_tree(_main_part(root), styles=styles)
    posting, described = _stated_posting(root)
    if posting is not None and described is None and posting.description is not None:
        described = _description(posting.description, reading, source)
    if described is not None and posting is not None:
        # The description as the publisher hands it to search engines is the posting itself; the
        # page around it holds salaries of others, similar jobs, cookies and logins.
        reading = Reading(
            pieces=[*_title_piece(posting, described), *described.pieces], hidden=described.hidden
        )
    return assemble(
        reading.pieces,
        source=source,
        media_type="text/html",
        settings=settings,
        fields=posting.fields if posting else None,
        hidden=reading.hidden,
        warnings=warnings,
    )


def parse_html(text: str, *, source: str) -> tuple[_Element, list[DocumentWarning]]:
    """The tree of a page, and a warning where parts of it were lost.

    Raises LimitExceededError where it is too large or has a tag with too many attributes.
    """
    from lxml import etree

    text = _DATA_URI.sub("data:,", text).replace("\0", "")
    _check_limits(text, source)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as problem:
        raise UnreadableInputError(
            "the page cannot be read as HTML: save it again from the browser", source=source
        ) from problem
    if root is None:
        raise UnreadableInputError("the page holds no HTML", source=source)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return root, [_TOO_DEEP]
    return root, []


_TOO_DEEP = DocumentWarning(
    code=WarningCode.TRUNCATED,
    message="the page nests its parts too deeply; what lies deepest was left out",
)


def _check_limits(text: str, source: str) -> None:
    if len(text) > MAX_PAGE:
        raise LimitExceededError(
            f"the page has {len(text):,} characters of markup, more than the {MAX_PAGE:,} that "
            "are read: save only the posting or resume",
            source=source,
        )
    if text.count("<") > MAX_TAGS:
        raise LimitExceededError(
            f"the page has more than {MAX_TAGS:,} tags: save only the posting or resume",
            code=ErrorCode.TOO_COMPLEX,
            source=source,
        )
    start = text.find("<")
    while start >= 0:
        following = text.find("<", start + 1)
        end = len(text) if following < 0 else following
        if end - start > MAX_TAG and text.count("=", start, end) > MAX_ATTRIBUTES:
            raise LimitExceededError(
                "the page has a tag with too many attributes: save it again from the browser",
                code=ErrorCode.TOO_COMPLEX,
                source=source,
            )
        start = following


def _decode(data: bytes, source: str) -> str:
    """The characters of a page; the encoding that it names counts where it is no UTF-8."""
    named = _CHARSET.search(data[:4096])
    has_mark = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf"
    if named and not has_mark and b"\0" not in data[:4096]:
        for encoding in ("utf-8", named[1].decode("ascii")):
            text = decode_as(data, encoding)
            if text is not None:
                return text
    return decode(data, source=source)


def _main_part(root: _Element) -> _Element:
    """The part that the page marks as its main one, where it holds most of the text."""
    body = root.find("body")
    whole = root if body is None else body
    parts = [*whole.iter("main")] or [e for e in whole.iter("div") if e.get("role") == "main"]
    if len(parts) == 1 and 2 * _length(parts[0]) >= _length(whole):
        return parts[0]
    return whole


def _length(element: _Element) -> int:
    skipped = sum(len(text_of(part)) for part in element.iter("script", "style"))
    return len(text_of(element)) - skipped


def _stated_posting(root: _Element) -> tuple[JobPosting | None, Reading | None]:
    """The posting in JSON-LD or microdata, and the blocks of a description marked up in place."""
    scripts = (
        text_of(script)
        for script in root.iter("script")
        if "ld+json" in html.unescape(script.get("type") or "").lower()
    )
    heading = " ".join(text_of(part) for part in root.iter("title", "h1", "h2"))
    posting = find_job_posting(scripts, heading=heading)
    if posting is not None:
        return posting, None
    marked = microdata_posting(root)
    if marked is None:
        return None, None
    posting, element = marked
    reading = read_tree(element) if element is not None else None
    if reading is not None and _size(reading.pieces) < MIN_DESCRIPTION:
        reading = None
    return posting, reading


def _description(text: str, page: Reading, source: str) -> Reading | None:
    """The blocks of a stated description, or None where it is short or the page says otherwise.

    The description must be what a person sees on the page, unless the page shows hardly anything
    (it is drawn by a script when a browser opens it).
    """
    described = _described(text, source)
    length = _size(described.pieces)
    if length < MIN_DESCRIPTION:
        return None
    shown, stated = _sequences(page.pieces), _sequences(described.pieces)
    is_shown = len(stated & shown) >= SHOWN_SHARE * len(stated)
    return described if is_shown or 2 * _size(page.pieces) < length else None


def _described(text: str, source: str) -> Reading:
    """The blocks of a description in HTML, escaped HTML or plain text."""
    if "&lt;" in text and not _TAGS.search(text):
        text = html.unescape(text)
    if not _TAGS.search(text):
        return Reading(pieces=list(text_pieces(text)))
    root, _ = parse_html(f"<div>{text}</div>", source=source)
    return read_tree(root)


def description_pieces(text: str, source: str) -> list[Piece]:
    """The visible blocks of a job's description in HTML, escaped HTML or plain text."""
    return _described(text, source).pieces if text.strip() else []


def _title_piece(posting: JobPosting, described: Reading) -> list[Piece]:
    title = posting.fields.title
    first = described.pieces[0].text if described.pieces else ""
    if title is None or title.lower() in first.lower():
        return []
    return [Piece(text=title, kind=BlockKind.HEADING, level=1)]


def _size(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _sequences(pieces: Iterable[Piece]) -> set[tuple[str, ...]]:
    """All sequences of four words."""
    words = [word.lower() for piece in pieces for word in _WORD.findall(piece.text)]
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))
