"""The arithmetic of a batch's size, and a simulation of its queue that the arithmetic must meet."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass

from fitcheck.batch.ledger import BLOCK
from fitcheck.batch.schedule import GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Seconds of one core, and bytes.

    `resume`, `posting`: to read and understand one; `reload`: to make a resume ready of its
    profile; `block`: the same for a block of postings; `pair`: to judge one among many, `alone`
    by itself, as those that were retrieved are; `write`: to append one to the journal, and `row` to
    write it to a report, both in the one process that collects; `rank`: to tell how near one
    posting is to a resume.
    """

    resume: float
    posting: float
    reload: float
    block: float
    pair: float
    write: float
    row: float
    file_bytes: float
    document_bytes: float
    pair_bytes: float
    csv_bytes: float
    rank: float = 0.0
    alone: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of each. `retrieved`: postings of each resume that are judged; None is all."""

    resumes: int
    postings: int
    workers: int
    retrieved: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours on the clock and of cores, terabytes, and which part takes longest."""

    clock: float
    cores: float
    collector: float
    report: float
    read_terabytes: float
    journal_terabytes: float
    bottleneck: str


def hours(costs: Costs, size: Size) -> Hours:
    """The plan: what the workers do is shared by all of them, what the collector does is not."""
    columns = size.postings if size.retrieved is None else size.retrieved
    pairs = size.resumes * columns
    ranking, pair = 0.0, costs.pair
    if size.retrieved is None:
        blocks, groups = -(-columns // BLOCK), -(-size.resumes // GROUP)
        loads: float = groups * blocks * min(size.workers, GROUP) if blocks > 1 else size.workers
    else:  # every chosen posting is made ready anew, the worst that can be
        blocks, loads = 1, pairs / BLOCK
        ranking = size.resumes * size.postings * costs.rank
        pair = costs.alone
    work = (
        size.resumes * costs.resume
        + size.postings * costs.posting
        + size.resumes * max(0, blocks - 1) * costs.reload
        + loads * costs.block
        + pairs * pair
        + ranking
    )
    collector = pairs * costs.write
    parts = {
        "ranking": ranking / size.workers,
        "judging": pairs * pair / size.workers,
        "reading": (size.resumes * costs.resume + size.postings * costs.posting) / size.workers,
        "loading blocks": loads * costs.block / size.workers,
        "collecting": collector,
    }
    return Hours(
        clock=max(work / size.workers, collector) / 3600,
        cores=work / 3600,
        collector=collector / 3600,
        report=pairs * costs.row / 3600,
        read_terabytes=(size.resumes + size.postings) * costs.file_bytes / 1e12,
        journal_terabytes=(
            (size.resumes + size.postings) * costs.document_bytes + pairs * costs.pair_bytes
        )
        / 1e12,
        bottleneck=max(parts, key=lambda name: parts[name]),
    )


def simulate(costs: Costs, size: Size, *, seed: int = 1) -> float:
    """Hours on the clock of a run whose every task is simulated, in the order of `Schedule`.

    Each task takes a random time (a long tail: some documents are ten times as long), a worker
    loads a block that it does not hold, and results wait for the one collector.
    """
    chance = random.Random(seed)  # noqa: S311 - times, not secrets
    free = [(0.0, worker, -1) for worker in range(size.workers)]
    heapq.heapify(free)
    collector = 0.0

    def tail(mean: float) -> float:
        return mean * chance.lognormvariate(-0.32, 0.8)  # mean 1, one in 500 above 7

    for _ in range(size.postings):
        at, worker, held = heapq.heappop(free)
        heapq.heappush(free, (at + tail(costs.posting), worker, held))
    blocks = -(-size.postings // BLOCK)
    for start in range(0, size.resumes, GROUP):
        for block in range(blocks):
            pairs = min(BLOCK, size.postings - block * BLOCK)
            for _ in range(start, min(start + GROUP, size.resumes)):
                at, worker, held = heapq.heappop(free)
                at += tail(costs.resume) if block == 0 else costs.reload
                at += costs.block * pairs / BLOCK if held != block else 0.0
                at += sum(tail(costs.pair) for _ in range(4)) * pairs / 4
                collector = max(collector, at) + pairs * costs.write
                heapq.heappush(free, (at, worker, block))
    return max(collector, *(at for at, *_ in free)) / 3600
