from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.embeddings import Embeddings

TABLE = Embeddings.load()


def near(one: str, other: str) -> float:
    first, second = TABLE.encode([one, other])
    return float(first @ second)


def test_the_same_work_in_other_words_is_nearer_than_another_thing_with_a_word_in_common() -> None:
    paid = "Processed biweekly payroll for 240 employees"
    assert near(paid, "wage administration") > near(paid, "employees enjoy free lunch")


def test_a_trade_is_nearer_to_itself_than_to_another() -> None:
    weld = "TIG welding of stainless pipe"
    assert near(weld, "experience in pipe welding") > near(weld, "teaching chemistry to teenagers")


@given(st.text(max_size=200))
def test_every_text_gives_a_unit_vector_or_zeros(text: str) -> None:
    (vector,) = TABLE.encode([text])
    length = float(np.linalg.norm(vector))
    assert vector.shape == (TABLE.dimensions,)
    assert np.isclose(length, 1.0, atol=1e-4) or length == 0.0


@given(st.text(alphabet=st.characters(max_codepoint=126, min_codepoint=32), max_size=80))
def test_plain_text_is_split_alike_by_both_ways(text: str) -> None:
    """A zero-width accent forces the general way; it is dropped with all accents."""
    assert TABLE.split(text) == TABLE.split(text + " ́")


def test_accents_and_case_do_not_matter() -> None:
    assert TABLE.split("Café MANAGER") == TABLE.split("cafe manager")


def test_no_texts_give_an_empty_matrix() -> None:
    assert TABLE.encode([]).shape == (0, TABLE.dimensions)


def test_a_giant_token_costs_nothing() -> None:
    assert TABLE.split("x" * 1_000_000) == []
