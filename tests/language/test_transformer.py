"""A small BERT in numpy, and the best path of tags."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.chains import INSIDE, OUTSIDE, best_path
from fitcheck.language.spans import ranges_of
from fitcheck.language.transformer import Row, Transformer

WIDTH, WIDE, PIECES = 24, 48, 50
DICE = np.random.default_rng(7)


def stored() -> dict[str, np.ndarray]:
    """A network of one layer with random weights, stored as the shipped one is."""
    made: dict[str, np.ndarray] = {}

    def matrix(name: str, out: int, into: int) -> None:
        made[f"{name}.int8"] = DICE.integers(-127, 128, (out, into)).astype(np.int8)
        made[f"{name}.scale"] = DICE.uniform(0.001, 0.004, out).astype(np.float32)

    def vector(name: str, size: int) -> None:
        made[name] = DICE.normal(1.0, 0.1, size).astype(np.float32)

    matrix("pieces", PIECES, WIDTH)
    for name, size in (("shapes", 9), ("kinds", 17), ("places", 160)):
        made[name] = DICE.normal(0.0, 0.1, (size, WIDTH)).astype(np.float32)
    for name in ("first", "layer0.middle", "layer0.last"):
        vector(f"{name}.weight", WIDTH)
        vector(f"{name}.bias", WIDTH)
    for name in ("query", "key", "value", "mix"):
        matrix(f"layer0.{name}", WIDTH, WIDTH)
        vector(f"layer0.{name}.bias", WIDTH)
    matrix("layer0.widen", WIDE, WIDTH)
    vector("layer0.widen.bias", WIDE)
    matrix("layer0.narrow", WIDTH, WIDE)
    vector("layer0.narrow.bias", WIDTH)
    return made


NETWORK = Transformer.of(stored())
texts = st.lists(
    st.lists(st.integers(min_value=0, max_value=PIECES - 1), min_size=1, max_size=12),
    min_size=1,
    max_size=5,
)


def row(pieces: list[int]) -> Row:
    return Row(pieces=pieces, shapes=[p % 9 for p in pieces], kinds=[p % 17 for p in pieces])


@given(texts)
def test_a_text_has_the_same_states_alone_and_among_others(found: list[list[int]]) -> None:
    together = NETWORK.states([row(pieces) for pieces in found])
    for pieces, states in zip(found, together, strict=True):
        (alone,) = NETWORK.states([row(pieces)])
        assert states.shape == (len(pieces), WIDTH)
        assert np.allclose(states, alone, atol=1e-4)


def test_states_depend_on_the_neighbours_and_on_the_place() -> None:
    one, other, turned = NETWORK.states([row([3, 4]), row([3, 9]), row([4, 3])])
    assert not np.allclose(one[0], other[0], atol=1e-3)
    assert not np.allclose(one[0], turned[1], atol=1e-3)


scores = st.lists(st.tuples(*[st.integers(min_value=-5, max_value=5)] * 3), min_size=1, max_size=5)
moves = st.tuples(*[st.tuples(*[st.integers(min_value=-3, max_value=3)] * 3)] * 3)


@given(scores, moves)
def test_no_allowed_path_beats_the_best_one(
    steps: list[tuple[int, int, int]], costs: tuple[tuple[int, int, int], ...]
) -> None:
    def worth(path: tuple[int, ...]) -> float:
        value = sum(steps[n][tag] for n, tag in enumerate(path))
        return value + sum(costs[a][b] for a, b in pairwise(path))

    def allowed(path: tuple[int, ...]) -> bool:
        before = (OUTSIDE, *path)
        return all(not (a == OUTSIDE and b == INSIDE) for a, b in pairwise(before))

    best = tuple(best_path(np.array(steps, np.float32), np.array(costs, np.float32)))
    assert allowed(best)
    assert worth(best) == max(
        worth(path) for path in product(range(3), repeat=len(steps)) if allowed(path)
    )


def test_no_words_have_no_path() -> None:
    assert best_path(np.zeros((0, 3), np.float32), np.zeros((3, 3), np.float32)) == []


def test_tags_make_ranges() -> None:
    assert ranges_of([0, 1, 2, 0, 1, 1, 2]) == ((1, 3), (4, 5), (5, 7))
    assert ranges_of([2, 2, 0]) == ((0, 2),)
    assert ranges_of([]) == ()
