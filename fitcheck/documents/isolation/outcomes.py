"""How reading a file in another process ended, at once or later."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fitcheck.documents.document import Document
from fitcheck.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How reading one file ended: `document` or `error`, never both, never neither.

    `attempts` is 0 where the file could not be opened, else 1 or 2; `seconds` is the time of the
    longer attempt, on the wall; `peak` is the most memory an ended process held, in bytes, or None.
    """

    name: str
    document: Document | None
    error: InputError | None
    attempts: int
    seconds: float
    peak: int | None = None

    def result(self) -> Document:
        """The document. Raises the error."""
        if self.document is None:
            raise self.error or AssertionError("an outcome has a document or an error")
        return self.document


class PendingDocument:
    """A document that is being read by another thread."""

    def __init__(self, read: Callable[[], Outcome]) -> None:
        self._outcome: Outcome | None = None
        self._problem: BaseException | None = None
        self._done = threading.Event()
        threading.Thread(target=self._read, args=(read,), daemon=True).start()

    def _read(self, read: Callable[[], Outcome]) -> None:
        try:
            self._outcome = read()
        except BaseException as problem:  # noqa: BLE001 - raised again where the result is wanted
            self._problem = problem
        finally:
            self._done.set()

    def outcome(self) -> Outcome:
        """How it ended; waits for it. Raises IsolationError."""
        self._done.wait()
        if self._outcome is None:
            raise self._problem or AssertionError("a thread ended without an outcome")
        return self._outcome

    def result(self) -> Document:
        """The document; waits for it. Raises InputError and IsolationError."""
        return self.outcome().result()


class Gate:
    """Lets a number of threads in together, or one alone."""

    def __init__(self, places: int) -> None:
        self._places, self._inside, self._want_alone = places, 0, 0
        self._changed = threading.Condition()

    @contextmanager
    def among(self) -> Iterator[None]:
        """A place among others; those that wait to be alone come first."""
        with self._changed:
            self._changed.wait_for(lambda: self._inside < self._places and not self._want_alone)
            self._inside += 1
        try:
            yield
        finally:
            self._leave(1)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """All places, once everybody has left."""
        with self._changed:
            self._want_alone += 1
            self._changed.wait_for(lambda: self._inside == 0)
            self._want_alone -= 1
            self._inside = self._places
        try:
            yield
        finally:
            self._leave(self._places)

    def _leave(self, places: int) -> None:
        with self._changed:
            self._inside -= places
            self._changed.notify_all()
