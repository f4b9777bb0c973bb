"""One resume against one posting: every requirement compared, then scored."""

from __future__ import annotations

from collections.abc import Mapping

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.beside import find_alone
from fitcheck.matching.comparisons import compare_all
from fitcheck.matching.context import Context
from fitcheck.matching.corrected import LevelCorrection, correct_levels
from fitcheck.matching.echo import echoes, pasted
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import FitReport
from fitcheck.settings import Settings


def judge(
    index: ResumeIndex,
    asked: PostingIndex,
    settings: Settings,
    *,
    corrections: Mapping[str, LevelCorrection] | None = None,
) -> FitReport:
    """The fit report of one pair; a posting without requirements gives the band `unknown`.

    `corrections` are the person's levels by requirement: they count, and change no other level.
    """
    return judge_found(find_alone(asked, index, settings), settings, corrections=corrections)


def judge_found(
    found: Context, settings: Settings, *, corrections: Mapping[str, LevelCorrection] | None = None
) -> FitReport:
    """The same of a pair of which `find_beside` has found what there is, with these settings."""
    pair = found if found.apart else _without_copies(found, settings)
    matches = compare_all(pair)
    counted = correct_levels(matches, corrections) if corrections else matches
    return pair.asked.scale(settings).report(counted, kinship=pair.kinship)


def _without_copies(found: Context, settings: Settings) -> Context:
    """The pair without what the resume has copied from the posting: other lines are nearest."""
    index, asked = found.index, found.asked
    copied = echoes(index.lines, asked.lines, settings.echo)
    if not copied:
        return found
    whole = pasted(index.lines, asked.lines, settings.echo)
    shown = index.lacking(copied) if whole else index.without(copied)
    return find_alone(asked, shown, settings)
