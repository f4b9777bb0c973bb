"""Lines about the person and how to reach them."""

from __future__ import annotations

import pytest

from fitcheck.language.contact import has_contact, is_contact


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org",
        "(312) 555-0123",
        "+49 30 1234567 | ada@example.org | Berlin",
        "linkedin.com/in/ada-byron | github.com/ada",
        "12 Mill Street, Springfield, IL 62701",
        "Musterweg 12, 10115 Berlin",
        "Date of birth: 1 May 1990",
        "Nationality: British",
        "☎ 555-010-0199",
    ],
)
def test_contact_lines_are_known(text: str) -> None:
    assert is_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "2010 - 2015. Full-stack developer",
        "01/2019 - 02/2022",
        "Built www.example.org and three other shops for clients of the agency",
        "Web: HTML, CSS, SASS, JavaScript, TypeScript",
        "Reduced costs by $1,200,000 in 2019",
        "Answered the phone and e-mail of forty clients every day",
        "Software Engineer",
    ],
)
def test_lines_about_work_are_no_contact_lines(text: str) -> None:
    assert not is_contact(text)


def test_a_number_or_address_within_a_line_is_seen() -> None:
    assert has_contact("Supervisor: Grace Hopper (312) 555-0123")
    assert not has_contact("Clerk, Acme Inc. 2010 - 2015")
