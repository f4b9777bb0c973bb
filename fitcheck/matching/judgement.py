"""One resume against one posting: every requirement compared, then scored."""

from __future__ import annotations

from datetime import date

from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.comparisons import compare
from fitcheck.matching.context import context
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
    settings: Settings,
) -> FitReport:
    """The fit report of one pair; a posting without requirements gives the band `unknown`."""
    index = ResumeIndex(resume, vocabulary, as_of=as_of)
    pair = context(index, posting, weights, settings.matching)
    return score([compare(requirement, pair) for requirement in posting.requirements], settings)
