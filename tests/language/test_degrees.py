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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Master's degree or equivalent", ["master"]),
        ("PhD or related degree in Botany", ["doctorate"]),
        ("J.D. degree required", ["doctorate"]),
        ("MS in Physics or a related degree", ["master"]),
        ("Degree or Master's in Botany", ["bachelor", "master"]),
        ("A relevant degree", ["bachelor"]),
        ("three years of rigging or a degree", ["bachelor"]),
        ("Associate or higher degree in Drafting", ["associate"]),
        ("Undergraduate or graduate degree in Botany", ["bachelor", "master"]),
    ],
)
def test_a_degree_without_a_level_gives_way_to_one_that_is_named(
    text: str, wanted: list[str]
) -> None:
    assert levels(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ADN or BSN", ["associate", "bachelor"]),
        ("H.S. diploma", ["high_school"]),
        ("BS Computer Science + 8 years", ["bachelor"]),
        ("LL.B. or LL.M.", ["bachelor", "master"]),
        ("DVM or VMD degree", ["doctorate", "doctorate"]),
        ("2:1 degree or above", ["bachelor"]),
        ("educated to A-level standard", ["high_school"]),
        ("Fachhochschulabschluss", ["bachelor"]),
        ("Studium der Chemie; Promotion von Vorteil", ["bachelor", "doctorate"]),
        ("Licenciado en Derecho", ["bachelor"]),
        ("Grado en Turismo", ["bachelor"]),
        ("licence ou master en biologie", ["bachelor", "master"]),
        ("bac pro cuisine", ["high_school"]),
        ("BTech or diploma in computer engineering", ["bachelor", "associate"]),
        ("promotion of sales at a level or above", []),
        ("Bachelor accommodation for outsiders", []),
    ],
)
def test_short_and_foreign_names_are_known(text: str, wanted: list[str]) -> None:
    assert levels(text) == wanted


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("BS in Botany, Ecology, or a related STEM field", ("botany", "ecology")),
        ("BS degree in Botany or other related engineering field", ("botany",)),
        ("PhD in Botany or related field and have written papers", ("botany",)),
        ("Degree in either Botany or Ecology", ("botany", "ecology")),
        ("Bachelor's degree in Engineering/B.Tech", ("engineering",)),
        ("BSc in Botany or five years of work", ("botany",)),
        ("Ecology or related degree preferred", ("ecology",)),
        ("Bachelor's Degree: Botany, Ecology", ("botany", "ecology")),
        ("Degree in technical field: botany, ecology", ("botany", "ecology")),
        ("Studium der Botanik oder vergleichbare Ausbildung", ("botanik",)),
        ("Bachelor or U.S. equivalent in Botany", ("botany",)),
        ("GCSE Maths grade C", ("maths",)),
    ],
)
def test_fields_end_where_something_else_begins(text: str, fields: tuple[str, ...]) -> None:
    assert find_degrees(text)[0].fields == fields


@given(
    st.sampled_from(["Bachelor's degree", "MSc", "PhD"]),
    st.sampled_from(["Botany", "Ecology", "Physics"]),
    st.sampled_from(["or a related field", "or equivalent", "or similar discipline", "required"]),
)
def test_what_closes_a_list_of_fields_is_no_field(degree: str, field: str, tail: str) -> None:
    (found,) = find_degrees(f"{degree} in {field} {tail}")
    assert found.fields == (field.lower(),)
