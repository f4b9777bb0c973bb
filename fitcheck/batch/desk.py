"""Where the work is done: reads and understands a document, judges a resume against a block.

A desk is held by each worker, here or on another machine. What it is asked and what it answers
are plain values; it keeps nothing that an answer depends on.
"""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from fitcheck.advice.verdict import decide
from fitcheck.analyzer import Analyzer
from fitcheck.batch import gists, records
from fitcheck.batch.beside import Levels, said_of
from fitcheck.batch.cache import ProfileCache, cache_key
from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import Json
from fitcheck.batch.packed import (
    Packed,
    may_be_kept,
    pack,
    reduced_posting,
    reduced_resume,
    unpack,
)
from fitcheck.batch.pairs import Reasons, crashed_pair, earned_values, pair_values
from fitcheck.batch.sources import Source, bytes_of, stamp_of
from fitcheck.corrections.file import parse_corrections
from fitcheck.documents.isolation.reading import IsolatedReader
from fitcheck.documents.isolation.worker import failed
from fitcheck.errors import FitcheckError, InputError
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import find_alone, find_beside
from fitcheck.matching.context import Context
from fitcheck.matching.corrected import resolve_levels
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge_found
from fitcheck.matching.retrieval import Shelf, gist_of
from fitcheck.matching.stack import Stack, stacks
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import Settings

_READERS = ("charset-normalizer", "lxml", "numpy", "pdfminer.six", "pypdfium2", "PyStemmer")
"""Packages that have a say in what is read and understood."""
_BLOCKS = 4
"""Blocks of postings that are held ready: some 15 MB each."""
_POSTINGS = 1024
"""Postings that are held ready one by one, some 60 kB each, where only the nearest are judged."""
_RESUMES = 64
"""Resumes that are held ready, some 100 kB each: those of one tile of the work."""

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a desk is set up with; `nearest`: postings of each resume to judge, None is all."""

    settings: Settings
    as_of: date
    cache: str | None
    cache_bytes: int
    nearest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Postings made ready. `id` and `chosen` as in a result's record."""

    id: str
    postings: tuple[PostingIndex, ...]
    chosen: tuple[int, ...] | None = None
    stacks: tuple[Stack, ...] = ()


