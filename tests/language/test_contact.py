"""Lines about the person and how to reach them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.contact import has_contact, is_contact, is_home


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
        "Springfield, Karnataka - Email me on Indeed: ada@example.org",
        "Residence: Springfield",
        "Place of birth: Springfield",
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


@pytest.mark.parametrize(
    "line",
    [
        "Nottingham NG7",
        "Irymple VIC 3498",
        "Rezé (44)",
        "4050 Traun, Oberösterreich",
        "Springfield, IL",
        "Olomouc, moving to Brno in January",
        "Dutch and Czech nationality",
        "Geburtsjahr 1984, deutsche Staatsangehörigkeit",
        "Nacido en 1969, argentino",
    ],
)
def test_where_somebody_lives_and_of_which_nation_is_told_from_other_lines(line: str) -> None:
    assert is_home(line)


@pytest.mark.parametrize(
    "line",
    [
        "Registered nurse with ten years on wards",
        "Team leader at Globex",
        "Born leader and motivator",
        "Java SE 17",
        "",
    ],
)
def test_what_tells_of_work_is_no_home(line: str) -> None:
    assert not is_home(line)


@given(st.text(max_size=200))
def test_only_short_lines_are_homes(text: str) -> None:
    assert not is_home(text) or len(text.split()) <= 9


@pytest.mark.parametrize(
    "text", ["Windows Server 2016/2019/2022", "Exchange 2010, 2013, 2016", "Elected 2014-2018-2022"]
)
def test_lists_of_years_are_no_phone_numbers(text: str) -> None:
    assert not has_contact(text)


@pytest.mark.parametrize("text", ["Call 07700 900 751", "+44 2019 202 020", "(202) 555-0199 20"])
def test_phone_numbers_with_years_in_them_are_found(text: str) -> None:
    assert has_contact(text)
