from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.scale_model import Costs, Size, hours, simulate

COSTS = Costs(
    resume=0.08, posting=0.05, reload=0.004, block=0.25, pair=0.004, write=2e-5, row=2e-4,
    file_bytes=30_000, document_bytes=3_000, pair_bytes=1_500, csv_bytes=500,
    alone=0.006,
)  # fmt: skip


@pytest.mark.parametrize(
    "size",
    [
        Size(resumes=300, postings=300, workers=1),
        Size(resumes=600, postings=600, workers=8),
        Size(resumes=2_000, postings=40, workers=4),
        Size(resumes=1_000, postings=1_000, workers=400),
    ],
    ids=lambda size: f"{size.resumes}x{size.postings} by {size.workers}",
)
def test_the_arithmetic_meets_the_simulated_queue(size: Size) -> None:
    assert hours(COSTS, size).clock == pytest.approx(simulate(COSTS, size), rel=0.2)


def test_the_bottleneck_moves_from_judging_to_the_collector() -> None:
    few = hours(COSTS, Size(resumes=10_000, postings=10_000, workers=2))
    many = hours(COSTS, Size(resumes=10_000, postings=10_000, workers=2_000))
    assert (few.bottleneck, many.bottleneck) == ("judging", "collecting")
    assert many.clock == many.collector


def test_with_one_posting_reading_is_what_takes_the_time() -> None:
    assert hours(COSTS, Size(resumes=10_000, postings=1, workers=2)).bottleneck == "reading"


def test_retrieval_saves_judging_and_costs_ranking() -> None:
    size = Size(resumes=10_000, postings=10_000, workers=2)
    few = replace(size, retrieved=100)
    free, ranked = hours(COSTS, few), hours(replace(COSTS, rank=1e-6), few)
    assert hours(COSTS, size).cores > 30 * free.cores
    assert ranked.cores - free.cores == pytest.approx(10_000 * 10_000 * 1e-6 / 3600)
    assert hours(replace(COSTS, rank=1.0), few).bottleneck == "ranking"
