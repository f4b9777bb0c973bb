"""Workers on other machines: anything that is a `concurrent.futures.Executor`, a Dask cluster too.

The journal stays here; a block's postings travel to the workers once, a resume's profile with its
task. The death of a worker costs nothing but the work at hand, which is done again elsewhere.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import replace
from functools import cache
from typing import Any, Final, Self

from fitcheck.batch.answers import Records, answer
from fitcheck.batch.codec import decoder, encode
from fitcheck.batch.crew import Finished, Places
from fitcheck.batch.desk import Desk
from fitcheck.batch.journal import Journal, canonical
from fitcheck.batch.tasks import Task, Told, decode_told, encode_told
from fitcheck.errors import ErrorCode, FitcheckError, IsolationError, MissingExtraError

_AHEAD: Final = 3
"""Tasks under way for each worker: one being done, two on their way."""
_TRIES: Final = 3
_LOCK = threading.Lock()
"""A desk does one thing at a time, whatever threads its process has."""
_START_SECONDS: Final = 120.0
_LINES: Final[dict[str, list[bytes]]] = {}
"""The lines of the block last used, by desk and name: to split a hundred thousand takes
a while."""


@cache
def _desk(told: str) -> Desk:
    return Desk(decode_told(told))


def signature_there(told: str) -> str:
    """The signature of the desk in this process."""
    with _LOCK:
        return _desk(told).signature


def work(told: str, request: str, block: bytes | None, resume: bytes | None) -> list[bytes]:
    """Do one task where this is called; all arguments are JSON, as `ExecutorCrew` makes them."""
    task = decoder(Task)(json.loads(request))
    with _LOCK:
        return answer(
            _desk(told),
            task,
            block=lambda: _records(told + task.block_name, block or b""),
            resume=None if resume is None else lambda: json.loads(resume),
        )


def _records(name: str, data: bytes) -> Records:
    if name not in _LINES:
        _LINES.clear()
        _LINES[name] = data.split(b"\n") if data else []
    lines = _LINES[name]
    return Records(len(lines), lambda number: json.loads(lines[number]))


class ExecutorCrew:
    """A crew of whatever workers an executor has; `workers` is how many.

    `share` gives something to all workers at once and returns what stands for it in a task's
    arguments; by default the value itself.
    """

    def __init__(
        self,
        told: Told,
        journal: Journal,
        executor: Executor,
        *,
        workers: int,
        share: Callable[[bytes], Any] = lambda data: data,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._told = encode_told(told)
        self._journal, self._executor, self._share = journal, executor, share
        self._close = close
        self._most = _AHEAD * max(1, workers)
        self._blocks: dict[str, Any] = {}
        self._under_way: dict[Future[list[bytes]], tuple[Task, Places, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for future in self._under_way:
            future.cancel()
        self._close()

    def signature(self) -> str:
        """See `Crew`."""
        try:
            return self._executor.submit(signature_there, self._told).result(_START_SECONDS)
        except FitcheckError:
            raise
        except Exception as problem:
            raise _no_answer(problem) from problem

    def room(self) -> int:
        """See `Crew`."""
        return max(0, self._most - len(self._under_way))

    def submit(self, task: Task, block: Places) -> None:
        """See `Crew`."""
        self._send(task, block, 1)

    def finished(self) -> list[Finished]:
        """See `Crew`."""
        done: list[Finished] = []
        while not done:
            ended, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
            for future in ended:
                task, block, tries = self._under_way.pop(future)
                try:
                    done.append(Finished(task=task, records=tuple(future.result())))
                except FitcheckError:
                    raise
                except (Exception, CancelledError) as problem:
                    if tries < _TRIES:
                        self._blocks.pop(task.block_name, None)  # it may have gone with the worker
                        self._send(task, block, tries + 1)
                    elif isinstance(problem, ImportError):
                        raise _no_answer(problem) from problem
                    else:
                        done.append(Finished(task=task, failed=ErrorCode.CRASHED))
        return done

    def _send(self, task: Task, block: Places, tries: int) -> None:
        shared = self._block(task.block_name, block) if task.block_name else None
        resume = None
        if task.known is not None:
            resume = canonical(self._journal.read(*task.known))
        request = json.dumps(encode(replace(task, known=None)))
        future = self._executor.submit(work, self._told, request, shared, resume)
        self._under_way[future] = task, block, tries

    def _block(self, name: str, places: Places) -> Any:
        if name not in self._blocks:
            texts = [canonical(self._journal.read(*place)) for place in places]
            self._blocks[name] = self._share(b"\n".join(texts))
        return self._blocks[name]


def dask_crew(address: str) -> Callable[[Told, Journal], ExecutorCrew]:
    """What makes a crew of the cluster at an address. Raises MissingExtraError and IsolationError.

    Its workers must have the same fitcheck installed and see the same files. Dask itself sends
    functions between machines that trust each other: use a cluster of your own.
    """
    try:
        from distributed import Client
    except ImportError as problem:
        raise MissingExtraError(
            "a cluster needs Dask: pip install 'fitcheck[cluster]'"
        ) from problem
    try:
        client = Client(address, timeout=_START_SECONDS)
    except (OSError, ValueError) as problem:
        raise IsolationError(
            f"the cluster does not answer ({type(problem).__name__}): check the address"
        ) from problem

    def make(told: Told, journal: Journal) -> ExecutorCrew:
        return ExecutorCrew(
            told,
            journal,
            client.get_executor(pure=False),
            workers=len(client.scheduler_info()["workers"]),
            share=lambda data: client.scatter(data, broadcast=True, hash=False),
            close=client.close,
        )

    return make


def _no_answer(problem: BaseException) -> IsolationError:
    return IsolationError(
        f"the workers do not work ({type(problem).__name__}): each needs the same fitcheck "
        "installed"
    )
