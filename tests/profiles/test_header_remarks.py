"""Remarks in headers: days and hours, promotions, what came before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.profiles.header_remarks import (
    is_remark,
    is_term,
    turns_on,
    without_changes,
    without_remark,
)
from fitcheck.profiles.headers import read_header


@pytest.mark.parametrize(
    "text", ["evenings", "60 %", "two days a week", "on and off", "samstags", "fines de semana"]
)
def test_days_hours_and_shares_are_terms(text: str) -> None:
    assert is_term(text)
    assert is_remark(text)


@pytest.mark.parametrize("text", ["OR", "Night Owl Bakery", "ICU", "Payments", "", "2019"])
def test_what_names_no_time_is_no_term(text: str) -> None:
    assert not is_term(text)


@pytest.mark.parametrize(
    "text", ["then part-time in the school year", "first in Leeds and then in York", "puis CDD"]
)
def test_a_part_that_goes_on_about_the_dates_is_a_remark(text: str) -> None:
    assert is_remark(text)


@pytest.mark.parametrize("text", ["then Lead Cook", "With Care Ltd", "Globex", "on Globex Ltd"])
def test_a_part_that_names_somebody_is_no_remark(text: str) -> None:
    assert not is_remark(text)


def test_a_piece_that_turns_on_belongs_to_the_title() -> None:
    assert turns_on("later Senior Clerk")
    assert not turns_on("Globex")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Clerk II (promoted from Clerk I, 09/2024)", "Clerk II"),
        ("Fire Officer (Firefighter until March 2025)", "Fire Officer"),
        ("Chair (from 2018), Teacher", "Chair, Teacher"),
        ("Teacher (Chemistry)", "Teacher (Chemistry)"),
        ("Aide (part time)", "Aide (part time)"),
        ("Clerk (from 2019 to 2021)", "Clerk (from 2019 to 2021)"),
    ],
)
def test_a_bracket_about_a_change_is_left_out_of_a_title(line: str, left: str) -> None:
    assert without_changes(line) == left


def test_a_title_that_ends_in_brackets_is_kept_beside_its_employer() -> None:
    read = read_header(("Nursing Assistant (part time) | Northwind Home | 2019 - 2021",))
    assert (read.title, read.employer) == ("Nursing Assistant (part time)", "Northwind Home")


def test_remarks_behind_the_dates_are_no_employer() -> None:
    read = read_header(("Server, Marsh House Catering\t2021 to 2023, on and off",))
    assert (read.title, read.employer) == ("Server", "Marsh House Catering")


@given(st.text(max_size=200))
def test_taking_brackets_out_leaves_a_part_of_the_line(text: str) -> None:
    left = without_changes(text)
    assert len(left) <= len(text)
    assert without_changes(left.replace("(", "").replace(")", "")) == left.replace("(", "").replace(
        ")", ""
    )


@given(st.lists(st.sampled_from(["evenings", "two", "days", "a", "week", "60 %"]), max_size=8))
def test_every_term_is_a_remark(words: list[str]) -> None:
    text = " ".join(words)
    assert not is_term(text) or is_remark(text)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Labourer (site gateman some days)", "Labourer"),
        ("Clerk (contract)", "Clerk (contract)"),
        ("Tutor (15 to 20 hours per week)", "Tutor (15 to 20 hours per week)"),
        ("Home manager (Person in Charge)", "Home manager (Person in Charge)"),
        ("Tester (Load and Stress Team)", "Tester (Load and Stress Team)"),
        ("(what was once the mill shop)", "(what was once the mill shop)"),
    ],
)
def test_only_a_bracket_that_tells_in_many_words_is_no_part_of_a_title(
    title: str, bare: str
) -> None:
    assert without_remark(title) == bare


@given(st.text(max_size=60))
def test_a_title_without_its_remark_is_how_it_begins(title: str) -> None:
    assert title.startswith(without_remark(title))
