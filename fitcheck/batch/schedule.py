"""In which order what is not done is done.

Resumes are taken in groups against one block of postings after the other, so that a worker needs
few blocks and few resumes at hand, and rows come in order soon. The postings of a block are
understood while the block before it is judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from fitcheck.batch import records
from fitcheck.batch.ledger import Ledger
from fitcheck.batch.tasks import Task

GROUP = 64
"""Resumes of one group: enough that reading a block's postings back from the journal, a third of
a second, costs a hundredth of the judging."""


class Schedule:
    """Tasks in their order; each is given when all that it needs is there."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._order = self._all()
        self._waiting: tuple[str, int, int] | None = next(self._order, None)
        self._first: set[int] = set()
        self.under_way = 0

    def next(self) -> Task | None:
        """The next task, or None where there is none, or none that can be done yet."""
        while self._waiting is not None:
            role, number, block = self._waiting
            if self._is_done(role, number, block):
                self._waiting = next(self._order, None)
                continue
            if role == records.RESUME and not self._can_be_judged(number, block):
                return None
            self._waiting = next(self._order, None)
            self.under_way += 1
            return self._task(role, number, block)
        return None

    def ended(self, task: Task) -> None:
        """A task has ended and its records are in the ledger."""
        self.under_way -= 1
        if task.role == records.RESUME:
            self._first.discard(task.place)

    def _all(self) -> Iterator[tuple[str, int, int]]:
        ledger = self._ledger
        count = len(ledger.resumes.sources)
        for start in range(0, count, GROUP):
            if start == 0 and ledger.blocks:
                yield from self._postings(0)
            for block in range(ledger.blocks):
                if start == 0 and block + 1 < ledger.blocks:
                    yield from self._postings(block + 1)
                for number in range(start, min(start + GROUP, count)):
                    yield records.RESUME, number, block

    def _postings(self, block: int) -> Iterator[tuple[str, int, int]]:
        for number in self._ledger.members(block):
            yield records.POSTING, number, block

    def _is_done(self, role: str, number: int, block: int) -> bool:
        if role == records.POSTING:
            return self._ledger.postings.settled(number)
        return self._ledger.done(number, block)

    def _can_be_judged(self, resume: int, block: int) -> bool:
        """Whether the block is ready and the resume is not being understood just now."""
        return self._ledger.block_ready(block) and resume not in self._first

    def _task(self, role: str, number: int, block: int) -> Task:
        ledger = self._ledger
        if role == records.POSTING:
            source = ledger.postings.sources[number]
            return Task(
                role=role,
                place=number,
                path=source.path,
                found=source.found,
                corrections=source.corrections,
                said=source.said,
            )
        source = ledger.resumes.sources[number]
        known = ledger.known(number)
        if known is None:
            self._first.add(number)
        return Task(
            role=role,
            place=number,
            path=source.path,
            found=source.found,
            block=block,
            block_name=ledger.block_name(block),
            pairs=len(ledger.readable(block)),
            keep=ledger.blocks > 1,
            known=known,
            corrections=source.corrections if known is None else "",
            said=source.said,
            levels=ledger.levels(number, block),
        )
