"""Constructed resumes, postings and vocabularies for tests of matching."""

from __future__ import annotations

from datetime import date

from fitcheck.documents.document import Span
from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.lines import Zone
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge
from fitcheck.matching.match import FitReport, Level
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import (
    Kind,
    Necessity,
    Requirement,
)
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import Settings

AS_OF = date(2026, 11, 22)


def index_of(resume: str) -> ResumeIndex:
    """A Markdown resume, understood and indexed."""
    vocabulary = Vocabulary.load()
    document = document_from_text(resume, media_type="text/markdown")
    understood = parse_resume(document, as_of=AS_OF, vocabulary=vocabulary)
    return ResumeIndex(understood, vocabulary, Embeddings.load(), as_of=AS_OF)


def asked_of(posting: str) -> PostingIndex:
    """A Markdown posting, likewise."""
    document = document_from_text(posting, media_type="text/markdown")
    understood = parse_posting(document, as_of=AS_OF, vocabulary=Vocabulary.load())
    return PostingIndex(understood, TermWeights.load(), Embeddings.load())


def report(resume: str, posting: str, *, settings: Settings | None = None) -> FitReport:
    """The report of two Markdown texts."""
    return judge(index_of(resume), asked_of(posting), settings or Settings())


def levels(found: FitReport) -> list[Level]:
    """The levels in order of the posting."""
    return [match.level for match in found.matches]


def requirement(
    name: str = "q1",
    *,
    kind: Kind = Kind.SKILL,
    necessity: Necessity = Necessity.REQUIRED,
    any_of: str | None = None,
    inferred: bool = False,
) -> Requirement:
    """A requirement without text, for tests of weights and bands."""
    zone = Zone.DUTY if kind is Kind.DUTY else Zone.REQUIRED
    return Requirement(
        id=name,
        kind=kind,
        necessity=necessity,
        zone=zone,
        span=Span(start=0, end=0),
        any_of=any_of,
        inferred=inferred,
    )
