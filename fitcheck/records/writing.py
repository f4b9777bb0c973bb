"""Put a file in its place as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from fitcheck.errors import ApplicationFileError, FitcheckError

_PRIVATE = 0o600
"""Mode of a new file: who applies where is for nobody else to read."""


def replace_file(
    path: Path, text: str, *, error: type[FitcheckError] = ApplicationFileError
) -> None:
    """Put `text` in the place of the file in one step, on the disk before it counts as written.

    A link is followed, so that the file it leads to is replaced and the link stays. Raises
    `error` where the folder cannot be written to.
    """
    target = path.resolve()
    newline = "\r\n" if target.exists() and b"\r\n" in target.read_bytes() else "\n"
    try:
        data = text.replace("\n", newline).encode("utf-8")
    except UnicodeEncodeError as problem:
        raise error(
            "a name of a file holds characters that are no text: rename it", source=str(path)
        ) from problem
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    except OSError as problem:
        raise error(f"cannot write there: {problem.strerror}", source=str(path)) from problem
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else _PRIVATE)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as problem:
        raise error(f"cannot write there: {problem.strerror}", source=str(path)) from problem
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush the move itself; systems that cannot open a folder do this on their own."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
