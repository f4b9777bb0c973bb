"""A reader that fails in every way a native parser can: a double for tests of isolation.

It is called inside a worker in place of `read_bytes`; the bytes of the "file" say what to do.
"""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fitcheck.documents.document import Document
from fitcheck.documents.isolation.exchange import ANSWER_HEAD, encode_answer, encode_document
from fitcheck.documents.text import document_from_text
from fitcheck.errors import EmptyInputError
from fitcheck.settings import ReadingSettings

_PERSON = "Jane Roe, 12 Private Lane"
_FORBIDDEN = Path(__file__).with_name("was_here")
_files = 0


def read(data: bytes, *, source: str, settings: ReadingSettings) -> Document:
    """Do what the data says; a word that is no command is the text of the document."""
    global _files  # noqa: PLW0603 - how worn this process is
    _files += 1
    command = data.decode()
    said = _COMMANDS[command]() if command in _COMMANDS else command
    return document_from_text(str(said), source=source, settings=settings)


def _line() -> int:
    """The descriptor on which answers go: the only one beyond the three streams."""
    opened = []
    for descriptor in range(3, 32):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        opened.append(descriptor)
    return opened[-1]


def _spin() -> None:
    while True:
        pass


def _allocate() -> None:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def _allocate_natively() -> None:
    """Memory that is taken outside of Python, whose end is an abort and not an exception."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while block := libc.malloc(10_000_000):
        ctypes.memset(block, 1, 10_000_000)
    os.abort()


def _flood() -> None:
    junk = b"\xff" * 65_536
    while True:
        os.write(_line(), junk)


def _corrupt() -> str:
    os.write(_line(), b"\0\0\0\x05junk!")
    return "corrupted"


def _lie() -> str:
    """An answer of the right form that claims text outside of its blocks."""
    claimed = {
        **encode_document(document_from_text("abc", source="x")),
        "blocks": [[0, 99, "paragraph", 1, 1, False, 0]],
    }
    os.write(_line(), encode_answer({"document": claimed, "last": False}))
    return "lied"


def _lie_about_error() -> str:
    told = {"kind": "SystemExit", "code": "empty", "message": "x"}
    os.write(_line(), encode_answer({"error": told, "last": False}))
    return "lied"


def _stop_short() -> None:
    os.write(_line(), ANSWER_HEAD.pack(1_000) + b"{")
    time.sleep(3_600)


def _announce_much() -> None:
    os.write(_line(), ANSWER_HEAD.pack(0xFFFFFFFF))
    time.sleep(3_600)


def _segfault() -> None:
    ctypes.string_at(0)


def _raise() -> None:
    raise ValueError(f"cannot parse {_PERSON}")


def _raise_recursion() -> None:
    _raise_recursion()


def _refuse() -> None:
    raise EmptyInputError("the file is empty", source=_PERSON)


def _print() -> str:
    for _ in range(1_000):
        sys.stdout.write("noise " * 100)
        sys.stderr.write("noise " * 100)
    os.write(1, b"native noise")
    return "printed"


def _crash_if_worn() -> str:
    if _files > 1:
        os.abort()
    return "fresh"


def _connect() -> object:
    return socket.create_connection(("127.0.0.1", 9))


def _native_socket() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    made = libc.socket(2, 1, 0)
    return f"socket {made >= 0} {ctypes.get_errno()}"


def _native_kill() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    return f"killed {libc.kill(os.getppid(), 0) == 0} {ctypes.get_errno()}"


_COMMANDS: dict[str, Callable[[], object]] = {
    "hang": lambda: time.sleep(3_600),
    "spin": _spin,
    "allocate": _allocate,
    "allocate natively": _allocate_natively,
    "abort": os.abort,
    "segfault": _segfault,
    "exit": lambda: os._exit(0),
    "leave": lambda: sys.exit(0),
    "flood": _flood,
    "corrupt": _corrupt,
    "lie": _lie,
    "lie about error": _lie_about_error,
    "stop short": _stop_short,
    "announce much": _announce_much,
    "close": lambda: os.close(_line()),
    "raise": _raise,
    "recurse": _raise_recursion,
    "refuse": _refuse,
    "print": _print,
    "crash if worn": _crash_if_worn,
    "process": os.getpid,
    "worn": lambda: _files,
    "environment": lambda: sorted(os.environ),
    "folder": os.getcwd,
    "connect": _connect,
    "native socket": _native_socket,
    "native kill": _native_kill,
    "write": lambda: _FORBIDDEN.write_text("x"),
    "make folder": _FORBIDDEN.mkdir,
    "remove": lambda: Path(__file__).unlink(),
    "fork": os.fork,
    "run": lambda: subprocess.run(["true"], check=True),
    "read": lambda: len(Path(__file__).read_bytes()) > 0,
}
