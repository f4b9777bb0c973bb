"""One resume against one posting: every requirement compared, then scored."""

from __future__ import annotations

from collections.abc import Mapping

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import Beside
from fitcheck.matching.comparisons import compare
from fitcheck.matching.context import context
from fitcheck.matching.corrected import LevelCorrection, correct_levels
from fitcheck.matching.echo import echoes, pasted
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.kinship import kinship
from fitcheck.matching.match import FitReport
from fitcheck.matching.scorer import score
from fitcheck.settings import Settings


def judge(
    index: ResumeIndex,
    asked: PostingIndex,
    settings: Settings,
    *,
    corrections: Mapping[str, LevelCorrection] | None = None,
    beside: Beside | None = None,
) -> FitReport:
    """The fit report of one pair; a posting without requirements gives the band `unknown`.

    `corrections` are the person's levels by requirement: they count, and change no other level.
    `beside` is what `find_beside` has found of the pair, where many postings are judged.
    """
    copied = echoes(index.lines, asked.lines, settings.echo)
    whole = bool(copied) and pasted(index.lines, asked.lines, settings.echo)
    shown = index.lacking(copied) if whole else index.without(copied)
    # without some lines, others are nearest
    found = beside if shown is index else None
    kin = kinship(shown, asked)
    pair = context(shown, asked, settings.matching, found, kinship=kin)
    matches = [compare(r, pair) for r in asked.posting.requirements]
    counted = correct_levels(matches, corrections) if corrections else matches
    return score(counted, settings, kinship=kin)
