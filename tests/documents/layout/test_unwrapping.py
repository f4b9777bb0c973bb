"""What opens a line, and what is left of its text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.layout.bullets import find_marker, may_be_numbered
from fitcheck.documents.layout.unwrapping import plain
from tests.documents.layout.test_blocks import below, texts

_NO_MEANING = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0e-\x1f\ufffd]")


@given(st.text(alphabet="abivxVXIo().10 \t-\\\u2022", max_size=12))
def test_no_line_with_a_number_is_told_to_have_none(line: str) -> None:
    marker = find_marker(line)
    assert may_be_numbered(line) or marker is None or not marker.numbered


@given(st.text(max_size=30))
def test_only_glyphs_of_no_meaning_are_taken_out_of_a_line(line: str) -> None:
    assert plain(line) == _NO_MEANING.sub("", line).strip(" \t")


@pytest.mark.parametrize("end", ["ovens and", "ovens using", "ovens,", "ovens (", "ovens AND"])
def test_a_short_line_that_something_must_follow_goes_on(end: str) -> None:
    assert texts(below(50, 100, f"Ran {end}", "proofing cabinets")) == [
        f"Ran {end} proofing cabinets"
    ]


@pytest.mark.parametrize("end", ["the band", "a thousand", "causing"])
def test_a_short_line_that_only_ends_in_the_letters_of_such_a_word_does_not(end: str) -> None:
    assert len(texts(below(50, 100, f"Led {end}", "Choir of town", "Played on"))) == 3
