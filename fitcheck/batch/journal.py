"""A file that is only ever appended to, so that what was finished stays finished.

Every line is a checksum and a canonical JSON text, written by one call. A line that was written
survives the end of the program however it comes (kill -9 too); one in so many, and at least one a
second, is flushed to the disk as well. When a journal is opened again, a torn end is cut off and a
damaged line is passed over: what is missing is done once more. One program at a time.
"""

from __future__ import annotations

import errno
import json
import os
import re
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Self

from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.records.writing import sync_folder

SCHEMA: Final = "fitcheck.journal/1"
_SYNC_LINES: Final = 32
_SYNC_SECONDS: Final = 1.0
_HEAD: Final = 9
"""Characters of a line in front of its text: eight hexadecimal ones and a blank."""
_MOST_HEAD: Final = 4_096
_TORN: Final = re.compile(rb'[0-9a-f]{0,8}|[0-9a-f]{8} (?:\{(?:"[ -~]*)?)?')
"""A first line that was cut off anywhere."""
_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)

Json = dict[str, Any]


def line_of(text: bytes) -> bytes:
    """A JSON text (ASCII, no line feed) as a line of a journal."""
    return b"%08x %b\n" % (zlib.crc32(text), text)


def text_of(line: bytes) -> bytes | None:
    """The JSON text of a line, or None where the line is not whole."""
    if len(line) <= _HEAD + 1 or line[8:_HEAD] != b" " or line[-1:] != b"\n":
        return None
    text = line[_HEAD:-1]
    return text if line[: _HEAD - 1] == b"%08x" % zlib.crc32(text) else None


def canonical(value: Json) -> bytes:
    """The JSON text of a value, the same for equal values."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.encode("ascii")


class Journal:
    """An open journal: `append` writes a record, `read` gives one back by its place."""

    def __init__(self, path: Path, *, sync: bool = True) -> None:
        """Open or make the file. Raises FitcheckError where that cannot be, or another has it."""
        self.path = path
        self._sync = sync
        self._waiting, self._flushed = 0, time.monotonic()
        new = not path.exists()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NOFOLLOW", 0)
        try:
            self._file = os.open(path, flags, 0o600)
        except OSError as problem:
            raise _unusable(path, problem.strerror or "unknown reason") from problem
        try:
            self._lock()
            self._end = os.fstat(self._file).st_size
            if new:
                sync_folder(path.parent)
        except BaseException:
            os.close(self._file)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Flush and let go of the file."""
        self.flush()
        os.close(self._file)

    def require_head(self) -> None:
        """Raise FitcheckError for a file that something else has written: it stays as it is.

        Empty files are right, and the beginning of a head that was never finished.
        """
        with os.fdopen(os.dup(self._file), "rb") as file:
            file.seek(0)
            line = file.readline(_MOST_HEAD)
        text = text_of(line)
        head = None if text is None else _parsed(text)
        if head is not None and head.get("t") == "head" and head.get("schema") == SCHEMA:
            return
        torn = len(line) == self._end < _MOST_HEAD and _TORN.fullmatch(line)
        if not torn:
            raise _unusable(self.path, "it is no journal of fitcheck")

    def records(self) -> Iterator[tuple[int, int, Json]]:
        """Place, length and value of each whole record, in order; cuts a torn end off.

        To be run through once, before anything is appended.
        """
        place, whole = 0, 0
        with os.fdopen(os.dup(self._file), "rb") as file:
            file.seek(0)
            for line in file:
                text = text_of(line)
                start, place = place, place + len(line)
                if line.endswith(b"\n"):
                    whole = place  # a damaged line in the middle stays where it is, unread
                value = None if text is None else _parsed(text)
                if value is not None:
                    yield start, len(line), value
        if whole < self._end:
            os.ftruncate(self._file, whole)
            self._end = whole

    def append(self, text: bytes) -> tuple[int, int]:
        """Write one record; gives its place and its length. Raises FitcheckError (disk full)."""
        line = line_of(text)
        place = self._end
        view = memoryview(line)
        try:
            while view:
                view = view[os.write(self._file, view) :]
        except OSError as problem:
            os.ftruncate(self._file, place)  # nothing half written stays
            if problem.errno in _FULL:
                raise _full(self.path) from problem
            raise _unusable(self.path, problem.strerror or "unknown reason") from problem
        self._end += len(line)
        self._waiting += 1
        late = time.monotonic() - self._flushed > _SYNC_SECONDS
        if self._waiting >= _SYNC_LINES or late:
            self.flush()
        return place, len(line)

    def read(self, place: int, length: int) -> Json:
        """The record at a place that `append` or `records` gave. Raises FitcheckError."""
        value = read_at(self._file, place, length)
        if value is None:
            raise _unusable(self.path, "a record has changed since it was written")
        return value

    def flush(self) -> None:
        """Have the disk hold what was written."""
        if self._sync and self._waiting:
            getattr(os, "fdatasync", os.fsync)(self._file)
        self._waiting, self._flushed = 0, time.monotonic()

    def clear(self) -> None:
        """Start anew with an empty file."""
        os.ftruncate(self._file, 0)
        self._end = 0

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows: an open file cannot be opened for writing by another there
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise _unusable(self.path, "another run is writing it") from problem


def read_at(file: int, place: int, length: int) -> Json | None:
    """The record at a place of an open file, or None where it is not whole."""
    if hasattr(os, "pread"):
        line = os.pread(file, length, place)
    else:
        os.lseek(file, place, os.SEEK_SET)
        line = os.read(file, length)
    text = text_of(line)
    return None if text is None else _parsed(text)


def _parsed(text: bytes) -> Json | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _full(path: Path) -> FitcheckError:
    return FitcheckError(
        "the disk is full: make room and run the same command again, it goes on where it stopped",
        code=ErrorCode.USAGE,
        source=str(path),
    )


def _unusable(path: Path, reason: str) -> FitcheckError:
    return FitcheckError(
        f"the journal of the run cannot be used: {reason}; choose another place with --journal",
        code=ErrorCode.USAGE,
        source=str(path),
    )
