"""A sample of the adversarial family: attacks stay below the honest resume, controls move nothing.

The whole family is `python -m benchmarks adversarial`; here every fifth hand-written base.
"""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.adversarial import AS_OF, load_cases
from benchmarks.attacks import Attack, Base, build
from benchmarks.outranking import FIT_BANDS, Outcome, fitcheck_scorer, measure

NOT_YET = frozenset({Attack.OTHER_MENTIONS, Attack.HOMONYMS})
"""Attacks that get through at times: a thing named in a dated line counts as used, whatever the
line says of it, unless a rule knows the wording (`known_failures.toml`, "stale-pastry")."""
BASES = tuple(build(case) for case in load_cases()[::5])


@cache
def outcomes() -> dict[str, Outcome]:
    result = measure(BASES, fitcheck_scorer(AS_OF))
    return {outcome.base: outcome for outcome in result.outcomes}


@pytest.fixture(params=BASES, ids=lambda base: base.name)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    base: Base = request.param
    return outcomes()[base.name]


def test_the_honest_resume_outranks_every_attack(outcome: Outcome) -> None:
    held = [judged for judged in outcome.attacks if judged.attack not in NOT_YET]
    assert len(held) >= 13
    assert [judged.attack for judged in held if not judged.outranked] == []


def test_no_attack_reaches_a_band_that_is_worth_applying(outcome: Outcome) -> None:
    fooled = [j.attack for j in outcome.attacks if j.score.band in FIT_BANDS]
    assert [attack for attack in fooled if attack not in NOT_YET] == []


def test_padding_and_repeats_change_no_score_at_all(outcome: Outcome) -> None:
    assert len(outcome.controls) == 4
    assert [kept.control for kept in outcome.controls if not kept.unchanged] == []
