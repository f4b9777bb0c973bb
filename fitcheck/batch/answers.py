"""What a desk answers to a task: records of documents, and of a resume against a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from fitcheck.batch.blocks import Block
from fitcheck.batch.desk import Desk
from fitcheck.batch.journal import Json
from fitcheck.batch.judging import result_of
from fitcheck.batch.sources import Source
from fitcheck.batch.tasks import Task
from fitcheck.matching.index import ResumeIndex


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
    made: list[bytes] = []
    index: ResumeIndex | None
    if resume is not None:
        record = resume()
        name, index = record["id"], desk.known(record)
    else:
        read, name, index = desk.resume(source, keep=task.keep)
        made.append(read)
    if index is not None:
        found = _block(desk, task, index, block())
        made.append(result_of(name, index, found, desk.told.settings, task.levels))
    return made


def _block(desk: Desk, task: Task, index: ResumeIndex, documents: Sequence[Json]) -> Block:
    if desk.told.nearest is None:
        return desk.blocks.whole(task.block_name, documents)
    return desk.blocks.nearest(task.block_name, documents, index, most=desk.told.nearest)
