"""Workers where there is no safe fork: interpreters of their own, each behind two pipes."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time

from fitcheck.documents.isolation.exchange import ANSWER_HEAD, MAX_ANSWER
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

_WAIT = 5.0


class SpawnLauncher:
    """Starts every worker as an interpreter of its own, where there is no safe fork."""

    def __init__(self, reader: str, limits: IsolationSettings) -> None:
        self._reader, self._limits = reader, limits
        self._workers: set[SpawnedWorker] = set()

    def begin(self) -> None:
        """Nothing to do: the first worker is started with the first file."""

    def launch(self) -> Worker:
        """A new worker, ready to be asked."""
        told = {"module": "fitcheck.documents.isolation.spawned"}
        try:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command_line(told, self._reader, self._limits),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        except OSError as problem:
            raise not_started(problem.strerror or "unknown reason") from problem
        worker = SpawnedWorker(process)
        self._workers.add(worker)
        self._workers = {known for known in self._workers if known.lives}
        try:
            worker.receive(1, deadline=time.monotonic() + self._limits.start_seconds)
        except (WorkerLateError, WorkerGoneError) as problem:
            worker.end()
            raise not_started("it ended, or did not answer, at its start") from problem
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
