"""What a resume cannot speak to need not be compared: the answer is that of all such resumes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.matching import comparisons
from fitcheck.matching.beside import find_alone, find_beside
from fitcheck.matching.comparisons import compare, compare_all
from fitcheck.matching.conditions import states
from fitcheck.matching.context import Context
from fitcheck.matching.match import Match
from fitcheck.matching.silence import Way, way_of
from fitcheck.matching.stack import Stack
from fitcheck.profiles.profile import Kind, Requirement
from fitcheck.settings import Settings
from tests.matching.builders import asked_of, index_of

SETTINGS = Settings()
ASKED = (
    "Python", "PostgreSQL or MySQL", "3+ years of experience with Python", "German (B2)",
    "2+ years of experience as a cook", "5 years of work experience", "Degree in physics",
    "Degree or equivalent experience", "PMP certification", "Driving licence", "Team player",
    "Right to work in the EU", "Must live in Canada", "Night shifts", "Excellent communication",
    "Knowledge of food hygiene", "Experience in bookkeeping", "CSCS card", "Security clearance",
)  # fmt: skip
DUTIES = (
    "Cook lunch for our guests", "Write services in Python", "Keep the books of the shop",
    "Weld pipes of steel", "Lead a team of five",
)  # fmt: skip
DONE = (
    "Cooked lunch for 80 guests", "Wrote services in Python and MySQL", "Welded steel pipes",
    "Kept the books and filed the taxes", "Led a team of five welders", "Trained new staff",
)  # fmt: skip
CLAIMED = (
    "Python, SQL", "German (C1)", "EU citizen", "Full driving licence", "PMP, 2019", "CSCS card",
    "Communication, teamwork", "No experience of welding", "BSc Physics, Leeds, 2012",
    "Can work nights", "Food hygiene certificate",
)  # fmt: skip
TITLES = ("Cook", "Developer", "Bookkeeper", "Welder")


def some(lines: Sequence[str], most: int = 6) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(lines), max_size=most, unique=True)


@st.composite
def resumes(draw: st.DrawFn) -> str:
    parts = []
    if done := draw(some(DONE)):
        dates = draw(st.sampled_from(("(Jan 2015 - Present)", "(Jan 2020 - Jun 2021)", "")))
        parts = ["# Experience", f"## {draw(st.sampled_from(TITLES))}, Hall Ltd {dates}"]
        parts += [f"- {line}" for line in done]
    if claimed := draw(some(CLAIMED)):
        parts += [f"# {draw(st.sampled_from(('Skills', 'Summary', 'Education')))}"]
        parts += [f"- {line}" for line in claimed]
    return "\n".join(parts or ["Anna Berg"])


@st.composite
def postings(draw: st.DrawFn) -> str:
    parts = [f"# {draw(st.sampled_from(TITLES))}", "## Requirements"]
    parts += [f"- {line}" for line in draw(some(ASKED, 8))]
    parts += ["## Responsibilities", *(f"- {line}" for line in draw(some(DUTIES)))]
    return "\n".join(parts)


@settings(max_examples=60, deadline=None)
@given(st.lists(resumes(), min_size=2, max_size=4), st.lists(postings(), min_size=1, max_size=3))
def test_every_requirement_has_the_match_that_comparing_it_gives(
    texts: list[str], asking: list[str]
) -> None:
    stack = Stack([asked_of(text) for text in asking])
    for text in texts:
        for found in find_beside(stack, index_of(text), SETTINGS):
            expected = [compare(one, found) for one in found.posting.requirements]
            assert compare_all(found) == expected


def test_what_a_resume_cannot_speak_to_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_of("# Cook\n## Requirements\n- Python\n- Bookkeeping\n## Duties\n- Weld pipes\n")
    compared = []

    def counting(requirement: Requirement, context: Context) -> Match:
        compared.append(requirement.id)
        return compare(requirement, context)

    monkeypatch.setattr(comparisons, "compare", counting)
    for text in ("# Skills\n- Knitting\n", "# Skills\n- Chess\n"):
        compare_all(find_alone(asked, index_of(text), SETTINGS))
    assert len(compared) == len(asked.posting.requirements) > 0


def test_each_kind_has_its_way() -> None:
    asked = asked_of(
        "# Cook\n## Requirements\n- German (B2)\n- Driving licence\n- Registered nurse licence\n"
        "- Python\n- Right to work in the EU\n- 3+ years of experience with SQL\n"
    )
    ways = {asked.quote(one): way_of(one, asked) for one in asked.posting.requirements}
    assert ways == {
        "German (B2)": Way.OTHERS, "Driving licence": Way.STATED,
        "Registered nurse licence": Way.OTHERS, "Python": Way.WORDS,
        "Right to work in the EU": Way.STATED, "3+ years of experience with SQL": Way.YEARS,
    }  # fmt: skip


def test_a_resume_states_nothing_on_kinds_of_which_it_does_not_speak() -> None:
    index = index_of("Anna Berg\nEU citizen\n\n# Skills\n- Full driving licence\n")
    told = {kind for kind in Kind if kind.is_condition and states(index, kind)}
    assert told == {Kind.AUTHORIZATION, Kind.LICENSE}
    assert not any(states(index_of("# Skills\n- Chess\n"), kind) for kind in told)


def test_years_in_an_occupation_of_their_own_are_always_compared() -> None:
    asked = asked_of("# Chef\n## Requirements\n- 2+ years of experience as a pastry cook\n")
    (one,) = asked.posting.requirements
    assert one.id in asked.occupations
    assert way_of(one, asked) is Way.OTHERS
    assert find_alone(asked, index_of("# Skills\n- Chess\n"), SETTINGS).spoken == (0,)
