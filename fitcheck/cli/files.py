"""Reports put in their place as a whole: written beside it, flushed, moved."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fitcheck.batch import remote
from fitcheck.errors import ErrorCode, FitcheckError


@contextmanager
def replaced(path: str | None) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` at the end; None is standard output.

    Where the block fails, what was there before stays. Raises FitcheckError where the place
    cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if remote.is_address(path):
        held = io.BytesIO()
        yield held
        remote.write(path, held.getvalue())
        return
    target = Path(path)
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.unlink(missing_ok=True)
        # for its owner alone, and never through a link that somebody has put there
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as problem:
        raise FitcheckError(
            f"the report cannot be written there: {problem.strerror or 'unknown reason'}; "
            "choose another place with --output",
            code=ErrorCode.USAGE,
            source=path,
        ) from problem
    finally:
        beside.unlink(missing_ok=True)
