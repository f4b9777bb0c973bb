"""Strangers' files are read in processes of their own, so that one file costs at most one error.

    with IsolatedReader(workers=2) as reader:
        document = reader.read("resume.pdf")              # raises InputError
        for outcome in reader.read_all(paths):            # in order, one outcome for each
            print(outcome.name, outcome.error or outcome.document.media_type)

A reader (the parser of a format) may hang, take all memory, crash or be taken over by the file it
reads: the process ends, the program goes on, the file's outcome says `timeout`, `too_complex` or
`crashed`. Processes are warm and are replaced now and then. A file whose process was ended gets a
second chance, alone and in a fresh process, unless it spent its time calculating: what a busy
machine did to it, it should not be blamed for. May be used by many threads.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from fitcheck.documents.document import Document
from fitcheck.documents.isolation.exchange import (
    ProtocolError,
    decode_answer,
    decode_document,
    decode_error,
    encode_request,
)
from fitcheck.documents.isolation.launching import (
    Ended,
    Launcher,
    Worker,
    WorkerGoneError,
    WorkerLateError,
)
from fitcheck.documents.isolation.outcomes import Gate, Outcome, PendingDocument
from fitcheck.documents.opening import bounded, read_file
from fitcheck.errors import ErrorCode, InputError, LimitExceededError, UnreadableInputError
from fitcheck.settings import IsolationSettings, ReadingSettings

Source = Path | str | bytes

_READER = "fitcheck.documents.reader:read_bytes"
_OWN_FAULT = 0.5
"""Share of its time that a late file must have spent calculating to get no second chance."""
_MEMORY_SHARE = 0.4
"""Share of its memory that a crashed process must have held for memory to be called the reason:
native code aborts when a buffer cannot grow, which it does by doubling."""
_AHEAD = 2
"""Files under way for each worker: one being read, one waiting."""


class IsolatedReader:
    """Reads files in `workers` processes; see the module's own words.

    `follow_links=False` is for paths that were found, not given (`folder.find_files`). `reader`
    names another function for the processes to call, for tests; `spawn` starts them
    without fork, which is the default on all systems but Linux. Close it when done; the processes
    end with the program in any case.
    """

    def __init__(
        self,
        settings: ReadingSettings | None = None,
        limits: IsolationSettings | None = None,
        *,
        workers: int = 1,
        follow_links: bool = True,
        reader: str = _READER,
        spawn: bool = sys.platform != "linux",
    ) -> None:
        self._settings = settings if settings is not None else ReadingSettings()
        self._limits = limits if limits is not None else IsolationSettings()
        self.launcher = _launcher(reader, self._limits, spawn=spawn)
        self._workers, self._follow_links = max(workers, 1), follow_links
        self._renew()
        _LIVING.add(self)
        weakref.finalize(self, self.launcher.close)

    def _renew(self) -> None:
        self._gate = Gate(self._workers)
        self._idle: list[_Warm] = []

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self) -> None:
        """Get a process ready in the background; returns at once."""
        self.launcher.begin()

    def read(self, source: Source, *, name: str | None = None) -> Document:
        """The document at a path or in bytes; `name` is what the caller calls it.

        Raises InputError as `read_document` does, with the codes timeout, crashed and too_complex
        where a process had to be ended; IsolationError where none can be started.
        """
        return self.outcome(source, name=name).result()

    def submit(self, source: Source, *, name: str | None = None) -> PendingDocument:
        """The same, read by another thread; raises nothing here."""
        return PendingDocument(lambda: self.outcome(source, name=name))

    def read_all(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """One outcome for each source, in their order, read by all workers at once."""
        waiting: deque[PendingDocument] = deque()
        for source in sources:
            waiting.append(self.submit(source))
            if len(waiting) >= _AHEAD * self._workers:
                yield waiting.popleft().outcome()
        while waiting:
            yield waiting.popleft().outcome()

    def outcome(self, source: Source, *, name: str | None = None) -> Outcome:
        """How reading one file ends; raises nothing for what is wrong with the file."""
        called = name or ("-" if isinstance(source, bytes) else os.fspath(source))
        attempts, seconds = 0, 0.0
        try:
            with self._gate.among():
                begin = time.monotonic()
                data = self._bytes(source, called)
                attempts = 1
                document, failure = self._attempt(data, called)
                seconds = time.monotonic() - begin
            if failure is not None and failure.again:
                with self._gate.alone():
                    self.retire()
                    attempts = 2
                    begin = time.monotonic()
                    document, failure = self._attempt(data, called)
                    seconds = max(seconds, time.monotonic() - begin)
        except InputError as problem:
            document, failure = None, _Failure(problem)
        return Outcome(
            name=called,
            document=document,
            error=failure.error if failure else None,
            attempts=attempts,
            seconds=seconds,
            peak=failure.peak if failure else None,
        )

    def close(self) -> None:
        """End all processes. A later file starts them anew."""
        self.retire()
        self.launcher.close()

    def forget(self) -> None:
        """For a forked copy of the program: start anew, and leave the original its processes."""
        self._renew()
        self.launcher.forget()

    def _bytes(self, source: Source, called: str) -> bytes:
        if isinstance(source, bytes):
            return bounded(source, called, self._settings)
        return read_file(
            source, source=called, settings=self._settings, follow_links=self._follow_links
        )

    def _attempt(self, data: bytes, called: str) -> tuple[Document | None, _Failure | None]:
        """One try in one process: the document, or why there is none."""
        warm = self._idle.pop() if self._idle else _Warm(self.launcher.launch())
        head = encode_request(data, name=called, settings=self._settings)
        deadline = time.monotonic() + self._limits.seconds
        try:
            values = decode_answer(warm.worker.ask(head, data, deadline=deadline))
            document, error = _decoded(values, called)
        except WorkerLateError:
            ended = warm.worker.end()
            return None, self._late(ended, warm.processor, called)
        except (WorkerGoneError, ProtocolError):
            return None, self._gone(warm.worker.end(), warm, called)
        except BaseException:
            warm.worker.end()
            raise
        fresh = warm.files == 0
        warm.files += 1
        warm.processor = _seconds(values.get("processor"))
        if values.get("last") is False:
            self._idle.append(warm)
        else:
            warm.worker.end()
        if error is None:
            return document, None
        # What a worn process did not manage, a fresh one may: no answer depends on earlier files.
        return None, _Failure(error, again=values.get("spent") is True and not fresh)

    def _late(self, ended: Ended, before: float, called: str) -> _Failure:
        error = LimitExceededError(
            f"reading took longer than {self._limits.seconds:g} seconds: save the file again in a "
            "simpler form, or send its text",
            code=ErrorCode.TIMEOUT,
            source=called,
        )
        calculated = (ended.processor or 0.0) - before
        return _Failure(
            error, again=calculated < _OWN_FAULT * self._limits.seconds, peak=ended.peak
        )

    def _gone(self, ended: Ended, warm: _Warm, called: str) -> _Failure:
        """Why a process ended or answered nonsense, as far as its end shows."""
        if ended.status == -getattr(signal, "SIGXCPU", 24):
            return self._late(ended, warm.processor, called)
        held = ended.peak or 0
        error: InputError
        again = True
        if held > _MEMORY_SHARE * self._limits.memory:
            error = LimitExceededError(
                f"the file needs more than the {self._limits.memory >> 20:,} MB of memory that "
                "reading may take: save it again in a simpler form, or send its text",
                code=ErrorCode.TOO_COMPLEX,
                source=called,
            )
            again = warm.files > 0  # the limit is each process's own: no neighbour can be blamed
        else:
            error = UnreadableInputError(
                "the reader crashed on this file, which may be damaged or made to do so: save it "
                "again in another format",
                code=ErrorCode.CRASHED,
                source=called,
            )
        return _Failure(error, again=again, peak=ended.peak)

    def retire(self) -> None:
        """End the processes that wait for work; the next files get fresh ones."""
        while self._idle:
            self._idle.pop().worker.end()


@dataclass(slots=True)
class _Warm:
    """A worker with what it has done so far."""

    worker: Worker
    files: int = 0
    processor: float = 0.0


@dataclass(frozen=True, slots=True)
class _Failure:
    error: InputError
    again: bool = False
    peak: int | None = None


def _launcher(reader: str, limits: IsolationSettings, *, spawn: bool) -> Launcher:
    if spawn:
        from fitcheck.documents.isolation.spawning import SpawnLauncher

        return SpawnLauncher(reader, limits)
    from fitcheck.documents.isolation.forking import ForkLauncher

    return ForkLauncher(reader, limits)


def _decoded(values: dict[str, Any], called: str) -> tuple[Document | None, InputError | None]:
    if values.get("error") is not None:
        return None, decode_error(values["error"], source=called)
    return decode_document(values.get("document"), source=called), None


def _seconds(value: object) -> float:
    return value if isinstance(value, float) and value >= 0 else 0.0


@cache
def shared_reader(settings: ReadingSettings, limits: IsolationSettings) -> IsolatedReader:
    """The one reader of this program for these settings, with two workers; closed at its end."""
    return IsolatedReader(settings, limits, workers=2)


_LIVING: weakref.WeakSet[IsolatedReader] = weakref.WeakSet()


def _forget_all() -> None:
    for reader in _LIVING:
        reader.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
