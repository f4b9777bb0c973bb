"""The record of a resume against a block of postings: all its pairs judged."""

from __future__ import annotations

from collections.abc import Sequence

from fitcheck.advice.verdict import decide
from fitcheck.batch import records
from fitcheck.batch.beside import Levels, said_of
from fitcheck.batch.blocks import Block
from fitcheck.batch.pairs import Reasons, crashed_pair, earned_values, pair_values
from fitcheck.documents.isolation.worker import failed
from fitcheck.matching.beside import find_alone, find_beside
from fitcheck.matching.context import Context
from fitcheck.matching.corrected import resolve_levels
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge_found
from fitcheck.settings import Settings


def result_of(
    name: str, index: ResumeIndex, block: Block, settings: Settings, levels: Levels = ()
) -> bytes:
    """The record of a resume (its id is `name`) against a block, with the person's `levels`."""
    reasons = Reasons()
    corrected = dict(levels)
    pairs = []
    numbers = range(len(block.postings)) if block.chosen is None else block.chosen
    besides = _besides(index, block, settings)
    for number, asked, beside in zip(numbers, block.postings, besides, strict=True):
        try:
            told = resolve_levels(asked.posting, corrected.get(number, ()))
            found = beside or find_alone(asked, index, settings)
            report = judge_found(found, settings, corrections=told.by_requirement)
            verdict = decide(report, asked.posting, settings, brief=True)
            pairs.append(pair_values(report, verdict, reasons, warnings=told.warnings))
        except Exception as problem:  # noqa: BLE001 - a defect that one pair has found
            pairs.append(crashed_pair(failed(problem).message))
    return records.result(
        name, block.id, pairs, reasons, earned=earned_values(settings.matching),
        said=said_of(levels), chosen=block.chosen,
    )  # fmt: skip


def _besides(index: ResumeIndex, block: Block, settings: Settings) -> Sequence[Context | None]:
    """The resume beside each posting; nothing where a pair has found a defect, to be told there."""
    if not block.stacks:
        return [None] * len(block.postings)
    try:
        return [found for stack in block.stacks for found in find_beside(stack, index, settings)]
    except Exception:  # noqa: BLE001 - each pair is measured by itself then, and tells
        return [None] * len(block.postings)
