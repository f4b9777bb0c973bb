"""Titles and employers that only the order of the other headers tells apart."""

from __future__ import annotations

from datetime import date

from fitcheck.documents.reader import read_bytes
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import ReadingSettings

SURE = """# Ida Quist

## Experience

### {0} | 2019 - 2021

- Served forty guests a shift

### {1} | 2016 - 2019

- Kept the stock

### {2} | 2014 - 2016

- Cleaned the floor
"""


def jobs(*headers: str) -> list[tuple[str | None, str | None]]:
    data = SURE.format(*headers).encode()
    document = read_bytes(data, source="cv.md", settings=ReadingSettings())
    resume = parse_resume(document, as_of=date(2026, 11, 1), vocabulary=Vocabulary.load())
    return [(one.title, one.employer) for one in resume.positions]


def test_a_doubtful_header_follows_the_order_of_the_sure_ones() -> None:
    found = jobs("Head Waiter | Quabbin Ltd", "Accountant | Birch Inc", "Counter help | Tall Elm")
    assert found[2] == ("Counter help", "Tall Elm")
    turned = jobs("Quabbin Ltd | Head Waiter", "Birch Inc | Accountant", "Tall Elm | Counter help")
    assert turned[2] == ("Counter help", "Tall Elm")


def test_sure_headers_are_never_turned() -> None:
    found = jobs("Head Waiter | Quabbin Ltd", "Accountant | Birch Inc", "Tall Elm Ltd | Baker")
    assert found[2] == ("Baker", "Tall Elm Ltd")
