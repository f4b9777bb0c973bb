"""How much of what an asking line says stands in a line of the resume, by its telling words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def shares(asked: PostingIndex, index: ResumeIndex, *, enough: float) -> NDArray[np.float64]:
    """Share of each requirement's mass of words that stands in each item, in [0, 1].

    Shape (requirements, items). `enough` is the mass beyond which a longer asking line needs no
    further words in common: the denominator is the asked mass, at most `enough`. A single stem in
    common counts only where it is all that is asked: a shared generic word is never evidence.
    """
    import numpy as np

    size = len(index.resume.items)
    found = np.zeros((len(asked.posting.requirements), size))
    for row, requirement in enumerate(asked.posting.requirements):
        wanted = asked.weighted(requirement.terms)
        total = min(sum(weight for _, weight in wanted), enough)
        if total <= 0.0:
            continue
        mass, count = found[row], np.zeros(size, dtype=np.int64)
        for stem, weight in wanted:
            items = index.by_stem.get(stem)
            if items:
                places = list(items)
                mass[places] += weight
                count[places] += 1
        if len(wanted) > 2:
            mass[count == 1] = 0.0
        np.minimum(mass / total, 1.0, out=mass)
    return found
