"""The record of a resume against a block does not depend on what the desk has done before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fitcheck.advice.verdict import decide
from fitcheck.batch import judging
from fitcheck.batch.desk import Desk
from fitcheck.batch.journal import Json
from fitcheck.batch.judging import result_of
from fitcheck.batch.pairs import pairs_of
from fitcheck.batch.sources import Source
from fitcheck.batch.tasks import Told
from fitcheck.matching import stack as stacking
from fitcheck.settings import Settings
from tests.batch.builders import DAY, folders


def a_desk() -> Desk:
    return Desk(Told(settings=Settings(), as_of=DAY, cache=None, cache_bytes=0))


def sources(folder: Path) -> list[Source]:
    return [Source(path=str(path)) for path in sorted(folder.iterdir())]


def judged(desk: Desk, resumes: Path, postings: list[Json]) -> list[bytes]:
    """The records of all resumes against a block of the postings."""
    block = desk.blocks.whole("b", postings)
    made = [desk.resume(source, keep=False) for source in sources(resumes)]
    return [result_of(name, i, block, Settings()) for _, name, i in made if i is not None]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return folders(tmp_path_factory.mktemp("judging"), resumes=3, postings=5)


def test_postings_read_here_are_judged_as_those_that_another_has_read(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = a_desk(), a_desk(), a_desk()
    records = [json.loads(first.posting(source)) for source in sources(files[1])]
    here, there = judged(first, files[0], records), judged(second, files[0], records)
    assert len(here) == 3
    assert here == there
    monkeypatch.setattr(stacking, "HEIGHT", 2)
    assert judged(third, files[0], records) == here
    for desk in (first, second, third):
        desk.close()


def test_a_defect_that_a_stack_finds_costs_no_pair(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk()
    records = [json.loads(desk.posting(source)) for source in sources(files[1])]
    before = judged(desk, files[0], records)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(judging, "find_beside", broken)
    assert judged(desk, files[0], records) == before
    desk.close()


def test_a_defect_of_one_pair_costs_one_row(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk()
    records = [json.loads(desk.posting(source)) for source in sources(files[1])]
    seen = []

    def broken(report: object, posting: object, settings: object, *, brief: bool) -> object:
        seen.append(posting)
        if len(seen) == 2:
            raise ZeroDivisionError
        return decide(report, posting, settings, brief=brief)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "decide", broken)
    first, *_ = judged(desk, files[0], records)
    errors = [pair.error is not None for pair in pairs_of(json.loads(first))]
    assert errors == [False, True, False, False, False]
    desk.close()
