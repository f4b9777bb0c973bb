from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from fitcheck.batch import ledger, remote
from fitcheck.batch.cluster import ExecutorCrew, dask_crew
from fitcheck.batch.engine import Batch, Progress
from fitcheck.batch.journal import Journal
from fitcheck.batch.sources import find_sources
from fitcheck.batch.tables import json_lines
from fitcheck.batch.tasks import Told
from fitcheck.cli import main
from fitcheck.errors import ErrorCode, InputError, IsolationError, MissingExtraError
from tests.batch.builders import DAY, batch, folders


class Shaky(Executor):
    """Does what it is asked for at once, but for the calls whose numbers it fails."""

    def __init__(self, fails: Callable[[int], bool]) -> None:
        self._fails, self.calls = fails, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.calls += 1
        future: Future[Any] = Future()
        if self._fails(self.calls):
            future.set_exception(RuntimeError("the worker has gone"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def shaky(fails: Callable[[int], bool]) -> Callable[[Told, Journal], ExecutorCrew]:
    return lambda told, journal: ExecutorCrew(told, journal, Shaky(fails), workers=1)


def report(made: Batch) -> str:
    made.finish()
    return "".join(json_lines(made.rows()))


def test_work_that_is_lost_elsewhere_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "BLOCK", 2)
    files = folders(tmp_path, resumes=3, postings=3)
    with batch(*files) as made:
        whole = report(made)
    with batch(*files, crew=shaky(lambda call: call > 1 and call % 3 == 0)) as made:
        assert report(made) == whole


def test_work_that_is_lost_every_time_is_a_row(tmp_path: Path) -> None:
    files = folders(tmp_path, resumes=2, postings=1)
    with batch(*files, crew=shaky(lambda call: call > 3)) as made:
        rows = list(made.run())
    assert [row.error for row in rows] == [None, ErrorCode.CRASHED]


def test_a_cluster_that_never_answers_is_an_error(tmp_path: Path) -> None:
    files = folders(tmp_path)
    with batch(*files, crew=shaky(lambda _: True)) as made, pytest.raises(IsolationError):
        made.finish()


# ---------------------------------------------------------------- addresses


def test_addresses_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingExtraError, match="remote"):
        find_sources(["s3://bucket/resumes"])


def test_a_windows_path_is_no_address() -> None:
    assert not remote.is_address("C:\\resumes")
    assert not remote.is_address("resumes/a:b//c.pdf")
    assert remote.is_address("s3://bucket/a.pdf")
    assert remote.is_address("simplecache::s3://bucket/a.pdf")


def test_files_at_addresses_are_read_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fsspec")
    resumes, postings = folders(tmp_path)
    there, here = tmp_path / "there.jsonl", tmp_path / "here.jsonl"
    options = ["--as-of", DAY.isoformat(), "--no-cache", "--quiet", "--workers", "1"]
    addresses = [f"file://{resumes}", "--postings", f"file://{postings}/*.md"]
    assert main(["batch", *addresses, "-o", f"file://{there}", *options]) == 0
    main(["batch", str(resumes), "--postings", str(postings), "-o", str(here), *options])
    assert there.read_text("utf-8").replace("file://", "") == here.read_text("utf-8")


def test_what_cannot_be_had_from_an_address_is_an_error_of_its_file() -> None:
    pytest.importorskip("fsspec")
    (source,) = find_sources(["file:///nowhere/a.pdf"])
    with pytest.raises(InputError):
        remote.read(source.path, most=10)
    assert remote.stamp_of(source.path) is None


# ---------------------------------------------------------------- Dask


@pytest.mark.long
@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_of_which_a_worker_is_killed_gives_the_same_report(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    files = folders(tmp_path, resumes=40, postings=3)
    with batch(*files) as made:
        whole = report(made)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        killed: list[int] = []

        def kill(progress: Progress) -> None:
            if progress.pairs >= 9 and not killed:
                process = next(iter(cluster.workers.values())).process.process
                killed.append(process.pid)
                process.kill()

        crew = dask_crew(cluster.scheduler_address)
        with batch(*files, crew=crew, watch=kill, journal=tmp_path / "j") as made:
            assert report(made) == whole
            assert made.progress().pairs == 120
    assert killed
