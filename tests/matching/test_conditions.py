from __future__ import annotations

import pytest

from fitcheck.matching.conditions import Statement, statements
from fitcheck.matching.match import Level
from tests.matching.builders import levels, report


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_every_statement_meets_its_examples(statement: Statement) -> None:
    for text in statement.accept:
        assert statement.pattern.search(text), text
    for text in statement.reject:
        assert not statement.pattern.search(text), text


POSTING = "## Requirements\n- Must be authorized to work in the EU\n"
JOB = "# Experience\n## Cook, Cafe Lumen (Jan 2019 - Present)\n- Cooked lunch for 80 guests a day\n"


def test_a_stated_citizenship_answers_the_condition() -> None:
    assert levels(report(JOB + "\nEU citizen\n", POSTING)) == [Level.DEMONSTRATED]


def test_silence_on_a_condition_is_unknown() -> None:
    assert levels(report(JOB, POSTING)) == [Level.UNKNOWN]


def test_needing_sponsorship_contradicts() -> None:
    posting = "## Requirements\n- Must be authorized to work in the US without sponsorship\n"
    assert levels(report(JOB + "\nRequires visa sponsorship\n", posting)) == [Level.CONTRADICTED]
