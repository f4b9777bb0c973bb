"""Levels of education and fields of study."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.degrees import Degree, find_degrees
from fitcheck.language.patterns import load_phrases


def levels(text: str) -> list[str]:
    return [found.level.value for found in find_degrees(text)]


def test_every_entry_of_the_table_holds_its_examples() -> None:
    levels = frozenset(Degree)
    for phrase in load_phrases("degrees", levels) + load_phrases("qualifications", levels):
        assert [a for a in phrase.accept if not phrase.search(a)] == [], phrase.id
        assert [r for r in phrase.reject if phrase.search(r)] == [], phrase.id


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("BS/BA in Finance", ["bachelor", "bachelor"]),
        ("BS / MS / PhD in Physics", ["bachelor", "master", "doctorate"]),
        ("B.Tech or M.Tech", ["bachelor", "master"]),
        ("Graduation from an accredited four-year college or university", ["bachelor"]),
        ("High school diploma or GED", ["high_school", "high_school"]),
        ("An Associate's degree from a college", ["associate"]),
        ("HND in Electrical Engineering", ["associate"]),
        ("an advanced degree", ["master"]),
        ("Degree in Economics", ["bachelor"]),
        ("abgeschlossenes Studium der Informatik", ["bachelor"]),
        ("MS Office and MS Excel", []),
        ("certified Scrum Master", []),
        ("Sales Associate", []),
        ("work with the BA team in Boston, MA", []),
    ],
)
def test_levels_are_found_in_the_order_of_the_text(text: str, wanted: list[str]) -> None:
    assert levels(text) == wanted


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Bachelor’s degree in Computer Science, Software Engineering, or related field",
            ("computer science", "software engineering"),
        ),
        (
            "Bachelor's degree in Electrical Engineering or equivalent experience",
            ("electrical engineering",),
        ),
        ("B.S. Computer Science, Northfield College", ("computer science",)),
        ("Bachelor of Science in Mechanical Engineering, 2012", ("mechanical engineering",)),
        ("Bachelor's degree (or equivalent) in Marketing", ("marketing",)),
        ("PhD in Statistics with 5 years of work", ("statistics",)),
        ("Engineering degree", ("engineering",)),
        ("Bachelor's degree required", ()),
    ],
)
def test_fields_of_study_are_read_without_what_follows(text: str, fields: tuple[str, ...]) -> None:
    assert find_degrees(text)[0].fields == fields


def test_degrees_that_share_a_phrase_share_its_fields() -> None:
    first, second = find_degrees("BS or MS in Geology")
    assert first.fields == second.fields == ("geology",)


def test_degrees_rank_from_school_to_doctorate() -> None:
    assert [degree.rank for degree in Degree] == [0, 1, 2, 3, 4]


@given(st.text(max_size=80))
def test_found_degrees_lie_in_the_text(text: str) -> None:
    for found in find_degrees(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.span.end <= max(found.end, found.span.end) <= len(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("BA (Hons) English and History", ["bachelor"]),
        ("Licence d'histoire, Lyon 2", ["bachelor"]),
        ("Grado en Turismo", ["bachelor"]),
        ("Master Sécurité des systèmes d'information", ["master"]),
        ("Leaving Certificate 2020", ["high_school"]),
        ("Ontario Secondary School Diploma", ["high_school"]),
        ("Diploma, Office Administration", ["associate"]),
        ("Fachabitur Wirtschaft", ["high_school"]),
    ],
)
def test_short_names_of_degrees_count_where_they_are_held(text: str, wanted: list[str]) -> None:
    assert [found.level.value for found in find_degrees(text, held=True)] == wanted


@pytest.mark.parametrize("text", ["Dogwood Diploma", "Lic. Turismo", "BS Botany"])
def test_short_names_are_unknown_elsewhere(text: str) -> None:
    assert levels(text) == []


def test_a_city_and_an_office_program_are_no_degrees_held() -> None:
    assert find_degrees("Springfield College, Boston, MA", held=True) == ()
    assert find_degrees("MS Office Specialist", held=True) == ()
