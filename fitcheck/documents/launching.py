"""Starting and ending the processes that read files: forked on Linux, spawned elsewhere.

A worker is asked for one file at a time. It answers in time, or is late, or is gone; the last two
end with the worker ended too, and with a report of how.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol

from fitcheck.documents.exchange import ANSWER_HEAD, MAX_ANSWER
from fitcheck.errors import IsolationError
from fitcheck.settings import IsolationSettings

_ROOT: Final = str(Path(__file__).resolve().parents[2])
_BOOT: Final = (
    "import sys, json; told = json.loads(sys.argv[1]); sys.path[:] = told['path'];"
    "from importlib import import_module; import_module(told['module']).start(sys.argv[1])"
)
_KEPT: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables without which some builds of Python do not start. No other gets into a worker."""
_PIECE = 1 << 18
_WAIT = 5.0


class WorkerLateError(Exception):
    """No answer before the deadline."""


class WorkerGoneError(Exception):
    """The worker ended, or said what no worker says, instead of answering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a worker ended.

    `status` is its exit status (negative: the signal), or None where it is not known; `peak` the
    most memory it held, in bytes, and `processor` the processor time it took, in seconds, or None.
    """

    status: int | None
    peak: int | None = None
    processor: float | None = None


class Worker(Protocol):
    """One process that reads files."""

    process: int

    def ask(self, head: bytes, data: bytes, *, deadline: float) -> bytes:
        """The answer to a request. Raises WorkerLateError and WorkerGoneError.

        `deadline` is a time of `time.monotonic`.
        """

    def end(self) -> Ended:
        """End the process, if it still lives."""


class Launcher(Protocol):
    """Starts workers."""

    def begin(self) -> None:
        """Set out to be ready; returns at once."""

    def launch(self) -> Worker:
        """A new worker. Raises IsolationError where none can be started."""

    def close(self) -> None:
        """End what was begun; workers end with it."""

    def forget(self) -> None:
        """Let go of what belongs to the process that we were forked from, without ending it."""


class ForkLauncher:
    """Starts a clean process once, which forks the workers (`zygote`). May be used by threads."""

    def __init__(self, reader: str, limits: IsolationSettings) -> None:
        self._reader, self._limits = reader, limits
        self._lock = threading.Lock()
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def begin(self) -> None:
        """Start the process, unless it is started."""
        with self._lock:
            self._begin()

    def _begin(self) -> socket.socket:
        if self._control is not None:
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            told = {"module": "fitcheck.documents.zygote", "socket": theirs.fileno()}
            command = _command(told, self._reader, self._limits)
            try:
                self._zygote = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    env=_environment(),
                    start_new_session=True,  # the terminal's interrupt is for the program alone
                )
            except OSError as problem:
                ours.close()
                raise _not_started(problem.strerror or "unknown reason") from problem
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
                        raise _not_started("it ended, or did not answer, at its start") from problem
        raise AssertionError("both attempts return or raise")

    def _launch(self) -> ForkedWorker:
        from fitcheck.documents.zygote import PROCESS_ID, START

        control = self._begin()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(control, [START], [theirs.fileno()])
            process = PROCESS_ID.unpack(_exactly(control, PROCESS_ID.size))[0]
        except BaseException:
            ours.close()
            raise
        return ForkedWorker(process, ours, self)

    def ended(self, process: int) -> Ended:
        """End a worker and say how it ended."""
        from fitcheck.documents.zygote import END, PROCESS_ID, REPORT

        with self._lock:
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
        if self._control is not None:
            self._control.close()
        if self._zygote is not None:
            self._zygote.kill()  # the kernel ends its children
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._zygote.wait(_WAIT)
        self._control = self._zygote = None

    def forget(self) -> None:
        """Close our copy of the socket; the process is our parent's, not ours."""
        self._lock = threading.Lock()
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
        self._line.close()
        return self._launcher.ended(self.process)


