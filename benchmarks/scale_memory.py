"""What the process holds that collects results, however many there are."""

from __future__ import annotations

import json
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.reading_speed import SHARED
from benchmarks.scale_costs import DAY, POSTINGS
from fitcheck.advice.verdict import decide
from fitcheck.analyzer import Analyzer
from fitcheck.batch import records
from fitcheck.batch.crew import Finished, Places
from fitcheck.batch.engine import Batch
from fitcheck.batch.journal import canonical
from fitcheck.batch.packed import pack
from fitcheck.batch.pairs import Reasons, earned_values, pair_values
from fitcheck.batch.tables import csv_lines
from fitcheck.batch.tasks import Task
from fitcheck.matching.judgement import judge

# -------------------------------------------------------------------- memory


class Replay:
    """A crew that answers at once with the records of one resume and one posting, renamed."""

    def __init__(self, texts: tuple[bytes, bytes, list[Any]]) -> None:
        self._resume, self._posting, self._pair = texts
        self._done: list[Finished] = []

    def __enter__(self) -> Replay:  # noqa: PYI034 - no class is made of it
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def signature(self) -> str:
        """See `Crew`."""
        return "replay"

    def room(self) -> int:
        """See `Crew`."""
        return 4 - len(self._done)

    def submit(self, task: Task, block: Places) -> None:
        """See `Crew`."""
        source = json.loads(self._posting if task.role == records.POSTING else self._resume)
        state = Path(task.path).stat()
        sha256 = f"{task.place:064x}"
        source |= {
            "path": task.path, "sha256": sha256, "size": state.st_size,
            "id": records.document_id(task.path, sha256), "changed": str(state.st_mtime_ns),
        }  # fmt: skip
        made = [canonical(source)]
        if task.role == records.RESUME:
            pair, sentences, earned = self._pair
            reasons = Reasons()
            reasons.places(sentences)
            pairs = [pair] * len(block)
            made.append(
                records.result(source["id"], task.block_name, pairs, reasons, earned=earned)
            )
        self._done.append(Finished(task=task, records=tuple(made)))

    def finished(self) -> list[Finished]:
        """See `Crew`."""
        done, self._done = self._done, []
        return done


def measure_memory(results: int, columns: int = 100) -> list[dict[str, Any]]:
    """Megabytes that this process holds after so many results, and what writing them took."""
    told: list[dict[str, Any]] = []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        texts = other.submit(_texts).result()  # what it loads is no part of what is measured
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for role, count in (("resumes", results // columns), ("postings", columns)):
            (folder / role).mkdir()
            for number in range(count):
                (folder / role / f"{number:07}.md").touch()

        def note(progress: Any) -> None:
            step = results // 10
            if progress.pairs >= step * (len(told) + 1):
                told.append({"pairs": progress.pairs, "megabytes": held()})

        begin = time.process_time()
        with Batch(
            [folder / "resumes"], [folder / "postings"], as_of=DAY, watch=note,
            crew=lambda *_: Replay(texts),
        ) as batch:  # fmt: skip
            batch.finish()
            size = batch.ledger.journal.path.stat().st_size
            with (folder / "rows.csv").open("w", encoding="utf-8") as file:
                file.writelines(csv_lines(batch.rows()))
        told.append(
            {
                "pairs": results, "megabytes": held(), "seconds": time.process_time() - begin,
                "journal_bytes": size,
            }
        )  # fmt: skip
    return told


def _texts() -> tuple[bytes, bytes, list[Any]]:
    """The records of a real resume and a real posting, and their judged pair with its reasons."""
    analyzer = Analyzer(isolate=False)
    resume = analyzer.resume(sorted(SHARED.rglob("*.pdf"))[40], as_of=DAY)
    posting = analyzer.posting(sorted(POSTINGS.rglob("*.html"))[3], as_of=DAY)
    report = judge(analyzer.index(resume, as_of=DAY), analyzer.asked(posting), analyzer.settings)
    reasons = Reasons()
    verdict = decide(report, posting, analyzer.settings, brief=True)
    pair = pair_values(report, verdict, reasons)
    stamp = records.Stamp(size=0, changed="")
    made = [
        records.understood(p, pack(p), stamp=stamp, sha256="", keep=p is posting)
        for p in (resume, posting)
    ]
    return made[0], made[1], [pair, reasons.told(), earned_values(analyzer.settings.matching)]


def held() -> float:
    """Megabytes of memory that this process holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
