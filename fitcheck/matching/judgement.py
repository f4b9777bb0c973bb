"""One resume against one posting: every requirement compared, then scored."""

from __future__ import annotations

from datetime import date

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.comparisons import compare
from fitcheck.matching.context import context
from fitcheck.matching.echo import echoes
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import FitReport
from fitcheck.matching.scorer import score
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.settings import Settings


def judge(
    resume: Resume,
    posting: Posting,
    *,
    as_of: date,
    vocabulary: Vocabulary,
    weights: TermWeights,
    embeddings: Embeddings,
    settings: Settings,
) -> FitReport:
    """The fit report of one pair; a posting without requirements gives the band `unknown`."""
    copied = echoes(resume, posting, settings.echo)
    index = ResumeIndex(resume, vocabulary, embeddings, as_of=as_of, echoes=copied)
    pair = context(index, posting, weights, embeddings, settings.matching)
    return score([compare(requirement, pair) for requirement in posting.requirements], settings)
