"""The rows of a run in the order of paths, read from its journal as they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from fitcheck.batch import records
from fitcheck.batch.ledger import Ledger
from fitcheck.batch.pairs import pairs_of
from fitcheck.batch.rows import (
    BatchRow,
    ReportedDocument,
    failed_pair_row,
    failed_row,
    pair_row,
    reported,
)

_POSTINGS_HELD: Final = 512
"""Postings held ready for rows, some 10 kB each."""


class Reader:
    """Makes rows of the records that a ledger knows."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._posting = lru_cache(_POSTINGS_HELD)(self._read_posting)

    def resume(self, number: int) -> ReportedDocument:
        """A resume that was understood."""
        return reported(self.ledger.document(records.RESUME, number))

    def rows(self, number: int, block: int, resume: ReportedDocument) -> Iterator[BatchRow]:
        """The rows of a resume against a block that is done."""
        record = self.ledger.result(number, block)
        pairs = pairs_of(record)
        chosen = records.chosen_of(record, self.ledger.readable(block))
        broken = self.ledger.beside.broken
        for posting, pair in zip(chosen, pairs, strict=True):
            problem = broken.get((number, posting)) if broken else None
            if problem is None:
                yield pair_row(resume, self._posting(posting), pair)
            else:
                yield failed_pair_row(resume, self._posting(posting), problem)

    def _read_posting(self, number: int) -> ReportedDocument:
        return reported(self.ledger.document(records.POSTING, number))


class InOrder:
    """Gives rows in the order of paths: all of one resume, then the next; failed postings last."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._resume, self._block = 0, 0
        self._told: ReportedDocument | None = None
        self._over = False

    def ready(self) -> Iterator[BatchRow]:
        """The rows that can be given now and were not given before."""
        reader, ledger = self._reader, self._reader.ledger
        while self._resume < len(ledger.resumes.sources):
            if ledger.resumes.failed[self._resume]:
                yield failed_row(ledger.document(records.RESUME, self._resume), resume=True)
                self._next()
                continue
            while self._block < ledger.blocks:
                if not ledger.done(self._resume, self._block):
                    return
                if self._told is None:
                    self._told = reader.resume(self._resume)
                yield from reader.rows(self._resume, self._block, self._told)
                self._block += 1
            self._next()
        if not self._over and ledger.postings.count == len(ledger.postings.sources):
            self._over = True
            for number, failed in enumerate(ledger.postings.failed):
                if failed:
                    yield failed_row(ledger.document(records.POSTING, number), resume=False)

    def _next(self) -> None:
        self._resume, self._block, self._told = self._resume + 1, 0, None
