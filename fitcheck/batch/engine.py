"""Many resumes against many postings.

    with Batch(["resumes/"], ["postings/*.html"], as_of=date.today()) as batch:
        for row in batch.run():
            print(row.resume, row.posting, row.decision, row.score)

Every document is read and understood once; every pair is judged by one of `workers` processes and
its result written to a journal before anything else is done with it. Rows come in the order of
paths, as soon as all before them are there, and are the same whatever the workers do. With
`journal` a run that was ended, however it was ended, is gone on with by running it again.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import fitcheck
from fitcheck.batch import records
from fitcheck.batch.beside import Beside, look_beside, said_of
from fitcheck.batch.cache import MOST_BYTES
from fitcheck.batch.crew import Crew, Finished, LocalCrew
from fitcheck.batch.journal import Journal
from fitcheck.batch.ledger import Ledger
from fitcheck.batch.order import InOrder, Reader
from fitcheck.batch.pairs import Reasons, crashed_pair
from fitcheck.batch.rows import BatchRow
from fitcheck.batch.schedule import Schedule
from fitcheck.batch.sources import find_sources
from fitcheck.batch.tasks import Task, Told
from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.settings import Settings

Names = Iterable[str | os.PathLike[str]]
MakeCrew = Callable[[Told, Journal], Crew]

_MESSAGES = {
    ErrorCode.TIMEOUT: "it took too long to understand, twice: send its text in a simpler form",
    ErrorCode.CRASHED: "the process that worked on it ended, twice: save it in another format",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. `pairs` counts judged pairs, `failed` files that could not be read.

    `resumed` are pairs whose results were in the journal when the run began.
    """

    pairs: int
    of_pairs: int
    documents: int
    of_documents: int
    failed: int
    resumed: int


