"""Streams that expand without measure are refused before anything unpacks them."""

from __future__ import annotations

import random
import zlib

import pytest

from fitcheck.documents.pdf.streams import check_streams
from fitcheck.errors import ErrorCode, LimitExceededError

NOISE = random.Random(1).randbytes(200_000)  # noqa: S311 - the same noise every time


def file_with(packed: bytes, entries: bytes) -> bytes:
    return b"%%PDF-1.7\n5 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        entries, len(packed), packed
    )  # fmt: skip


def packed(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


@pytest.mark.parametrize("megabytes", [72, 100])  # the limit is 75,000,000 bytes: 71.5
def test_a_stream_that_expands_beyond_the_limit_is_too_complex(megabytes: int) -> None:
    data = file_with(packed(megabytes << 20), b"/Filter/FlateDecode")
    with pytest.raises(LimitExceededError) as caught:
        check_streams(data, source="r.pdf")
    assert (caught.value.code, caught.value.source) == (ErrorCode.TOO_COMPLEX, "r.pdf")


def test_a_stream_packed_twice_with_profit_is_too_complex() -> None:
    inner = zlib.compress(packed(64 << 20), 9)
    data = file_with(inner, b"/Filter[/FlateDecode/FlateDecode]")
    with pytest.raises(LimitExceededError):
        check_streams(data, source="r.pdf")


@pytest.mark.parametrize(
    ("stream", "entries"),
    [
        (packed(71 << 20), b"/Filter/FlateDecode"),  # large, within the limit
        (packed(100 << 20), b"/Subtype/Image/Filter/FlateDecode"),  # pictures are not unpacked
        (zlib.compress(NOISE), b"/Filter/FlateDecode"),
        (zlib.compress(b"q Q " * 500_000), b"/Filter/FlateDecode"),
        (b"no deflate at all" * 5_000, b"/Filter/FlateDecode"),
        (packed(100 << 20), b""),
    ],
    ids=["large", "picture", "dense", "text", "damaged", "unpacked"],
)  # fmt: skip
def test_other_streams_pass(stream: bytes, entries: bytes) -> None:
    check_streams(file_with(stream, entries), source="r.pdf")
