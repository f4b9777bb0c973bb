from __future__ import annotations

import pytest

from fitcheck.matching.match import Level
from fitcheck.matching.traits import Trait, traits
from tests.matching.builders import levels, report


@pytest.mark.parametrize("trait", traits(), ids=lambda t: t.id)
def test_every_trait_meets_its_examples(trait: Trait) -> None:
    for text in trait.accept_asks:
        assert trait.asks.search(text), text
    for text in trait.accept_shown:
        assert trait.shown.search(text), text
    for text in trait.reject_shown:
        assert not trait.shown.search(text), text


POSTING = "## Requirements\n- Strong leadership skills\n"
JOB = "# Experience\n## Ward Manager, City Hospital (Jan 2019 - Present)\n"


def test_a_trait_shown_by_an_act_is_demonstrated() -> None:
    found = report(JOB + "- Supervised a team of six nurses on nights\n", POSTING)
    assert levels(found) == [Level.DEMONSTRATED]


def test_a_trait_that_is_only_claimed_is_listed() -> None:
    summary = "# Summary\nA person with strong leadership skills.\n\n"
    found = report(summary + JOB + "- Kept the medicine cupboard in order\n", POSTING)
    assert levels(found) == [Level.LISTED]


def test_a_trait_that_nobody_mentions_is_unknown() -> None:
    found = report(JOB + "- Kept the medicine cupboard in order\n", POSTING)
    assert levels(found) == [Level.UNKNOWN]


def test_the_name_of_a_degree_is_no_act() -> None:
    degree = "# Education\n## Master of Network Communications Management, State College, 2012\n"
    posting = "## Requirements\n- Excellent communication skills\n"
    assert Level.DEMONSTRATED not in levels(report(degree, posting))
