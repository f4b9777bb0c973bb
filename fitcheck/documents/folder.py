"""The files of a folder, found without being led out of it, in circles or into a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from fitcheck.errors import ErrorCode, InputError, LimitExceededError, MissingInputError

MAX_DEPTH = 100
"""Folders inside folders; deeper ones are not looked into."""
MAX_ENTRIES = 1_000_000
"""Entries of one walk, so that a folder that grows while it is walked ends too."""

OWN_FILE = "fitcheck.toml"
"""How the names of our own files beside documents end."""


def find_files(folder: Path) -> Iterator[Path | InputError]:
    """Every entry under `folder` that is no folder, in an order that depends on names alone.

    A regular file is given as its path, anything else as the error that stands for it (codes
    not_regular, missing, too_complex; `source` is its path). Links are not followed, not even to
    files: open what is found with `follow_links=False`, since a file may be replaced by a link
    in the meantime. A folder is entered once, whatever leads to it. What fitcheck itself keeps
    beside documents (`fitcheck.toml`, corrections in `*.fitcheck.toml`) is left out. Raises
    MissingInputError where `folder` itself is no folder that can be listed.
    """
    try:
        waiting = [(folder, 0, _entries(folder))]
        visited = {_identity(folder.stat())}
    except OSError as problem:
        raise MissingInputError(
            f"the folder cannot be listed: {problem.strerror}", source=os.fspath(folder)
        ) from problem
    seen = 0
    while waiting:
        place, depth, entries = waiting[-1]
        if not entries:
            waiting.pop()
            continue
        path = place / entries.pop()
        seen += 1
        if seen > MAX_ENTRIES:
            yield _too_many(folder)
            return
        try:
            state = path.lstat()
            if stat.S_ISREG(state.st_mode) and path.name.lower().endswith(OWN_FILE):
                continue
            if not stat.S_ISDIR(state.st_mode):
                yield path if stat.S_ISREG(state.st_mode) else _no_file(path)
            elif depth >= MAX_DEPTH:
                yield _too_deep(path)
            elif _identity(state) not in visited:
                visited.add(_identity(state))
                waiting.append((path, depth + 1, _entries(path)))
        except OSError as problem:
            reason = problem.strerror or "unknown reason"
            yield MissingInputError(f"it cannot be looked at: {reason}", source=os.fspath(path))


def _entries(folder: Path) -> list[str]:
    """The names in a folder, the last one first, compared as bytes."""
    with os.scandir(folder) as found:
        return sorted((entry.name for entry in found), key=os.fsencode, reverse=True)


def _identity(state: os.stat_result) -> tuple[int, int]:
    return state.st_dev, state.st_ino


def _no_file(path: Path) -> InputError:
    return MissingInputError(
        "this is no regular file (a link, pipe, socket or device), so it was not opened",
        code=ErrorCode.NOT_REGULAR,
        source=os.fspath(path),
    )


def _too_deep(path: Path) -> InputError:
    return LimitExceededError(
        f"the folder lies more than {MAX_DEPTH} levels deep and was not looked into",
        code=ErrorCode.TOO_COMPLEX,
        source=os.fspath(path),
    )


def _too_many(folder: Path) -> InputError:
    return LimitExceededError(
        f"the folder holds more than {MAX_ENTRIES:,} entries: the others were not looked at",
        code=ErrorCode.TOO_COMPLEX,
        source=os.fspath(folder),
    )
