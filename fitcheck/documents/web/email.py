"""E-mail messages (.eml, .mht) with a posting or a resume inside, as body or attachment."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from fitcheck.documents.assembly import tidy
from fitcheck.documents.characters import clean
from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.documents.encoding import decode, decode_as
from fitcheck.documents.sniff import Format, sniff
from fitcheck.documents.text import document_from_text
from fitcheck.documents.web.html import document_from_html
from fitcheck.errors import (
    EmptyInputError,
    ErrorCode,
    InputError,
    LimitExceededError,
    UnreadableInputError,
)
from fitcheck.settings import ReadingSettings

MIN_BODY = 300
"""Characters from which a body is the posting; shorter ones are notes about an attachment."""
MAX_PARTS = 200
"""Parts of one message that are looked at; newsletters have about fifty."""
MAX_SUBJECT = 300
MAX_FIELD = 100_000
"""Bytes of one line of the header; the standard library takes quadratic time over long fields."""

_BLANK_LINE = re.compile(rb"\n\r?\n")
_REPLY = re.compile(r"(?:(?:re|aw|fwd?|wg)[ ]{0,2}:[ ]{0,4}){1,10}", re.IGNORECASE)


def read_email(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """The document in a message: its body under its subject, or else its only attachment.

    Raises EmptyInputError for a message without text, UnreadableInputError for no message, and
    what the readers of the inner formats raise.
    """
    if max(map(len, _BLANK_LINE.split(data, maxsplit=1)[0].split(b"\n"))) > MAX_FIELD:
        raise LimitExceededError(
            "the message has a header field of absurd length: save its text as a file",
            code=ErrorCode.TOO_COMPLEX,
            source=source,
        )
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        parts = _parts(message)
        subject = tidy(clean(" ".join(str(message.get("subject", ""))[:MAX_SUBJECT].split())).text)
    except RecursionError as problem:
        raise LimitExceededError(
            "the message nests its parts too deeply", code=ErrorCode.TOO_COMPLEX, source=source
        ) from problem
    except (
        MessageError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        IndexError,
    ) as problem:
        # The standard library's parser raises all of these on malformed header fields.
        raise UnreadableInputError(
            "the message is damaged: save its text as a file", source=source
        ) from problem
    body = _body(parts, source, settings)
    if body is None or len(body.text) < MIN_BODY:
        attached = _attachment(parts, source, settings)
        if attached is not None:
            return replace(attached, source=source)
    if body is None:
        raise EmptyInputError("the message holds no text and no readable file", source=source)
    return _under(_REPLY.sub("", subject, count=1).strip(), body)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, in order."""
    found: list[EmailMessage] = []
    waiting = [message]
    while waiting and len(found) < MAX_PARTS:
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(p for p in reversed(inner) if isinstance(p, EmailMessage))
        else:
            found.append(part)
    return found


def _body(parts: list[EmailMessage], source: str, settings: ReadingSettings) -> Document | None:
    """The first HTML part, which keeps lists and headings; else the first plain part."""
    for wanted in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() != wanted or part.is_attachment():
                continue
            text = _text(part, source)
            if not text.strip():
                continue
            if wanted == "text/html":
                document = document_from_html(text, source=source, settings=settings)
            else:
                document = document_from_text(text, source=source, settings=settings)
            if document.text:
                return document
    return None


def _attachment(
    parts: list[EmailMessage], source: str, settings: ReadingSettings
) -> Document | None:
    """The document in the only attachment that can be read, or None."""
    from fitcheck.documents.reader import read_bytes

    found: list[Document] = []
    for part in parts:
        data = part.get_payload(decode=True)
        if part.get_content_maintype() != "application" or not isinstance(data, bytes) or not data:
            continue
        try:
            if sniff(data, name="", source=source) is not Format.EMAIL:
                found.append(read_bytes(data, source=source, settings=settings))
        except InputError:
            continue  # A picture, a calendar entry, a signature: not what was sent.
    return found[0] if len(found) == 1 else None


def _text(part: EmailMessage, source: str) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    named = decode_as(data, charset) if charset else None
    return decode(data, source=source) if named is None else named


def _under(subject: str, body: Document) -> Document:
    """The document with the subject as its first heading, unless it says the same."""
    if not subject or subject.lower() in body.text[: 2 * MAX_SUBJECT].lower():
        return body
    shift = len(subject) + 1
    blocks = [Block(span=Span(start=0, end=len(subject)), kind=BlockKind.HEADING, level=1)]
    for block in body.blocks:
        span = Span(start=block.span.start + shift, end=block.span.end + shift)
        blocks.append(replace(block, span=span))
    return replace(body, text=f"{subject}\n{body.text}", blocks=tuple(blocks))
