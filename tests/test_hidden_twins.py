"""Every generated twin of hidden text is read rightly (`benchmarks.hidden`)."""

from __future__ import annotations

import pytest

from benchmarks.hidden import all_twins, faults
from benchmarks.hidden_cases import Twins

CASES = list(all_twins())


def test_there_are_at_least_forty_and_no_two_are_alike() -> None:
    assert len(CASES) >= 40
    assert len({(twins.hidden, twins.suffix) for twins in CASES}) == len(CASES)
    assert len({twins.name for twins in CASES}) == len(CASES)


@pytest.mark.parametrize("twins", CASES, ids=lambda twins: twins.name)
def test_what_is_hidden_is_left_out_and_its_twin_is_kept(twins: Twins) -> None:
    assert faults(twins) == []
