"""Workers on Linux: forked from a clean process (`zygote`), each behind a socket."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time

from fitcheck.documents.isolation.exchange import (
    ANSWER_HEAD,
    END,
    MAX_ANSWER,
    PROCESS_ID,
    REPORT,
    START,
)
from fitcheck.documents.isolation.launching import (
    Ended,
    Worker,
    WorkerGoneError,
    WorkerLateError,
    command_line,
    environment,
    not_started,
)
from fitcheck.settings import IsolationSettings

_PIECE = 1 << 18
_WAIT = 5.0


class ForkLauncher:
    """Starts a clean process once, which forks the workers (`zygote`). May be used by threads."""

    def __init__(self, reader: str, limits: IsolationSettings) -> None:
        self._reader, self._limits = reader, limits
        self._lock = threading.Lock()
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._lines: set[socket.socket] = set()

    def begin(self) -> None:
        """Start the process, unless it is started."""
        with self._lock:
            self._begin()

    def _begin(self) -> socket.socket:
        if self._control is not None:
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            told = {"module": "fitcheck.documents.isolation.zygote", "socket": theirs.fileno()}
            command = command_line(told, self._reader, self._limits)
            try:
                self._zygote = subprocess.Popen(  # noqa: S603 - our own command
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    env=environment(),
                    start_new_session=True,  # the terminal's interrupt is for the program alone
                )
            except OSError as problem:
                ours.close()
                raise not_started(problem.strerror or "unknown reason") from problem
        ours.settimeout(self._limits.start_seconds)
        self._control = ours
        return ours

    def launch(self) -> Worker:
        """A new worker; the process that forks is started again if it has gone."""
        with self._lock:
            for attempt in (1, 2):
                try:
                    return self._launch()
                except OSError as problem:
                    self._close()
                    if attempt == 2:
                        raise not_started("it ended, or did not answer, at its start") from problem
        raise AssertionError("both attempts return or raise")

    def _launch(self) -> ForkedWorker:
        control = self._begin()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(control, [START], [theirs.fileno()])
            process = PROCESS_ID.unpack(_exactly(control, PROCESS_ID.size))[0]
        except BaseException:
            ours.close()
            raise
        self._lines.add(ours)
        return ForkedWorker(process, ours, self)

    def ended(self, process: int, line: socket.socket) -> Ended:
        """End a worker and say how it ended."""
        with self._lock:
            self._lines.discard(line)
            line.close()
            if self._control is None:
                return Ended(status=None)
            try:
                self._control.sendall(END + PROCESS_ID.pack(process))
                status, peak, processor = REPORT.unpack(_exactly(self._control, REPORT.size))
            except OSError:
                self._close()  # its workers end with it
                return Ended(status=None)
        if status < 0:
            return Ended(status=None)
        return Ended(status=os.waitstatus_to_exitcode(status), peak=peak, processor=processor)

    def close(self) -> None:
        """End the process and with it all workers."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        self._hang_up()
        if self._control is not None:
            self._control.close()
        if self._zygote is not None:
            self._zygote.kill()  # the kernel ends its children
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._zygote.wait(_WAIT)
        self._control = self._zygote = None

    def _hang_up(self) -> None:
        while self._lines:
            self._lines.pop().close()

    def forget(self) -> None:
        """Close our copies of the sockets; the process is our parent's, not ours."""
        self._lock = threading.Lock()
        self._hang_up()
        if self._control is not None:
            self._control.close()
        if self._zygote is not None:
            self._zygote.returncode = 0  # not our child: nothing to wait for
        self._control = self._zygote = None


class ForkedWorker:
    """A worker at the other end of a socket."""

    def __init__(self, process: int, line: socket.socket, launcher: ForkLauncher) -> None:
        self.process = process
        self._line, self._launcher = line, launcher

    def ask(self, head: bytes, data: bytes, *, deadline: float) -> bytes:
        """The answer; see `Worker.ask`."""
        try:
            self._send(head, deadline)
            self._send(data, deadline)
            size = ANSWER_HEAD.unpack(self._receive(ANSWER_HEAD.size, deadline))[0]
            if size > MAX_ANSWER:
                raise WorkerGoneError("an answer that is too long")
            return self._receive(size, deadline)
        except TimeoutError as problem:
            raise WorkerLateError from problem
        except OSError as problem:
            raise WorkerGoneError("the line broke") from problem

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._line.settimeout(_left(deadline))
            view = view[self._line.send(view[:_PIECE]) :]

    def _receive(self, size: int, deadline: float) -> bytes:
        parts = []
        while size > 0:
            self._line.settimeout(_left(deadline))
            part = self._line.recv(min(size, _PIECE))
            if not part:
                raise WorkerGoneError("the line ended")
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def end(self) -> Ended:
        """End the process; see `Worker.end`."""
        return self._launcher.ended(self.process, self._line)


def _left(deadline: float) -> float:
    """Seconds until the deadline. Raises TimeoutError where there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _exactly(line: socket.socket, size: int) -> bytes:
    """The next bytes of a line. Raises OSError where it ends before."""
    data = line.recv(size, socket.MSG_WAITALL)
    if len(data) < size:
        raise ConnectionError("the line ended")
    return data
