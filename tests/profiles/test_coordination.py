"""How the things named in a line are joined."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import Span
from fitcheck.language.vocabulary import Found, Vocabulary
from fitcheck.profiles.coordination import group_concepts
from fitcheck.profiles.profile import Logic

NAMES = ("Python", "Java", "Docker", "Kubernetes", "Jira", "Kafka", "Terraform", "Selenium")


def named(text: str) -> tuple[Found, ...]:
    """Where the names of `NAMES` stand in a text."""
    pattern = re.compile("|".join(NAMES))
    return tuple(
        Found(concept=m.group(), alias=m.group(), span=Span(start=m.start(), end=m.end()))
        for m in pattern.finditer(text)
    )


def groups(text: str) -> list[tuple[tuple[str, ...], Logic]]:
    return [(one.concepts, one.logic) for one in group_concepts(text, named(text))]


@pytest.mark.parametrize(
    ("text", "together", "choices"),
    [
        ("Jira; tests with Python, Java or similar", {"Jira"}, [("Python", "Java")]),
        ("Docker and at least one of Python and Java", {"Docker"}, [("Python", "Java")]),
        ("Kafka (Docker, Kubernetes, etc.) and Jira", {"Jira"},
         [("Kafka", "Docker", "Kubernetes")]),
        ("Jira; Docker and Kafka setups (Kubernetes, Terraform, etc.)", {"Jira"},
         [("Docker", "Kafka", "Kubernetes", "Terraform")]),
        ("Python or Java; Docker, Jira etc.", set(), [("Python", "Java"), ("Docker", "Jira")]),
        ("Jira, and languages such as Python and Java", {"Jira"}, [("Python", "Java")]),
        ("Jira with build tools (Docker, Terraform)", {"Jira"}, [("Docker", "Terraform")]),
        ("Docker (Kubernetes and Terraform)", {"Docker", "Kubernetes", "Terraform"}, []),
        ("Python, Java or something alike", set(), [("Python", "Java")]),
        ("Python and a black or white Docker mug", {"Python", "Docker"}, []),
    ],
)  # fmt: skip
def test_a_choice_holds_for_its_own_list(
    text: str, together: set[str], choices: list[tuple[str, ...]]
) -> None:
    found = groups(text)
    assert {name for names, logic in found if logic is Logic.ALL for name in names} == together
    assert [names for names, logic in found if logic is Logic.ANY] == choices


def test_the_head_of_examples_is_one_of_the_choice() -> None:
    assert groups("Kafka including parts such as Docker or Jira") == [
        (("Kafka", "Docker", "Jira"), Logic.ANY)
    ]


def test_what_is_done_with_a_tool_or_a_similar_one_shows_it() -> None:
    assert groups("Jira boards kept using Selenium or similar") == [
        (("Jira", "Selenium"), Logic.ANY)
    ]


def test_at_least_two_years_are_no_choice() -> None:
    assert groups("At least two years of Python and Java") == [(("Python", "Java"), Logic.ALL)]


_JOINS = st.sampled_from(
    [", ", " and ", " or ", "/", "; ", " with ", " such as ", " (e.g. ", ") and ", ", etc. ",
     " or similar, ", " and/or ", " including ", ". "]
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(NAMES), _JOINS), min_size=1, max_size=8))
def test_every_name_is_in_a_group_and_none_is_asked_and_chosen_at_once(
    parts: list[tuple[str, str]],
) -> None:
    text = "".join(name + join for name, join in parts)
    found = groups(text)
    assert {name for names, _ in found for name in names} == {name for name, _ in parts}
    asked = {name for names, logic in found if logic is Logic.ALL for name in names}
    chosen = {name for names, logic in found if logic is Logic.ANY for name in names}
    assert not asked & chosen
    assert all(len(names) > 1 for names, logic in found if logic is Logic.ANY)
    assert sum(logic is Logic.ALL for _, logic in found) <= 1


def test_nothing_named_gives_no_group() -> None:
    assert group_concepts("Patience", ()) == ()


def test_the_vocabulary_finds_what_is_grouped() -> None:
    text = "Relational databases (PostgreSQL, MySQL)"
    (group,) = group_concepts(text, Vocabulary.load().find(text))
    assert (group.logic, set(group.concepts) >= {"PostgreSQL", "MySQL"}) == (Logic.ANY, True)
