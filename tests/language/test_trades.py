"""Lines of work as directions among occupations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.embeddings import Embeddings
from fitcheck.language.trades import among_trades


def nearness(one: str, other: str) -> float:
    first, second = among_trades(Embeddings.load().encode([one, other]))
    return float(first @ second)


@pytest.mark.parametrize(
    ("title", "kin", "stranger"),
    [
        ("Registered Nurse", "Ward Sister", "Warehouse Supervisor"),
        ("Sous Chef", "Line Cook", "Software Engineer"),
        ("Backend Developer", "Software Engineer", "Sales Manager"),
        ("Bookkeeper", "Accounts Payable Clerk", "Electrician"),
    ],
)
def test_a_title_is_nearer_to_one_of_its_trade(title: str, kin: str, stranger: str) -> None:
    assert nearness(title, kin) > nearness(title, stranger) + 0.1


def test_what_is_said_in_every_trade_brings_nobody_near() -> None:
    raw = Embeddings.load().encode(["Nursing Manager", "Warehouse Manager"])
    assert nearness("Nursing Manager", "Warehouse Manager") < float(raw[0] @ raw[1])


@given(st.lists(st.text(max_size=40), max_size=4))
def test_every_text_lies_on_the_sphere_or_nowhere(texts: list[str]) -> None:
    lengths = np.linalg.norm(among_trades(Embeddings.load().encode(texts)), axis=1)
    assert np.all(np.isclose(lengths, 1.0) | (lengths == 0.0))
