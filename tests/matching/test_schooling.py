"""A condition that says where education must have been had."""

from __future__ import annotations

import pytest

from fitcheck.matching.match import Level
from fitcheck.profiles.profile import Kind
from tests.matching.builders import report

POSTING = """# Bookkeeper

## Requirements
- Experience with Python

## Conditions
- Please note that education must be from an accredited university
"""
JOB = "# Experience\n## Engineer, Freightly (Jan 2018 - Present)\n- Ran services in Python\n\n"


@pytest.mark.parametrize(
    ("education", "level"),
    [
        ("# Education\nBA in History, Sofia University, 2017\n", Level.DEMONSTRATED),
        ("", Level.ABSENT),
    ],
)
def test_any_education_beyond_school_shows_it_and_it_weighs_nothing(
    education: str, level: Level
) -> None:
    found = report(JOB + education, POSTING)
    match = next(one for one in found.matches if one.requirement.kind is Kind.EDUCATION)
    assert (match.level, match.requirement.degree) == (level, None)
    weighed = {one.requirement: one.weight for one in found.contributions}
    assert not weighed.get(match.requirement.id)


def test_the_score_is_that_of_the_posting_without_it() -> None:
    without = POSTING[: POSTING.index("## Conditions")]
    assert report(JOB, POSTING).score == report(JOB, without).score
