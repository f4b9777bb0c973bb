"""One resume against one posting: every requirement compared, then scored."""

from __future__ import annotations

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.comparisons import compare
from fitcheck.matching.context import context
from fitcheck.matching.echo import echoes, pasted
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import FitReport
from fitcheck.matching.scorer import score
from fitcheck.settings import Settings


def judge(index: ResumeIndex, asked: PostingIndex, settings: Settings) -> FitReport:
    """The fit report of one pair; a posting without requirements gives the band `unknown`."""
    copied = echoes(index.lines, asked.lines, settings.echo)
    whole = bool(copied) and pasted(index.lines, asked.lines, settings.echo)
    shown = index.lacking(copied) if whole else index.without(copied)
    pair = context(shown, asked, settings.matching)
    return score([compare(r, pair) for r in asked.posting.requirements], settings)
