from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.advice.gaps import Action, Gap, find_gaps
from fitcheck.matching.match import Level, Match
from fitcheck.matching.scorer import score
from fitcheck.profiles.profile import Kind, Necessity
from fitcheck.settings import Settings
from tests.matching.builders import requirement

SETTINGS = Settings()
LEVELS = [Level.ABSENT, Level.LISTED, Level.PARTIAL, Level.DEMONSTRATED, Level.UNKNOWN]
SCORED = [kind for kind in Kind if not kind.is_condition]


def match(level: Level, name: str = "q1", **about: object) -> Match:
    return Match(requirement=requirement(name, **about), level=level, reason="")  # type: ignore[arg-type]


def gaps(*matches: Match) -> tuple[Gap, ...]:
    return find_gaps(score(matches, SETTINGS), SETTINGS.matching)


@pytest.mark.parametrize(
    ("kind", "level", "action"),
    [
        (Kind.SKILL, Level.LISTED, Action.SHOW),
        (Kind.SKILL, Level.PARTIAL, Action.SHOW),
        (Kind.DUTY, Level.PARTIAL, Action.SHOW),
        (Kind.TRAIT, Level.LISTED, Action.SHOW),
        (Kind.LANGUAGE, Level.UNKNOWN, Action.ASK),
        (Kind.SCHEDULE, Level.UNKNOWN, Action.ASK),
        (Kind.LICENSE, Level.ABSENT, Action.ASK),
        (Kind.SKILL, Level.ABSENT, Action.LEARN),
        (Kind.CERTIFICATION, Level.ABSENT, Action.LEARN),
        (Kind.EXPERIENCE, Level.ABSENT, Action.DROP),
        (Kind.DUTY, Level.ABSENT, Action.DROP),
        (Kind.EDUCATION, Level.PARTIAL, Action.DROP),
        (Kind.LOCATION, Level.CONTRADICTED, Action.DROP),
    ],
)
def test_each_gap_says_what_can_be_done(kind: Kind, level: Level, action: Action) -> None:
    (gap,) = gaps(match(level, kind=kind))
    assert gap.action is action
    assert gap.text.endswith(".")


def test_years_that_are_too_few_are_shown_elsewhere_or_left() -> None:
    few = match(Level.PARTIAL, kind=Kind.EXPERIENCE)
    few = replace(few, requirement=replace(few.requirement, min_months=60))
    (gap,) = gaps(few)
    assert gap.action is Action.SHOW
    assert "Not for long enough" in gap.text


def test_an_alternative_of_something_shown_is_no_gap() -> None:
    shown = match(Level.DEMONSTRATED, "go", any_of="g")
    assert gaps(shown, match(Level.ABSENT, "rust", any_of="g")) == ()


def test_of_alternatives_the_nearest_is_the_gap() -> None:
    found = gaps(match(Level.ABSENT, "rust", any_of="g"), match(Level.LISTED, "go", any_of="g"))
    assert [gap.requirement for gap in found] == ["go"]


def test_what_is_not_said_has_the_points_of_stating_it() -> None:
    found = [match(Level.DEMONSTRATED, "a"), match(Level.ABSENT, "b"), match(Level.UNKNOWN, "c")]
    points = {gap.requirement: gap.points for gap in gaps(*found)}
    assert points["b"] == pytest.approx(1 / 2)
    assert points["c"] == pytest.approx(2 / 3 - 1 / 2)


def test_conditions_come_last_and_without_points() -> None:
    found = gaps(match(Level.UNKNOWN, "where", kind=Kind.LOCATION), match(Level.ABSENT, "b"))
    assert [(gap.requirement, gap.points) for gap in found] == [("b", 1.0), ("where", 0.0)]


@st.composite
def many_matches(draw: st.DrawFn) -> list[Match]:
    return [
        match(
            draw(st.sampled_from(LEVELS)),
            f"q{n}",
            kind=draw(st.sampled_from(SCORED)),
            necessity=draw(st.sampled_from(list(Necessity))),
            any_of=draw(st.sampled_from([None, None, "g1", "g2"])),
        )
        for n in range(draw(st.integers(0, 9)))
    ]


@given(many_matches())
def test_the_points_of_a_gap_are_what_showing_it_adds(found: list[Match]) -> None:
    report = score(found, SETTINGS)
    for gap in find_gaps(report, SETTINGS.matching):
        shown = [
            replace(m, level=Level.DEMONSTRATED) if m.requirement.id == gap.requirement else m
            for m in found
        ]
        after = score(shown, SETTINGS).score or 0.0
        assert after - (report.score or 0.0) == pytest.approx(gap.points)


@given(many_matches())
def test_gaps_are_ranked_and_each_requirement_is_one_at_most(found: list[Match]) -> None:
    ranked = gaps(*found)
    assert [gap.points for gap in ranked] == sorted((g.points for g in ranked), reverse=True)
    assert len({gap.requirement for gap in ranked}) == len(ranked)


def test_gaps_of_one_line_say_which_of_its_things_is_meant() -> None:
    named = [
        replace(found, requirement=replace(found.requirement, concepts=(concept,)))
        for found, concept in (
            (match(Level.ABSENT, "q1"), "Rust"),
            (match(Level.LISTED, "q2"), "Kafka"),
        )
    ]
    assert sorted(gap.text.partition(":")[0] for gap in gaps(*named)) == ["Kafka", "Rust"]


def test_a_gap_of_a_line_of_its_own_names_nothing_twice() -> None:
    found = match(Level.ABSENT)
    (gap,) = gaps(replace(found, requirement=replace(found.requirement, concepts=("Rust",))))
    assert not gap.text.startswith("Rust")
