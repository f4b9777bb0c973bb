"""Start the service: on this machine's own address unless told otherwise, and say where."""

from __future__ import annotations

import contextlib
import ctypes
import ipaddress
import logging
import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fitcheck.errors import ErrorCode, FitcheckError, MissingExtraError, MissingInputError

try:
    import python_multipart  # noqa: F401 - the framework would do without it until a form comes
    import uvicorn

    from fitcheck.service.app import create_app
except ModuleNotFoundError as problem:
    raise MissingExtraError(
        "the local page needs the extra `serve`: pip install 'fitcheck[serve]'"
    ) from problem

from fitcheck.service.guard import LOG, Doors, host_names

_CONNECTIONS = 100
"""Connections at once; a browser opens six, requests under way are bounded apart from this."""
_IDLE_SECONDS = 5
_ARENAS = -8
"""M_ARENA_MAX of glibc's malloc.h."""
_OWN_NAMES = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to listen. `expose` allows addresses that others can reach."""

    host: str = "127.0.0.1"
    port: int = 8765
    expose: bool = False
    names: tuple[str, ...] = ()


def serve(
    address: Address, *, today: Callable[[], date], folder: Path | None, say: Callable[[str], None]
) -> None:
    """Serve until interrupted; `say` is told the addresses to open.

    Raises FitcheckError where the address is not this machine's own and `expose` is not set, or
    nobody may listen there, and MissingInputError where there is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise MissingInputError("there is no such folder of applications", source=str(folder))
    line = listening(address)
    host, port = line.getsockname()[:2]
    named = f"[{host}]" if ":" in host else host
    key = secrets.token_urlsafe(24)
    doors = Doors(
        hosts=host_names((*_OWN_NAMES, host, *address.names)), token=secrets.token_urlsafe(24)
    )
    app = create_app(today=today, doors=doors, key=key, folder=folder.resolve() if folder else None)
    shown = f"http://{named}:{port}/"
    say(f"serving on {shown} (Ctrl-C ends it); nothing is stored, nothing leaves this machine")
    if folder is not None:
        say(f"with the due list, for you alone: {shown}?key={key}")
    _log_to_standard_error()
    _share_memory_among_threads()
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_IDLE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[line])


def listening(address: Address) -> socket.socket:
    """A socket that listens at the address. Raises FitcheckError."""
    host = "127.0.0.1" if address.host == "localhost" else address.host
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        raise FitcheckError(
            "--host: give an address such as 127.0.0.1 or ::1", code=ErrorCode.USAGE
        ) from None
    if not ip.is_loopback and not address.expose:
        raise FitcheckError(
            f"{host} can be reached by others, and whoever reaches it may use it: add --expose if "
            "you mean it, behind something that asks who they are",
            code=ErrorCode.USAGE,
        )
    family = socket.AF_INET6 if ip.version == 6 else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs listen at one place
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((host, address.port))
        line.listen(_CONNECTIONS)
    except OSError as problem:
        line.close()
        raise FitcheckError(
            f"port {address.port} cannot be listened at: {problem.strerror or 'unknown reason'}; "
            "choose another with --port",
            code=ErrorCode.USAGE,
        ) from problem
    return line


def _share_memory_among_threads() -> None:
    """Let all threads allocate in one place, where the C library can be told so (glibc).

    By default each gets its own and keeps what bodies have left behind: the service grew by 2 MB
    with every four bodies of 2 MB, and does not with one place.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_ARENAS, 1)


def _log_to_standard_error() -> None:
    """Ids, sizes and codes on standard error; the server's own warnings, nothing else."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("fitcheck: %(message)s"))
    for name, level in ((LOG.name, logging.INFO), ("uvicorn", logging.CRITICAL)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
