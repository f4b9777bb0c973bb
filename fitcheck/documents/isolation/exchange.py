"""What passes between a program and the processes that read files for it.

Everything is length-prefixed JSON without any object of Python in it. What a worker sends is
input like any other: it may have been taken over by the file that it read, so every value is
checked before a `Document` or an error is made of it.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any, Final

from fitcheck import errors
from fitcheck.documents.document import (
    Block,
    BlockKind,
    Document,
    DocumentWarning,
    PostingFields,
    Span,
    WarningCode,
)
from fitcheck.errors import ErrorCode, InputError
from fitcheck.settings import ReadingSettings

MAX_ANSWER: Final = 8_000_000
"""Bytes of one answer. The longest text kept (400,000 characters) in the widest script with the
most blocks kept has 4 MB."""
REQUEST_HEAD: Final = struct.Struct(">IQ")
"""Lengths of a request's header (JSON) and of the bytes of the file behind it."""
ANSWER_HEAD: Final = struct.Struct(">I")
START, END = b"s", b"e"
"""What the process that forks is asked for: a worker (its socket comes along), or its end."""
PROCESS_ID: Final = struct.Struct(">Q")
REPORT: Final = struct.Struct(">iQd")
"""How a worker ended: its wait status (-1: not known), the most memory it held, in bytes, and the
processor time it took, in seconds."""
_MAX_MESSAGE = 1_000
_ERRORS: Final = {
    kind.__name__: kind
    for kind in (
        errors.InputError,
        errors.MissingInputError,
        errors.EmptyInputError,
        errors.UnsupportedInputError,
        errors.EncryptedInputError,
        errors.UnreadableInputError,
        errors.LimitExceededError,
    )
}
"""The only errors that a worker can make us raise."""
_FIELD_NAMES: Final = frozenset(field.name for field in fields(PostingFields))


class ProtocolError(Exception):
    """An answer that no worker in its right mind sends."""


def encode_request(data: bytes, *, name: str, settings: ReadingSettings) -> bytes:
    """The head of a request; the bytes of the file follow it.

    Only the last part of the name is sent: its ending decides between kinds of text.
    """
    told = {"name": os.path.basename(name)[-300:], "settings": asdict(settings)}  # noqa: PTH119 - any text may be a name
    header = json.dumps(told).encode("ascii")
    return REQUEST_HEAD.pack(len(header), len(data)) + header


def encode_document(document: Document) -> dict[str, Any]:
    """The document as plain values, without its source."""
    return {
        "media_type": document.media_type,
        "text": document.text,
        "pages": document.pages,
        "blocks": [
            (b.span.start, b.span.end, b.kind.value, b.page, b.level, b.emphasis, b.depth)
            for b in document.blocks
        ],
        "warnings": [(w.code.value, w.message, w.quote, w.page) for w in document.warnings],
        "fields": None if document.fields is None else _encode_fields(document.fields),
    }


def _encode_fields(stated: PostingFields) -> dict[str, Any]:
    values = {name: getattr(stated, name) for name in sorted(_FIELD_NAMES)}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def encode_error(error: InputError) -> dict[str, Any]:
    """The error as plain values, without its source."""
    return {"kind": type(error).__name__, "code": error.code.value, "message": error.message}


def encode_answer(values: dict[str, Any]) -> bytes:
    """One answer with its length in front. Raises ValueError where it is too long to be sent."""
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    data = body.encode("utf-8", "surrogatepass")
    if len(data) > MAX_ANSWER:
        raise ValueError("the answer is too long")
    return ANSWER_HEAD.pack(len(data)) + data


def decode_answer(data: bytes) -> dict[str, Any]:
    """The values of an answer (without its length). Raises ProtocolError."""
    try:
        values = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as problem:
        raise ProtocolError("no JSON") from problem
    if not isinstance(values, dict):
        raise ProtocolError("no object")
    return values


def decode_error(values: Any, *, source: str) -> InputError:
    """The error that a worker tells of. Raises ProtocolError for one that we do not know."""
    try:
        kind, code, message = values["kind"], ErrorCode(values["code"]), values["message"]
        error = _ERRORS[kind]
    except (TypeError, KeyError, ValueError) as problem:
        raise ProtocolError("no error of ours") from problem
    if not isinstance(message, str) or len(message) > _MAX_MESSAGE or not message.isprintable():
        raise ProtocolError("no message of ours")
    return error(message, code=code, source=source)


def decode_document(values: Any, *, source: str) -> Document:
    """The document that a worker sent, every value checked. Raises ProtocolError."""
    try:
        text = _text(values["text"])
        return Document(
            source=source,
            media_type=_text(values["media_type"]),
            text=text,
            blocks=tuple(_blocks(values["blocks"], text)),
            pages=_whole(values["pages"]),
            fields=None if values["fields"] is None else _fields(values["fields"]),
            warnings=tuple(
                DocumentWarning(
                    code=WarningCode(code),
                    message=_text(message),
                    quote=None if quote is None else _text(quote),
                    page=_whole(page),
                )
                for code, message, quote, page in values["warnings"]
            ),
        )
    except (TypeError, KeyError, ValueError) as problem:
        raise ProtocolError("no document") from problem


def _blocks(rows: Iterable[Any], text: str) -> Iterable[Block]:
    """The blocks, which must cover the text one after the other, a line feed between two."""
    place = 0
    for start, end, kind, page, level, emphasis, depth in rows:
        if None in (_whole(start), _whole(end), _whole(depth)):
            raise ProtocolError("no whole number")
        if start != place or end > len(text) or text[end : end + 1] not in ("\n", ""):
            raise ProtocolError("blocks that do not cover the text")
        if text.find("\n", start, end) >= 0:
            raise ProtocolError("a block of several lines")
        place = end + 1
        yield Block(
            span=Span(start=start, end=end),
            kind=BlockKind(kind),
            page=_whole(page),
            level=_whole(level),
            emphasis=emphasis is True,
            depth=depth,
        )
    if place != (len(text) + 1 if text else 0):
        raise ProtocolError("text outside the blocks")


def _fields(values: Any) -> PostingFields:
    if set(values) != _FIELD_NAMES:
        raise ProtocolError("unknown fields")
    days = {
        name: None if values[name] is None else date.fromisoformat(values[name])
        for name in ("posted_on", "valid_through")
    }
    lists = {name: tuple(map(_text, values[name])) for name in ("locations", "skills")}
    numbers = {name: _whole(values[name]) for name in ("employees", "min_months")}
    truths = {
        name: values[name] if values[name] is None else values[name] is True
        for name in ("remote", "experience_in_place_of_education")
    }
    texts = {
        name: None if values[name] is None else _text(values[name])
        for name in ("title", "employer", "degree")
    }
    return PostingFields(**texts, **numbers, **lists, **truths, **days)  # type: ignore[arg-type]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ProtocolError("no text")
    return value


def _whole(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value < 2**53):
        raise ProtocolError("no whole number")
    return value


def read_up_to(descriptor: int, size: int) -> bytes:
    """The next `size` bytes, or fewer where there are no more."""
    parts = []
    while size > 0:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
