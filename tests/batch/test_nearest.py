"""Runs in which only the nearest postings of each resume are judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fitcheck.batch.engine import Batch, Progress
from fitcheck.batch.journal import text_of
from fitcheck.batch.tables import json_lines
from fitcheck.cli import main
from fitcheck.corrections.sidecars import sidecar_of_pair
from fitcheck.errors import FitcheckError
from tests.batch import builders
from tests.batch.builders import DAY, batch, here

GERMAN = (
    "# Koch (m/w/d)\n## Ihre Aufgaben\n- Sie kochen für unsere Gäste und planen die Speisen\n"
    "- Sie halten die Küche sauber und sprechen mit den Gästen\n"
)


MORE = {
    "resumes": "- Was the one who showed new people how the work is done and what to look for\n",
    "postings": "\nAbout us\nWe are looking for somebody who will do the work with us and for all "
    "of our customers.\n",
}
"""Enough for the language of a file to be told."""


def folders(root: Path, *, resumes: int, postings: int) -> tuple[Path, Path]:
    made = builders.folders(root, resumes=resumes, postings=postings)
    for folder in made:
        for path in folder.iterdir():
            path.write_text(path.read_text() + MORE[folder.name], encoding="utf-8")
    return made


def report(made: Batch) -> str:
    made.finish()
    return "".join(json_lines(made.rows()))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return folders(tmp_path_factory.mktemp("nearest"), resumes=4, postings=6)


@pytest.fixture(scope="module")
def nearest(files: tuple[Path, Path]) -> str:
    with batch(*files, nearest=3) as made:
        return report(made)


def test_each_resume_has_rows_for_the_postings_of_its_own_work(files: tuple[Path, Path]) -> None:
    with batch(*files, nearest=3) as made:
        rows = list(made.run())
        assert made.left_out() == 4 * 3
    kinds = {
        (int(Path(row.resume or "").stem) % 2, int(Path(row.posting or "").stem) % 2)
        for row in rows
    }
    assert kinds == {(0, 0), (1, 1)}  # cooks and clerks take turns in both folders
    assert len(rows) == 4 * 3


def test_rows_are_those_of_a_run_over_all_pairs(files: tuple[Path, Path], nearest: str) -> None:
    with batch(*files) as made:
        everything = report(made).splitlines()
        assert made.left_out() == 0
    assert [line for line in everything if line in set(nearest.splitlines())] == (
        nearest.splitlines()
    )


def test_as_many_as_there_are_is_all_of_them(files: tuple[Path, Path]) -> None:
    with batch(*files) as made:
        everything = report(made)
    for most in (6, 7, 999):
        with batch(*files, nearest=most) as made:
            assert report(made) == everything


def test_the_number_of_workers_changes_nothing(files: tuple[Path, Path], nearest: str) -> None:
    with batch(*files, nearest=3, crew=here(3)) as made:
        assert report(made) == nearest
    with batch(*files, nearest=3, crew=None, workers=2) as made:
        assert report(made) == nearest


def test_what_cannot_be_told_has_rows_beside_the_nearest(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path, resumes=1, postings=4)
    (postings / "german.md").write_text(GERMAN, encoding="utf-8")
    (postings / "empty.md").write_text("", encoding="utf-8")
    with batch(resumes, postings, nearest=1) as made:
        rows = list(made.run())
        assert made.left_out() == 3
    judged = [Path(row.posting or "").stem for row in rows if row.error is None]
    assert len(judged) == 2
    assert "german" in judged
    assert [Path(row.posting or "").stem for row in rows if row.error is not None] == ["empty"]


def test_a_run_that_was_ended_goes_on_and_keeps_its_choice(
    files: tuple[Path, Path], nearest: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.journal"
    with batch(*files, nearest=3, journal=path) as made:
        assert report(made) == nearest
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-2]) + lines[-2][:20])
    seen: list[Progress] = []
    with batch(*files, nearest=3, journal=path, watch=seen.append) as made:
        assert report(made) == nearest
    assert seen[-1].resumed == 9
    assert seen[-1].pairs == seen[-1].of_pairs == 12
    results = [json.loads(text_of(line) or b"{}") for line in path.read_bytes().splitlines(True)]
    assert sum(record.get("t") == "result" for record in results) == 4


def test_a_journal_of_another_number_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    with batch(*files, nearest=3, journal=path) as made:
        made.finish()
    for other in (None, 2):
        with (
            batch(*files, nearest=other, journal=path) as made,
            pytest.raises(FitcheckError, match="nearest"),
        ):
            made.finish()


def test_another_posting_makes_the_choice_anew(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path, resumes=1, postings=3)
    path = tmp_path / "a.journal"
    with batch(resumes, postings, nearest=1, journal=path) as made:
        made.finish()
    near = "# Cook\n\n## Responsibilities\n- Cooked lunch for 80 guests a day\n- Trained porters\n"
    (postings / "999.md").write_text(near, encoding="utf-8")
    with batch(resumes, postings, nearest=1, journal=path) as made:
        after = report(made)
    with batch(resumes, postings, nearest=1) as made:
        assert report(made) == after


def test_a_correction_goes_to_the_pair_that_it_is_about(tmp_path: Path) -> None:
    resumes, postings = folders(tmp_path, resumes=2, postings=6)
    said = '[[level]]\nquote = "SAP"\nlevel = "listed"\nreason = "only a course"\n'
    pair = sidecar_of_pair(resumes / "001.md", postings / "003.md")
    pair.write_text(said, encoding="utf-8")
    with batch(resumes, postings, sidecars=True) as made:
        everything = report(made).splitlines()
    with batch(resumes, postings, sidecars=True, nearest=3) as made:
        chosen = report(made).splitlines()
    assert len(chosen) == 6
    assert set(chosen) < set(everything)
    assert sum(json.loads(line)["corrections"] for line in chosen) == 1


def test_less_than_one_is_refused(files: tuple[Path, Path]) -> None:
    with pytest.raises(FitcheckError, match="from 1"):
        Batch([files[0]], [files[1]], as_of=DAY, nearest=0)


def test_the_command_says_how_many_pairs_were_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resumes, postings = folders(tmp_path, resumes=2, postings=4)
    page = tmp_path / "all.html"
    given = ["batch", str(resumes), "--postings", str(postings), "--as-of", str(DAY)]
    assert main([*given, "--nearest", "2", "--no-cache", "--workers", "1", "-o", str(page)]) == 0
    told = "4 pairs not among the nearest 2 left out"
    assert told in capsys.readouterr().err
    assert told in page.read_text(encoding="utf-8")
