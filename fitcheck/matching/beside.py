"""One resume beside a stack of postings: what array operations tell of all these pairs at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.conditions import states
from fitcheck.matching.context import Context
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.kinship import ease_of, kinship
from fitcheck.matching.lines import may_say
from fitcheck.matching.named import names_held
from fitcheck.matching.nearest import Nearest, nearest
from fitcheck.matching.relevance import relevant_positions
from fitcheck.matching.similarity import shares
from fitcheck.matching.stack import Stack, alone
from fitcheck.matching.telling import telling
from fitcheck.matching.work import WorkWeights, told_work
from fitcheck.settings import EchoSettings, MatchingSettings, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_QUICK: Final = 1 << 18
"""Multiplications in a product of matrices up to which OpenBLAS uses one thread."""


def find_beside(stack: Stack, index: ResumeIndex, settings: Settings) -> list[Context]:
    """The resume beside each posting, in their order."""
    import numpy as np

    matching = settings.matching
    meant = _meant(stack, index)
    shared = shares(stack, index, enough=matching.enough_mass)
    strengths = meant + matching.words_premium * shared
    wanted = stack.wanted(index.vocabulary)
    concepts = wanted.spoken(index.names)
    titles = [(index.titles @ asked.title).tolist() for asked in stack.postings]
    done = _done(stack, strengths, index, matching)
    relevant = [
        relevant_positions(index, asked, matching, titles=titles[n], spoken=concepts, done=done[n])
        for n, asked in enumerate(stack.postings)
    ]
    kinships = [kinship(index, asked) for asked in stack.postings]
    ease = [ease_of(found, matching) for found in kinships]
    told_in = [index.standing_in(places) for places in relevant]
    tells = telling(stack.starts, meant, shared, index.worth, told_in)
    work = told_work(stack, strengths, shared, index, kinships, neutral=matching.kindred_neutral)
    eased = np.repeat(ease, np.diff(stack.starts))
    near = nearest(strengths, index, matching, ease=eased, telling=tells)
    stated = [rows for kind, rows in stack.stated.items() if states(index, kind)]
    named = wanted.rows_named(names_held(index).keys())
    told = chain(
        wanted.rows_of(concepts), named, _worded(stack, near, ease, work, matching), *stated
    )
    spoken = _spoken(stack, relevant, told)
    apart = _apart(stack, index, settings.echo)
    worked: list[dict[int, float]] = [{} for _ in stack.postings]
    for row, told_of in work.items():
        owner = stack.owners[row]
        worked[owner][row - stack.starts[owner]] = told_of
    return [
        Context(
            index=index,
            asked=asked,
            settings=matching,
            kinship=kinships[n],
            relevant=relevant[n],
            ease=ease[n],
            telling=tells[stack.starts[n] : stack.starts[n + 1]],
            nearest=found,
            work=worked[n],
            spoken=spoken[n],
            apart=apart,
        )
        for n, (asked, found) in enumerate(zip(stack.postings, _split(stack, near), strict=True))
    ]


def find_alone(asked: PostingIndex, index: ResumeIndex, settings: Settings) -> Context:
    """The resume beside one posting."""
    (found,) = find_beside(asked.once(alone), index, settings)
    return found


def _split(stack: Stack, near: Nearest) -> list[Nearest]:
    """What is nearest to the requirements of each posting, by the rows that they have there."""
    placed: list[dict[int, tuple[tuple[float, int], ...]]] = [{} for _ in stack.postings]
    first: list[dict[int, tuple[float, int]]] = [{} for _ in stack.postings]
    telling: list[dict[int, tuple[int, ...]]] = [{} for _ in stack.postings]
    for row, items in near.placed.items():
        owner = stack.owners[row]
        placed[owner][row - stack.starts[owner]] = items
    for row, item in near.first.items():
        owner = stack.owners[row]
        first[owner][row - stack.starts[owner]] = item
    for row, tell in near.telling.items():
        owner = stack.owners[row]
        telling[owner][row - stack.starts[owner]] = tell
    return [
        Nearest(placed=placed[n], first=first[n], telling=telling[n])
        for n in range(len(stack.postings))
    ]


def _worded(
    stack: Stack,
    near: Nearest,
    ease: Sequence[float],
    work: Mapping[int, float],
    settings: MatchingSettings,
) -> Iterator[int]:
    """The rows to which a line may speak."""
    yield from stack.worded.intersection(near.first)
    part = WorkWeights.load().part
    for row in stack.worded.intersection(near.placed):
        if row in work:
            if work[row] >= part:
                yield row
        elif may_say(near.placed[row], settings, ease=ease[stack.owners[row]]):
            yield row


def _spoken(
    stack: Stack, relevant: Sequence[Sequence[int]], rows: Iterable[int]
) -> list[tuple[int, ...]]:
    """Which requirements of each posting the resume may speak to: these `rows` of the stack too."""
    spoken = [
        {*others, *years} if places else set(others)
        for (others, years), places in zip(stack.ways, relevant, strict=True)
    ]
    for row in rows:
        owner = stack.owners[row]
        spoken[owner].add(row - stack.starts[owner])
    return [tuple(sorted(each)) for each in spoken]


def _apart(stack: Stack, index: ResumeIndex, settings: EchoSettings) -> bool:
    """True where no line of the resume is, or has a long part of, a line of any posting."""
    lines, run, short = index.lines, settings.run, settings.short_run
    return (
        settings.pasted_lines > 0
        and lines.runs(run).isdisjoint(stack.runs(run))
        and lines.known.isdisjoint(stack.whole(short))
    )


def _meant(stack: Stack, index: ResumeIndex) -> NDArray[np.float64]:
    """Cosines of all rows and items."""
    import numpy as np

    made = np.empty((stack.starts[-1], len(index.exact)))
    # Piece by piece: to wake the threads of BLAS would take longer than these products.
    height = max(1, _QUICK // max(1, index.exact.size))
    for start in range(0, len(made), height):
        piece = slice(start, start + height)
        np.matmul(stack.exact[piece], index.exact.T, out=made[piece])
    return made


def _done(
    stack: Stack, strengths: NDArray[np.float64], index: ResumeIndex, settings: MatchingSettings
) -> list[Counter[int]]:
    """How many duties of each posting each position of the resume shows."""
    done: list[Counter[int]] = [Counter() for _ in stack.postings]
    if not len(stack.duties) or not len(index.placed_numbers):
        return done
    shown = strengths[stack.duties[:, None], index.placed_numbers] >= settings.line_part
    rows, places = shown.nonzero()
    items = index.resume.items
    seen = {
        (row, items[number].position)
        for row, number in zip(
            stack.duties[rows].tolist(), index.placed_numbers[places].tolist(), strict=True
        )
    }
    for row, position in seen:
        if position is not None:
            done[stack.owners[row]][position] += 1
    return done
