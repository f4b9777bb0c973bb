from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.batch.held import Held


@given(st.lists(st.sampled_from("abcdef")), st.integers(1, 4))
def test_what_was_used_last_is_held_and_made_once(names: list[str], most: int) -> None:
    held: Held[str] = Held(most)
    made: list[str] = []

    def make(name: str) -> Callable[[], str]:
        return lambda: made.append(name) or f"{name}{len(made)}"  # type: ignore[func-returns-value]

    recent: list[str] = []
    for name in names:
        before = len(made)
        value = held.get(name, make(name))
        assert value.startswith(name)
        assert (len(made) == before) == (name in recent)
        recent = [*(n for n in recent if n != name), name][-most:]


def test_what_could_not_be_made_is_tried_again() -> None:
    held: Held[int] = Held(2)

    def fail() -> int:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        held.get("a", fail)
    assert held.get("a", lambda: 1) == 1
