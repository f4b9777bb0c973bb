"""Corrections beside the files of a batch: honoured, counted, never stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from fitcheck.analyzer import Analyzer
from fitcheck.batch import ledger
from fitcheck.batch.beside import Beside, look_beside, said_of
from fitcheck.batch.crew import LocalCrew
from fitcheck.batch.packed import may_be_kept, pack, reduced_resume, unpack
from fitcheck.batch.sources import find_sources
from fitcheck.batch.tables import cells, json_lines
from fitcheck.corrections.file import parse_corrections, read_corrections
from fitcheck.corrections.sidecars import find_sidecars, sidecar_of, sidecar_of_pair
from fitcheck.errors import ErrorCode
from fitcheck.profiles.profile import Resume
from fitcheck.profiles.resume import parse_resume
from tests.batch.builders import COOK, DAY, batch, folders, here
from tests.corrections.builders import document

START = """\
[[position]]
quote = "Cook, Cafe Lumen, Jan 2019 - Present"
start = "2025-06"
"""
OPTIONAL = """\
[[line]]
quote = "Fluent Spanish"
necessity = "preferred"
"""
CERTIFIED = """\
[[level]]
quote = "Food safety certificate"
level = "listed"
reason = "it hangs in the kitchen"
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Three resumes and three postings; those called 000 are the cook's."""
    return folders(tmp_path, resumes=3, postings=3)


def say_all(resumes: Path, postings: Path) -> None:
    """A correction beside the first resume, the first posting and the pair of the two."""
    resume, posting = resumes / "000.md", postings / "000.md"
    sidecar_of(resume).write_text(START, encoding="utf-8")
    sidecar_of(posting).write_text(OPTIONAL, encoding="utf-8")
    sidecar_of_pair(resume, posting).write_text(CERTIFIED, encoding="utf-8")


def report(*files: Path, **options: Any) -> str:
    with batch(*files, **{"sidecars": True, **options}) as made:
        made.finish()
        return "".join(json_lines(made.rows()))


def corrections_of(text: str) -> list[int]:
    return [json.loads(line)["corrections"] for line in text.splitlines()]


def test_a_corrected_row_says_what_check_says(files: tuple[Path, Path]) -> None:
    say_all(*files)
    analyzer = Analyzer(isolate=False)
    counts = []
    with batch(*files, sidecars=True) as made:
        for row in made.run():
            resume, posting = Path(row.resume or ""), Path(row.posting or "")
            found = read_corrections(find_sidecars(resume, posting))
            analysis = analyzer.analyze(resume, posting, as_of=DAY, corrections=found)
            assert row.score == round(analysis.report.score or 0.0, 6)
            assert (row.band, row.decision) == (analysis.report.band, analysis.verdict.decision)
            assert [m.level for m in row.matches] == [m.level for m in analysis.report.matches]
            assert [m.reason for m in row.matches] == [m.reason for m in analysis.report.matches]
            assert row.corrections == sum(one.changes for one in analysis.applied)
            assert row.employer == analysis.posting.employer
            counts.append(row.corrections)
    assert counts == [4, 1, 1, 1, 0, 0, 1, 0, 0]  # the certificate is asked as two things


