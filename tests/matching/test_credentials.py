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


@pytest.mark.parametrize(
    ("entry", "level"),
    [
        ("BSc Telematics, Sofia University, 2017", Level.PARTIAL),
        ("BSc Physics, Sofia University, 2017", Level.PARTIAL),
        ("BA in History, Sofia University, 2017", Level.ABSENT),
        ("BA in Sorbian, Sofia University, 2017", Level.PARTIAL),
        ("BSc, Sofia University, 2017", Level.PARTIAL),
    ],
)
def test_a_field_beside_the_one_asked_is_partial_and_quite_another_absent(
    entry: str, level: Level
) -> None:
    assert levels(report(education(entry), DEGREE)) == [level]


def test_any_degree_is_part_of_a_line_that_takes_other_ways() -> None:
    posting = asks("Bachelor's degree in Nursing or equivalent experience")
    found = report("# Education\nBA in History, Sofia University, 2017\n", posting)
    assert levels(found) == [Level.PARTIAL]


@pytest.mark.parametrize(
    ("entry", "level"),
    [
        ("BSc Mechanical Engineering, Sofia University, 2017", Level.DEMONSTRATED),
        ("B.Tech, Sofia University, 2017", Level.DEMONSTRATED),
        ("Bachelor of Commerce, Sofia University, 2017", Level.ABSENT),
        ("BSc (Hons), Sofia University, 2017", Level.PARTIAL),
    ],
)
def test_any_technical_field_answers_a_technical_degree(entry: str, level: Level) -> None:
    assert levels(report(education(entry), asks("Technical degree required"))) == [level]


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ("MBA, Sofia University, 2017", "Bachelor's degree in Business"),
        ("B.E. in ECE, Sofia University, 2017", "Bachelor's degree in Engineering"),
        ("B.Tech in CSE, Sofia University, 2017", "Bachelor's degree in Computer Science"),
        ("LL.B., Sofia University, 2017", "Bachelor's degree in Law"),
    ],
)
def test_the_name_of_a_degree_tells_its_field(entry: str, asked: str) -> None:
    assert levels(report(education(entry), asks(asked))) == [Level.DEMONSTRATED]


def test_the_name_of_a_school_tells_no_field() -> None:
    posting = asks("Bachelor's degree in Engineering")
    found = report(education("BA in History, Sofia College of Engineering, 2017"), posting)
    assert levels(found) == [Level.ABSENT]


def test_of_two_degrees_the_one_in_the_field_answers() -> None:
    entries = "MBA, Marketing, Sofia University, 2019\n\nBSc Computer Science, Ruse College, 2015"
    found = report(education(entries), DEGREE)
    assert levels(found) == [Level.DEMONSTRATED]
    assert found.matches[0].reason == "bachelor in Computer Science"


def test_a_first_degree_is_no_part_of_a_postgraduate_one_that_is_a_plus() -> None:
    resume = education("BSc Computer Science, Sofia University, 2017")
    plus = "# Engineer\n\n## Nice to have\n- Master's degree in Computer Science\n"
    must = asks("Master's degree in Computer Science")
    assert levels(report(resume, plus)) == [Level.ABSENT]
    assert levels(report(resume, must)) == [Level.PARTIAL]


FIRSTS = [
    "BSc Computer Science, Ruse College, 2012",
    "BA in History, Ruse College, 2012",
    "High School Diploma, 2008",
]


@pytest.mark.parametrize("first", FIRSTS)
@pytest.mark.parametrize("second", ["MBA, Marketing, Varna College, 2016", "MSc Physics, 2015"])
@pytest.mark.parametrize(
    "asked", ["Bachelor's degree in Computer Science", "Master's degree", "Technical degree"]
)
def test_another_degree_never_lowers_the_level(first: str, second: str, asked: str) -> None:
    before = levels(report(education(first), asks(asked)))[0]
    after = levels(report(education(f"{first}\n\n{second}"), asks(asked)))[0]
    assert after.rank >= before.rank


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
    beside = report(education("BA in Sociology, Sofia University, 2017"), posting)
    other = report(education("BA in History, Sofia University, 2017"), posting)
    assert levels(found) == [Level.DEMONSTRATED]
    assert levels(beside) == [Level.PARTIAL]
    assert levels(other) == [Level.ABSENT]


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


def test_the_will_to_get_a_certificate_is_a_question() -> None:
    posting = asks("First aid certificate, or willing to complete it within twelve weeks")
    held = report(JOB + "# Certifications\n- First aid certificate, 2025\n", posting)
    assert levels(report(JOB, posting)) == [Level.UNKNOWN]
    assert levels(held) == [Level.DEMONSTRATED]


@pytest.mark.parametrize(
    ("entry", "level"),
    [
        ("AAT Level 4 Diploma, 2025", Level.DEMONSTRATED),
        ("AAT Level 2 Certificate, 2025", Level.PARTIAL),
        ("AAT, 2025", Level.DEMONSTRATED),
    ],
)
def test_a_lower_level_of_a_certificate_is_partial(entry: str, level: Level) -> None:
    resume = JOB + f"# Education\n- {entry}\n"
    assert levels(report(resume, asks("AAT Level 3 or above"))) == [level]


def test_work_near_a_certificate_is_no_certificate() -> None:
    posting = asks("Certification as a traffic operations planner")
    job = JOB.replace("Ran services in Python", "Planned traffic operations for two towns")
    assert levels(report(job, posting)) == [Level.ABSENT]
