"""What a worker is asked for and what it answers, as plain values, over a pipe or a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from fitcheck.batch.beside import Levels
from fitcheck.batch.codec import CodecError, decoder, encode
from fitcheck.batch.desk import Block, Desk, Told
from fitcheck.batch.journal import Json
from fitcheck.batch.sources import Source
from fitcheck.matching.index import ResumeIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of work: understand a posting, or judge a resume against a block.

    `place` is the index of the document among its kind. A resume comes as its file (then it is
    understood, and its record is the first of the answer; `keep` puts the profile in it) or, with
    `known`, as the place of its record in the journal. `block` is the number of the block.
    `corrections` and `said` are those of the source, `levels` the person's for the pairs.
    """

    role: str
    place: int
    path: str
    found: bool
    block: int = -1
    block_name: str = ""
    pairs: int = 0
    keep: bool = False
    known: tuple[int, int] | None = None
    corrections: str = ""
    said: str = ""
    levels: Levels = ()


class Records(Sequence[Json]):
    """Records that are read when they are wanted: `read` gives the one with a number."""

    def __init__(self, count: int, read: Callable[[int], Json]) -> None:
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Json: ...

    @overload
    def __getitem__(self, at: slice) -> list[Json]: ...

    def __getitem__(self, at: int | slice) -> Json | list[Json]:
        if isinstance(at, slice):
            return [self._read(number) for number in range(self._count)[at]]
        return self._read(range(self._count)[at])


def encode_told(told: Told) -> str:
    """What a desk is set up with, as JSON."""
    return json.dumps(encode(told))


def decode_told(text: str) -> Told:
    """The same back. Raises CodecError."""
    told = decoder(Told)(json.loads(text))
    if not isinstance(told, Told):
        raise CodecError("nothing told")
    return told


def answer(
    desk: Desk,
    task: Task,
    *,
    block: Callable[[], Sequence[Json]],
    resume: Callable[[], Json] | None,
) -> list[bytes]:
    """The records that a task gives. Raises IsolationError and CodecError.

    `block` gives the records of the postings, `resume` that of a resume that is known.
    """
    source = Source(path=task.path, found=task.found, corrections=task.corrections, said=task.said)
    if task.block < 0:
        return [desk.posting(source)]
    if resume is not None:
        record = resume()
        index = desk.known(record)
        return [desk.result(record["id"], index, _block(desk, task, index, block()), task.levels)]
    made, name, ready = desk.resume(source, keep=task.keep)
    if ready is None:
        return [made]
    return [made, desk.result(name, ready, _block(desk, task, ready, block()), task.levels)]


def _block(desk: Desk, task: Task, index: ResumeIndex, documents: Sequence[Json]) -> Block:
    if desk.told.nearest is None:
        return desk.block(task.block_name, documents)
    return desk.nearest(task.block_name, documents, index)