def test_corrected_rows_are_the_same_for_any_workers_blocks_and_cache(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_all(*files)
    whole = report(*files)
    assert report(*files, cache=tmp_path / "cache") == whole
    assert report(*files, cache=tmp_path / "cache", crew=here(3)) == whole
    monkeypatch.setattr(ledger, "BLOCK", 2)
    assert report(*files, crew=here(2)) == whole


def test_processes_of_their_own_give_the_same_corrected_rows(files: tuple[Path, Path]) -> None:
    say_all(*files)
    made = report(*files, crew=lambda told, j: LocalCrew(told, j.path.absolute(), workers=2))
    assert made == report(*files)


def test_a_run_left_anywhere_ends_with_the_same_corrected_rows(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    say_all(*files)
    path = tmp_path / "j"
    whole = report(*files, journal=path)
    data = path.read_bytes()
    ends = [n + 1 for n, byte in enumerate(data) if byte == 10]
    for end in (ends[1], ends[len(ends) // 2] - 7, ends[-2]):
        path.write_bytes(data[:end])
        assert report(*files, journal=path) == whole


def test_a_changed_or_removed_file_never_leaves_a_stale_row(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    kept: dict[str, Any] = {"journal": tmp_path / "j", "cache": tmp_path / "cache"}
    plain = report(*files, **kept)
    assert set(corrections_of(plain)) == {0}
    say_all(*files)
    corrected = report(*files, **kept)
    assert corrected == report(*files) != plain
    pair = sidecar_of_pair(files[0] / "000.md", files[1] / "000.md")
    for beside in (pair, sidecar_of(files[0] / "000.md"), sidecar_of(files[1] / "000.md")):
        told = beside.read_text(encoding="utf-8")
        beside.write_text(told.replace("listed", "absent").replace("06", "07"))
        assert report(*files, **kept) == report(*files)
        beside.unlink()
        assert report(*files, **kept) == report(*files)
    assert report(*files, **kept) == plain


def test_a_run_without_corrections_reads_none_of_the_files(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    plain = report(*files)
    say_all(*files)
    kept: dict[str, Any] = {"journal": tmp_path / "j", "cache": tmp_path / "cache"}
    assert report(*files, **kept) != plain
    assert report(*files, sidecars=False, **kept) == plain


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("[[position]]\nquot = 1\n", "line 1, position[1]"),
        ("[[position", "not valid TOML"),
        (OPTIONAL, "have to stand in the file beside the posting"),
    ],
)
def test_a_broken_file_beside_a_resume_costs_one_row_that_names_it(
    files: tuple[Path, Path], said: str, told: str
) -> None:
    sidecar_of(files[0] / "001.md").write_text(said, encoding="utf-8")
    with batch(*files, sidecars=True) as made:
        rows = list(made.run())
    failed = [row for row in rows if row.error is not None]
    assert [Path(row.resume or "").name for row in failed] == ["001.md"]
    assert failed[0].error is ErrorCode.CORRECTIONS
    assert failed[0].message.startswith("001.md.fitcheck.toml: ")
    assert told in failed[0].message
    assert len(rows) == 7


def test_a_broken_file_of_a_pair_costs_the_row_of_the_pair(files: tuple[Path, Path]) -> None:
    pair = sidecar_of_pair(files[0] / "000.md", files[1] / "001.md")
    pair.write_text('[[level]]\nquote = "SAP"\nlevel = "listed"\n', encoding="utf-8")
    with batch(*files, sidecars=True) as made:
        rows = list(made.run())
    assert len(rows) == 9
    (failed,) = (row for row in rows if row.error is not None)
    assert (Path(failed.resume or "").name, Path(failed.posting or "").name) == (
        "000.md",
        "001.md",
    )
    assert failed.error is ErrorCode.CORRECTIONS
    assert "the key reason is missing" in failed.message
    assert cells(failed)["corrections"] is None


def test_a_mended_file_is_judged_when_the_run_is_gone_on_with(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    beside = sidecar_of(files[0] / "000.md")
    beside.write_text("[[position", encoding="utf-8")
    broken = report(*files, journal=tmp_path / "j")
    assert "fitcheck.toml: line 1" in broken
    beside.write_text(START, encoding="utf-8")
    assert report(*files, journal=tmp_path / "j") == report(*files)


def test_a_correction_whose_line_is_gone_is_a_warning_of_its_pair(
    files: tuple[Path, Path],
) -> None:
    pair = sidecar_of_pair(files[0] / "000.md", files[1] / "001.md")
    pair.write_text(CERTIFIED, encoding="utf-8")
    with batch(*files, sidecars=True) as made:
        stale = [row for row in made.run() if "stale_correction" in row.warnings]
    assert [(Path(r.resume or "").name, Path(r.posting or "").name) for r in stale] == [
        ("000.md", "001.md")
    ]
    assert stale[0].corrections == 0


def test_a_file_of_a_pair_is_found_whatever_signs_are_in_the_names(tmp_path: Path) -> None:
    resume, posting = tmp_path / "c++ dev+.md", tmp_path / "jobs" / "a+b.html"
    posting.parent.mkdir()
    resume.write_text(COOK, encoding="utf-8")
    posting.write_text("Cook", encoding="utf-8")
    sidecar_of_pair(resume, posting).write_text(CERTIFIED, encoding="utf-8")
    *_, beside = look_beside(find_sources([resume]), find_sources([posting]))
    assert list(beside.of_pairs) == [(0, 0)]
    assert said_of(beside.levels(0, [0])) != ""


def test_an_address_has_nothing_beside_it(tmp_path: Path) -> None:
    from fitcheck.batch.sources import Source

    resume, posting = tmp_path / "r.md", tmp_path / "p.md"
    for path in (sidecar_of(resume), sidecar_of(posting), sidecar_of_pair(resume, posting)):
        path.write_text(CERTIFIED, encoding="utf-8")
    far = [Source(path=f"file://{path}") for path in (resume, posting)]
    assert look_beside(far[:1], far[1:]) == ((far[0],), (far[1],), Beside())


def test_no_pattern_takes_our_own_files_for_documents(files: tuple[Path, Path]) -> None:
    say_all(*files)
    found = [Path(source.path).name for source in find_sources([str(files[1] / "*")])]
    assert found == ["000.md", "001.md", "002.md"]


def test_a_reason_leaves_no_profile_and_a_way_to_reach_somebody_keeps_it_out_of_the_cache() -> None:
    vocabulary = Analyzer(isolate=False).vocabulary

    def corrected(employer: str) -> tuple[Resume, Resume]:
        said = parse_corrections(
            f'{START}employer = "{employer}"\nreason = "call +1 415 555 0123"\n', name="c.toml"
        )
        whole = parse_resume(
            document(COOK, "cook.md"), as_of=DAY, vocabulary=vocabulary, corrections=said.resume
        )
        return whole, reduced_resume(whole)

    whole, reduced = corrected("Cafe Lumen Ltd")
    assert whole.applied[0].reason is not None
    assert {one.reason for one in reduced.applied} == {None}
    assert may_be_kept(whole, reduced)
    assert unpack(pack(reduced), Resume, source="cook.md") == reduced
    assert not may_be_kept(*corrected("jo.doe@mail.example"))


def test_the_same_documents_elsewhere_without_the_file_are_read_as_they_are(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    say_all(*files)
    report(*files, cache=tmp_path / "cache")
    other = tmp_path / "other"
    for folder in files:
        shutil.copytree(
            folder, other / folder.name, ignore=shutil.ignore_patterns("*.fitcheck.toml")
        )
    copied = (other / "resumes", other / "postings")
    assert report(*copied, cache=tmp_path / "cache") == report(*copied, sidecars=False)
