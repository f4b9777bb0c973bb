"""How near the line of work that a resume tells of is to that of a posting."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from fitcheck.language.trades import among_trades
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Kinship
from fitcheck.settings import MatchingSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LANGUAGES: Final = frozenset({"en", None})
"""The table of meanings was distilled from an English encoder: of others it tells no trade. A text
too short or too terse for a guess is taken for English."""
_BARE: Final = 0.5
"""What a title counts for under which no work is told, and work told of outside of all positions: a
bare title is partial everywhere."""
_FARTHEST, _NEAREST = 0.2, 0.8
"""Nearness of lines of work beyond which nothing is made harder or easier: a quarter of real pairs
of two trades, and one in twenty of one trade, lie outside (`benchmarks posting_swap`)."""


class Trades(NamedTuple):
    """Lines of work of titles and of texts: unit vectors (`among_trades`) times what each counts.

    `places` are the positions of the texts, None for what is told outside of all.
    """

    titles: NDArray[np.float64]
    texts: NDArray[np.float64]
    places: tuple[int | None, ...]


def kinship(index: ResumeIndex, asked: PostingIndex) -> Kinship | None:
    """How near the lines of work are; None where that cannot be told.

    The mean of two cosines: of the posting's title with the nearest title of a position, and of
    what the posting asks and does with what is told of the nearest position. Both are greatest
    values over positions, so that work of other kinds beside it never lowers them. A posting
    without a title is compared by its text alone. None without positions, without asks in the
    posting, or where either is in another language.
    """
    work, told = asked.once(_asked), index.once(_told)
    if work is None or told is None:
        return None
    texts: list[float] = (told.texts @ work[1]).tolist()
    text = max(texts)
    near = min(1.0, max(0.0, text))
    if not asked.posting.title:
        return Kinship(nearness=near, position=told.places[texts.index(text)])
    titles: list[float] = (told.titles @ work[0]).tolist()
    title = max(titles)
    return Kinship(nearness=(min(1.0, max(0.0, title)) + near) / 2, position=titles.index(title))


def _asked(asked: PostingIndex) -> NDArray[np.float64] | None:
    """The lines of work of a posting's title and of its asks, shape (2, dimensions)."""
    import numpy as np

    if asked.meaning is None or asked.language not in _LANGUAGES:
        return None
    return among_trades(np.stack([asked.title, asked.meaning]))


def _told(index: ResumeIndex) -> Trades | None:
    """Lines of work of the titles, and of what is told in each position and outside of all.

    None without positions, without anything told, or in another language. A text is the middle of
    its placed items below the header; what is told twice counts once.
    """
    import numpy as np

    if not index.resume.positions or index.language not in _LANGUAGES:
        return None
    groups: defaultdict[int | None, dict[str, int]] = defaultdict(dict)
    for number in sorted({*index.placed_numbers.tolist()} - index.headers):
        groups[index.item(number).position].setdefault(index.quotes[number], number)
    # Sums on the grid are exact: they do not depend on the order of the items.
    sums = [index.exact[list(told.values())].sum(axis=0) for told in groups.values()]
    if not sums:
        return None
    counts = np.array([_counts(index, n) for n in range(len(index.titles))])
    outside = np.array([_BARE if place is None else 1.0 for place in groups])
    return Trades(
        titles=among_trades(index.titles) * counts[:, None],
        texts=among_trades(np.stack(sums)) * outside[:, None],
        places=tuple(groups),
    )


def _counts(index: ResumeIndex, position: int) -> float:
    """What the title of a position counts for: nothing where its lines are copied away."""
    items = index.items_of(position)
    if index.bare.issuperset(items):
        return _BARE if items else 0.0
    return 1.0


def ease_of(kinship: Kinship | None, settings: MatchingSettings) -> float:
    """How far cut points of nearness sink, or rise where negative, by the lines of work."""
    if kinship is None:
        return 0.0
    nearness = min(_NEAREST, max(_FARTHEST, kinship.nearness))
    return settings.kindred_ease * (nearness - settings.kindred_neutral)
