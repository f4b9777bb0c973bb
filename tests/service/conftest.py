"""The service in this process, with real judges or with doubles that need no process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fitcheck.documents.isolation.launching import Ended
from fitcheck.service.app import create_app
from fitcheck.service.guard import Doors, host_names
from fitcheck.service.judges import Judges
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.tasks import encode_answer
from tests.conftest import ROOT

BASE = "http://127.0.0.1:8765"
TOKEN, KEY = "token-of-the-page", "key-of-the-list"
DAY = date(2026, 11, 22)
MARK = {"x-fitcheck": "1"}
DOORS = Doors(hosts=host_names(("127.0.0.1", "localhost", "::1")), token=TOKEN)


class Double:
    """A judge without a process: answers what `behave` gives, or raises what it raises."""

    def __init__(self, behave: Callable[[bytes], bytes]) -> None:
        self.process, self.behave, self.ended = 0, behave, False

    def ask(self, head: bytes, data: bytes, *, deadline: float) -> bytes:  # noqa: ARG002
        return self.behave(data)

    def end(self) -> Ended:
        self.ended = True
        return Ended(status=0)


def answering(text: str) -> Callable[[bytes], bytes]:
    return lambda _: encode_answer(text)


@contextmanager
def client(
    behave: Callable[[bytes], bytes] | None = None,
    *,
    folder: Path | None = None,
    limits: ServiceLimits | None = None,
) -> Iterator[TestClient]:
    """A client of an application whose judges are doubles."""
    limits = limits or ServiceLimits()
    judges = Judges(limits, start=lambda _: Double(behave or answering("{}")))
    app = create_app(
        today=lambda: DAY, doors=DOORS, key=KEY, folder=folder, limits=limits, judges=judges
    )
    with TestClient(app, base_url=BASE) as found:
        yield found


@pytest.fixture(scope="package")
def service() -> Iterator[TestClient]:
    """A client of the real thing, with one judge and the due list of the examples."""
    app = create_app(
        today=lambda: DAY,
        doors=DOORS,
        key=KEY,
        folder=ROOT / "examples/job_search",
        limits=ServiceLimits(judges=1),
    )
    with TestClient(app, base_url=BASE) as found:
        yield found


@dataclass(frozen=True)
class Running:
    """A service in a process of its own."""

    process: subprocess.Popen[str]
    port: int
    key: str | None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(*options: str) -> Iterator[Running]:
    """`fitcheck serve` on a free port, until the block is left."""
    command = [sys.executable, "-m", "fitcheck", "serve", "--port", "0", *options]
    process = subprocess.Popen(
        [*command, "--as-of", "2026-11-22"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None
    draining = threading.Thread(target=process.stderr.read)  # or the log fills the line
    try:
        first = process.stderr.readline()
        port = re.search(r":(\d+)/", first)
        assert port, first
        listed = any(Path(option).is_dir() for option in options)
        key = process.stderr.readline().strip().partition("?key=")[2] if listed else None
        draining.start()
        yield Running(process=process, port=int(port[1]), key=key)
    finally:
        process.terminate()
        process.wait(timeout=30)
        if draining.ident is not None:
            draining.join()
        process.stderr.close()
