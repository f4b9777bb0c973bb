"""Sentences of a block of text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.sentences import sentences


def cut(text: str) -> list[str]:
    return [span.slice(text) for span in sentences(text)]


def test_full_stops_part_sentences() -> None:
    assert cut("We build ships. You weld them! Can you?") == [
        "We build ships.",
        "You weld them!",
        "Can you?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tools such as e.g. Ansible or Chef",
        "A U.S. citizen with a B.S. in Physics",
        "Report to Dr. Okafor at Brightwater Inc. of Leeds",
        "Experience with Node.js and ASP.NET is needed",
        "About 2.5 years of Perl",
    ],
)
def test_abbreviations_and_names_end_no_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_a_counter_stays_with_the_sentence_that_it_opens() -> None:
    assert cut("4. Some posts need a licence. 5. Bring it.") == [
        "4. Some posts need a licence.",
        "5. Bring it.",
    ]


def test_bullets_inside_a_paragraph_part_items() -> None:
    assert cut("Payroll • Run payroll • Answer questions") == [
        "Payroll",
        "Run payroll",
        "Answer questions",
    ]


def test_a_missing_space_after_a_stop_still_parts_two_sentences() -> None:
    assert cut("You have great experience.Strong skills are needed") == [
        "You have great experience.",
        "Strong skills are needed",
    ]


def test_a_text_without_any_stop_is_cut_at_a_space() -> None:
    pieces = cut("boat " * 1000)
    assert max(map(len, pieces)) <= 1500
    assert " ".join(pieces).split() == ["boat"] * 1000


def test_a_day_before_its_month_ends_no_sentence() -> None:
    assert cut("Bewerbung bis 6. Oktober 2026 an die Werft") == [
        "Bewerbung bis 6. Oktober 2026 an die Werft"
    ]


@given(st.text(alphabet="ab AB.!?•\t1,", max_size=80))
def test_spans_are_ordered_and_lose_nothing_but_spaces_and_bullets(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kept = "".join(span.slice(text) for span in spans)
    assert [c for c in kept if c not in " \t•"] == [c for c in text if c not in " \t•"]
