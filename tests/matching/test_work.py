"""How far the work of a duty is shown: weights, cut points, and what more evidence does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import ModelError
from fitcheck.matching import learned, work
from fitcheck.matching.concepts import ConceptFinding
from fitcheck.matching.index import Showing
from fitcheck.matching.match import Kinship, Level
from fitcheck.matching.work import RISING, WorkWeights, kindred, named_traits, named_work
from tests.matching.builders import levels, report

WEIGHTS = WorkWeights.load()
DUTY = "# Baker\n## Responsibilities\n- Bake sourdough bread in a deck oven every night\n"
BAKER = "# Experience\n## Baker, Rye & Co (Jan 2019 - Present)\n"
SHOWINGS = st.lists(
    st.sampled_from([Level.ABSENT, Level.LISTED, Level.PARTIAL, Level.DEMONSTRATED])
)


def finding(found: list[Level]) -> ConceptFinding:
    showings = tuple(Showing(concept=str(n), level=level) for n, level in enumerate(found))
    return ConceptFinding(level=Level.ABSENT, showings=showings)


@given(st.floats(-50, 50), st.floats(0, 50))
def test_more_evidence_never_lowers_the_level_of_a_duty(told: float, more: float) -> None:
    assert WEIGHTS.level(told).rank <= WEIGHTS.level(told + more).rank


@given(SHOWINGS, st.data())
def test_a_concept_better_shown_never_takes_anything_away(
    found: list[Level], data: st.DataObject
) -> None:
    if found:
        place = data.draw(st.integers(0, len(found) - 1))
        better = [*found[:place], Level.DEMONSTRATED, *found[place + 1 :]]
        assert named_work(finding(found)) <= named_work(finding(better))


def test_a_duty_that_names_nothing_gains_nothing_by_names() -> None:
    assert named_traits(None) == named_traits(finding([])) == (0.0, 0.0)
    assert named_traits(finding([Level.DEMONSTRATED, Level.PARTIAL, Level.LISTED])) == (
        1 / 3,
        2 / 3,
    )


@given(st.floats(0, 1))
def test_the_nearness_of_lines_of_work_counts_between_two_ends(nearness: float) -> None:
    counted = kindred(Kinship(nearness=nearness, position=None), neutral=0.4)
    assert work.FARTHEST <= counted <= work.NEAREST
    assert kindred(None, neutral=0.4) == 0.4


def test_the_same_line_says_more_of_a_duty_in_a_job_of_the_same_trade() -> None:
    line = "- Made the doughs for the morning and fired the ovens\n"
    other = "# Experience\n## Database Administrator, Rye & Co (Jan 2019 - Present)\n"
    (mine,) = levels(report(BAKER + line, DUTY))
    (theirs,) = levels(report(other + line, DUTY))
    assert mine.rank > theirs.rank


def test_a_line_of_a_summary_lists_a_duty_at_most() -> None:
    resume = "# Summary\nI bake sourdough loaves in deck ovens at night, and well.\n" + BAKER
    (level,) = levels(report(resume, DUTY))
    assert level is Level.LISTED


def test_a_duty_done_in_a_dated_job_is_demonstrated() -> None:
    resume = BAKER + "- Baked the sourdough loaves in two deck ovens, five nights a week\n"
    assert levels(report(resume, DUTY)) == [Level.DEMONSTRATED]


@pytest.mark.parametrize("name", [*RISING, "full"])
def test_weights_that_would_lower_a_level_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = {field: getattr(WEIGHTS, field) for field in WorkWeights.__dataclass_fields__}
    stored[name] = -1.0
    content = json.dumps(stored).encode()
    monkeypatch.setattr(learned, "read_verified", lambda *_: content)
    with pytest.raises(ModelError, match="must not lower"):
        work._load.__wrapped__()


@pytest.mark.parametrize("stored", [{}, {"best": "1"}, {**dict.fromkeys(RISING, 1.0), "more": 2.0}])
def test_weights_of_another_form_are_refused(
    stored: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned, "read_verified", lambda *_: json.dumps(stored).encode())
    with pytest.raises(ModelError, match="must hold a number"):
        work._load.__wrapped__()
