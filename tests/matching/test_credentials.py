from __future__ import annotations

import pytest

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


def test_a_language_that_nothing_speaks_of_is_absent() -> None:
    assert levels(report(JOB, asks("Fluent German"))) == [Level.ABSENT]


def test_the_title_of_a_job_of_which_nothing_is_told_is_partial() -> None:
    bare = report(
        "# Experience\n## Python Developer, Freightly (Jan 2018 - Present)\n", asks("Python")
    )
    assert levels(bare) == [Level.PARTIAL]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("B.E. Computer Science, Pune College of Engineering, 2017", Level.DEMONSTRATED),
        ("Grado en Informática, Universidad de Sevilla, 2017", Level.PARTIAL),
        ("Diploma in Computer Science, Mohawk College, 2017", Level.PARTIAL),
        ("BSc Computer Science, Sofia University, not completed", Level.PARTIAL),
        ("High School Diploma, 2012", Level.ABSENT),
    ],
)
def test_degrees_of_other_countries_are_held_against_the_level(line: str, level: Level) -> None:
    assert levels(report(education(line), DEGREE)) == [level]


def test_a_related_field_is_demonstrated_where_the_line_takes_one() -> None:
    posting = asks("Bachelor's degree in Accounting or a related field")
    found = report(education("B.Com, Economics, Pune University, 2017"), posting)
    other = report(education("BA in History, Sofia University, 2017"), posting)
    assert levels(found) == [Level.DEMONSTRATED]
    assert levels(other) == [Level.PARTIAL]


def test_a_college_degree_covers_the_diploma_of_the_school() -> None:
    posting = asks("High school diploma or GED")
    found = report(education("Associate of Applied Science, Marketing (in progress)"), posting)
    assert levels(found) == [Level.DEMONSTRATED]


def test_the_field_of_a_preferred_degree_is_not_asked_of_the_diploma() -> None:
    posting = asks("High school diploma required, Bachelor's in Marketing is accepted too")
    assert levels(report(education("High School Diploma, 2012"), posting)) == [Level.DEMONSTRATED]


def test_an_entry_with_its_place_is_shown_wherever_it_stands() -> None:
    entry = "# Summary\nBSc Computer Science, Sofia University, 2013 - 2017\n\n" + JOB
    claim = "# Summary\nI have a bachelor's degree in computer science and like to build.\n\n" + JOB
    assert levels(report(entry, DEGREE)) == [Level.DEMONSTRATED]
    assert levels(report(claim, DEGREE)) == [Level.LISTED]


@pytest.mark.parametrize(
    ("entry", "level"),
    [
        ("PMP, 2021", Level.DEMONSTRATED),
        ("PMP, exam booked for spring", Level.PARTIAL),
        ("PMP (lapsed)", Level.PARTIAL),
    ],
)
def test_an_open_or_lapsed_certificate_is_partial(entry: str, level: Level) -> None:
    assert levels(report(JOB + f"# Certifications\n- {entry}\n", asks("PMP certification"))) == [
        level
    ]


def test_a_register_is_known_by_its_letters() -> None:
    posting = asks("Certified with CAMRT")
    held = report(JOB + "# Certifications\n- CAMRT, passed 2018\n", posting)
    assert levels(held) == [Level.DEMONSTRATED]
    assert levels(report(JOB, posting)) == [Level.ABSENT]


def test_one_of_two_certificates_asked_is_partial() -> None:
    posting = asks("PMP and CISSP certification")
    assert levels(report(JOB + "# Certifications\n- PMP, 2021\n", posting)) == [Level.PARTIAL]


def test_silence_on_a_check_of_records_is_unknown() -> None:
    assert set(levels(report(JOB, asks("Enhanced DBS check")))) == {Level.UNKNOWN}
