"""Files at addresses (`s3://…`, `gs://…`, `file://…`), through fsspec where it is installed."""

from __future__ import annotations

import re
from typing import Any

from fitcheck.batch.records import Stamp
from fitcheck.errors import ErrorCode, FitcheckError, MissingExtraError, MissingInputError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,30}(?:::[a-z0-9+.:/-]*)?://")


def is_address(path: str) -> bool:
    """Whether a path names a file system (`name://…`)."""
    return _ADDRESS.match(path) is not None


def expand(address: str) -> list[str]:
    """The files at an address: those of a folder or a pattern, or the address itself.

    Raises MissingExtraError without fsspec, MissingInputError where the place cannot be listed.
    """
    system, path = _opened(address)
    try:
        if "*" in path or "?" in path or "[" in path:
            found = system.glob(path)
        elif system.isdir(path):
            found = system.find(path)
        else:
            return [address]
        return [str(system.unstrip_protocol(name)) for name in sorted(found)]
    except (OSError, ValueError) as problem:
        raise _unreachable(address, problem) from problem


def read(address: str, *, most: int) -> bytes:
    """At most `most` + 1 bytes of a file. Raises MissingInputError."""
    system, path = _opened(address)
    try:
        with system.open(path, "rb") as file:
            return bytes(file.read(most + 1))
    except (OSError, ValueError) as problem:
        raise _unreachable(address, problem) from problem


def write(address: str, data: bytes) -> None:
    """Put `data` there as one file. Raises FitcheckError."""
    system, path = _opened(address)
    try:
        with system.open(path, "wb") as file:
            file.write(data)
    except (OSError, ValueError) as problem:
        raise FitcheckError(
            f"the report cannot be written there ({type(problem).__name__})",
            code=ErrorCode.USAGE,
            source=address,
        ) from problem


def stamp_of(address: str) -> Stamp | None:
    """What the file system knows a version of a file by; None where it cannot be looked at."""
    system, path = _opened(address)
    try:
        return Stamp(size=int(system.size(path) or 0), changed=str(system.ukey(path)))
    except (OSError, ValueError, NotImplementedError):
        return None


def _opened(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as problem:
        raise MissingExtraError(
            "files at addresses need fsspec: pip install 'fitcheck[remote]'", source=address
        ) from problem
    try:
        system, path = fsspec.core.url_to_fs(address)
    except ImportError as problem:
        raise MissingExtraError(
            f"files there need a package of their own: {problem}", source=address
        ) from problem
    except (OSError, ValueError) as problem:
        raise _unreachable(address, problem) from problem
    return system, str(path)


def _unreachable(address: str, problem: Exception) -> MissingInputError:
    # its own words may quote keys of an account
    return MissingInputError(
        f"the file cannot be had from there ({type(problem).__name__})", source=address
    )
