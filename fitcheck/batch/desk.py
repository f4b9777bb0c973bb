"""Where the work is done: a document is read, understood and made ready to be judged.

A desk is held by each worker, here or on another machine. What it is asked and what it answers
are plain values; it keeps nothing that an answer depends on.
"""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from functools import cached_property
from importlib import metadata
from pathlib import Path

from fitcheck.analyzer import Analyzer
from fitcheck.batch import gists, records
from fitcheck.batch.blocks import Blocks
from fitcheck.batch.cache import ProfileCache, cache_key
from fitcheck.batch.codec import CodecError
from fitcheck.batch.held import Held
from fitcheck.batch.journal import Json
from fitcheck.batch.packed import (
    Packed,
    may_be_kept,
    pack,
    reduced_posting,
    reduced_resume,
    unpack,
)
from fitcheck.batch.sources import Source, bytes_of, stamp_of
from fitcheck.batch.tasks import Told
from fitcheck.corrections.file import parse_corrections
from fitcheck.documents.isolation.reading import IsolatedReader
from fitcheck.documents.isolation.worker import failed
from fitcheck.errors import FitcheckError, InputError
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.retrieval import gist_of
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.profiles.resume import parse_resume

_READERS = ("charset-normalizer", "lxml", "numpy", "pdfminer.six", "pypdfium2", "PyStemmer")
"""Packages that have a say in what is read and understood."""
_RESUMES = 64
"""Resumes that are held ready, some 100 kB each: those of one tile of the work."""


class Desk:
    """One place of work; see the module's own words."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.analyzer = Analyzer(told.settings)
        self._reader = IsolatedReader(told.settings.reading, told.settings.isolation)
        self._resumes: Held[ResumeIndex] = Held(_RESUMES)
        self.blocks = Blocks(self.analyzer)

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
        record, profile, name = self._document(source, records.POSTING, keep=True)
        if isinstance(profile, Posting):
            self.blocks.understood(name, profile)
        return record

    def resume(self, source: Source, *, keep: bool) -> tuple[bytes, str, ResumeIndex | None]:
        """The record of a resume, its id and, where it was understood, the resume made ready."""
        record, profile, name = self._document(source, records.RESUME, keep=keep)
        if not isinstance(profile, Resume):
            return record, name, None
        return record, name, self._resumes.get(name, lambda: self._indexed(profile))

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

    def known(self, record: Json) -> ResumeIndex:
        """A resume made ready of its record, which holds the profile. Raises CodecError."""
        return self._resumes.get(
            record["id"],
            lambda: self._indexed(unpack(records.packed_of(record), Resume, source=record["path"])),
        )

    def _indexed(self, resume: Resume) -> ResumeIndex:
        analyzer = self.analyzer
        return ResumeIndex(resume, analyzer.vocabulary, analyzer.embeddings, as_of=self.told.as_of)

    def _gist(self, profile: Resume | Posting) -> Json:
        """What the record of a posting holds to tell whether it is near a resume."""
        if self.told.nearest is None or isinstance(profile, Resume):
            return {}
        return gists.gist_values(gist_of(self.blocks.made_ready(profile)))
