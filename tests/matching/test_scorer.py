from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.matching import scorer
from fitcheck.matching.match import Band, Kinship, Level, Match
from fitcheck.matching.scorer import Scale, score
from fitcheck.matching.weights import weigh
from fitcheck.profiles.profile import Kind, Necessity
from fitcheck.settings import Settings
from tests.matching.builders import requirement

SETTINGS = Settings()
JUDGED = [Level.ABSENT, Level.LISTED, Level.PARTIAL, Level.DEMONSTRATED]


def match(level: Level, name: str = "q1", **about: object) -> Match:
    return Match(requirement=requirement(name, **about), level=level, reason="")  # type: ignore[arg-type]


@st.composite
def many_matches(draw: st.DrawFn) -> list[Match]:
    number = draw(st.integers(min_value=0, max_value=12))
    return [
        Match(
            requirement=requirement(
                f"q{n}",
                kind=draw(st.sampled_from(list(Kind))),
                necessity=draw(st.sampled_from(list(Necessity))),
                any_of=draw(st.sampled_from([None, None, "g1", "g2"])),
            ),
            level=draw(st.sampled_from([*JUDGED, Level.UNKNOWN])),
            reason="",
        )
        for n in range(number)
    ]


@given(many_matches())
def test_the_score_is_the_sum_of_its_contributions(matches: list[Match]) -> None:
    report = score(matches, SETTINGS)
    if report.score is None:
        assert not any(c.weight for c in report.contributions)
    else:
        assert math.isclose(report.score, sum(c.weight * c.credit for c in report.contributions))
        assert math.isclose(sum(c.weight for c in report.contributions), 1.0)
        assert 0.0 <= report.score <= 1.0
    assert 0.0 <= report.coverage <= 1.0


@given(many_matches(), st.data())
def test_raising_a_judged_level_never_lowers_score_or_band(
    matches: list[Match], data: st.DataObject
) -> None:
    raisable = [n for n, m in enumerate(matches) if m.level in JUDGED[:-1]]
    if not raisable:
        return
    chosen = data.draw(st.sampled_from(raisable))
    higher = JUDGED[JUDGED.index(matches[chosen].level) + 1 :]
    level = data.draw(st.sampled_from(higher))
    lifted = [
        Match(requirement=m.requirement, level=level, reason="") if n == chosen else m
        for n, m in enumerate(matches)
    ]
    before, after = score(matches, SETTINGS), score(lifted, SETTINGS)
    order = [Band.NONE, Band.WEAK, Band.PARTIAL, Band.STRONG]
    assert (after.score or 0.0) >= (before.score or 0.0) - 1e-9
    if before.band is not Band.UNKNOWN:
        assert order.index(after.band) >= order.index(before.band)


@given(many_matches(), st.data())
def test_unknown_to_demonstrated_never_lowers_the_score(
    matches: list[Match], data: st.DataObject
) -> None:
    unknown = [n for n, m in enumerate(matches) if m.level is Level.UNKNOWN]
    if not unknown:
        return
    chosen = data.draw(st.sampled_from(unknown))
    shown = [
        Match(requirement=m.requirement, level=Level.DEMONSTRATED, reason="") if n == chosen else m
        for n, m in enumerate(matches)
    ]
    before, after = score(matches, SETTINGS), score(shown, SETTINGS)
    assert (after.score or 0.0) >= (before.score or 0.0) - 1e-9
    assert after.coverage >= before.coverage - 1e-9


@given(many_matches(), st.data())
def test_what_weighed_before_weighs_as_what_never_did(
    matches: list[Match], data: st.DataObject
) -> None:
    scale = Scale([one.requirement for one in matches], SETTINGS)
    levels = st.tuples(*(st.sampled_from(Level) for _ in matches))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scorer, "_MOST_KNOWN", 2)  # so that what is remembered goes, too
        for told in data.draw(st.lists(levels, min_size=1, max_size=5)):
            again = [
                Match(requirement=one.requirement, level=level, reason="")
                for one, level in zip(matches, told, strict=True)
            ]
            near = st.builds(Kinship, nearness=st.floats(0, 1), position=st.none())
            kin = data.draw(st.none() | near)
            expected = score(again, SETTINGS, kinship=kin)
            assert scale.report(again, kinship=kin) == expected
            assert scale.report(again, kinship=kin) == expected


def test_each_level_has_a_letter_of_its_own() -> None:
    assert len({level.sign for level in Level}) == len(Level)
    assert all(len(level.sign) == 1 for level in Level)


def test_no_requirement_gives_the_band_unknown_and_no_score() -> None:
    report = score([], SETTINGS)
    assert (report.band, report.score, report.coverage) == (Band.UNKNOWN, None, 0.0)


def test_unknown_lowers_the_coverage_and_not_the_score() -> None:
    report = score([match(Level.DEMONSTRATED), match(Level.UNKNOWN, "q2")], SETTINGS)
    assert report.score == 1.0
    assert report.coverage == 0.5


def test_a_contradicted_condition_is_a_hard_stop() -> None:
    report = score(
        [match(Level.DEMONSTRATED), match(Level.CONTRADICTED, "q2", kind=Kind.LOCATION)], SETTINGS
    )
    assert report.band is Band.NONE
    assert report.hard_stops == ("q2",)


def test_an_inferred_requirement_never_makes_a_hard_stop() -> None:
    stated = match(Level.CONTRADICTED, "q2", kind=Kind.LOCATION, inferred=True)
    assert score([match(Level.DEMONSTRATED), stated], SETTINGS).band is Band.STRONG


def test_an_unknown_condition_changes_nothing() -> None:
    alone = score([match(Level.PARTIAL)], SETTINGS)
    beside = score([match(Level.PARTIAL), match(Level.UNKNOWN, "q2", kind=Kind.SCHEDULE)], SETTINGS)
    assert (alone.score, alone.band, alone.coverage) == (beside.score, beside.band, beside.coverage)


def test_what_is_only_listed_never_makes_even_a_weak_fit() -> None:
    report = score([match(Level.LISTED, f"q{n}") for n in range(8)], SETTINGS)
    assert report.band is Band.NONE


def test_a_posting_with_preferred_asks_only_gives_at_most_partial() -> None:
    report = score([match(Level.DEMONSTRATED, necessity=Necessity.PREFERRED)], SETTINGS)
    assert report.band is Band.PARTIAL


def test_strong_needs_the_duties_too() -> None:
    asks = [match(Level.DEMONSTRATED), match(Level.ABSENT, "q2", kind=Kind.DUTY)]
    assert score(asks, SETTINGS).band is Band.PARTIAL


def test_the_best_of_alternatives_counts() -> None:
    report = score(
        [match(Level.ABSENT, any_of="g1"), match(Level.DEMONSTRATED, "q2", any_of="g1")], SETTINGS
    )
    assert report.score == 1.0
    assert [c.weight for c in report.contributions] == [0.0, 1.0]


def test_preferred_asks_weigh_less_than_required_ones() -> None:
    preferred = requirement(necessity=Necessity.PREFERRED)
    assert weigh(preferred, SETTINGS.matching) < weigh(requirement(), SETTINGS.matching)


def test_an_absent_alternative_stands_before_an_unknown_one() -> None:
    group = [match(Level.UNKNOWN, any_of="g1"), match(Level.ABSENT, "q2", any_of="g1")]
    assert score(group, SETTINGS).score == 0.0
