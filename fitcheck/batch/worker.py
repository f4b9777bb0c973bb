"""The inside of a process that understands and judges, one task after the other."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

from fitcheck.batch.answers import Records, answer
from fitcheck.batch.codec import decoder
from fitcheck.batch.desk import Desk
from fitcheck.batch.frames import DONE, FAILED, read_frame, send_frame
from fitcheck.batch.journal import Json, read_at
from fitcheck.batch.tasks import Task, decode_told
from fitcheck.documents.isolation.sandbox import leave_with_parent
from fitcheck.errors import FitcheckError

_COLLECT: Final = (50_000, 20, 100)
"""When circles of dead objects are looked for: of a desk's many objects nearly all live as long as
its blocks, and with Python's own thresholds looking through them took a sixth of the judging."""


def start(told: str) -> None:
    """Answer requests from standard input on standard output until it ends.

    `told` is JSON: `desk` (how it is set up), `journal` (its path), `parent` (a process).
    """
    values = json.loads(told)
    leave_with_parent(values["parent"])
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)  # nothing that is printed gets among the answers
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    gc.set_threshold(*_COLLECT)
    desk = Desk(decode_told(values["desk"]))
    try:
        desk.analyzer.load()
        hello = {"signature": desk.signature, "version": desk.analyzer.signature}
        send_frame(outgoing, DONE + json.dumps(hello).encode())
    except FitcheckError as problem:
        send_frame(outgoing, FAILED + problem.message.encode())
        return
    _serve(desk, incoming, outgoing, values["journal"])
    desk.close()


def _serve(desk: Desk, incoming: int, outgoing: int, path: str) -> None:
    blocks: dict[str, list[list[int]]] = {}
    decode = decoder(Task)
    journal = -1
    while (request := read_frame(incoming)) is not None:
        values = json.loads(request)
        task = decode(values["task"])
        if journal < 0:
            journal = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        if values["block"] is not None:
            blocks[task.block_name] = values["block"]
        try:
            made = answer(
                desk,
                task,
                block=lambda j=journal, t=task: _records(j, blocks[t.block_name]),  # type: ignore[misc]
                resume=_known(journal, task),
            )
            send_frame(outgoing, DONE + b"\n".join(made))
        except FitcheckError as problem:
            send_frame(outgoing, FAILED + problem.message.encode())
            return


def _known(journal: int, task: Task) -> Any:
    if task.known is None:
        return None
    place, length = task.known
    return lambda: _record(journal, place, length)


def _records(journal: int, places: Sequence[Sequence[int]]) -> Records:
    return Records(len(places), lambda number: _record(journal, *places[number]))


def _record(journal: int, place: int, length: int) -> Json:
    record = read_at(journal, place, length)
    if record is None:
        raise FitcheckError("the journal has changed while it was in use")
    return record


def main() -> None:
    """The entry of the process; what it is told is its last argument."""
    start(sys.argv[-1])
