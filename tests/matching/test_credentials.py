from __future__ import annotations

from fitcheck.matching.match import Level
from tests.matching.builders import levels, report

JOB = "# Experience\n## Engineer, Freightly (Jan 2018 - Present)\n- Ran services in Python\n\n"


def asks(*lines: str) -> str:
    return "# Software Engineer\n\n## Requirements\n" + "".join(f"- {line}\n" for line in lines)


def education(line: str) -> str:
    return JOB + f"# Education\n{line}\n"


DEGREE = asks("Bachelor's degree in Computer Science")


def test_the_degree_asked_in_the_field_asked_is_demonstrated() -> None:
    found = report(education("BSc Computer Science, Sofia University, 2017"), DEGREE)
    assert levels(found) == [Level.DEMONSTRATED]


def test_a_higher_degree_in_the_field_shows_the_lower() -> None:
    found = report(education("MSc Computer Science, Sofia University, 2017"), DEGREE)
    assert levels(found) == [Level.DEMONSTRATED]


def test_another_field_is_partial() -> None:
    found = report(education("BA in History, Sofia University, 2017"), DEGREE)
    assert levels(found) == [Level.PARTIAL]


def test_no_education_is_absent() -> None:
    assert levels(report(JOB, DEGREE)) == [Level.ABSENT]


def test_enough_relevant_experience_stands_for_a_degree_where_the_posting_says_so() -> None:
    found = report(
        JOB, asks("Bachelor's degree in Computer Science or equivalent experience", "Python")
    )
    assert levels(found)[0] is Level.DEMONSTRATED


def test_the_school_does_not_matter() -> None:
    known = report(education("BSc Computer Science, Oxford University, 2017"), DEGREE)
    unknown = report(education("BSc Computer Science, Nowhere College, 2017"), DEGREE)
    assert (known.score, levels(known)) == (unknown.score, levels(unknown))


def test_a_dated_certificate_is_demonstrated_and_a_claimed_one_is_listed() -> None:
    posting = asks("PMP certification")
    entry = report(JOB + "# Certifications\n- PMP, 2021\n", posting)
    claim = report("# Summary\nPMP certified manager of projects.\n\n" + JOB, posting)
    assert levels(entry) == [Level.DEMONSTRATED]
    assert levels(claim) == [Level.LISTED]


def test_a_language_at_the_level_asked_is_demonstrated_and_below_it_partial() -> None:
    posting = asks("Fluent German (C1)")
    high = report(JOB + "# Languages\n- German (C2)\n", posting)
    low = report(JOB + "# Languages\n- German (A2)\n", posting)
    assert levels(high) == [Level.DEMONSTRATED]
    assert levels(low) == [Level.PARTIAL]


def test_a_language_that_nothing_speaks_of_is_unknown() -> None:
    assert levels(report(JOB, asks("Fluent German"))) == [Level.UNKNOWN]


def test_the_title_of_a_job_of_which_nothing_is_told_is_partial() -> None:
    bare = report(
        "# Experience\n## Python Developer, Freightly (Jan 2018 - Present)\n", asks("Python")
    )
    assert levels(bare) == [Level.PARTIAL]
