"""What the words around a certificate say of it."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import Span
from fitcheck.matching.standing import Standing, standing, telling, things_asked


def at(line: str, name: str) -> Span:
    start = line.index(name)
    return Span(start=start, end=start + len(name))


@pytest.mark.parametrize(
    ("line", "name", "wanted"),
    [
        ("SMSTS: five-day course booked for January", "SMSTS", Standing.OPEN),
        ("SSSTS (March 2023). SMSTS: course booked", "SSSTS", Standing.HELD),
        ("MCIPS, 2019, by evening study", "MCIPS", Standing.HELD),
        ("Cards: CSCS, IPAF (all to be renewed)", "CSCS", Standing.OPEN),
        ("Matrícula CONTE en trámite", "CONTE", Standing.OPEN),
        ("Welding ticket, expired 2021", "Welding", Standing.OPEN),
    ],
)
def test_the_part_of_the_line_around_the_name_decides(
    line: str, name: str, wanted: Standing
) -> None:
    assert standing(line, at(line, name)) is wanted


def test_each_thing_asked_has_its_telling_words() -> None:
    asked = things_asked("First aid certificate or a valid counterbalance forklift licence")
    assert asked == [telling("first aid"), telling("counterbalance forklift")]


def test_words_of_any_certificate_tell_nothing() -> None:
    assert telling("valid certificate required") == frozenset()
