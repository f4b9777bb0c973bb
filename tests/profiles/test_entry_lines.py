"""Lines that could name the title or the employer of an entry by their place and their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.profiles.entry_lines import is_named, is_own_title, stated_job
from fitcheck.profiles.header_parts import header_ranges


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("Worked as a line cook at The Red Lion, Leeds", ("line cook", "The Red Lion")),
        ("Served as the shift supervisor for Globex Foods", ("shift supervisor", "Globex Foods")),
        ("I was employed as night porter.", ("night porter", None)),
        ("Working as Test Automation Engineer.", ("Test Automation Engineer", None)),
        ("Acted as team lead and wrote code", ("team lead", None)),
    ],
)
def test_a_line_states_what_somebody_worked_as(text: str, job: tuple[str, str | None]) -> None:
    assert stated_job(text) == job


@pytest.mark.parametrize(
    "text", ["Worked as part of a team", "Worked as well as I could", "Line cook", ""]
)
def test_other_lines_state_no_job(text: str) -> None:
    assert stated_job(text) == (None, None)


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_stated_stands_in_the_line(before: str, behind: str) -> None:
    text = f"Worked as {before} clerk{behind}"
    assert all(part is None or part in text for part in stated_job(text))


@pytest.mark.parametrize("text", ["Line Cook", "Head of Sales and Marketing"])
def test_a_short_title_stands_by_itself(text: str) -> None:
    assert is_own_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Before that, kitchen porter",
        "Milltown Association of Bakers",
        "Bringing writers and producers together with the artists and the labels",
    ],
)
def test_remarks_names_and_sentences_are_no_titles_by_themselves(text: str) -> None:
    assert not is_own_title(text)


def test_brackets_hide_no_capitals() -> None:
    assert is_named("Brightdesic (Vendor @ Globex)")
    assert not is_named("Brightdesic (vendor of Globex)")


@given(st.integers(1950, 2030), st.integers(-40, 40))
def test_years_that_close_a_header_are_a_range_where_they_could_be_of_one_job(
    year: int, apart: int
) -> None:
    found = header_ranges(f"Clerk, Globex {year} {year + apart}")
    assert found[0].joined is (0 < apart <= 12)
    if found[0].joined:
        assert [str(found[0].range.start), str(found[0].range.end)] == [
            str(year),
            str(year + apart),
        ]
