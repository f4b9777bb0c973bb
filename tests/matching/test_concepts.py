from __future__ import annotations

import pytest

from fitcheck.matching.match import Level
from tests.matching.builders import levels, report

JOB = "# Experience\n## Backend Engineer, Freightly (Jan 2022 - Present)\n"


def asks(*lines: str) -> str:
    return "## Requirements\n" + "".join(f"- {line}\n" for line in lines)


def test_a_tool_in_a_dated_job_is_demonstrated() -> None:
    found = report(JOB + "- Ran 40 services on k8s\n", asks("Experience with Kubernetes"))
    assert levels(found) == [Level.DEMONSTRATED]


def test_a_tool_in_a_skills_list_is_listed() -> None:
    found = report(JOB + "- Ran services\n\n# Skills\nKubernetes\n", asks("Kubernetes"))
    assert levels(found) == [Level.LISTED]


def test_wanting_to_learn_is_absent() -> None:
    found = report(
        "# Summary\nEager to learn Kubernetes.\n\n" + JOB + "- Ran tills\n", asks("Kubernetes")
    )
    assert levels(found) == [Level.ABSENT]


def test_an_implication_goes_one_way() -> None:
    django = report(JOB + "- Built a shop in Django\n", asks("Experience with Python"))
    python = report(JOB + "- Built a shop in Python\n", asks("Experience with Django"))
    assert levels(django) == [Level.DEMONSTRATED]
    assert levels(python) == [Level.ABSENT]


def test_a_close_relative_is_partial() -> None:
    found = report(JOB + "- Tuned MySQL queries\n", asks("Experience with PostgreSQL"))
    assert levels(found) == [Level.PARTIAL]


def test_any_of_several_is_enough_where_the_posting_says_or() -> None:
    found = report(JOB + "- Wrote services in Python\n", asks("Experience with Go or Python"))
    assert levels(found) == [Level.DEMONSTRATED]


def test_some_of_all_is_partial() -> None:
    found = report(JOB + "- Wrote services in Python\n", asks("Python and Kubernetes"))
    assert levels(found) == [Level.PARTIAL]


@pytest.mark.parametrize(
    ("years", "level"),
    [
        ("4+", Level.DEMONSTRATED),
        ("5+", Level.DEMONSTRATED),
        ("7+", Level.PARTIAL),
        ("12+", Level.PARTIAL),
    ],
)
def test_years_are_counted_from_dated_jobs(years: str, level: Level) -> None:
    """Four years and eleven months until the day of the tests: 90 % is enough, less is part."""
    found = report(JOB + "- Built it in Python\n", asks(f"{years} years of Python experience"))
    assert levels(found) == [level]


def test_years_that_are_only_listed_count_for_nothing() -> None:
    resume = (
        "# Summary\n9 years of Python.\n\n# Experience\n## Cashier, Shop (2023 - 2024)\n- Tills\n"
    )
    assert (
        levels(report(resume, asks("5+ years of Python experience")))[0].rank <= Level.LISTED.rank
    )


def test_a_name_that_covers_little_of_the_line_does_not_show_all_of_it() -> None:
    line = (
        "Writing advanced SQL scripts with window functions, recursive queries and cost optimizers"
    )
    found = report(JOB + "- Stored orders in SQL\n", asks(line))
    assert levels(found) == [Level.PARTIAL]


def test_every_level_above_absent_has_evidence_from_the_resume() -> None:
    resume = JOB + "- Tuned MySQL queries in Python\n\n# Skills\nDocker\n"
    found = report(resume, asks("PostgreSQL", "Python", "Docker", "Haskell"))
    for match in found.matches:
        assert bool(match.evidence) == (match.level.rank > 0)


def test_an_umbrella_among_alternatives_is_told_as_such() -> None:
    found = report(
        "# Experience\n## Technician, Hall Ltd (Jan 2019 - Present)\n- Alarm panel programming\n",
        "## Requirements\n- Proficient in a programming language (Python, Java, TypeScript, etc)\n",
    )
    assert all("None" not in match.reason for match in found.matches)
