"""A bound on what an optional step may cost, inside a worker.

Only a process that reads files and does nothing else can be interrupted by a signal: a library has
no right to its caller's signals. Elsewhere a budget is no limit, and the caller trusts the file.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_enabled = False


class OverBudgetError(BaseException):
    """The step took its time; not an Exception, so that no library takes it for one of its own."""


def enable() -> None:
    """Let budgets count in this process; for the main thread of a worker."""
    global _enabled  # noqa: PLW0603 - what kind of process this is
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _interrupt)
        _enabled = True


@contextmanager
def processor_budget(seconds: float) -> Iterator[None]:
    """Raise OverBudgetError inside the block after so many seconds of processor time.

    Interrupts Python code only: a native call is left to the deadline of the worker.
    """
    if not _enabled:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _interrupt(*_: object) -> NoReturn:
    raise OverBudgetError
