from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.text import document_from_text
from fitcheck.language.padding import core, told_blocks


def told(text: str) -> list[str]:
    document = document_from_text(text, media_type="text/markdown")
    return [document.quote(block.span) for block in told_blocks(document)]


@pytest.mark.parametrize(
    "padded",
    [
        "- Welded tanks of stainless steel and the of to in a with",
        "- the of and to in Welded tanks of stainless steel",
        "- Welded tanks of stainless steel\n- and the of to in a with",
        "- Welded tanks of stainless steel\n- Welded tanks of stainless steel",
    ],
)
def test_padding_and_repeats_are_left_out(padded: str) -> None:
    assert told(padded) == ["Welded tanks of stainless steel"]


@pytest.mark.parametrize(
    "line",
    [
        "What I can do so far",
        "From the bench to the desk",
        "C",
        "They still asked for it to be as it was",
    ],
)
def test_lines_of_small_words_stay_whole(line: str) -> None:
    assert told(f"- {line}") == [line]


def test_the_stop_before_padding_stays() -> None:
    assert told("- Welded tanks (stainless). and the of to in a") == ["Welded tanks (stainless)."]


def test_a_line_said_again_elsewhere_stays() -> None:
    text = "# A\n- Sold tea and cake\n- Swept floors at night\n- Sold tea and cake"
    assert told(text).count("Sold tea and cake") == 2


def test_a_document_told_twice_is_told_once() -> None:
    text = "# Ada\n\n## Experience\n\nCook, Cafe, 2019 - 2021\n\n- Fried fish\n- Baked bread\n"
    assert told(text + "\n" + text) == told(text)


@given(st.lists(st.sampled_from(["the", "of", "and", "weld", "tank", "in"]), max_size=12))
def test_cutting_again_cuts_nothing_more(words: list[str]) -> None:
    once = told("- " + " ".join(words)) if words else []
    assert [part for line in once for part in told("- " + line)] == once


@pytest.mark.parametrize(
    "line",
    [
        "Handled orders as they came in.",
        "Checked in guests (4 a minute )",
        "Minded the desk at the sign-in",
        "Welded tanks of steel",
    ],
)
def test_the_core_of_a_line_is_the_same_with_padding_behind_it(line: str) -> None:
    (padded,) = told(f"- {line} and the of to in a with")
    assert core(padded) == core(line)


@given(st.text())
def test_the_core_is_part_of_the_text(text: str) -> None:
    assert core(text) in text
    assert core(core(text)) == core(text)
