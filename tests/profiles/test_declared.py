"""What contact lines state that may answer a condition."""

from __future__ import annotations

import pytest

from fitcheck.documents.text import document_from_text
from fitcheck.language.outline import section_blocks
from fitcheck.profiles.declared import find_declared


def declared_in(text: str) -> list[str]:
    document = document_from_text(text)
    return [document.quote(span) for span in find_declared(document, section_blocks(document))]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("12 Elm Road, Leeds • 01632 960123 • Full driving licence", ["Full driving licence"]),
        ("jo@example.org | Polish citizen | born 1990", ["Polish citizen"]),
        ("12 Elm Road, Leeds • 01632 960123", []),
    ],
)
def test_a_statement_is_parted_from_the_person(line: str, wanted: list[str]) -> None:
    text = f"Jo Marsh\n{line}\n\nEXPERIENCE\n\nCook, Cafe Lumen, 2019 - 2024\n- Cooked lunch\n"
    assert declared_in(text) == wanted


def test_lines_of_work_are_not_declared() -> None:
    text = "Jo Marsh\nLeeds\n\nEXPERIENCE\n\nDriver, Cafe Lumen, 2019 - 2024\n- Driving licence B\n"
    assert declared_in(text) == []
