from __future__ import annotations

import pytest

from fitcheck.documents.text import document_from_text
from fitcheck.language.lines import Zone
from fitcheck.matching.conditions import Statement, statements
from fitcheck.matching.match import Level
from fitcheck.profiles.profile import Kind
from tests.matching.builders import levels, report


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_every_statement_meets_its_examples(statement: Statement) -> None:
    for text in statement.accept:
        assert statement.pattern.search(text), text
    for text in statement.reject:
        assert not statement.pattern.search(text), text


def resume_text(resume: str) -> str:
    return document_from_text(resume, media_type="text/markdown").text


POSTING = "## Requirements\n- Must be authorized to work in the EU\n"
JOB = "# Experience\n## Cook, Cafe Lumen (Jan 2019 - Present)\n- Cooked lunch for 80 guests a day\n"


def test_a_stated_citizenship_answers_the_condition() -> None:
    assert levels(report(JOB + "\nEU citizen\n", POSTING)) == [Level.DEMONSTRATED]


def test_silence_on_a_condition_is_unknown() -> None:
    assert levels(report(JOB, POSTING)) == [Level.UNKNOWN]


def test_needing_sponsorship_contradicts() -> None:
    posting = "## Requirements\n- Must be authorized to work in the US without sponsorship\n"
    assert levels(report(JOB + "\nRequires visa sponsorship\n", posting)) == [Level.CONTRADICTED]


def test_a_driving_licence_in_a_contact_line_answers_and_nothing_else_of_the_line_is_quoted() -> (
    None
):
    resume = "# Jo Marsh\n\n12 Elm Road, Leeds • jo@example.org • full driving licence\n\n" + JOB
    found = report(resume, "## Requirements\n- Full driving licence\n")
    assert levels(found) == [Level.DEMONSTRATED]
    (evidence,) = found.matches[0].evidence
    assert resume_text(resume)[evidence.span.start : evidence.span.end] == "full driving licence"


@pytest.mark.parametrize(
    ("stated", "level"),
    [
        ("Führerschein B und BE", Level.DEMONSTRATED),
        ("Führerschein B", Level.PARTIAL),
        ("Keine Angaben", Level.UNKNOWN),
    ],
)
def test_a_lower_class_is_partial_and_silence_unknown(stated: str, level: Level) -> None:
    posting = "## Requirements\n- Führerschein BE\n"
    assert levels(report(JOB + f"\n{stated}\n", posting)) == [level]


def test_free_movement_answers_the_right_to_work() -> None:
    posting = "## Requirements\n- You need the right to work in Belgium\n"
    assert levels(report(JOB + "\nPolish citizen\n", posting)) == [Level.DEMONSTRATED]
    assert levels(report(JOB + "\nCanadian citizen\n", posting)) == [Level.UNKNOWN]


def test_the_licence_of_an_occupation_that_is_nowhere_named_is_absent() -> None:
    posting = "## Requirements\n- Registered Nurse (RN) license\n"
    assert levels(report(JOB, posting)) == [Level.ABSENT]
    held = report(JOB + "\n# Certifications\n- Registered Nurse license, 2021\n", posting)
    assert levels(held) == [Level.DEMONSTRATED]


def test_silence_on_a_condition_of_no_known_kind_is_a_question() -> None:
    posting = (
        "## Conditions of employment\n- Climbs ladders and enters crawl spaces in all weather\n"
    )
    resume = (
        "# Experience\n## Roofer, Larkspur Roofs (Jan 2019 - Present)\n"
        "- Climbed ladders and crawled into roof spaces in rain and sun\n"
    )
    (match,) = report(resume, posting).matches
    assert match.requirement.zone is Zone.CONDITION
    assert match.requirement.kind is Kind.SKILL
    assert match.level is Level.UNKNOWN
