from __future__ import annotations

import json
import os
import shutil
import signal
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pytest

from fitcheck.analyzer import Analyzer
from fitcheck.batch import ledger
from fitcheck.batch.crew import Finished, LocalCrew
from fitcheck.batch.engine import Batch, Progress
from fitcheck.batch.journal import Journal, text_of
from fitcheck.batch.tables import json_lines
from fitcheck.batch.tasks import Task, Told
from fitcheck.errors import ErrorCode, FitcheckError
from tests.batch.builders import COOK, DAY, batch, folders, here
from tests.conftest import ROOT


def report(batch: Batch) -> str:
    return "".join(json_lines(batch.rows()))


def results(path: Path) -> list[tuple[str, str]]:
    lines = path.read_bytes().splitlines(keepends=True)
    values = [json.loads(text) for text in map(text_of, lines) if text is not None]
    return [(v["resume"], v["block"]) for v in values if v["t"] == "result"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return folders(tmp_path_factory.mktemp("files"), resumes=3, postings=3)


def test_every_pair_has_a_row_in_the_order_of_paths(files: tuple[Path, Path]) -> None:
    with batch(*files) as made:
        rows = list(made.run())
    names = [(Path(r.resume or "").name, Path(r.posting or "").name) for r in rows]
    assert names == sorted(names)
    assert len(set(names)) == 9
    best = next(row for row in rows if names[rows.index(row)] == ("000.md", "000.md"))
    cook = next(match for match in best.matches if "years" in match.quote)
    assert cook.level.value == "demonstrated"
    assert any("Cook" in line for line in cook.evidence)


def test_a_row_says_what_check_says(files: tuple[Path, Path]) -> None:
    analyzer = Analyzer(isolate=False)
    with batch(*files) as made:
        for row in made.run():
            analysis = analyzer.analyze(row.resume or "", row.posting or "", as_of=DAY)
            assert row.score == (
                None if analysis.report.score is None else round(analysis.report.score, 6)
            )
            assert (row.band, row.decision) == (analysis.report.band, analysis.verdict.decision)
            assert row.reason == analysis.verdict.reasons[0].text
            assert [m.level for m in row.matches] == [m.level for m in analysis.report.matches]
            quotes = [
                tuple(" ".join(analysis.evidence_quote(e).split()) for e in m.evidence)
                for m in analysis.report.matches
            ]
            assert [m.evidence for m in row.matches] == quotes


def test_rows_come_before_the_run_is_over(files: tuple[Path, Path]) -> None:
    seen: list[Progress] = []
    with batch(*files, watch=seen.append) as made:
        next(made.run())
        assert seen[-1].pairs < seen[-1].of_pairs


def test_files_that_fail_have_rows_and_stop_nothing(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path, resumes=2, postings=1)
    (resumes / "empty.md").write_text("")
    (resumes / "zero.docx").write_bytes(b"PK\x03\x04 damaged")
    (postings / "empty.md").write_text("")
    with batch(resumes, postings) as made:
        rows = list(made.run())
        assert made.progress().failed == 3
    failed = {Path(row.resume or row.posting or "").name: row.error for row in rows if row.error}
    assert failed.keys() == {"empty.md", "zero.docx"}
    assert sum(row.error is None for row in rows) == 2
    assert rows[-1].posting == str(postings / "empty.md")
    assert rows[-1].error is ErrorCode.EMPTY


def test_files_in_the_wrong_place_are_told_of(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path)
    with batch(resumes, postings) as made:
        made.finish()
        assert made.mixed_up() == ""
    example = ROOT / "examples" / "resumes" / "accountant.pdf"
    with batch(resumes, example) as made:
        made.finish()
        assert made.mixed_up().startswith("1 posting reads like a resume:")


def test_a_defect_that_one_file_finds_costs_its_row_only(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fitcheck.batch import desk as module
    from fitcheck.profiles.resume import parse_resume as real

    def parse(document: object, **options: object) -> object:
        if "001" in document.source:  # type: ignore[attr-defined]
            raise ZeroDivisionError("secret text")
        return real(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "parse_resume", parse)
    with batch(*files) as made:
        rows = list(made.run())
    failed = [row for row in rows if row.error]
    assert [Path(row.resume or "").name for row in failed] == ["001.md"]
    assert "ZeroDivisionError" in failed[0].message
    assert "secret" not in failed[0].message
    assert len(rows) == 7


def test_blocks_give_the_same_rows(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with batch(*files) as made:
        made.finish()
        whole = report(made)
    monkeypatch.setattr(ledger, "BLOCK", 2)
    with batch(*files, crew=here(2), journal=tmp_path / "j") as made:
        rows = list(made.run())
        assert report(made) == whole
        assert "".join(json_lines(rows)) == whole
    assert len(results(tmp_path / "j")) == 6


# ---------------------------------------------------------------- going on


def test_a_run_left_anywhere_is_gone_on_with_and_ends_the_same(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "j"
    with batch(*files, journal=path) as made:
        made.finish()
        whole = report(made)
    data = path.read_bytes()
    ends = [n + 1 for n, byte in enumerate(data) if byte == 10]
    for end in [0, ends[0] - 5, *ends, ends[3] - 7, ends[-1] - 1]:
        path.write_bytes(data[:end])
        before = results(path)
        with batch(*files, journal=path) as made:
            made.finish()
            assert made.progress().resumed == 3 * len(before)
            assert report(made) == whole
        found = results(path)
        assert found[: len(before)] == before
        assert len(found) == len(set(found)) == 3


def test_a_finished_run_is_not_done_again(files: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "j"
    for _ in range(2):
        with batch(*files, journal=path) as made:
            made.finish()
        size = path.stat().st_size
    assert size == path.stat().st_size
    assert len(results(path)) == 3


def test_a_resume_that_changed_is_judged_anew_and_the_others_are_not(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path, resumes=3)
    path = tmp_path / "j"
    with batch(resumes, postings, journal=path) as made:
        made.finish()
    (resumes / "001.md").write_text(COOK)
    (resumes / "002.md").touch()
    with batch(resumes, postings, journal=path) as made:
        made.finish()
        assert made.progress().resumed == 4
        after = report(made)
    assert len(results(path)) == 4
    with batch(resumes, postings) as made:
        made.finish()
        assert report(made) == after


def test_a_posting_that_changed_is_judged_anew(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path)
    path = tmp_path / "j"
    with batch(resumes, postings, journal=path) as made:
        made.finish()
    shutil.copy(postings / "000.md", postings / "001.md")
    with batch(resumes, postings, journal=path) as made:
        made.finish()
        after = report(made)
    with batch(resumes, postings) as made:
        made.finish()
        assert report(made) == after


def test_a_journal_of_another_day_is_refused_unless_told(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "j"
    with batch(*files, journal=path) as made:
        made.finish()
    options = {"as_of": DAY.replace(day=23), "journal": path, "crew": here()}
    with Batch(files[:1], files[1:], **options) as made, pytest.raises(FitcheckError) as caught:  # type: ignore[arg-type]
        made.finish()
    assert "--as-of 2026-11-22" in str(caught.value)
    with Batch(files[:1], files[1:], fresh=True, **options) as made:  # type: ignore[arg-type]
        made.finish()
        assert made.progress().resumed == 0


def test_a_file_that_is_no_journal_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    for text in ('{"mine": true}\n', "no line feed", "0123abcd my number", "0123abcd {mine}"):
        for fresh in (False, True):
            path.write_text(text)
            with batch(*files, journal=path, fresh=fresh) as made, pytest.raises(FitcheckError):
                made.finish()
            assert path.read_text() == text


def test_a_temporary_journal_is_gone_afterwards(files: tuple[Path, Path]) -> None:
    with batch(*files) as made:
        place = made.ledger.journal.path
        made.finish()
        assert place.exists()
    assert not place.parent.exists()


# ---------------------------------------------------------------- the cache


def test_a_second_run_reads_nothing_and_says_the_same(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with batch(*files, cache=tmp_path) as made:
        made.finish()
        first = report(made)
    from fitcheck.documents.isolation.reading import IsolatedReader

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(IsolatedReader, "read", never)
    with batch(*files, cache=tmp_path) as made:
        made.finish()
        assert report(made) == first
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"mail.example" not in held


def test_a_damaged_or_foreign_entry_changes_nothing(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    with batch(*files, cache=tmp_path) as made:
        made.finish()
        first = report(made)
    entries = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(entries) == 6
    entries[0].write_bytes(b"")
    entries[1].write_bytes(entries[2].read_bytes()[:-1])
    with batch(*files, cache=tmp_path) as made:
        made.finish()
        assert report(made) == first


# ---------------------------------------------------------------- workers


def test_processes_give_what_one_thread_gives_whatever_their_number(
    files: tuple[Path, Path],
) -> None:
    with batch(*files) as made:
        made.finish()
        here_made = report(made)
    for workers in (1, 3):
        with batch(*files, crew=None, workers=workers) as made:
            made.finish()
            assert report(made) == here_made


@pytest.mark.parametrize("after", [4, 24, 44])
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, after: int) -> None:
    resumes, postings = folders(tmp_path, resumes=30)
    with batch(resumes, postings) as made:
        made.finish()
        whole = report(made)
    crews: list[LocalCrew] = []

    def make(told: Told, journal: Journal) -> LocalCrew:
        crews.append(LocalCrew(told, journal.path, workers=2))
        return crews[0]

    killed: list[int] = []

    def kill(progress: Progress) -> None:
        # Once a run: a task that is at hand twice when its worker ends would have a row of its own.
        if not killed and progress.pairs >= after:
            killed.append(crews[0].processes()[0])
            os.kill(killed[-1], signal.SIGKILL)

    with batch(resumes, postings, crew=make, watch=kill) as made:
        made.finish()
        assert report(made) == whole
    assert len(killed) == 1


def test_a_task_that_ends_every_worker_costs_its_own_document(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path, resumes=4)

    class Cursed(ScriptedCrew):
        def failure(self, path: str) -> ErrorCode | None:
            return ErrorCode.TIMEOUT if path.endswith("002.md") else None

    with batch(resumes, postings, crew=Cursed) as made:
        rows = list(made.run())
    failed = [row for row in rows if row.error]
    assert [(Path(r.resume or "").name, r.error) for r in failed] == [("002.md", ErrorCode.TIMEOUT)]
    assert len(rows) == 7


class ScriptedCrew(ABC):
    """A crew of this process whose tasks fail where `failure` says so."""

    def __init__(self, told: Told, journal: Journal) -> None:
        self._inner = here()(told, journal)
        self._failed: list[Finished] = []

    @abstractmethod
    def failure(self, path: str) -> ErrorCode | None:
        """How the task of a document fails, None where it does not."""

    def __enter__(self) -> Self:
        self._inner.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._inner.__exit__()

    def signature(self) -> str:
        return self._inner.signature()

    def room(self) -> int:
        return self._inner.room()

    def submit(self, task: Task, block: Sequence[tuple[int, int]]) -> None:
        code = self.failure(task.path)
        if code is None:
            self._inner.submit(task, block)
        else:
            self._failed.append(Finished(task=task, failed=code))

    def finished(self) -> list[Finished]:
        failed, self._failed = self._failed, []
        return failed or self._inner.finished()
