"""One line on standard error that says how far a run is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from fitcheck.batch.engine import Progress

_EVERY = 0.2
"""Seconds between two looks: often enough to be alive, seldom enough to cost nothing."""
_WIDE = 24


class ProgressLine:
    """Draws over itself while a run goes on; does nothing where nobody looks (no terminal)."""

    def __init__(
        self,
        *,
        quiet: bool,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._shown = not quiet and self._stream.isatty()
        self._clock = clock
        self._begin = self._last = clock()
        self._first: int | None = None
        self._wide = 0

    def __call__(self, progress: Progress) -> None:
        """Show it, if it is time to."""
        now = self._clock()
        if self._first is None:
            self._first = progress.resumed
        if not self._shown or now - self._last < _EVERY:
            return
        self._last = now
        text = line(progress, seconds=now - self._begin, before=self._first)
        self._stream.write("\r" + text.ljust(self._wide))
        self._stream.flush()
        self._wide = len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._wide:
            self._stream.write("\r" + " " * self._wide + "\r")
            self._stream.flush()
            self._wide = 0

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return self._clock() - self._begin


def line(progress: Progress, *, seconds: float, before: int) -> str:
    """The line: a bar, what is done, how fast, how long it will still take, what failed."""
    share = progress.pairs / progress.of_pairs if progress.of_pairs else 0.0
    filled = int(share * _WIDE)
    rate = (progress.pairs - before) / seconds if seconds > 0 else 0.0
    parts = [
        f"[{'#' * filled}{'.' * (_WIDE - filled)}]",
        f"{progress.pairs:,}/{progress.of_pairs:,} pairs",
        f"{progress.documents:,}/{progress.of_documents:,} files",
    ]
    if rate:
        parts += [
            f"{rate:,.1f}/s",
            f"ETA {clock_time((progress.of_pairs - progress.pairs) / rate)}",
        ]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    return "  ".join(parts)


def clock_time(seconds: float) -> str:
    """Seconds as h:mm:ss or m:ss."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"
