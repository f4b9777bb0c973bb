"""Whether a resume is of the posting's line of work, by titles and by what the lines tell of.

It moves no score: levels do that, each with its line. It only keeps a resume of quite another trade
out of the bands in which applying is worth it, where a few words in common would put it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fitcheck.matching.context import Context

_TITLES: Final = (0.2, 0.8)
_TEXTS: Final = (0.2, 0.7)
"""Cosines of titles, and of all that is told, that stand for no kinship and for full kinship: about
the 10th and 90th percentile of 2,024 real pairs (`benchmarks posting_swap`)."""

_LANGUAGE: Final = "en"
"""The table of meanings was distilled from an English encoder: of others it tells no trade."""


def kinship(context: Context) -> float | None:
    """How near the lines of work are, in [0, 1]; None where that cannot be told.

    That of the whole resume, with the nearest of its titles, or of one of its positions, whichever
    is nearer: work of other kinds beside it never lowers it. None without positions, without a
    title or duties in the posting, or where one of them is not English.
    """
    index, asked = context.index, context.asked
    asking = asked.meaning
    if asking is None or not asked.posting.title or not index.resume.positions:
        return None
    if index.language != _LANGUAGE or asked.language != _LANGUAGE:
        return None
    titles = context.titles
    told = {place: float(meant @ asking) for place, meant in index.meanings.items()}
    if None not in told:
        return None
    whole = (_scaled(max(titles), _TITLES) + _scaled(told[None], _TEXTS)) / 2
    return max(whole, *(_of_position(titles, told, place) for place in told))


def _of_position(
    titles: Sequence[float], told: Mapping[int | None, float], place: int | None
) -> float:
    if place is None:
        return 0.0
    return (_scaled(titles[place], _TITLES) + _scaled(told[place], _TEXTS)) / 2


def _scaled(cosine: float, ends: tuple[float, float]) -> float:
    low, high = ends
    return min(1.0, max(0.0, (cosine - low) / (high - low)))