class Batch:
    """One run over resumes and postings; see the module's own words.

    `resumes` and `postings` name files, folders, patterns and addresses. `workers` is the number
    of processes (default: one a core); `journal` a file that results are written to, `fresh`
    starts it anew; `nearest` judges only so many postings of each resume, those nearest to it
    (docs/scale.md says what that may miss); `sidecars` honours the person's corrections beside the
    files; `cache` a folder for understood documents, holding at most `cache_bytes`; `crew` makes
    other workers, `watch` is told of progress. Raises FitcheckError where nothing is named,
    `nearest` is less than 1, or the journal is one of another run.
    """

    def __init__(
        self,
        resumes: Names,
        postings: Names,
        *,
        as_of: date,
        settings: Settings | None = None,
        workers: int | None = None,
        journal: Path | None = None,
        fresh: bool = False,
        nearest: int | None = None,
        sidecars: bool = False,
        cache: Path | None = None,
        cache_bytes: int = MOST_BYTES,
        crew: MakeCrew | None = None,
        watch: Callable[[Progress], None] | None = None,
    ) -> None:
        if nearest is not None and nearest < 1:
            raise FitcheckError("nearest is a count from 1 on", code=ErrorCode.USAGE)
        self.as_of = as_of
        self.nearest = nearest
        self._settings = settings if settings is not None else Settings()
        self._told = Told(
            settings=self._settings,
            as_of=as_of,
            cache=None if cache is None else os.fspath(cache),
            cache_bytes=cache_bytes,
            nearest=nearest,
        )
        self._workers = workers or usable_cores()
        self._make_crew: MakeCrew = crew or self._local
        self._watch = watch
        self._fresh = fresh
        sources = (find_sources(resumes), find_sources(postings))
        beside = Beside()
        if sidecars:
            first, second, beside = look_beside(*sources)
            sources = (first, second)
        self._folder = None if journal else Path(tempfile.mkdtemp(prefix="fitcheck-"))
        try:
            self._journal = Journal(
                journal or (self._folder or Path()) / "journal", sync=self._folder is None
            )
        except BaseException:
            self._remove()
            raise
        self.ledger = Ledger(
            self._journal,
            *sources,
            self._settings.reading,
            beside=beside,
            whole=nearest is not None,
        )
        self._resumed = 0
        self._reader = Reader(self.ledger)
        self.signature: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the journal, and of a folder that was made for it."""
        self._journal.close()
        self._remove()

    def _remove(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _local(self, told: Told, journal: Journal) -> Crew:
        return LocalCrew(told, journal.path.absolute(), workers=self._workers)

    # ---------------------------------------------------------------- running

    def run(self) -> Iterator[BatchRow]:
        """Do all that is not done yet; gives every row, in order, as soon as it can."""
        rows = InOrder(self._reader)
        for _ in self._steps():
            yield from rows.ready()

    def finish(self) -> None:
        """Do all that is not done yet; `rows` then gives the rows."""
        for _ in self._steps():
            pass

    def _steps(self) -> Iterator[None]:
        """The whole work, with a stop after each part of it whose results are in the journal."""
        self._journal.require_head()
        if self._fresh:
            self._journal.clear()
        self.ledger.load()
        self._resumed = self.ledger.pairs
        with self._make_crew(self._told, self._journal) as crew:
            self.signature = crew.signature()
            self._require_same_question()
            schedule = Schedule(self.ledger)
            while True:
                while crew.room() and (task := schedule.next()) is not None:
                    places = self.ledger.block_places(task.block) if task.block_name else ()
                    crew.submit(task, places)
                if not schedule.under_way:
                    break
                for finished in crew.finished():
                    self._record(finished)
                    schedule.ended(finished.task)
                if self._watch is not None:
                    self._watch(self.progress())
                yield
            self._journal.flush()
        yield

    def _require_same_question(self) -> None:
        """Begin the journal, or go on with it if it is of this very question."""
        values = {"version": fitcheck.__version__, "signature": self.signature,
                  "as_of": self.as_of.isoformat(), "nearest": self.nearest}  # fmt: skip
        head = self.ledger.head
        if head is None:
            self.ledger.begin(
                head=records.head(
                    version=fitcheck.__version__,
                    signature=self.signature or "",
                    as_of=self.as_of,
                    nearest=self.nearest,
                )
            )
            return
        different = [name for name, value in values.items() if head.get(name) != value]
        if different:
            what = "the day" if different == ["as_of"] else "rules, settings or versions"
            day = f" (--as-of {head.get('as_of')} goes on with it)" if what == "the day" else ""
            if different == ["nearest"]:
                what = "the nearest postings to judge"
            raise FitcheckError(
                f"the journal is of a run that was never finished, and {what} have changed since: "
                f"--fresh starts anew{day}".replace("the day have", "the day has"),
                code=ErrorCode.USAGE,
                source=os.fspath(self._journal.path),
            )

    def _record(self, finished: Finished) -> None:
        task = finished.task
        if finished.failed is not None:
            self._record_failure(task, finished.failed)
            return
        for text in finished.records:
            if text.startswith(_RESULT):
                self.ledger.add_result(task.place, task.block, text, self._pairs(task, text))
            else:
                self.ledger.add_document(task.role, task.place, text, json.loads(text))

    def _pairs(self, task: Task, text: bytes) -> int:
        """How many pairs a result is about."""
        return task.pairs if self.nearest is None else len(json.loads(text)["chosen"])

    def _record_failure(self, task: Task, code: ErrorCode) -> None:
        """A task that no worker could do costs its document, or its block of pairs."""
        if task.known is not None:
            name = self.ledger.resumes.ids[task.place] or ""
            pairs = [crashed_pair(_MESSAGES[code])] * task.pairs
            said = said_of(task.levels)
            text = records.result(name, task.block_name, pairs, Reasons(), earned={}, said=said)
            self.ledger.add_result(task.place, task.block, text, task.pairs)
            return
        text = self.ledger.failure(task.role, task.place, code=code, message=_MESSAGES[code])
        self.ledger.add_document(task.role, task.place, text, json.loads(text))

    def mixed_up(self) -> str:
        """A sentence about files that seem to be in the wrong place; empty where there are none."""
        counts = (
            (sum(self.ledger.resumes.swapped), "resume", "posting"),
            (sum(self.ledger.postings.swapped), "posting", "resume"),
        )
        told = [_swapped(*count) for count in counts if count[0]]
        return f"{' and '.join(told)}: are they in the right place?" if told else ""

    def progress(self) -> Progress:
        """How far the run is."""
        resumes, postings = self.ledger.resumes, self.ledger.postings
        good = [len(d.sources) - sum(d.failed) for d in (resumes, postings)]
        each = good[1] if self.nearest is None else min(self.nearest, good[1])
        return Progress(
            pairs=self.ledger.pairs,
            of_pairs=max(self.ledger.pairs, good[0] * each),
            documents=resumes.count + postings.count,
            of_documents=len(resumes.sources) + len(postings.sources),
            failed=sum(resumes.failed) + sum(postings.failed),
            resumed=self._resumed,
        )

    def left_out(self) -> int:
        """Pairs of a finished run that were not judged, the posting not being near enough."""
        resumes, postings = self.ledger.resumes, self.ledger.postings
        good = [len(d.sources) - sum(d.failed) for d in (resumes, postings)]
        return good[0] * good[1] - self.ledger.pairs

    # ---------------------------------------------------------------- rows

    def rows(self) -> Iterator[BatchRow]:
        """All rows of a finished run once more, from the journal."""
        yield from InOrder(self._reader).ready()


_RESULT = b'{"block"'
"""How the record of a result begins: keys are sorted."""


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _swapped(count: int, role: str, other: str) -> str:
    if count == 1:
        return f"1 {role} reads like a {other}"
    return f"{count:,} {role}s read like {other}s"
