"""Hyphens at the end of a line: those of compounds stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.layout.compounds import compounds_in, keeps_hyphen
from fitcheck.documents.pdf.reading import read_pdf
from fitcheck.settings import ReadingSettings
from tests.documents.pdf_builder import lines, pdf


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("contributes to open", "source tools", True),
        ("owned it end-to", "end for years", True),
        ("Full", "stack work", True),
        ("led the engi", "neering group", False),
        ("a manage", "ment position", False),
        ("in 2019", "source of", False),
        ("kiln", "dried oak", False),
    ],
)
def test_usual_compounds_keep_their_hyphen(before: str, after: str, kept: bool) -> None:
    assert keeps_hyphen(before, after, frozenset()) is kept


def test_a_compound_of_the_file_keeps_its_hyphen() -> None:
    seen = compounds_in(["Sold Kiln-dried oak", "and A-frames - in 2019"])
    assert seen == {"kiln-dried", "a-frames"}
    assert keeps_hyphen("planed kiln", "dried beams", seen)


def test_lines_broken_at_a_compound_read_as_a_person_reads_them() -> None:
    told = ("Planed kiln-dried oak for doors and", "frames, and sold a lot of the best kiln-",
            "dried beams to all of the engi-", "neering firms around the harbour")  # fmt: skip
    document = read_pdf(pdf(lines(72, 700, *told)), source="cv.pdf", settings=ReadingSettings())
    assert "best kiln-dried beams" in document.text
    assert "all of the engineering firms" in document.text


_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
"""Letters, and hyphens inside of them only."""


@given(st.text(alphabet="aB-1_ \t\u00e9.", max_size=30))
def test_compounds_are_letters_with_hyphens_between_them_wherever_they_stand(text: str) -> None:
    assert compounds_in([text]) == {word.lower() for word in _COMPOUND.findall(text)}
