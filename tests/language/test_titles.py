"""Words that tell titles from employers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import TableError
from fitcheck.language import titles
from fitcheck.language.titles import (
    GROUPS,
    employer_score,
    is_department,
    is_placeholder,
    title_score,
    word_group,
)
from fitcheck.settings import load_table


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_holds_its_examples(name: str) -> None:
    entry = load_table("titles")[name]
    group = word_group(name)
    assert [text for text in entry["accept"] if not group.holds(text)] == []
    assert [text for text in entry["reject"] if group.holds(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Senior Software Engineer",
        "Director of Information Technology",
        "Cashier, Hostess, Salad Bar Person",
        "Registered Nurse - ICU",
        "Test Technician III",
        "Krankenpflegerin",
        "Co-Owner/Manager",
    ],
)
def test_the_name_of_a_doer_is_surely_a_title(text: str) -> None:
    assert title_score(text) == 2


@pytest.mark.parametrize(
    "text", ["Globex Corporation", "Springfield State University", "Contoso GmbH", "City of Leeds"]
)
def test_an_organisation_is_surely_an_employer_and_no_title(text: str) -> None:
    assert employer_score(text) >= 1
    assert title_score(text) < 2


def test_departments_are_parts_of_titles() -> None:
    assert is_department("Platform Infrastructure")
    assert is_department("Human Resources")
    assert not is_department("Globex")


def test_taken_out_names_are_known() -> None:
    assert is_placeholder("Company Name")
    assert is_placeholder("City , State")
    assert not is_placeholder("Acme Company")


def test_a_group_with_an_unknown_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {**load_table("titles"), "heads": {"source": "x", "names": ["a"], "extra": 1}}
    monkeypatch.setattr(titles, "load_table", lambda _: broken)
    word_group.cache_clear()
    with pytest.raises(TableError, match="heads"):
        word_group("heads")
    word_group.cache_clear()


def test_long_texts_are_neither() -> None:
    assert title_score("manager " * 50) == 0
    assert employer_score("Inc " * 100) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Stellv. Wohnbereichsleitung",
        "Teamleiterin Kundendienst",
        "Industriemechaniker",
        "Chargée d'études réseaux",
        "Réceptionniste de nuit",
        "Técnico de laboratorio",
        "Ayudante de recepción",
        "Co-op student, maintenance",
        "Campus Maintenance In-charge",
        "Deckhand",
    ],
)
def test_titles_are_known_in_four_languages(text: str) -> None:
    assert title_score(text) == 2.0


@pytest.mark.parametrize(
    "text", ["Clinique du Parc", "Stadtwerke Lippstadt", "Hotel Peña Montañesa"]
)
def test_employers_in_other_languages_are_no_titles(text: str) -> None:
    assert title_score(text) == 0.0


@pytest.mark.parametrize(
    "text", ["Ward Street Architects", "Copper Kettle Roasters", "Lumb Lane Market Traders"]
)
def test_a_name_that_ends_with_doers_is_an_organisation(text: str) -> None:
    assert employer_score(text) == 2
    assert title_score(text) < 2


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Hotel Post", 2),
        ("Cabinet Lemoine", 2),
        ("Hospital comarcal", 2),
        ("Hotel reception", 0),
        ("Restaurant Supervisor", 0),
    ],
)
def test_a_house_is_named_by_its_first_word(text: str, score: int) -> None:
    assert (employer_score(text) == 2) == (score == 2)


@pytest.mark.parametrize(
    "text",
    [
        "Warehouse Operative (agency, then direct)",
        "Cook and driver",
        "Senior Executive HR",
        "Junggesellin",
        "Co-director",
        "Security Guard",
        "Night Porter",
        "Masseur-kinésithérapeute",
        "Diseñador júnior",
    ],
)
def test_titles_of_many_makes_are_known(text: str) -> None:
    assert title_score(text) == 2


def test_what_stands_in_brackets_makes_no_employer() -> None:
    assert employer_score("Kitchen hand (agency, then direct)") == 1
    assert employer_score("Kitchen hand, agency") == 2


@given(st.text(max_size=120))
def test_scores_stay_in_their_range(text: str) -> None:
    assert title_score(text) in (0, 1, 2)
    assert employer_score(text) in (0, 1, 2)
