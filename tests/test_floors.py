from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import gold


def test_a_figure_below_its_floor_is_named() -> None:
    assert gold.below({"recall": 0.7}, {"recall": 0.8}) == ["recall is 0.700, its floor 0.800"]
    assert gold.below({"recall": 0.8}, {"recall": 0.8}) == []


def test_raising_never_lowers_a_floor() -> None:
    floors = gold.raised({"recall": 0.7, "precision": 0.95}, {"recall": 0.8, "precision": 0.9})
    assert floors == {"precision": 0.945, "recall": 0.8}


@pytest.mark.shared
def test_the_development_pairs_stay_above_their_floors(shared: Path) -> None:
    stored = json.loads(gold.FLOORS.read_text(encoding="utf-8"))
    if stored["corpus"] != gold.corpus_digest():
        pytest.skip("the pairs beside this checkout are not those that the floors were set on")
    figures = gold.evaluate()
    assert figures["failed"] == 0
    assert gold.below(figures, stored["floors"]) == []
