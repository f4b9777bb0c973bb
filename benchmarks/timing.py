"""Processor time of tasks that take turns, so that what else the machine does hits all alike."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Processor milliseconds of one thing, and of the baseline timed in turns with it."""

    stage: str
    what: str
    milliseconds: float
    baseline: str
    baseline_milliseconds: float

    @property
    def ratio(self) -> float:
        """How many times the baseline's time it takes."""
        return self.milliseconds / self.baseline_milliseconds


def in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Processor milliseconds of each task, the median of the rounds; one task after the other."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            taken[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(times) for name, times in taken.items()}


def against(stage: str, taken: Mapping[str, float], baseline: str) -> list[Timed]:
    """What was taken as rows of a stage, each beside the time of `baseline`."""
    return [
        Timed(
            stage=stage, what=name, milliseconds=spent, baseline=baseline,
            baseline_milliseconds=taken[baseline],
        )
        for name, spent in taken.items()
        if name != baseline
    ]  # fmt: skip


def children() -> float:
    """Processor seconds of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children_in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The same as `in_turns` for tasks that run in processes of their own."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = children()
            task()
            taken[name].append(1000 * (children() - start))
    return {name: statistics.median(times) for name, times in taken.items()}
