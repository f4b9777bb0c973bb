"""Natural languages and their levels, and the language of a text."""

from __future__ import annotations

import re

import pytest

from fitcheck.language.detect import detect_language
from fitcheck.language.spoken import find_spoken
from fitcheck.settings import load_table

LEVELS = load_table("languages")["level"]


@pytest.mark.parametrize("entry", LEVELS, ids=lambda entry: entry["id"])
def test_every_level_holds_its_examples(entry: dict[str, list[str]]) -> None:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(entry['any'])})(?!\w)", re.IGNORECASE)
    assert [text for text in entry["accept"] if not pattern.search(text)] == []
    assert [text for text in entry["reject"] if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Spanish (B2), German – native", [("Spanish", "B2"), ("German", "native")]),
        ("Fluent in English, native Russian.", [("English", "C1"), ("Russian", "native")]),
        ("fluent in Spanish and French", [("Spanish", "C1"), ("French", "C1")]),
        ("English: Upper-Intermediate; Polish: A2", [("English", "B2"), ("Polish", "A2")]),
        ("Deutsch (Muttersprache), Englisch fließend", [("German", "native"), ("English", "C1")]),
        ("polish the floors", []),
    ],
)  # fmt: skip
def test_languages_are_read_with_their_levels(
    text: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert [(s.name, s.level) for s in find_spoken(text)] == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Worked with the team and was responsible for all of the planning at the company", "en"),
        ("Arbeit mit der Firma und den Kunden sowie für das Team im Haus auf Messen", "de"),
        ("Gestion de la production avec les équipes dans le service et pour les clients", "fr"),
        ("Gestión de la producción con los equipos en el servicio y para los clientes", "es"),
        ("Разработка и сопровождение системы", "ru"),
        ("Python, Java, SQL, Docker", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told_by_its_small_words(text: str, code: str | None) -> None:
    assert detect_language(text) == code
