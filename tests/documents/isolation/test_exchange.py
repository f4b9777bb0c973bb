"""Documents and errors reach another process whole, and nothing else is taken for one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import (
    Block,
    BlockKind,
    Document,
    DocumentWarning,
    PostingFields,
    Span,
    WarningCode,
)
from fitcheck.documents.isolation.exchange import (
    ANSWER_HEAD,
    MAX_ANSWER,
    ProtocolError,
    decode_answer,
    decode_document,
    decode_error,
    encode_answer,
    encode_document,
    encode_error,
)
from fitcheck.errors import EncryptedInputError, ErrorCode, InputError, LimitExceededError

LINES = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=20)
MAYBE = st.none() | st.integers(0, 9)
FIELDS = st.builds(
    PostingFields,
    title=st.none() | LINES,
    employees=MAYBE,
    locations=st.lists(LINES).map(tuple),
    remote=st.none() | st.booleans(),
    posted_on=st.none() | st.dates(),
    min_months=MAYBE,
    skills=st.lists(LINES).map(tuple),
)
WARNINGS = st.builds(
    DocumentWarning,
    code=st.sampled_from(WarningCode),
    message=LINES,
    quote=st.none() | LINES,
    page=MAYBE,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of random lines."""
    lines = draw(st.lists(LINES, max_size=6))
    blocks, place = [], 0
    for line in lines:
        blocks.append(
            Block(
                span=Span(start=place, end=place + len(line)),
                kind=draw(st.sampled_from(BlockKind)),
                page=draw(MAYBE),
                level=draw(MAYBE),
                emphasis=draw(st.booleans()),
                depth=draw(st.integers(0, 8)),
            )
        )
        place += len(line) + 1
    return Document(
        source="r.pdf",
        media_type="application/pdf",
        text="\n".join(lines),
        blocks=tuple(blocks),
        pages=draw(MAYBE),
        fields=draw(st.none() | FIELDS),
        warnings=tuple(draw(st.lists(WARNINGS, max_size=3))),
    )


def sent(values: dict[str, Any]) -> dict[str, Any]:
    return decode_answer(encode_answer(values)[ANSWER_HEAD.size :])


@given(documents())
def test_a_document_arrives_as_it_was_sent(document: Document) -> None:
    values = sent({"document": encode_document(document)})
    assert decode_document(values["document"], source="r.pdf") == document


def test_an_error_arrives_with_its_kind_code_and_our_name_for_the_file() -> None:
    values = sent({"error": encode_error(LimitExceededError("m", code=ErrorCode.TOO_COMPLEX))})
    error = decode_error(values["error"], source="r.pdf")
    assert type(error) is LimitExceededError
    assert (error.code, error.message, error.source) == (ErrorCode.TOO_COMPLEX, "m", "r.pdf")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_an_answer_or_a_protocol_error(data: bytes) -> None:
    try:
        values = decode_answer(data)
    except ProtocolError:
        return
    for decode in (decode_document, decode_error):
        with pytest.raises(ProtocolError):
            decode(values.get("document"), source="x")


GOOD = encode_document(
    Document(
        source="x",
        media_type="text/plain",
        text="ab\nc",
        blocks=(
            Block(span=Span(start=0, end=2), kind=BlockKind.HEADING),
            Block(span=Span(start=3, end=4), kind=BlockKind.PARAGRAPH),
        ),
        fields=PostingFields(posted_on=date(2026, 1, 1)),
    )
)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "abc"},
        {"text": 5},
        {"media_type": None},
        {"pages": -1},
        {"pages": True},
        {"blocks": []},
        {"blocks": [[0, 2, "heading", None, None, False, 0]]},
        {"blocks": [[0, 4, "heading", None, None, False, 0]]},
        {"blocks": [[0, 2, "script", None, None, False, 0], [3, 4, "heading", 1, 1, False, 0]]},
        {"blocks": [[0, 2, "heading", None, None, False, None], [3, 4, "heading", 1, 1, False, 0]]},
        {"blocks": [[0, 1e9, "heading", None, None, False, 0]]},
        {"warnings": [["no_such_code", "m", None, None]]},
        {"warnings": [["truncated", None, None, None]]},
        {"fields": {"title": "t"}},
        {"fields": 3},
    ],
)
def test_a_document_that_is_not_whole_is_refused(change: dict[str, Any]) -> None:
    assert decode_document(GOOD, source="x").text == "ab\nc"
    with pytest.raises(ProtocolError):
        decode_document({**GOOD, **change}, source="x")


@pytest.mark.parametrize(
    "values",
    [
        None,
        {},
        {"kind": "SystemExit", "code": "empty", "message": "m"},
        {"kind": "InputError", "code": "no_such", "message": "m"},
        {"kind": "InputError", "code": "empty", "message": "two\nlines"},
        {"kind": "InputError", "code": "empty", "message": "m" * 2_000},
        {"kind": ["InputError"], "code": "empty", "message": "m"},
    ],
)
def test_an_error_that_is_none_of_ours_is_refused(values: Any) -> None:
    with pytest.raises(ProtocolError):
        decode_error(values, source="x")


def test_an_answer_that_is_too_long_is_not_sent() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode_answer({"text": "x" * (MAX_ANSWER + 1)})


def test_every_kind_of_input_error_can_be_sent() -> None:
    kinds: list[type[InputError]] = [InputError, *InputError.__subclasses__()]
    for kind in kinds:
        error = decode_error(encode_error(kind("m")), source="x")
        assert type(error) is kind
    assert EncryptedInputError in kinds