class SpawnLauncher:
    """Starts every worker as an interpreter of its own, where there is no safe fork."""

    def __init__(self, reader: str, limits: IsolationSettings) -> None:
        self._reader, self._limits = reader, limits
        self._workers: set[SpawnedWorker] = set()

    def begin(self) -> None:
        """Nothing to do: the first worker is started with the first file."""

    def launch(self) -> Worker:
        """A new worker, ready to be asked."""
        told = {"module": "fitcheck.documents.spawned"}
        try:
            process = subprocess.Popen(
                _command(told, self._reader, self._limits),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as problem:
            raise _not_started(problem.strerror or "unknown reason") from problem
        worker = SpawnedWorker(process)
        self._workers.add(worker)
        self._workers = {known for known in self._workers if known.lives}
        try:
            worker.receive(1, deadline=time.monotonic() + self._limits.start_seconds)
        except (WorkerLateError, WorkerGoneError) as problem:
            worker.end()
            raise _not_started("it ended, or did not answer, at its start") from problem
        return worker

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()
        self._workers = set()

    def forget(self) -> None:
        """Leave the workers to the process that started them."""
        self._workers = set()


class SpawnedWorker:
    """A worker behind two pipes, which know no deadline: a timer ends the process instead."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._popen = process
        self.process = process.pid

    @property
    def lives(self) -> bool:
        """True until the process has ended."""
        return self._popen.poll() is None

    def ask(self, head: bytes, data: bytes, *, deadline: float) -> bytes:
        """The answer; see `Worker.ask`."""
        if self._popen.stdin is None:
            raise WorkerGoneError("no line")
        with _Timer(self._popen, deadline):
            try:
                self._popen.stdin.write(head)
                self._popen.stdin.write(data)
                self._popen.stdin.flush()
            except (OSError, ValueError) as problem:
                raise _late_or_gone(deadline) from problem
            size = ANSWER_HEAD.unpack(self._read(ANSWER_HEAD.size, deadline))[0]
            if size > MAX_ANSWER:
                raise WorkerGoneError("an answer that is too long")
            return self._read(size, deadline)

    def receive(self, size: int, *, deadline: float) -> bytes:
        """The next bytes from the worker. Raises WorkerLateError and WorkerGoneError."""
        with _Timer(self._popen, deadline):
            return self._read(size, deadline)

    def _read(self, size: int, deadline: float) -> bytes:
        data = b"" if self._popen.stdout is None else self._popen.stdout.read(size)
        if len(data) < size:
            raise _late_or_gone(deadline)
        return data

    def end(self) -> Ended:
        """End the process; see `Worker.end`."""
        self._popen.kill()
        with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
            self._popen.communicate(timeout=_WAIT)
        return Ended(status=self._popen.returncode)


class _Timer:
    """Ends a process at the deadline, unless the block is left before."""

    def __init__(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        self._timer = threading.Timer(max(deadline - time.monotonic(), 0.0), process.kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _late_or_gone(deadline: float) -> WorkerLateError | WorkerGoneError:
    late = time.monotonic() >= deadline
    return WorkerLateError() if late else WorkerGoneError("the line ended")


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


def _command(told: dict[str, object], reader: str, limits: IsolationSettings) -> list[str]:
    """The command of a process that knows of us our modules' places and nothing else."""
    path = [_ROOT, *(entry for entry in sys.path if Path(entry).is_absolute() and entry != _ROOT)]
    values = {
        **told, "path": path, "parent": os.getpid(), "reader": reader, "limits": asdict(limits)
    }  # fmt: skip
    return [sys.executable, "-I", "-S", "-B", "-c", _BOOT, json.dumps(values)]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # pdfminer.six looks for character maps in CMAP_PATH first and unpacks what it finds there
    return {**kept, "LC_ALL": "C.UTF-8", "CMAP_PATH": os.devnull, "OMP_NUM_THREADS": "1"}


def _not_started(reason: str) -> IsolationError:
    return IsolationError(
        f"no process can be started to read files in ({reason}); files that you trust can be read "
        "without one: Analyzer(isolate=False)"
    )
