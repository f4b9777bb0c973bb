"""How far a resume shows the work of a duty: a small model learned from readers' statuses.

One sum of weights (cumulative logit: McCullagh 1980, "Regression models for ordinal data"), cut at
two points, so that more evidence never lowers a level. Its parts are how near the best line of a
job comes to the duty, how near the lines of work are to one another, and what the duty asks by
name (`models/judge/card.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from fitcheck.errors import ModelError
from fitcheck.matching.learned import read_weights
from fitcheck.matching.match import Kinship, Level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fitcheck.matching.asked import PostingIndex
    from fitcheck.matching.concepts import ConceptFinding
    from fitcheck.matching.index import ResumeIndex
    from fitcheck.matching.stack import Stack

_FILE: Final = "judge/work.json"
MOST_WORDS: Final = 40
"""Words beyond which a longer duty counts as no longer."""
NEAREST, FARTHEST = 0.9, 0.1
"""Between these the nearness of the lines of work counts: beyond them it tells no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkWeights:
    """What each trait of a duty beside a resume adds to the log-odds that its work is shown.

    What a resume can add, never below 0: `best`, the strength of the nearest placed line; `words`,
    the largest share of the duty's mass of words in one placed line; `kinship`, the nearness of the
    lines of work; `demonstrated` and `shown`, the shares of the concepts named that are
    demonstrated, and at least partly shown. Of the duty alone: `concepts`, it names any; `several`,
    more than one; `length`, its words up to `MOST_WORDS`. From `part` on a sum is partial, from
    `full` on demonstrated.
    """

    best: float
    words: float
    kinship: float
    demonstrated: float
    shown: float
    concepts: float
    several: float
    length: float
    part: float
    full: float

    @classmethod
    def load(cls) -> WorkWeights:
        """The shipped weights, read once. Raises ModelError where they are missing or altered."""
        return _load()

    def level(self, told: float) -> Level:
        """The level of a sum: absent, partial or demonstrated."""
        if told >= self.full:
            return Level.DEMONSTRATED
        return Level.PARTIAL if told >= self.part else Level.ABSENT


RISING: Final = ("best", "words", "kinship", "demonstrated", "shown")
"""What a resume can add: with a weight below 0 more evidence would lower a level."""


@cache
def _load() -> WorkWeights:
    weights = read_weights(_FILE, WorkWeights)
    if min(getattr(weights, name) for name in RISING) < 0 or weights.full <= weights.part:
        raise ModelError(f"the model {_FILE} must not lower a level for more evidence")
    return weights


def asked_traits(asked: PostingIndex) -> NDArray[np.float64]:
    """What each duty asks, shape (duties, 3): names any, names several, length."""
    import numpy as np

    rows = []
    for row in asked.duties.tolist():
        requirement = asked.posting.requirements[row]
        rows.append(
            (
                float(bool(requirement.concepts)),
                float(len(requirement.concepts) > 1),
                float(min(len(asked.quotes[row].split()), MOST_WORDS)),
            )
        )
    return np.array(rows, dtype=np.float64).reshape(len(rows), 3)


def asked_work(asked: PostingIndex) -> NDArray[np.float64]:
    """What each duty adds of itself, shape (duties,)."""
    import numpy as np

    weights = WorkWeights.load()
    of_itself = (weights.concepts, weights.several, weights.length)
    found: NDArray[np.float64] = asked_traits(asked) @ np.array(of_itself)
    return found


def told_traits(
    rows: NDArray[np.int64],
    strengths: NDArray[np.float64],
    shared: NDArray[np.float64],
    index: ResumeIndex,
) -> NDArray[np.float64]:
    """What the placed items tell of some rows, shape (rows, 2): best, words.

    `strengths` and `shared` have the shape (all rows, items).
    """
    import numpy as np

    placed = (rows[:, None], index.placed_numbers)
    return np.stack([strengths[placed].max(axis=1), shared[placed].max(axis=1)], axis=1)


def told_work(
    stack: Stack,
    strengths: NDArray[np.float64],
    shared: NDArray[np.float64],
    index: ResumeIndex,
    kinships: Sequence[Kinship | None],
    *,
    neutral: float,
) -> dict[int, float]:
    """What speaks for the work of each duty, by its row, before what it asks by name counts.

    Empty where the resume has no placed item. `neutral` stands for a nearness of the lines of work
    that cannot be told.
    """
    import numpy as np

    if not len(stack.duties) or not len(index.placed_numbers):
        return {}
    weights = WorkWeights.load()
    traits = told_traits(stack.duties, strengths, shared, index)
    near = np.array([kindred(found, neutral=neutral) for found in kinships])
    counts = [len(asked.duties) for asked in stack.postings]
    of_themselves = np.concatenate([asked.once(asked_work) for asked in stack.postings])
    told = traits @ np.array([weights.best, weights.words])
    told += of_themselves + weights.kinship * np.repeat(near, counts)
    return dict(zip(stack.duties.tolist(), told.tolist(), strict=True))


def kindred(kinship: Kinship | None, *, neutral: float) -> float:
    """The nearness of the lines of work as it counts here."""
    nearness = neutral if kinship is None else kinship.nearness
    return min(NEAREST, max(FARTHEST, nearness))


def named_traits(finding: ConceptFinding | None) -> tuple[float, float]:
    """Shares of the concepts named that are demonstrated, and that are at least partly shown."""
    if finding is None or not finding.showings:
        return 0.0, 0.0
    levels = [showing.level for showing in finding.showings]
    done = sum(level is Level.DEMONSTRATED for level in levels)
    part = sum(level.rank >= Level.PARTIAL.rank for level in levels)
    return done / len(levels), part / len(levels)


def named_work(finding: ConceptFinding | None) -> float:
    """What the concepts that a duty names add, shown as they are."""
    weights = WorkWeights.load()
    done, part = named_traits(finding)
    return weights.demonstrated * done + weights.shown * part
