"""In which positions of a resume the work of a posting was done."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.settings import MatchingSettings


def relevant_positions(
    index: ResumeIndex,
    asked: PostingIndex,
    settings: MatchingSettings,
    *,
    titles: Sequence[float],
    spoken: AbstractSet[str],
    done: Mapping[int, int],
) -> tuple[int, ...]:
    """Positions with a title near the posting's, or that show several asked things or duties.

    `titles` are the cosines of their titles and the posting's. `spoken` holds all concepts asked
    of which the resume may show something, `done` how many duties of the posting each position
    shows.
    """
    concepts = asked.concepts
    shown: Counter[int] = Counter()
    for concept in concepts & spoken:
        shown.update(index.positions_with(concept))
    least = min(settings.relevant_concepts, max(1, len(concepts)))
    wanted = max(least, math.ceil(settings.relevant_share * len(concepts)))
    return tuple(
        [
            number
            for number, title in enumerate(titles)
            if title >= settings.title_near
            or (concepts and shown[number] >= wanted)
            or done.get(number, 0) >= settings.relevant_duties
        ]
    )
