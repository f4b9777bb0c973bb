"""Messages between the program that collects and its workers: a length, then so many bytes."""

from __future__ import annotations

import struct
from typing import Final

from fitcheck.documents.isolation.exchange import read_up_to, write_all

_LENGTH: Final = struct.Struct(">I")
DONE, FAILED = b"+", b"-"
"""What an answer begins with: records follow, or why no work can be done at all."""


def framed(body: bytes) -> bytes:
    """A message as it is sent."""
    return _LENGTH.pack(len(body)) + body


def send_frame(descriptor: int, body: bytes) -> None:
    """Send one message."""
    write_all(descriptor, framed(body))


def read_frame(descriptor: int) -> bytes | None:
    """The next message, or None where there is none left."""
    head = read_up_to(descriptor, _LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    body = read_up_to(descriptor, size)
    return body if len(body) == size else None
