from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import plots
from benchmarks.calibration import (
    Forecasts,
    Judged,
    ece,
    figures,
    from_scores,
    noise_floor,
    plot,
    risk_coverage,
    told,
)
from benchmarks.occupations import occupation, posting_title, spread
from benchmarks.posting_swap import Swapped, auroc, by_occupation, higher, interval

RANDOM = np.random.default_rng(1)
SAID = RANDOM.random(400)
HONEST = Forecasts(p=SAID, y=(RANDOM.random(400) < SAID).astype(float))
BOASTING = Forecasts(p=np.clip(SAID * 0.3 + 0.7, 0, 1), y=HONEST.y)


def test_a_calibrated_judge_stays_within_the_noise_and_a_boasting_one_does_not() -> None:
    floor, limit = noise_floor(HONEST.p)
    assert 0 < floor < limit
    assert ece(HONEST.p, HONEST.y) <= limit
    assert ece(BOASTING.p, BOASTING.y) > noise_floor(BOASTING.p)[1]


def test_certain_and_right_has_no_error() -> None:
    y = np.array([0.0, 1.0] * 20)
    assert ece(y, y) == 0.0


def test_fewer_pairs_have_a_higher_floor() -> None:
    assert noise_floor(HONEST.p[:40])[0] > noise_floor(HONEST.p)[0]


def test_the_surest_answers_are_wrong_less_often() -> None:
    coverage, risk = risk_coverage(HONEST)
    assert coverage[-1] == 1.0
    assert risk[99] < risk[-1]
    assert figures(HONEST)["risk"] == pytest.approx(((HONEST.p >= 0.5) != (HONEST.y > 0.5)).mean())


def test_scores_are_mapped_by_other_postings_only() -> None:
    pairs = [
        Judged(posting=f"P{n // 2}", score=n % 2, probability=None, worth=bool(n % 2))
        for n in range(40)
    ]
    p = from_scores(pairs).p
    assert all(p[1::2] > 0.5)
    assert all(p[::2] < 0.5)
    assert len(told(pairs)) == 0


def test_plots_are_the_same_bytes_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(plots, "FOLDER", tmp_path)
    first = [path.read_bytes() for path in plot(HONEST, what="probability")]
    second = [path.read_bytes() for path in plot(HONEST, what="probability")]
    assert first == second
    assert all(b"<svg" in data for data in first)


def swapped(resume: str, own: bool, score: float) -> Swapped:
    return Swapped(resume=resume, occupation="x", own=own, scores={"s": score})


@given(st.lists(st.floats(0, 1), min_size=1), st.lists(st.floats(0, 1), min_size=1))
def test_auroc_counts_pairs(own: list[float], other: list[float]) -> None:
    wins = [(a > b) + 0.5 * (a == b) for a in own for b in other]
    assert auroc(own, other) == pytest.approx(sum(wins) / len(wins))


def test_swaps_compare_postings_of_one_resume_and_the_interval_holds_the_value() -> None:
    values = [swapped("a", True, 0.9), swapped("a", False, 0.8)]
    values += [swapped("b", True, 0.3), swapped("b", False, 0.2)]
    assert higher(values, "s") == 1.0
    assert by_occupation(values, "s") == {"x": (2, 0.75)}
    low, high = interval(values, "s")
    assert low <= 0.75 <= high


def test_titles_tell_one_occupation_or_none() -> None:
    assert occupation("SENIOR ACCOUNTANT") == "accounting"
    assert occupation("Senior Backend Engineer") == "software"
    assert occupation("CEO / PRESIDENT") is None
    assert occupation("Police Accountant") is None
    path = Path("Java__2024-06__senior-java-developer-106966.md")
    assert posting_title(path) == "senior java developer"
    assert spread([Path(str(n)) for n in range(10)], 3) == (Path("0"), Path("3"), Path("6"))
