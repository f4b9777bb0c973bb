"""Which language a text is written in."""

from __future__ import annotations

import pytest

from fitcheck.language.detect import _SCRIPTS, _profiles, detect_language, language_name

GERMAN = (
    "Wir suchen für unsere Werft in Kiel eine Person, die mit uns Boote baut und die Halle leitet. "
    "Du hast eine Ausbildung als Tischler und bringst Erfahrung mit Holz und Harz mit. "
    "Wir bieten dir ein gutes Team, eine faire Bezahlung und viel Zeit auf dem Wasser."
)
FRENCH = (
    "Nous recherchons pour notre atelier de Brest une personne qui construit des bateaux avec nous "
    "et qui dirige la cale. Vous êtes menuisier et vous avez une bonne expérience du bois. "
    "Nous vous proposons une équipe sympathique, un bon salaire et du temps sur la mer."
)
SPANISH = (
    "Buscamos para nuestro taller de Vigo una persona que construya barcos con el equipo y que "
    "dirija la nave. Tienes experiencia con la madera y con las resinas. Te ofrecemos un buen "
    "equipo, un sueldo justo y más tiempo en el mar para los que lo quieran, por su salud."
)
ENGLISH = (
    "We are looking for a person who builds boats with us in our yard in Leith and who leads the "
    "shed. You have a trade certificate and good experience with timber. We offer a friendly team, "
    "fair pay and time on the water."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (ENGLISH, "en"),
        ("Python", None),
    ],
)
def test_the_language_is_told_by_function_words(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_foreign_note_in_an_english_text_does_not_count() -> None:
    assert detect_language(ENGLISH * 2 + GERMAN[:90]) == "en"


def test_every_language_that_can_be_told_has_a_name() -> None:
    known = {code for code, _ in _profiles()} | {code for code, _ in _SCRIPTS}
    assert all(language_name(code) for code in known)
    assert language_name(None) is None
