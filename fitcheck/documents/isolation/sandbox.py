"""What a process that reads strangers' files gives up before it sees the first of them.

On Linux all of it holds; elsewhere what the system knows of it (docs/security.md says what is
promised where). Each step stands alone: one that fails takes none of the others away.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import time
from typing import Any, NoReturn

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_SIGKILL = 9
_LIMITS = {
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NOFILE": 32,  # three streams, one line to the parent, modules being imported
    "RLIMIT_CORE": 0,
    "RLIMIT_MSGQUEUE": 0,
}
_CPU_GRACE = 2
"""Seconds of processor time beyond the deadline, so that the parent is the one who stops it."""
_WATCH = 0.05
MEMORY_STATUS = 86
"""Exit status of a worker that found itself beyond its memory (where the system has no limit)."""


def leave_with_parent(parent: int) -> None:
    """Have the kernel end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, _SIGKILL)
        if os.getppid() != parent:  # it ended before the kernel knew of our wish
            os._exit(0)


def confine(*, memory: int) -> None:
    """Give up network, writing, further memory than `memory` bytes, core dumps and privileges."""
    _forget_sockets()
    _limit("RLIMIT_AS", memory)
    for name, value in _LIMITS.items():
        _limit(name, value)
    forbidden = False
    if sys.platform == "linux":
        from fitcheck.documents.isolation.syscalls import forbid_calls

        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        forbidden = forbid_calls()
    if not forbidden:
        _limit("RLIMIT_NPROC", 0)  # counts threads too, so only where nothing better forbids forks


def allow_processor_time(seconds: float) -> None:
    """Have the kernel end this process after `seconds` more of its own processor time."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = time.process_time()
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + _CPU_GRACE, most))


def peak_memory() -> int:
    """The most memory that this process has held so far, in bytes; 0 where nobody knows."""
    try:
        import resource
    except ImportError:
        return _windows_peak()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def watch_memory(memory: int) -> None:
    """End this process once it holds more than `memory` bytes: for systems without such a limit.

    A thread looks twenty times a second, so a quick allocation may pass the limit for a moment.
    """
    import threading

    def watch() -> None:
        while peak_memory() <= memory:
            time.sleep(_WATCH)
        os._exit(MEMORY_STATUS)

    threading.Thread(target=watch, daemon=True).start()


def _limit(name: str, value: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    limit = getattr(resource, name, None)
    if limit is not None:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
            resource.setrlimit(limit, (value, value))


def _forget_sockets() -> None:
    """Replace what opens connections. Native code could still try: the kernel forbids it there."""
    import _socket
    import socket

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError("a process that reads files has no network")

    class NoSocket:
        def __init__(self, *_: object, **__: object) -> None:
            refuse()

    for module in (socket, _socket):
        for name in ("socket", "SocketType"):
            if hasattr(module, name):
                setattr(module, name, NoSocket)
        for name in ("create_connection", "create_server", "socketpair", "getaddrinfo", "fromfd"):
            if hasattr(module, name):
                setattr(module, name, refuse)


def _prctl(option: int, value: int) -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _windows_peak() -> int:
    """PeakWorkingSetSize of this process; 0 where it cannot be had."""
    windll: Any = getattr(ctypes, "windll", None)
    if windll is None:
        return 0
    counters = (ctypes.c_size_t * 10)()
    ctypes.cast(counters, ctypes.POINTER(ctypes.c_ulong))[0] = ctypes.sizeof(counters)
    found = windll.kernel32.K32GetProcessMemoryInfo(-1, counters, ctypes.sizeof(counters))
    return int(counters[1]) if found else 0
