"""Workers on this machine, each a process with one task at hand and one waiting.

A worker that ends or takes too long is replaced. Its task is done once more, by a fresh one; a
task that has ended two workers is given back as failed, so that one document costs at most its
own row.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, Self

from fitcheck.batch.codec import encode
from fitcheck.batch.frames import DONE, framed, read_frame
from fitcheck.batch.tasks import Task, Told, encode_told
from fitcheck.errors import ErrorCode, IsolationError

_BOOT: Final = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from fitcheck.batch.worker import main; main()"
)
_AT_HAND: Final = 2
"""Tasks a worker has: one being done, one that it finds when that is finished."""
_TRIES: Final = 2
_START_SECONDS: Final = 120.0
"""For a worker to load what it needs: half a second, on a machine that is busy or cold far more."""
_TASK_SECONDS: Final = 90.0
"""For a document: reading gives up after 10 seconds, twice; understanding takes 0.03."""
_PAIR_SECONDS: Final = 0.5
"""For each pair on top of it, a hundred times what one takes."""

Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a task ended: its records, or the code of why a worker could not finish it."""

    task: Task
    records: tuple[bytes, ...] = ()
    failed: ErrorCode | None = None


class Crew(Protocol):
    """Whoever does tasks."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def signature(self) -> str:
        """The signature of the desks; waits for the first. Raises IsolationError."""

    def room(self) -> int:
        """How many tasks can be taken now."""

    def submit(self, task: Task, block: Places) -> None:
        """Take a task; `block` are the places of the block's postings in the journal."""

    def finished(self) -> list[Finished]:
        """What has been finished, after waiting for at least one. Raises IsolationError."""


@dataclass(slots=True, eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    tasks: deque[tuple[Task, Places, int]] = field(default_factory=deque)
    blocks: set[str] = field(default_factory=set)
    deadline: float = 0.0
    ready: bool = False


class LocalCrew:
    """`workers` processes of this machine."""

    def __init__(self, told: Told, journal: Path, *, workers: int) -> None:
        self._told = json.dumps(
            {"desk": encode_told(told), "journal": str(journal), "parent": os.getpid()}
        )
        self._wanted = max(workers, 1)
        self._workers: list[_Worker] = []
        self._again: deque[tuple[Task, Places, int]] = deque()
        self._given_up: list[Finished] = []
        self._heard: queue.Queue[tuple[_Worker, bytes | None]] = queue.Queue()
        self._signature: str | None = None
        self._failures = 0

    def __enter__(self) -> Self:
        for _ in range(self._wanted):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def processes(self) -> tuple[int, ...]:
        """The ids of the workers' processes."""
        return tuple(worker.process.pid for worker in self._workers)

    def signature(self) -> str:
        """See `Crew`."""
        while self._signature is None:
            self._listen()
        return self._signature

    def room(self) -> int:
        """See `Crew`."""
        held = sum(len(worker.tasks) for worker in self._workers) + len(self._again)
        return max(0, _AT_HAND * self._wanted - held)

    def submit(self, task: Task, block: Places) -> None:
        """See `Crew`."""
        self._give(task, block, 1)

    def finished(self) -> list[Finished]:
        """See `Crew`."""
        done: list[Finished] = []
        while not done:
            done = self._listen()
            done += self._given_up
            self._given_up = []
        return done

    # ------------------------------------------------------------ one round

    def _listen(self) -> list[Finished]:
        """Wait for an answer, an end or a deadline; take what came."""
        due = min((w.deadline for w in self._workers if w.deadline), default=0.0)
        wait = max(0.0, due - time.monotonic()) if due else None
        done: list[Finished] = []
        with contextlib.suppress(queue.Empty):
            worker, body = self._heard.get(timeout=wait)
            if worker in self._workers:
                done = self._take(worker, body)
        now = time.monotonic()
        for late in [w for w in self._workers if w.deadline and w.deadline < now]:
            self._lost(late, ErrorCode.TIMEOUT)
        return done

    def _take(self, worker: _Worker, body: bytes | None) -> list[Finished]:
        """An answer of a worker, or (None) its end."""
        if body is None:
            self._lost(worker, ErrorCode.CRASHED)
            return []
        if body[:1] != DONE:
            raise IsolationError(body[1:].decode("utf-8", "replace"))
        done = []
        if worker.ready:
            task, *_ = worker.tasks.popleft()
            done.append(Finished(task=task, records=tuple(body[1:].split(b"\n"))))
        else:
            worker.ready = True
            self._failures = 0
            self._signature = json.loads(body[1:])["signature"]
        self._set_deadline(worker)
        while self._again and len(worker.tasks) < _AT_HAND:
            self._give(*self._again.popleft())
        return done

    def _give(self, task: Task, block: Places, tries: int) -> None:
        worker = min(self._workers, key=lambda w: len(w.tasks))
        if len(worker.tasks) >= _AT_HAND:
            self._again.append((task, block, tries))
            return
        worker.tasks.append((task, block, tries))
        if len(worker.tasks) == 1 and worker.ready:
            self._set_deadline(worker)
        fresh = bool(task.block_name) and task.block_name not in worker.blocks
        worker.blocks.add(task.block_name)
        request = {"task": encode(task), "block": [list(p) for p in block] if fresh else None}
        data = json.dumps(request, separators=(",", ":")).encode("ascii")
        if worker.process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # its end is heard of in a moment
                worker.process.stdin.write(framed(data))
                worker.process.stdin.flush()

    def _set_deadline(self, worker: _Worker) -> None:
        if not worker.ready:
            worker.deadline = time.monotonic() + _START_SECONDS
        elif worker.tasks:
            seconds = _TASK_SECONDS + _PAIR_SECONDS * worker.tasks[0][0].pairs
            worker.deadline = time.monotonic() + seconds
        else:
            worker.deadline = 0.0

    # ---------------------------------------------------------- processes

    def _start(self) -> None:
        path = json.dumps([entry for entry in sys.path if Path(entry).is_absolute()])
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-I", "-S", "-c", _BOOT, path, self._told],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        except OSError as problem:
            raise IsolationError(
                f"no process can be started to work in ({problem.strerror})"
            ) from problem
        worker = _Worker(process)
        self._set_deadline(worker)
        self._workers.append(worker)
        # a thread for each, since not every system can wait for several pipes at once
        threading.Thread(target=_hear, args=(worker, self._heard), daemon=True).start()

    def _lost(self, worker: _Worker, code: ErrorCode) -> None:
        """Replace a worker; its first task has one more try, the others lose nothing."""
        self._end(worker)
        if not worker.ready:
            self._failures += 1
            if self._failures >= self._wanted + 1:
                raise IsolationError("the processes that do the work end as they start")
        waiting = list(worker.tasks)
        if waiting and worker.ready:
            task, block, tries = waiting.pop(0)
            if tries >= _TRIES:
                self._given_up.append(Finished(task=task, failed=code))
            else:
                waiting.insert(0, (task, block, tries + 1))
        self._start()
        for task, block, tries in waiting:
            self._give(task, block, tries)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.wait()
        if worker.process.stdin is not None:
            with contextlib.suppress(OSError):
                worker.process.stdin.close()


def _hear(worker: _Worker, heard: queue.Queue[tuple[_Worker, bytes | None]]) -> None:
    """Pass on what a worker says, and last of all that it has ended."""
    if worker.process.stdout is not None:
        with worker.process.stdout as stdout:
            while (body := read_frame(stdout.fileno())) is not None:
                heard.put((worker, body))
    heard.put((worker, None))
