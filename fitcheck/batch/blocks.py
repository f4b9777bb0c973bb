"""Blocks of postings made ready to be judged: all of them, or those nearest to a resume."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from fitcheck.analyzer import Analyzer
from fitcheck.batch import gists, records
from fitcheck.batch.held import Held
from fitcheck.batch.journal import Json
from fitcheck.batch.packed import unpack
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.retrieval import Shelf
from fitcheck.matching.stack import Stack, stacks
from fitcheck.profiles.profile import Posting

_BLOCKS = 4
"""Blocks of postings that are held ready: some 15 MB each."""
_POSTINGS = 1024
"""Postings that are held ready one by one, some 60 kB each, where only the nearest are judged."""

_AHEAD = 512
"""Postings that are held as they were understood, some 20 kB each: those of the blocks that are
understood while others are judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Postings made ready. `id` and `chosen` as in a result's record.

    Postings that were chosen for one resume are in no stack: to make one would take longer.
    """

    id: str
    postings: tuple[PostingIndex, ...]
    chosen: tuple[int, ...] | None = None
    stacks: tuple[Stack, ...] = ()


class Blocks:
    """The blocks that a desk holds ready."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._blocks: Held[Block] = Held(_BLOCKS)
        self._shelves: Held[Shelf] = Held(1)
        self._postings: Held[PostingIndex] = Held(_POSTINGS)
        self._read: OrderedDict[str, Posting] = OrderedDict()

    def whole(self, name: str, documents: Sequence[Json]) -> Block:
        """A block of postings made ready of their records. Raises CodecError."""

        def make() -> Block:
            postings = tuple(map(self._unpacked, documents))
            return Block(id=name, postings=postings, stacks=stacks(postings))

        return self._blocks.get(name, make)

    def nearest(
        self, name: str, documents: Sequence[Json], index: ResumeIndex, *, most: int
    ) -> Block:
        """Those of a block's postings that are nearest to a resume. Raises CodecError."""
        shelf = self._shelves.get(name, lambda: Shelf(list(map(gists.gist_of, documents))))
        chosen = shelf.nearest(index, most)
        postings = tuple(self._alone(name, number, documents) for number in chosen)
        return Block(id=name, postings=postings, chosen=tuple(chosen))

    def understood(self, name: str, posting: Posting) -> None:
        """Keep what was understood just now until a block of it is made: its record has that id."""
        self._read[name] = posting
        if len(self._read) > _AHEAD:
            self._read.popitem(last=False)

    def made_ready(self, posting: Posting) -> PostingIndex:
        """An understood posting, ready to be held against resumes."""
        return PostingIndex(posting, self._analyzer.weights, self._analyzer.embeddings)

    def _alone(self, name: str, number: int, documents: Sequence[Json]) -> PostingIndex:
        return self._postings.get(f"{name} {number}", lambda: self._unpacked(documents[number]))

    def _unpacked(self, record: Json) -> PostingIndex:
        posting = self._read.pop(record["id"], None)
        if posting is None:
            posting = unpack(records.packed_of(record), Posting, source=record["path"])
        return self.made_ready(posting)
