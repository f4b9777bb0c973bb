"""Small resumes and postings as files, and crews that need no other process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from fitcheck.advice.verdict import Decision
from fitcheck.batch.cluster import ExecutorCrew
from fitcheck.batch.engine import Batch
from fitcheck.batch.journal import Journal
from fitcheck.batch.rows import BatchRow, RowMatch
from fitcheck.batch.tasks import Told
from fitcheck.matching.match import Band, Level
from fitcheck.profiles.profile import Kind, Necessity

DAY = date(2026, 11, 22)

COOK = """\
Jo Doe
jo.doe@mail.example | +49 170 5550123 | 12 Elm Street, Springfield, IL 62701

Experience

Cook, Cafe Lumen, Jan 2019 - Present
- Cooked lunch for 80 guests a day and kept food safety records
- Trained four kitchen porters

Education
Diploma in Culinary Arts, 2018
"""
CLERK = """\
Sam Roe
sam@mail.example

Experience

Accounts Clerk, Mill Ltd, Mar 2015 - Jun 2022
- Posted 400 invoices a month in SAP and reconciled bank statements
"""
COOK_WANTED = """\
Cook at Harbour Kitchen

Requirements
- 2+ years of experience as a cook
- Food safety certificate
- Fluent Spanish

Responsibilities
- Cook lunch for guests
"""
CLERK_WANTED = """\
Accounts Clerk at Quay Trading

Requirements
- 3 years of experience as an accounts clerk
- SAP
"""


def folders(root: Path, *, resumes: int = 2, postings: int = 2) -> tuple[Path, Path]:
    """Two folders with so many files each; every file differs."""
    made = []
    for name, texts, count in (
        ("resumes", (COOK, CLERK), resumes), ("postings", (COOK_WANTED, CLERK_WANTED), postings),
    ):  # fmt: skip
        folder = root / name
        folder.mkdir(parents=True)
        for number in range(count):
            more = f"\n- Kept {number + 2} lists of stock\n"
            (folder / f"{number:03}.md").write_text(texts[number % 2] + more, encoding="utf-8")
        made.append(folder)
    return made[0], made[1]


def here(workers: int = 1) -> Callable[[Told, Journal], ExecutorCrew]:
    """A crew of threads of this process: quick, and the models are loaded once."""

    def make(told: Told, journal: Journal) -> ExecutorCrew:
        pool = ThreadPoolExecutor(workers)
        return ExecutorCrew(
            told, journal, pool, workers=workers, close=lambda: pool.shutdown(cancel_futures=True)
        )

    return make


@contextmanager
def batch(*folders: Path, **options: Any) -> Iterator[Batch]:
    """A batch over a folder of resumes and one of postings, done in this process."""
    options.setdefault("crew", here())
    with Batch([folders[0]], [folders[1]], as_of=DAY, **options) as made:
        yield made


def a_match(level: Level = Level.DEMONSTRATED, **values: Any) -> RowMatch:
    given: dict[str, Any] = {
        "requirement": "q1", "kind": Kind.SKILL, "necessity": Necessity.REQUIRED, "quote": "SAP",
        "concepts": "SAP", "reason": "a job shows it", "weight": 0.5,
        "credit": 1.0 if level is Level.DEMONSTRATED else 0.0, "evidence": ("Posted in SAP",),
    }  # fmt: skip
    return RowMatch(level=level, **{**given, **values})


def a_row(score: float | None = 0.5, **values: Any) -> BatchRow:
    given: dict[str, Any] = {
        "resume": "r.pdf", "posting": "p.html", "band": Band.PARTIAL, "decision": Decision.APPLY,
        "matches": (a_match(),), "reason": "Most of it is there",
    }  # fmt: skip
    return BatchRow(score=score, **{**given, **values})
