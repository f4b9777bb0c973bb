"""Which lines are shown for a requirement, and how well each would do as evidence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import ModelError
from fitcheck.matching import learned, telling
from fitcheck.matching.beside import find_alone
from fitcheck.matching.comparisons import decide
from fitcheck.matching.match import Level
from fitcheck.matching.support import supported
from fitcheck.matching.telling import LINE_TRAITS, TellingWeights, traits_of, worth
from fitcheck.settings import Settings
from tests.matching.builders import asked_of, index_of, report
from tests.matching.test_nearest import INDEX

SETTINGS = Settings()
WORK = [
    "Baked the sourdough loaves in two deck ovens, five nights a week",
    "Ordered flour and yeast from three mills",
    "Trained two apprentices at the ovens",
    "Kept the cash book of the shop",
    "Drove the van to the markets on Saturdays",
]
BAKER = "# Experience\n## Baker, Rye & Co (Jan 2019 - Present)\n"
DUTY = "# Baker\n## Responsibilities\n- Bake sourdough bread in a deck oven every night\n"


@given(st.permutations(WORK))
def test_the_line_that_says_the_work_is_shown_first_wherever_it_stands(lines: list[str]) -> None:
    resume = BAKER + "".join(f"- {line}\n" for line in lines)
    (match,) = report(resume, DUTY).matches
    assert match.level is Level.DEMONSTRATED
    shown = match.evidence[0].span.start  # marks of Markdown are no part of the text
    assert min(WORK, key=lambda line: abs(resume.index(line) - shown)) == WORK[0]


@given(st.lists(st.sampled_from(WORK), min_size=1, max_size=8))
def test_no_line_is_shown_twice_and_never_more_than_three(lines: list[str]) -> None:
    resume = BAKER + "".join(f"- {line}\n" for line in lines)
    for match in report(resume, DUTY).matches:
        spans = [found.span for found in match.evidence]
        assert len(spans) == len(set(spans)) <= 3


def test_a_line_that_names_what_is_asked_is_shown_with_those_that_tell_more() -> None:
    resume = (
        "# Experience\n## Data Analyst, Lumen Retail (Jan 2019 - Present)\n"
        "- Tuned slow SQL queries over the sales of all shops\n"
        "- Handed the keys to the night guard\n"
    )
    (match,) = report(resume, "## Requirements\n- SQL: tuning of slow queries\n").matches
    assert match.evidence[0].span.start < resume.index("Handed")


def test_the_worth_of_a_line_is_the_sum_of_its_traits() -> None:
    weights = TellingWeights.load()
    traits = traits_of(INDEX, placed=INDEX.placed, headers=INDEX.headers)
    assert traits.shape == (len(INDEX.quotes), len(LINE_TRAITS))
    for row, found in zip(traits.tolist(), worth(traits).tolist(), strict=True):
        sum_ = sum(getattr(weights, n) * v for n, v in zip(LINE_TRAITS, row, strict=True))
        assert found == pytest.approx(sum_)


def test_a_resume_without_items_has_no_traits() -> None:
    bare = INDEX.lacking(frozenset(range(len(INDEX.quotes))))
    assert traits_of(bare, placed=(), headers=frozenset()).shape == (0, len(LINE_TRAITS))


@pytest.mark.parametrize("stored", [{}, {"meaning": 1}, {"meaning": "1"}])
def test_weights_of_another_form_are_refused(
    stored: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned, "read_verified", lambda *_: json.dumps(stored).encode())
    with pytest.raises(ModelError, match="must hold a number"):
        telling._load.__wrapped__()


@given(st.lists(st.sampled_from(WORK), min_size=1, max_size=8))
def test_a_line_that_decided_a_level_is_always_among_those_shown(lines: list[str]) -> None:
    resume = BAKER + "".join(f"- {line}\n" for line in lines)
    asking = DUTY + "- Train apprentices at the oven\n\n## Requirements\n- Bread ovens and dough\n"
    context = find_alone(asked_of(asking), index_of(resume), SETTINGS)
    for requirement in context.posting.requirements:
        decided = decide(requirement, context)
        shown = supported(decided, context)
        assert shown.level is decided.level
        if decided.evidence:
            assert {found.span for found in shown.evidence} & {
                found.span for found in decided.evidence
            }


def test_nothing_speaks_for_a_duty_where_no_job_is_told_of() -> None:
    context = find_alone(asked_of(DUTY), index_of("# Summary\nI bake at night.\n"), SETTINGS)
    assert context.work == {}
