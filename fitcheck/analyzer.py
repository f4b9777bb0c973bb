"""`Analyzer` holds what is slow to load; `analyze` is the one-call form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import fitcheck
from fitcheck.advice.gaps import find_gaps
from fitcheck.advice.verdict import decide
from fitcheck.analysis import Analysis, as_read, supposed_of
from fitcheck.corrections.values import Corrections
from fitcheck.documents.document import Document
from fitcheck.documents.isolation.outcomes import PendingDocument
from fitcheck.documents.isolation.reading import IsolatedReader, shared_reader
from fitcheck.documents.reader import read_document
from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.corrected import resolve_levels
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge
from fitcheck.matching.recent import Recent
from fitcheck.profiles.mix_up import mixed_up
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.profiles.resume import parse_resume
from fitcheck.profiles.supposing import one_line, supposing
from fitcheck.records.rules import rule_files
from fitcheck.records.settings_file import judging_settings
from fitcheck.settings import Settings

Source = Path | str | bytes

_KEPT = 64
"""Resumes and postings whose indexes are kept: a resume's takes some 100 kB."""


class Analyzer:
    r"""Reads, understands and judges; safe to reuse for any number of pairs.

    Files are read in processes of their own, where a hostile one harms nothing (docs/security.md);
    `isolate=False` reads them in this one, for callers who trust their input.

    >>> from datetime import date
    >>> resume = "Experience\nCook, Cafe Lumen, Jan 2019 - Dec 2023\n- Cooked lunch for 80 guests"
    >>> posting = "# Cook\n\nRequirements\n- 2+ years of experience as a cook"
    >>> Analyzer().analyze_texts(resume, posting, as_of=date(2026, 1, 1)).verdict.band.value
    'strong'
    """

    def __init__(self, settings: Settings | None = None, *, isolate: bool = True) -> None:
        self.settings = settings if settings is not None else Settings()
        self.isolate = isolate

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Concepts with aliases, implications and relatives, a person's own ones among them.

        Raises SettingsError where an own name stands for no concept.
        """
        own = self.settings.vocabulary
        if not (own.aliases or own.implications):
            return Vocabulary.load()
        from fitcheck.language.own_names import own_vocabulary

        return own_vocabulary(own)

    @cached_property
    def weights(self) -> TermWeights:
        """How telling each word is."""
        return TermWeights.load()

    @cached_property
    def embeddings(self) -> Embeddings:
        """What lines mean, as vectors."""
        return Embeddings.load()

    @cached_property
    def signature(self) -> str:
        """Digest over version, settings, rules and models: equal ones give equal answers."""
        digest = hashlib.sha256()
        digest.update(fitcheck.__version__.encode())
        digest.update(repr(sorted(asdict(self.settings).items())).encode())
        digest.update(self.vocabulary.signature.encode())
        digest.update(repr(self.weights.documents).encode())
        for name, content in rule_files():
            digest.update(name.encode())
            digest.update(content)
        return digest.hexdigest()[:16]

    def read(self, source: Source | Document, *, name: str | None = None) -> Document:
        """The document at a path, in bytes, or as it is. Raises InputError and IsolationError."""
        if isinstance(source, Document):
            return source
        if self.isolate:
            return self._reader.read(source, name=name)
        return read_document(source, name=name, settings=self.settings.reading)

    def submit(self, source: Source, *, name: str | None = None) -> PendingDocument:
        """The document at a path or in bytes, read by another process while this one goes on."""
        return self._reader.submit(source, name=name)

    def _read_both(
        self, resume: Source | Document, posting: Source | Document
    ) -> tuple[Document, Document]:
        """The two documents, read at the same time."""
        first, second = (
            source if isinstance(source, Document) else self.submit(source)
            for source in (resume, posting)
        )
        return (
            first if isinstance(first, Document) else first.result(),
            second if isinstance(second, Document) else second.result(),
        )

    @property
    def _reader(self) -> IsolatedReader:
        return shared_reader(self.settings.reading, self.settings.isolation)

    def load(self) -> None:
        """Load all that is slow to load now, not with the first pair."""
        _ = self.vocabulary, self.weights, self.embeddings

    def resume(
        self, source: Source | Document, *, as_of: date, corrections: Corrections | None = None
    ) -> Resume:
        """A resume, read and understood, as the person corrects it. Raises InputError."""
        return parse_resume(
            self.read(source),
            as_of=as_of,
            vocabulary=self.vocabulary,
            corrections=corrections.resume if corrections else None,
        )

    def posting(
        self, source: Source | Document, *, as_of: date, corrections: Corrections | None = None
    ) -> Posting:
        """A posting, read and understood, as the person corrects it. Raises InputError."""
        return parse_posting(
            self.read(source),
            as_of=as_of,
            vocabulary=self.vocabulary,
            corrections=corrections.posting if corrections else None,
        )

    def analyze(
        self,
        resume: Source | Document,
        posting: Source | Document,
        *,
        as_of: date,
        corrections: Corrections | None = None,
    ) -> Analysis:
        """One resume against one posting. Raises InputError where one of them cannot be read.

        Where the person corrects something, both are judged with and without it: the analysis is
        the corrected one, and `as_read` what came out without.
        """
        if self.isolate:
            resume, posting = self._read_both(resume, posting)
        else:
            resume, posting = self.read(resume), self.read(posting)
        plain = self.analyze_pair(
            self.resume(resume, as_of=as_of), self.posting(posting, as_of=as_of), as_of=as_of
        )
        if not corrections:
            return plain
        # what nothing is corrected of is taken as it is, with its index
        corrected = self.analyze_pair(
            self.resume(resume, as_of=as_of, corrections=corrections)
            if corrections.of_resume
            else plain.resume,
            self.posting(posting, as_of=as_of, corrections=corrections)
            if corrections.of_posting
            else plain.posting,
            as_of=as_of,
            corrections=corrections,
        )
        return replace(corrected, as_read=as_read(plain))

    def analyze_texts(self, resume: str, posting: str, *, as_of: date) -> Analysis:
        """The same for texts that are at hand as strings (plain or Markdown)."""
        return self.analyze(
            document_from_text(resume, source="resume", media_type="text/markdown"),
            document_from_text(posting, source="posting", media_type="text/markdown"),
            as_of=as_of,
        )

    def analyze_pair(
        self,
        resume: Resume,
        posting: Posting,
        *,
        as_of: date,
        corrections: Corrections | None = None,
    ) -> Analysis:
        """The same for profiles that were understood before; `as_of` must be the one used then.

        Of `corrections` only the levels are applied here: the profiles hold theirs already.
        """
        levels = resolve_levels(posting, corrections.levels if corrections else ())
        report = judge(
            self.index(resume, as_of=as_of),
            self.asked(posting),
            self.settings,
            corrections=levels.by_requirement,
        )
        return Analysis(
            resume=resume,
            posting=posting,
            report=report,
            verdict=decide(report, posting, self.settings),
            gaps=find_gaps(report, self.settings.matching),
            as_of=as_of,
            version=fitcheck.__version__,
            signature=self.signature,
            warnings=(
                *mixed_up(resume, posting, as_of=as_of, vocabulary=self.vocabulary),
                *levels.warnings,
            ),
            settings=judging_settings(self.settings),
            correction_sources=corrections.sources if corrections else (),
        )

    def what_if(
        self,
        resume: Resume,
        posting: Posting,
        facts: Sequence[str],
        *,
        as_of: date,
        corrections: Corrections | None = None,
    ) -> Analysis:
        """The analysis as if the resume also showed these facts, each in a dated item of its own.

        Its `what_if` says what was supposed, what each fact alone would add, and how the resume
        stands without them. Raises FitcheckError (usage) for a fact without words, or a long one.
        """
        told = tuple(one_line(fact) for fact in facts)

        def judged(supposed: Sequence[str]) -> Analysis:
            having = supposing(resume, supposed, as_of=as_of, vocabulary=self.vocabulary)
            return self.analyze_pair(having, posting, as_of=as_of, corrections=corrections)

        return supposed_of(judged, told)

    def index(self, resume: Resume, *, as_of: date) -> ResumeIndex:
        """An understood resume made ready to be held against postings; the last ones are kept."""
        return self._indexes.get(
            resume,
            lambda: ResumeIndex(resume, self.vocabulary, self.embeddings, as_of=as_of),
        )

    def asked(self, posting: Posting) -> PostingIndex:
        """An understood posting made ready to be held against resumes; the last ones are kept."""
        return self._asked.get(
            posting, lambda: PostingIndex(posting, self.weights, self.embeddings)
        )

    @cached_property
    def _indexes(self) -> Recent[Resume, ResumeIndex]:
        return Recent(_KEPT)

    @cached_property
    def _asked(self) -> Recent[Posting, PostingIndex]:
        return Recent(_KEPT)

    def forget(self) -> None:
        """Let go of the resumes and postings that were kept."""
        for kept in ("_indexes", "_asked"):
            vars(self).pop(kept, None)

    def pipe(
        self, resumes: Iterable[Resume], posting: Posting, *, as_of: date
    ) -> Iterator[Analysis]:
        """Many understood resumes against one posting, lazily and in order."""
        for resume in resumes:
            yield self.analyze_pair(resume, posting, as_of=as_of)


def analyze(resume: Source, posting: Source, *, as_of: date) -> Analysis:
    """One resume against one posting with the default settings (see `Analyzer.analyze`)."""
    return Analyzer().analyze(resume, posting, as_of=as_of)
