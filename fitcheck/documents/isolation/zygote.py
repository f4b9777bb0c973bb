"""The process from which reading processes are forked: small, with one thread, and on its own.

A program with threads must not fork, and a fresh interpreter for each worker takes ten times as
long as a fork. So `launching` starts this process once, as `python -c ...`; it needs no
`__main__` guard and inherits nothing but one socket. Requests come over that socket, one byte and
for a new worker the socket that the worker is to serve. The end of the socket is the end of the
program that asked: then this process ends, and the kernel ends its workers with it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import tempfile
from pathlib import Path
from typing import Any

from fitcheck.documents.isolation.exchange import END, PROCESS_ID, REPORT, START
from fitcheck.documents.isolation.sandbox import confine, leave_with_parent
from fitcheck.documents.isolation.worker import Parse, reader_named, serve
from fitcheck.settings import IsolationSettings

_LOOK = 1.0
"""Seconds between two looks whether the program is still there, should its socket have leaked."""
_LAZY = 2
"""Workers that import their readers when they need them: `check` reads two files of two formats
and ends. From the third on everything is imported here, once for all."""
_MODULES = (
    "fitcheck.documents.pdf.reading",
    "fitcheck.documents.office.docx",
    "fitcheck.documents.office.odt",
    "fitcheck.documents.office.rtf",
    "fitcheck.documents.web.email",
    "fitcheck.documents.web.jsonresume",
    "lxml.etree",
)


def main(told: dict[str, Any]) -> None:
    """Fork workers on request until the program that started us is gone.

    `told` holds `socket` (a descriptor), `parent` (its process), `reader` and `limits`.
    """
    control = socket.socket(fileno=told["socket"])
    parse = reader_named(told["reader"])
    limits = IsolationSettings(**told["limits"])
    _enter_nowhere()
    workers: set[int] = set()
    started = 0
    while True:
        ready, _, _ = select.select([control], [], [], _LOOK)
        if not ready:
            if os.getppid() != told["parent"]:
                break
            continue
        message, received, _, _ = socket.recv_fds(control, 1, 1)
        if message == START and received:
            started += 1
            if started == _LAZY + 1:
                _import_everything()
            worker = _start(control, received[0], parse, limits)
            workers.add(worker)
            control.sendall(PROCESS_ID.pack(worker))
        elif message == END:
            (worker,) = PROCESS_ID.unpack(control.recv(PROCESS_ID.size, socket.MSG_WAITALL))
            control.sendall(_ended(worker, workers))
        else:
            break
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    os._exit(0)


def _start(control: socket.socket, line: int, parse: Parse, limits: IsolationSettings) -> int:
    """Fork a worker that serves the descriptor `line`; its process id."""
    here = os.getpid()
    gc.freeze()  # what is shared stays shared
    worker = os.fork()
    if worker:
        os.close(line)
        return worker
    try:
        control.close()
        leave_with_parent(here)
        confine(memory=limits.memory)
        serve(line, line, parse=parse, limits=limits)
    finally:
        os._exit(1)  # never back into the loop of the process that we are a copy of


def _ended(worker: int, workers: set[int]) -> bytes:
    """End a worker, if it lives, and report how it ended. Only our own may be named."""
    if worker not in workers:
        return REPORT.pack(-1, 0, 0.0)
    workers.discard(worker)
    with contextlib.suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    _, status, usage = os.wait4(worker, 0)
    return REPORT.pack(status, 1024 * usage.ru_maxrss, usage.ru_utime + usage.ru_stime)


def _enter_nowhere() -> None:
    """Make a folder that no longer exists the current one: nothing can be made or found in it."""
    with contextlib.suppress(OSError):
        folder = tempfile.mkdtemp(prefix="fitcheck-")
        os.chdir(folder)
        Path(folder).rmdir()


def _import_everything() -> None:
    from fitcheck.documents.pdf.pdfium import load

    for module in _MODULES:
        __import__(module)
    load()


def start(argument: str) -> None:
    """What the command line of the new process calls."""
    main(json.loads(argument))
