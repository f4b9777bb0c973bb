"""Who the employer of a posting is."""

from __future__ import annotations

import pytest

from fitcheck.documents.text import document_from_text
from fitcheck.language.lines import zone_lines
from fitcheck.profiles.employer import find_employer


def employer(*lines: str) -> str | None:
    document = document_from_text("\n\n".join(lines), media_type="text/markdown")
    return find_employer(document, zone_lines(document))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We're Saltmarsh, twelve people who repair wooden boats by the sea.", "Saltmarsh"),
        ("We are Saltmarsh Yards, a small firm of boat builders and riggers.", "Saltmarsh Yards"),
        ("Saltmarsh is looking for a rigger who likes the open air and tar.", "Saltmarsh"),
        ("Saltmarsh & Sons is a family-owned company of boat builders.", "Saltmarsh & Sons"),
        ("The City of Saltmarsh does not discriminate against riggers.", "City of Saltmarsh"),
        ("At Saltmarsh, we have built boats for longer than anybody remembers.", "Saltmarsh"),
    ],
)
def test_sentences_about_the_employer_name_it(sentence: str, name: str) -> None:
    assert employer("# Rigger", sentence) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "We are looking for a rigger who likes the open air and the tar.",
        "This is an opportunity for somebody who likes the open air and tar.",
        "The team is looking for a rigger who likes the open air and tar.",
        "At London, we have an office that nobody has found for some years.",
        "Our client is looking for a rigger who likes the open air and tar.",
    ],
)
def test_other_sentences_name_no_employer(sentence: str) -> None:
    assert employer("# Rigger", sentence) is None


def test_a_title_may_name_the_employer() -> None:
    assert employer("Rigger at Saltmarsh", "You would climb masts, now and then in rain.") == (
        "Saltmarsh"
    )


def test_the_fuller_of_two_names_of_one_employer_is_given() -> None:
    text = (
        "Saltmarsh is looking for a rigger who likes the open air and the smell of tar.",
        "Saltmarsh Yards Ltd is an equal opportunity employer of riggers and of others.",
    )
    assert employer("# Rigger", *text) == "Saltmarsh Yards Ltd"


def test_the_line_under_the_title_comes_before_the_text() -> None:
    text = "Saltmarsh is looking for a rigger who likes the open air and the smell of tar."
    assert employer("# Rigger", "### Tidal Recruiting", text) == "Tidal Recruiting"
