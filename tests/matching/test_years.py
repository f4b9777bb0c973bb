from __future__ import annotations

import pytest

from fitcheck.matching.match import Level
from tests.matching.builders import levels, report

CLERK = """# Experience
## Accountant, Elm Stores (Jan 2014 - Dec 2023)
- Reconciled bank accounts and posted journal entries to the general ledger
- Prepared monthly accounting reports for six shops
"""


def asks(title: str, line: str) -> str:
    return f"# {title}\n\n## Requirements\n- {line}\n"


def test_years_of_kindred_work_are_part_of_years_of_a_thing_that_nobody_names() -> None:
    found = report(CLERK, asks("Accountant", "2 years of experience in administrative support"))
    assert levels(found) == [Level.PARTIAL]
    assert "10 y" in found.matches[0].reason


def test_years_of_kindred_work_are_nothing_of_years_of_a_named_tool() -> None:
    found = report(CLERK, asks("Accountant", "2 years of experience with SAP"))
    assert levels(found) == [Level.ABSENT]


def test_overlapping_jobs_count_once() -> None:
    both = """# Experience
## Python Developer, Elm Stores (Jan 2020 - Dec 2021)
- Wrote the shop in Python
## Python Developer, Oak Depot (Jan 2020 - Dec 2021)
- Wrote the depot in Python
"""
    found = report(both, asks("Developer", "4+ years of Python experience"))
    assert levels(found) == [Level.PARTIAL]
    assert found.matches[0].reason.startswith("2 y ")


def test_the_reason_names_only_what_is_shown() -> None:
    found = report(CLERK, asks("Accountant", "3 years of accounting experience"))
    assert levels(found) == [Level.DEMONSTRATED]
    assert "Accounting" in found.matches[0].reason


@pytest.mark.parametrize(
    ("job", "asking", "level"),
    [
        ("Cook", "2+ years of experience as a cook", Level.DEMONSTRATED),
        ("Cook", "2+ years of experience as a driver", Level.ABSENT),
        ("Electrician", "Four years as an electrician in housing", Level.DEMONSTRATED),
        ("Accountant", "Four years as an electrician in housing", Level.ABSENT),
    ],
)
def test_years_in_an_occupation_are_counted_by_titles_where_no_posting_title_helps(
    job: str, asking: str, level: Level
) -> None:
    resume = f"# Experience\n## {job}, Harbour Foods (Jan 2016 - Present)\n- Did the daily work\n"
    first = report(resume, f"## Requirements\n- {asking}\n").matches[0]
    assert first.level is level
