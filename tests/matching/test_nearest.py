from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.nearest import LINES, Nearest, nearest
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import MatchingSettings
from tests.matching.builders import AS_OF

RESUME = """# Experience
## Fitter, Hall Ltd (Jan 2020 - Present)
- Welded pipes of steel
- Inspected girders
- No experience of drawing
# Skills
- Rigging
- Want to learn lathe work
"""
SETTINGS = MatchingSettings()
EASES = (-0.1, 0.0, 0.2)


def index() -> ResumeIndex:
    resume = parse_resume(
        document_from_text(RESUME, media_type="text/markdown"),
        as_of=AS_OF,
        vocabulary=Vocabulary.load(),
    )
    return ResumeIndex(resume, Vocabulary.load(), Embeddings.load(), as_of=AS_OF)


INDEX = index()
# Few values, so that some are equal.
STRENGTHS = st.lists(
    st.lists(
        st.sampled_from((0.0, 0.2, 0.3, 0.41, 0.5, 0.6, 0.9)),
        min_size=len(INDEX.quotes),
        max_size=len(INDEX.quotes),
    ),
    min_size=1,
    max_size=4,
)
SOME_EASED = st.lists(st.sampled_from(EASES), min_size=4, max_size=4)


def found_of(
    rows: list[list[float]], ease: list[float], telling: list[list[float]] | None = None
) -> Nearest:
    tells = np.resize(telling or rows, np.shape(rows))
    eased = np.array(ease[: len(rows)])
    return nearest(np.array(rows), INDEX, SETTINGS, ease=eased, telling=tells)


@given(STRENGTHS, SOME_EASED)
def test_nearest_lines_are_those_of_sorting_every_row(
    rows: list[list[float]], ease: list[float]
) -> None:
    found = found_of(rows, ease)
    for number, row in enumerate(rows):
        least = SETTINGS.line_near - ease[number]
        ranked = sorted((-row[n], n) for n, placed in enumerate(INDEX.placed) if placed)
        best = tuple((-strength, item) for strength, item in ranked[:LINES])
        assert found.placed.get(number, ()) == (best if best[0][0] >= least else ())


@given(STRENGTHS, SOME_EASED)
def test_the_first_line_of_all_is_never_one_that_is_denied(
    rows: list[list[float]], ease: list[float]
) -> None:
    found = found_of(rows, ease)
    told = [n for n, item in enumerate(INDEX.resume.items) if item.hedge > 0.0]
    for number, row in enumerate(rows):
        least = SETTINGS.line_part - ease[number]
        strength, item = min((-row[n], n) for n in told)
        expected = (-strength, item) if -strength >= least else None
        assert found.first.get(number) == expected


def test_a_resume_that_shows_nothing_has_no_nearest_lines() -> None:
    view = INDEX.without(frozenset(range(len(INDEX.quotes))))
    ones = np.ones((2, len(INDEX.quotes)))
    found = nearest(ones, view, SETTINGS, ease=np.zeros(2), telling=ones)
    assert not found.placed
    assert set(found.first) == {0, 1}


@given(STRENGTHS, SOME_EASED, STRENGTHS)
def test_the_most_telling_that_are_told_come_first(
    rows: list[list[float]], ease: list[float], telling: list[list[float]]
) -> None:
    found = found_of(rows, ease, telling)
    told = [n for n, item in enumerate(INDEX.resume.items) if item.hedge > 0.0]
    for number, tells in enumerate(np.resize(telling, np.shape(rows))):
        ranked = sorted((-tells[n], n) for n in told)
        assert found.telling[number] == tuple(n for _, n in ranked[:LINES])
