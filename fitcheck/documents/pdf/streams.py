"""Streams of a PDF that expand without measure are refused before a reader unpacks them.

PDFium unpacks a content stream whole, whatever its size; where memory ends it aborts. Looking at
the first piece of every stream that is large enough costs half a millisecond each and finds those.
"""

from __future__ import annotations

import re
import zlib
from itertools import islice

from fitcheck.errors import ErrorCode, LimitExceededError

MAX_STREAM = 75_000_000
"""Bytes of one stream once unpacked, as pypdf has it. The largest content stream of development
has 2 MB; pictures are larger, but are not unpacked for their text."""
_SMALL = 70_000
"""Packed bytes up to which a stream that is packed once cannot reach the limit (zlib packs 1,032
times at best)."""
_PIECE = 16_384
_STEEP = 150
"""How many times larger the first piece grows where it is worth to unpack the rest; text operators
grow five to ten times, tables of blanks fifty."""
_HEAD = 600
_MOST = 50_000
"""Streams that are looked at; a file of a hundred pages has a thousand."""
_STREAM = re.compile(rb"stream\r?\n")
"""What announces a stream, or ends one."""
_PACKING_NAMES = b"/Fl", b"/LZW", b"/R"
_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")


def check_streams(data: bytes, *, source: str) -> None:
    """Raise LimitExceededError (too_complex) where a stream would expand beyond the limit."""
    last = data.rfind(b"endstream")
    for found in islice(_STREAM.finditer(data), _MOST):
        before, start = found.span()
        if data.endswith(b"end", 0, before):
            continue
        head = data[max(before - _HEAD, 0) : before]
        head = head[max(head.rfind(b" obj"), 0) :]
        if b"/Image" in head or (b"Flate" not in head and b"/Fl" not in head):
            continue
        end = data.find(b"endstream", start) if start <= last else -1
        size = (len(data) if end < 0 else end) - start
        if size <= _SMALL and sum(map(head.count, _PACKING_NAMES)) < 2:  # most streams
            continue
        packings = len(_PACKED.findall(head))
        if not packings or (size <= _SMALL and packings < 2):
            continue
        packed = memoryview(data)[start : start + size]
        if _explodes(packed, again=packings > 1):
            raise LimitExceededError(
                "a part of the PDF expands to an absurd size: export it again from the program "
                "that made it",
                code=ErrorCode.TOO_COMPLEX,
                source=source,
            )


def _explodes(packed: memoryview, *, again: bool) -> bool:
    """True where the stream unpacks to more than the limit.

    `again`: what comes out is packed once more. No program packs well what is packed already, so
    there the first steep piece is enough.
    """
    unpacker = zlib.decompressobj()
    try:
        first = unpacker.decompress(packed[:_PIECE], _STEEP * _PIECE)
        if len(first) < _STEEP * min(_PIECE, len(packed)):
            return False
        if again:
            return True
        size = len(first)
        rest = unpacker.unconsumed_tail + bytes(packed[_PIECE:])
        while rest and size <= MAX_STREAM and not unpacker.eof:
            size += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return size > MAX_STREAM
