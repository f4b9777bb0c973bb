"""What starting and ending the processes that read files have in common.

`forking` does it on Linux, `spawning` elsewhere. A worker is asked for one file at a time. It
answers in time, or is late, or is gone; then it is ended, with a report of how.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol

from fitcheck.errors import IsolationError
from fitcheck.settings import IsolationSettings

_ROOT: Final = str(Path(__file__).resolve().parents[3])
_BOOT: Final = (
    "import sys, json; told = json.loads(sys.argv[1]); sys.path[:] = told['path'];"
    "from importlib import import_module; import_module(told['module']).start(sys.argv[1])"
)
_KEPT: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""Variables without which some builds of Python do not start. No other gets into a worker."""


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


def command_line(told: Mapping[str, object], reader: str, limits: IsolationSettings) -> list[str]:
    """The command of a process that knows of us our modules' places and nothing else."""
    path = [_ROOT, *(entry for entry in sys.path if Path(entry).is_absolute() and entry != _ROOT)]
    values = {
        **told, "path": path, "parent": os.getpid(), "reader": reader, "limits": asdict(limits)
    }  # fmt: skip
    # every part is ours: nothing of a file is ever on a command line
    return [sys.executable, "-I", "-S", "-B", "-c", _BOOT, json.dumps(values)]


def environment() -> dict[str, str]:
    """The few variables that a worker gets."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # pdfminer.six looks for character maps in CMAP_PATH first and unpacks what it finds there
    return {**kept, "LC_ALL": "C.UTF-8", "CMAP_PATH": os.devnull, "OMP_NUM_THREADS": "1"}


def not_started(reason: str) -> IsolationError:
    """The error for a process that does not come up."""
    return IsolationError(
        f"no process can be started to read files in ({reason}); files that you trust can be read "
        "without one: Analyzer(isolate=False)"
    )
