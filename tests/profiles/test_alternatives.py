"""Alternatives of several things each, as groups of single things."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import Span
from fitcheck.language.degrees import Degree
from fitcheck.language.lines import Zone
from fitcheck.profiles.alternatives import join_alternatives
from fitcheck.profiles.named import new_requirement
from fitcheck.profiles.profile import Kind, Requirement

SPAN = Span(start=0, end=1)


def skill(name: str) -> Requirement:
    return new_requirement(kind=Kind.SKILL, zone=Zone.REQUIRED, span=SPAN, concepts=(name,))


def degree(level: Degree, *fields: str) -> Requirement:
    return new_requirement(
        kind=Kind.EDUCATION, zone=Zone.REQUIRED, span=SPAN, degree=level, degree_fields=fields
    )


def holds(joined: tuple[Requirement, ...], shown: set[str]) -> bool:
    """Whether what is shown meets every group and every member without one."""
    groups: dict[str, list[bool]] = {}
    for number, one in enumerate(joined):
        met = one.concepts[0] in shown
        groups.setdefault(one.any_of or f"alone {number}", []).append(met)
    return all(any(met) for met in groups.values())


@given(
    st.lists(
        st.lists(st.sampled_from("abcd"), min_size=1, max_size=2, unique=True),
        min_size=1,
        max_size=3,
    )
)
def test_groups_hold_exactly_when_one_alternative_does(lists: list[list[str]]) -> None:
    joined = join_alternatives([[skill(name) for name in one] for one in lists], "g")
    names = sorted({name for one in lists for name in one})
    for size in range(len(names) + 1):
        for shown in itertools.combinations(names, size):
            wanted = any(set(one) <= set(shown) for one in lists)
            assert holds(joined, set(shown)) is wanted


def test_what_stands_first_in_the_text_comes_out_first() -> None:
    bachelor, associate = degree(Degree.BACHELOR, "botany"), degree(Degree.ASSOCIATE)
    joined = join_alternatives([[bachelor, skill("rigging")], [associate, skill("sailing")]], "g")
    assert [one.degree for one in joined if one.degree] == [Degree.BACHELOR, Degree.ASSOCIATE]


def test_a_lower_degree_in_more_fields_stands_for_a_higher_one_in_fewer() -> None:
    both = [degree(Degree.BACHELOR, "botany", "ecology")], [degree(Degree.MASTER, "botany")]
    assert [one.degree for one in join_alternatives(both, "g")] == [Degree.BACHELOR]


def test_a_lower_degree_in_one_field_leaves_a_higher_one_in_any_field() -> None:
    both = [degree(Degree.BACHELOR, "botany")], [degree(Degree.MASTER)]
    assert [one.degree for one in join_alternatives(both, "g")] == [Degree.BACHELOR, Degree.MASTER]


def test_the_same_thing_in_several_lines_makes_no_group_twice() -> None:
    ticket = skill("ticket")
    lines = [
        [skill(f"{years} years"), replace(ticket, span=Span(start=years, end=years + 1))]
        for years in (1, 2, 3)
    ]
    joined = join_alternatives(lines, "g")
    groups = {one.any_of for one in joined}
    assert len(groups) == 2
    assert [one.span.start for one in joined if one.concepts == ("ticket",)] == [1, 2, 3]