class Desk:
    """One place of work; see the module's own words."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.analyzer = Analyzer(told.settings)
        self._reader = IsolatedReader(told.settings.reading, told.settings.isolation)
        self._blocks: OrderedDict[str, Block] = OrderedDict()
        self._resumes: OrderedDict[str, ResumeIndex] = OrderedDict()
        self._shelves: OrderedDict[str, Shelf] = OrderedDict()
        self._postings: OrderedDict[str, PostingIndex] = OrderedDict()

    def close(self) -> None:
        """End the process that reads."""
        self._reader.close()

    @cached_property
    def signature(self) -> str:
        """The analyzer's signature with the versions of all that reads."""
        told = [self.analyzer.signature, platform.python_version(), unicodedata.unidata_version]
        told += [f"{name} {metadata.version(name)}" for name in _READERS]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    @cached_property
    def cache(self) -> ProfileCache | None:
        """The cache of profiles, or None where there is none to be used."""
        if self.told.cache is None:
            return None
        cache = ProfileCache(
            Path(self.told.cache), signature=self.signature, most_bytes=self.told.cache_bytes
        )
        return cache if cache.usable() else None

    # ------------------------------------------------------------ documents

    def posting(self, source: Source) -> bytes:
        """The record of a posting, its profile included. Raises IsolationError."""
        return self._document(source, records.POSTING, keep=True)[0]

    def resume(self, source: Source, *, keep: bool) -> tuple[bytes, str, ResumeIndex | None]:
        """The record of a resume, its id and, where it was understood, the resume made ready."""
        record, profile, name = self._document(source, records.RESUME, keep=keep)
        if not isinstance(profile, Resume):
            return record, name, None
        return record, name, self._ready(name, profile)

    def _document(
        self, source: Source, role: str, *, keep: bool
    ) -> tuple[bytes, Resume | Posting | None, str]:
        stamp, sha256 = stamp_of(source), None
        try:
            data = bytes_of(source, self.told.settings.reading)
            sha256 = hashlib.sha256(data).hexdigest()
            profile, packed = self._understood(data, source, role)
            record = records.understood(
                profile, packed, stamp=stamp or records.Stamp(size=len(data), changed=""),
                sha256=sha256, keep=keep, said=source.said, more=self._gist(profile),
            )  # fmt: skip
        except InputError as problem:
            error: InputError = problem
        except FitcheckError:
            raise
        except Exception as problem:  # noqa: BLE001 - a defect that one file has found: its row says where
            error = failed(problem)
        else:
            return record, profile, records.document_id(source.path, sha256, source.said)
        record = records.failed(
            role, source.path, code=error.code, message=error.message, stamp=stamp, sha256=sha256,
            said=source.said,
        )  # fmt: skip
        return record, None, ""

    def _understood(
        self, data: bytes, source: Source, role: str
    ) -> tuple[Resume | Posting, Packed]:
        """The reduced profile of a file as the person corrects it, from the cache if it is there.

        Raises InputError.
        """
        path = source.path
        key = cache_key(data, role=role, as_of=self.told.as_of, name=path, said=source.said)
        held = None if self.cache is None else self.cache.get(key)
        if held is not None:
            try:
                if role == records.RESUME:
                    return unpack(held, Resume, source=path), held
                return unpack(held, Posting, source=path), held
            except CodecError:  # not written by us: made anew, and written over
                held = None
        document = self._reader.read(data, name=path)
        said = parse_corrections(source.corrections, name=path)
        analyzer, day = self.analyzer, self.told.as_of
        whole: Resume | Posting
        reduced: Resume | Posting
        if role == records.RESUME:
            whole = parse_resume(
                document, as_of=day, vocabulary=analyzer.vocabulary, corrections=said.resume
            )
            reduced = reduced_resume(whole)
        else:
            whole = parse_posting(
                document, as_of=day, vocabulary=analyzer.vocabulary, corrections=said.posting
            )
            reduced = reduced_posting(whole)
        packed = pack(reduced)
        if self.cache is not None and may_be_kept(whole, reduced):
            self.cache.put(key, packed)
        return reduced, packed

    def _ready(self, name: str, resume: Resume) -> ResumeIndex:
        analyzer = self.analyzer
        return _held(
            self._resumes, name, _RESUMES,
            ResumeIndex(
                resume, analyzer.vocabulary, analyzer.embeddings, as_of=self.told.as_of
            ),
        )  # fmt: skip

    def _gist(self, profile: Resume | Posting) -> Json:
        """What the record of a posting holds to tell whether it is near a resume."""
        if self.told.nearest is None or isinstance(profile, Resume):
            return {}
        return gists.gist_values(gist_of(self._made_ready(profile)))

    # --------------------------------------------------------------- pairs

    def block(self, name: str, documents: Sequence[Json]) -> Block:
        """A block of postings made ready of their records. Raises CodecError."""
        held = self._blocks.get(name)
        if held is not None:
            self._blocks.move_to_end(name)
            return held
        ready = tuple(map(self._unpacked, documents))
        made = Block(id=name, postings=ready, stacks=stacks(ready))
        return _held(self._blocks, name, _BLOCKS, made)

    def nearest(self, name: str, documents: Sequence[Json], index: ResumeIndex) -> Block:
        """Those of a block's postings that are nearest to a resume. Raises CodecError."""
        shelf = self._shelves.get(name)
        if shelf is None:
            shelf = _held(self._shelves, name, 1, Shelf(list(map(gists.gist_of, documents))))
        chosen = shelf.nearest(index, self.told.nearest or shelf.count)
        postings = tuple(self._alone(name, number, documents) for number in chosen)
        return Block(id=name, postings=postings, chosen=tuple(chosen))

    def _alone(self, name: str, number: int, documents: Sequence[Json]) -> PostingIndex:
        key = f"{name} {number}"
        held = self._postings.get(key)
        if held is not None:
            self._postings.move_to_end(key)
            return held
        return _held(self._postings, key, _POSTINGS, self._unpacked(documents[number]))

    def _unpacked(self, record: Json) -> PostingIndex:
        return self._made_ready(unpack(records.packed_of(record), Posting, source=record["path"]))

    def _made_ready(self, posting: Posting) -> PostingIndex:
        return PostingIndex(posting, self.analyzer.weights, self.analyzer.embeddings)

    def known(self, record: Json) -> ResumeIndex:
        """A resume made ready of its record, which holds the profile. Raises CodecError."""
        held = self._resumes.get(record["id"])
        if held is not None:
            self._resumes.move_to_end(record["id"])
            return held
        profile = unpack(records.packed_of(record), Resume, source=record["path"])
        return self._ready(record["id"], profile)

    def result(self, name: str, index: ResumeIndex, block: Block, levels: Levels = ()) -> bytes:
        """The record of a resume (its id is `name`) against a block, with the person's `levels`."""
        reasons = Reasons()
        settings = self.told.settings
        corrected = dict(levels)
        pairs = []
        numbers = range(len(block.postings)) if block.chosen is None else block.chosen
        besides = _besides(index, block, settings)
        for number, asked, beside in zip(numbers, block.postings, besides, strict=True):
            try:
                told = resolve_levels(asked.posting, corrected.get(number, ()))
                found = beside or find_alone(asked, index, settings)
                report = judge_found(found, settings, corrections=told.by_requirement)
                verdict = decide(report, asked.posting, settings, brief=True)
                pairs.append(pair_values(report, verdict, reasons, warnings=told.warnings))
            except Exception as problem:  # noqa: BLE001 - a defect that one pair has found
                pairs.append(crashed_pair(failed(problem).message))
        return records.result(
            name,
            block.id,
            pairs,
            reasons,
            earned=earned_values(settings.matching),
            said=said_of(levels),
            chosen=block.chosen,
        )


def _besides(index: ResumeIndex, block: Block, settings: Settings) -> Sequence[Context | None]:
    """The resume beside each posting; nothing where a pair has found a defect, to be told there.

    Postings that were chosen for one resume are in no stack: to make one would take longer.
    """
    if not block.stacks:
        return [None] * len(block.postings)
    try:
        return [found for stack in block.stacks for found in find_beside(stack, index, settings)]
    except Exception:  # noqa: BLE001 - each pair is measured by itself then, and tells
        return [None] * len(block.postings)


def _held(held: OrderedDict[str, Held], name: str, most: int, made: Held) -> Held:
    """Keep a value as the one used last; the one used longest ago goes where there are too many."""
    held[name] = made
    held.move_to_end(name)
    if len(held) > most:
        held.popitem(last=False)
    return made
