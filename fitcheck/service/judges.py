"""The processes that judge: started when needed, ended when late, replaced now and then."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from fitcheck.documents.isolation.launching import (
    Worker,
    WorkerGoneError,
    WorkerLateError,
    not_started,
)
from fitcheck.documents.isolation.spawning import SpawnedWorker
from fitcheck.errors import ErrorCode, IsolationError
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.problems import Problem, ServiceCode
from fitcheck.service.tasks import READY, Task, decode_answer, encode_task

_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from fitcheck.service.judge import main; main()"
)
Start = Callable[[ServiceLimits], Worker]


def start_judge(limits: ServiceLimits) -> Worker:
    """A process that is ready for tasks. Raises IsolationError."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-P", "-c", _BOOT, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as problem:
        raise not_started(problem.strerror or "unknown reason") from problem
    worker = SpawnedWorker(process)
    try:
        said = worker.receive(len(READY), deadline=time.monotonic() + limits.start_seconds)
    except (WorkerLateError, WorkerGoneError) as problem:
        worker.end()
        raise IsolationError("no process can be started to judge in") from problem
    if said != READY:
        worker.end()
        raise IsolationError("the process to judge in does not speak as expected")
    return worker


@dataclass(slots=True)
class _Judge:
    worker: Worker
    tasks: int = 0


class Judges:
    """Some processes that judge; may be asked by many threads. `start` is for tests."""

    def __init__(self, limits: ServiceLimits, *, start: Start = start_judge) -> None:
        self._limits, self._start = limits, start
        self._places = threading.BoundedSemaphore(limits.judges)
        self._lock = threading.Lock()
        self._idle: list[_Judge] = []
        self._at_work: set[Worker] = set()
        self._closed = False

    def begin(self) -> None:
        """Get one process ready in the background; returns at once."""
        threading.Thread(target=self._warm, daemon=True).start()

    def ask(self, task: Task) -> bytes:
        """The answer to a task, in UTF-8.

        Raises Problem where no process is free in time (`busy`), or the one asked is late
        (`deadline`) or ends (`crashed`), and the FitcheckError that it answers with.
        """
        head, data = encode_task(task)
        if not self._places.acquire(timeout=self._limits.wait_seconds):
            raise Problem(
                ServiceCode.BUSY,
                "all processes are at work: try again in a moment",
                retry_after=self._limits.retry_after,
            )
        try:
            return decode_answer(self._answer(head, data))
        finally:
            self._places.release()

    def close(self) -> None:
        """End all processes, those at work too."""
        with self._lock:
            self._closed = True
            living = [judge.worker for judge in self._idle] + list(self._at_work)
            self._idle.clear()
        for worker in living:
            worker.end()

    def _answer(self, head: bytes, data: bytes) -> bytes:
        judge = self._take()
        deadline = time.monotonic() + self._limits.judge_seconds
        try:
            answer = judge.worker.ask(head, data, deadline=deadline)
        except WorkerLateError:
            self._end(judge)
            raise Problem(
                ServiceCode.DEADLINE,
                f"reading and judging took longer than {self._limits.judge_seconds:g} seconds: "
                "send shorter or simpler files",
            ) from None
        except WorkerGoneError:
            self._end(judge)
            raise Problem(
                ErrorCode.CRASHED,
                "the process that judges ended over this input: save the files in another "
                "format, or send their text",
            ) from None
        except BaseException:
            self._end(judge)
            raise
        self._give_back(judge)
        return answer

    def _take(self) -> _Judge:
        with self._lock:
            judge = self._idle.pop() if self._idle else None
        judge = judge or _Judge(self._start(self._limits))
        with self._lock:
            self._at_work.add(judge.worker)
        return judge

    def _give_back(self, judge: _Judge) -> None:
        judge.tasks += 1
        worn = judge.tasks >= self._limits.tasks_per_judge
        with self._lock:
            self._at_work.discard(judge.worker)
            if not worn and not self._closed:
                self._idle.append(judge)
                return
        judge.worker.end()

    def _end(self, judge: _Judge) -> None:
        with self._lock:
            self._at_work.discard(judge.worker)
        judge.worker.end()

    def _warm(self) -> None:
        """Start one process unless all are at work; what goes wrong is told to who asks next."""
        if not self._places.acquire(blocking=False):
            return
        try:
            self._give_back(self._take())
        except IsolationError:
            return
        finally:
            self._places.release()
