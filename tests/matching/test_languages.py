"""Natural languages: each at its own level, and the one of the resume."""

from __future__ import annotations

import pytest

from fitcheck.matching.match import Level
from tests.matching.builders import levels, report

JOB = (
    "# Experience\n## Clerk, Office Lumen (Jan 2018 - Present)\n"
    "- Wrote all of the letters of the office and answered the calls that came in from clients\n\n"
)
TOLD = "I have worked with the same team for the whole of this time and it has been good.\n\n"


def asks(*lines: str) -> str:
    return "# Clerk\n\n## Requirements\n" + "".join(f"- {line}\n" for line in lines)


def test_years_of_work_told_in_a_language_show_it() -> None:
    resume = "# Summary\n" + TOLD + JOB
    assert levels(report(resume, asks("Excellent written and spoken English"))) == [
        Level.DEMONSTRATED
    ]


def test_a_stated_level_counts_more_than_the_language_of_the_resume() -> None:
    resume = "# Summary\n" + TOLD + JOB + "# Languages\n- English (B1)\n"
    assert levels(report(resume, asks("Fluent English"))) == [Level.PARTIAL]


@pytest.mark.parametrize(
    ("stated", "asked", "level"),
    [
        ("German, fluent", "Fluent German", Level.DEMONSTRATED),
        ("German", "Fluent German", Level.PARTIAL),
        ("German", "Conversational German", Level.DEMONSTRATED),
        ("German basic", "German language proficiency", Level.PARTIAL),
        ("Polish (native)", "Fluent German", Level.ABSENT),
    ],
)
def test_the_level_asked_decides(stated: str, asked: str, level: Level) -> None:
    assert levels(report(JOB + f"# Languages\n- {stated}\n", asks(asked))) == [level]


def test_all_languages_of_a_line_are_asked() -> None:
    posting = asks("Fluent German and Polish required")
    one = report(JOB + "# Languages\n- German (C2)\n", posting)
    both = report(JOB + "# Languages\n- German (C2)\n- Polish (C1)\n", posting)
    assert levels(one) == [Level.PARTIAL]
    assert levels(both) == [Level.DEMONSTRATED]


def test_a_language_that_is_not_the_resumes_own_and_nowhere_stated_is_absent() -> None:
    resume = "# Summary\n" + TOLD + JOB
    assert levels(report(resume, asks("Fluent German"))) == [Level.ABSENT]


def test_the_resumes_own_language_without_years_of_work_stays_a_question() -> None:
    resume = "# Summary\n" + TOLD + "# Skills\nLetters, calls\n"
    assert levels(report(resume, asks("Fluent English"))) == [Level.UNKNOWN]


def test_the_resumes_own_language_is_no_part_of_an_ask_that_names_another_with_it() -> None:
    resume = "# Summary\n" + TOLD + JOB
    posting = asks("Fluent in German and English")
    assert levels(report(resume, posting)) == [Level.ABSENT]
    stated = report(resume + "# Languages\n- English (native)\n", posting)
    assert levels(stated) == [Level.PARTIAL]
    both = report(resume + "# Languages\n- German (C1)\n", posting)
    assert levels(both) == [Level.DEMONSTRATED]


def test_one_language_beside_the_resumes_own_answers_a_second_language() -> None:
    resume = "# Summary\n" + TOLD + JOB + "# Languages\n- Urdu\n"
    posting = asks("A second language such as Urdu, Punjabi or Polish")
    assert levels(report(resume, posting)) == [Level.DEMONSTRATED]
