"""The bytes of one file: only of a regular one, and only so many."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from fitcheck.errors import ErrorCode, LimitExceededError, MissingInputError
from fitcheck.settings import ReadingSettings


def read_file(
    path: Path | str, *, source: str, settings: ReadingSettings, follow_links: bool = True
) -> bytes:
    """The bytes of a regular file. Raises InputError; see `open_regular` for links."""
    with open_regular(path, source=source, follow_links=follow_links) as file:
        size = os.fstat(file.fileno()).st_size
        if size > settings.max_bytes:
            raise _too_large(size, source, settings)
        try:
            data = file.read(settings.max_bytes + 1)
        except OSError as problem:
            raise MissingInputError(
                f"the file cannot be read: {problem.strerror}", source=source
            ) from problem
    return bounded(data, source, settings)


def open_regular(path: Path | str, *, source: str, follow_links: bool = True) -> BinaryIO:
    """A regular file, open for reading; nothing else is ever opened. Raises MissingInputError.

    A link is followed where `follow_links` says so: right for a path that a person gave, wrong
    for one that was found in a folder.
    """
    try:
        # Looked at before it is opened: opening a pipe may block, opening a device may act on it.
        _require_regular(Path(path).stat(follow_symlinks=follow_links).st_mode, source)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if not follow_links:
            flags |= getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "not a possible file name"
        raise MissingInputError(
            f"the file cannot be opened: {reason or 'unknown reason'}; check the path",
            source=source,
        ) from problem
    file = os.fdopen(descriptor, "rb")
    try:
        # again, now that nobody can put another thing in its place
        _require_regular(os.fstat(descriptor).st_mode, source)
    except MissingInputError:
        file.close()
        raise
    return file


def _require_regular(mode: int, source: str) -> None:
    if stat.S_ISDIR(mode):
        raise MissingInputError(
            "this is a folder: give the path of one file", code=ErrorCode.DIRECTORY, source=source
        )
    if not stat.S_ISREG(mode):
        raise MissingInputError(
            "this is no regular file (a pipe, socket, device or link): give the path of one file",
            code=ErrorCode.NOT_REGULAR,
            source=source,
        )


def bounded(data: bytes, source: str, settings: ReadingSettings) -> bytes:
    """The bytes, if they are not too many. Raises LimitExceededError."""
    if len(data) > settings.max_bytes:
        raise _too_large(len(data), source, settings)
    return data


def _too_large(size: int, source: str, settings: ReadingSettings) -> LimitExceededError:
    return LimitExceededError(
        f"the file has {size:,} bytes, more than the {settings.max_bytes:,} that are read: "
        "give a smaller file, for example without pictures",
        source=source,
    )
