"""What of a run is done, by the places of its records in the journal: a few bytes a result."""

from __future__ import annotations

import contextlib
import hashlib
from array import array
from collections.abc import Sequence

from fitcheck.batch import records
from fitcheck.batch.beside import Beside, Levels, said_of
from fitcheck.batch.crew import Places
from fitcheck.batch.journal import Journal, Json
from fitcheck.batch.sources import Source, bytes_of, stamp_of
from fitcheck.documents.document import WarningCode
from fitcheck.errors import ErrorCode, InputError
from fitcheck.settings import ReadingSettings

BLOCK = 256
"""Postings in a block: half a second of judging, and what an interrupted run may have to redo."""


_SWAPPED = {WarningCode.LOOKS_LIKE_POSTING.value, WarningCode.LOOKS_LIKE_RESUME.value}


class _Documents:
    """Places, ids and states of the documents of one role."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.places = array("Q", bytes(8 * len(sources)))
        self.lengths = array("Q", bytes(8 * len(sources)))
        self.ids: list[str | None] = [None] * len(sources)
        self.failed = bytearray(1 if source.error is not None else 0 for source in sources)
        self.kept = bytearray(len(sources))
        self.swapped = bytearray(len(sources))
        """Which of them read like documents of the other role."""
        self.count = sum(self.failed)
        """How many are settled."""

    def settled(self, number: int) -> bool:
        """Whether it is known how reading this one ended."""
        return self.ids[number] is not None or self.sources[number].error is not None


class Ledger:
    """The documents and results of one run. `resumes` and `postings` are what it is to read.

    `beside` is what the person says of their pairs. With `whole` all postings are one block, for
    results that are about some of them each.
    """

    def __init__(
        self,
        journal: Journal,
        resumes: Sequence[Source],
        postings: Sequence[Source],
        reading: ReadingSettings,
        *,
        beside: Beside | None = None,
        whole: bool = False,
    ) -> None:
        self.journal = journal
        self.beside = beside if beside is not None else Beside()
        self._reading = reading
        self.resumes, self.postings = _Documents(resumes), _Documents(postings)
        self._size = max(1, len(postings)) if whole else BLOCK
        self.blocks = -(-len(postings) // self._size)
        self._places = array("Q", bytes(8 * len(resumes) * self.blocks))
        self._lengths = array("Q", bytes(8 * len(resumes) * self.blocks))
        self._counts = array("L", bytes(array("L").itemsize * len(self._lengths)))
        self._names: dict[int, str] = {}
        self._named: dict[str, int] = {}
        self._ready: tuple[int, list[int], Places] | None = None
        """What stood ready last: a block, its readable postings and their places."""
        self.head: Json | None = None
        self.pairs = 0
        """Pairs that are judged."""

    # ---------------------------------------------------------------- reading

    def load(self) -> None:
        """Take over what an earlier run has written and what still holds."""
        numbers: dict[str, dict[str, int]] | None = None
        resumes: dict[str, int] = {}
        for place, length, record in self.journal.records():
            if self.head is None:
                self.head = record
                continue
            if numbers is None:
                numbers = {
                    records.RESUME: _numbers(self.resumes), records.POSTING: _numbers(self.postings)
                }  # fmt: skip
            kind = record.get("t")
            if kind == "document" and record.get("role") in numbers:
                role = record["role"]
                number = numbers[role].get(record.get("path", ""))
                documents = self.resumes if role == records.RESUME else self.postings
                if number is not None and _same(documents.sources[number], record, self._reading):
                    self._enter(documents, number, place, length, record)
                    if documents is self.resumes:
                        resumes[record["id"]] = number
            elif kind == "result":
                self._found(resumes.get(record.get("resume", "")), record, place, length)

    def _found(self, resume: int | None, record: Json, place: int, length: int) -> None:
        block = self._block_named(record.get("block", ""))
        if resume is None or block is None:
            return
        if record.get("said") == said_of(self.levels(resume, block)):
            self._enter_result(resume, block, place, length, len(record.get("pairs", ())))

    def _block_named(self, name: str) -> int | None:
        if name not in self._named:
            for block in range(self.blocks):
                if self.block_ready(block):
                    self.block_name(block)
        return self._named.get(name)

    # ---------------------------------------------------------------- asking

    def block_ready(self, block: int) -> bool:
        """Whether all postings of a block are settled."""
        return block in self._names or all(self.postings.settled(n) for n in self.members(block))

    def members(self, block: int) -> range:
        """The numbers of a block's postings."""
        size = self._size
        return range(block * size, min((block + 1) * size, len(self.postings.sources)))

    def readable(self, block: int) -> list[int]:
        """The numbers of a block's postings that were understood."""
        if self._ready is not None and self._ready[0] == block:
            return self._ready[1]
        return [n for n in self.members(block) if not self.postings.failed[n]]

    def block_name(self, block: int) -> str:
        """The id of a block that is ready."""
        if block not in self._names:
            ids = [self.postings.ids[n] or "" for n in self.readable(block)]
            self._names[block] = records.block_id(ids)
            self._named[self._names[block]] = block
        return self._names[block]

    def block_places(self, block: int) -> Places:
        """Where the records of a block's postings stand."""
        if self._ready is None or self._ready[0] != block:
            numbers, postings = self.readable(block), self.postings
            places = [(postings.places[n], postings.lengths[n]) for n in numbers]
            self._ready = block, numbers, places
        return self._ready[2]

    def levels(self, resume: int, block: int) -> Levels:
        """The person's levels of a resume against a block that is ready."""
        return self.beside.levels(resume, self.readable(block))

    def done(self, resume: int, block: int) -> bool:
        """Whether there is a result, or never will be one."""
        return bool(self._lengths[resume * self.blocks + block] or self.resumes.failed[resume])

    def known(self, resume: int) -> tuple[int, int] | None:
        """Where a resume's record stands, if it holds the whole profile."""
        if not self.resumes.kept[resume]:
            return None
        return self.resumes.places[resume], self.resumes.lengths[resume]

    def result(self, resume: int, block: int) -> Json:
        """The record of a result that is done."""
        at = resume * self.blocks + block
        return self.journal.read(self._places[at], self._lengths[at])

    def document(self, role: str, number: int) -> Json:
        """The record of a document that is settled; for one never tried, what says so."""
        documents = self.resumes if role == records.RESUME else self.postings
        source = documents.sources[number]
        if source.error is not None:
            error = {"code": source.error.code.value, "message": source.error.message}
            return {"path": source.path, "error": error}
        return self.journal.read(documents.places[number], documents.lengths[number])

    # ---------------------------------------------------------------- writing

    def begin(self, *, head: bytes) -> None:
        """Write the first record."""
        self.journal.append(head)

    def add_document(self, role: str, number: int, text: bytes, record: Json) -> None:
        """Write a document's record, unless the very same document has one already."""
        documents = self.resumes if role == records.RESUME else self.postings
        same = documents.ids[number] == record["id"]
        if not same or documents.kept[number] < ("rest" in record):
            place, length = self.journal.append(text)
            self._enter(documents, number, place, length, record)

    def add_result(self, resume: int, block: int, text: bytes, pairs: int) -> None:
        """Write a result about so many pairs."""
        place, length = self.journal.append(text)
        self._enter_result(resume, block, place, length, pairs)

    def failure(self, role: str, number: int, *, code: ErrorCode, message: str) -> bytes:
        """The record of a document that no worker came to an end with; it is not tried again."""
        documents = self.resumes if role == records.RESUME else self.postings
        source = documents.sources[number]
        sha256 = None
        with contextlib.suppress(InputError):
            sha256 = hashlib.sha256(bytes_of(source, self._reading)).hexdigest()
        return records.failed(
            role, source.path, code=code, message=message, stamp=stamp_of(source), sha256=sha256,
            said=source.said,
        )  # fmt: skip

    def _enter(
        self, documents: _Documents, number: int, place: int, length: int, record: Json
    ) -> None:
        if documents is self.postings:
            self._ready = None
        before = documents.ids[number]
        documents.count += not documents.settled(number)
        documents.ids[number] = record["id"]
        documents.places[number], documents.lengths[number] = place, length
        documents.failed[number] = "error" in record
        documents.kept[number] = "rest" in record
        documents.swapped[number] = not _SWAPPED.isdisjoint(record.get("warnings", ()))
        if before not in (None, record["id"]):
            self._forget(documents, number)

    def _forget(self, documents: _Documents, number: int) -> None:
        """A document has changed since: what was found of the old one counts no more."""
        if documents is self.resumes:
            for block in range(self.blocks):
                self._clear(number, block)
            return
        block = number // self._size
        self._named.pop(self._names.pop(block, ""), None)
        for resume in range(len(self.resumes.sources)):
            self._clear(resume, block)

    def _clear(self, resume: int, block: int) -> None:
        at = resume * self.blocks + block
        if self._lengths[at]:
            self.pairs -= self._counts[at]
            self._lengths[at] = 0

    def _enter_result(self, resume: int, block: int, place: int, length: int, pairs: int) -> None:
        at = resume * self.blocks + block
        self._clear(resume, block)
        self.pairs += pairs
        self._places[at], self._lengths[at], self._counts[at] = place, length, pairs


def _numbers(documents: _Documents) -> dict[str, int]:
    return {source.path: number for number, source in enumerate(documents.sources)}


def _same(source: Source, record: Json, settings: ReadingSettings) -> bool:
    """Whether a source is what a record was made of; a file that could not be opened never is."""
    sha256 = record.get("sha256")
    if record.get("said") != source.said:
        return False
    if source.error is not None or not isinstance(sha256, str):
        return False
    stamp = stamp_of(source)
    if stamp is None:
        return False
    if (stamp.size, stamp.changed) == (record.get("size"), record.get("changed")):
        return True
    try:
        return hashlib.sha256(bytes_of(source, settings)).hexdigest() == sha256
    except InputError:
        return False
