"""Corrections beside the files that an assistant names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fitcheck.analyzer import Analyzer
from fitcheck.corrections.file import read_corrections
from fitcheck.corrections.sidecars import find_sidecars, sidecar_of, sidecar_of_pair
from fitcheck.errors import CorrectionsError
from fitcheck.mcp.answers import Answers
from fitcheck.mcp.arguments import Arguments
from fitcheck.mcp.folders import Folders
from fitcheck.mcp.tools import tools
from fitcheck.render.wire import analysis_object
from tests.corrections.builders import AS_OF, POSTING, RESUME, analyzer

PAIR = {"resume_path": "own/resume.md", "posting_path": "posting.md"}
START = '[[position]]\nquote = "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020"\nstart = "2018-03"\n'
TITLE = '[posting]\nemployer = "Harbour Hotel"\n'
LICENCE = (
    '[[level]]\nquote = "A driving licence is required"\nlevel = "demonstrated"\nreason = "since"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An open folder with a pair and a correction beside each and beside both."""
    opened = tmp_path / "open"
    (opened / "own").mkdir(parents=True)
    resume, posting = opened / "own" / "resume.md", opened / "posting.md"
    for path, text in (
        (resume, RESUME),
        (posting, POSTING),
        (sidecar_of(resume), START),
        (sidecar_of(posting), TITLE),
        (sidecar_of_pair(resume, posting), LICENCE),
    ):
        path.write_text(text, encoding="utf-8")
    return opened


def answers(*folders: Path) -> Answers:
    settings = Analyzer().settings.reading
    return Answers(analyzer(), Folders(folders, settings), lambda: AS_OF)


def answer(folder: Path, tool: str, **arguments: Any) -> dict[str, Any]:
    """The answer of a tool, which keeps to its schema."""
    given: dict[str, Any] = getattr(answers(folder), tool)(Arguments(arguments))
    jsonschema.validate(given, next(one.gives for one in tools() if one.name == tool))
    return given


def test_a_check_is_the_analysis_with_the_corrections_and_says_so(folder: Path) -> None:
    given = answer(folder, "check_fit", **PAIR)
    resume, posting = folder / "own" / "resume.md", folder / "posting.md"
    made = analyzer()
    wanted = made.analyze(
        made.read(resume.read_bytes(), name=PAIR["resume_path"]),
        made.read(posting.read_bytes(), name=PAIR["posting_path"]),
        as_of=AS_OF,
        corrections=read_corrections(find_sidecars(resume, posting)),
    )
    assert given == analysis_object(wanted)
    assert given["corrections"]["changing"] == 3
    assert given["corrections"]["sources"] == [
        "resume.md.fitcheck.toml",
        "posting.md.fitcheck.toml",
        "posting.md+resume.md.fitcheck.toml",
    ]


def test_texts_have_no_corrections(folder: Path) -> None:
    texts = answer(folder, "check_fit", resume_text=RESUME, posting_text=POSTING)
    assert texts["corrections"] is None
    half = answer(folder, "check_fit", resume_path=PAIR["resume_path"], posting_text=POSTING)
    assert half["corrections"]["sources"] == ["resume.md.fitcheck.toml"]


def test_a_comparison_counts_the_corrections_of_each_posting(folder: Path) -> None:
    (folder / "broken.md").write_text(POSTING, encoding="utf-8")
    sidecar_of(folder / "broken.md").write_text("[posting]\ntitel = 1\n", encoding="utf-8")
    postings = [
        {"path": "broken.md"},
        {"path": "posting.md", "name": "the file"},
        {"text": POSTING, "name": "pasted"},
    ]
    given = answer(folder, "compare_postings", resume_path=PAIR["resume_path"], postings=postings)
    rows = {row["name"]: row for row in given["postings"]}
    assert (rows["the file"]["corrections"], rows["pasted"]["corrections"]) == (3, 1)
    assert rows["the file"]["employer"] == "Harbour Hotel"
    assert rows["broken.md"]["error"]["code"] == "corrections"
    assert rows["broken.md"]["error"]["source"] == "broken.md.fitcheck.toml"
    checked = answer(folder, "check_fit", **PAIR)
    assert rows["the file"]["score"] == checked["fit"]["score"]


def test_a_broken_file_beside_the_resume_is_the_error_of_the_call(folder: Path) -> None:
    sidecar_of(folder / "own" / "resume.md").write_text("[[position", encoding="utf-8")
    wanted: dict[str, dict[str, Any]] = {
        "check_fit": PAIR,
        "compare_postings": {
            "resume_path": PAIR["resume_path"],
            "postings": [{"path": "posting.md"}],
        },
    }
    for tool, arguments in wanted.items():
        with pytest.raises(CorrectionsError, match="line 1") as caught:
            answer(folder, tool, **arguments)
        assert caught.value.source == "resume.md.fitcheck.toml"


def test_a_plan_and_an_explanation_rest_on_them(folder: Path) -> None:
    plan = answer(
        folder, "plan_followup", application_text='channel = "cold"', **PAIR, today=str(AS_OF)
    )
    assert plan["corrections"] == 3
    told = answer(folder, "explain_requirement", **PAIR, requirement="driving licence")
    assert told["match"]["level"] == "demonstrated"
    assert told["match"]["corrected"]["reason"] == "since"


def test_a_file_that_leads_out_of_the_folder_or_lies_in_another_is_not_honoured(
    folder: Path, tmp_path: Path
) -> None:
    beside = sidecar_of(folder / "own" / "resume.md")
    elsewhere = tmp_path / "elsewhere.toml"
    beside.rename(elsewhere)
    beside.symlink_to(elsewhere)
    given = answer(folder, "check_fit", **PAIR)
    assert given["corrections"]["changing"] == 2
    other = tmp_path / "other"
    (other / "own").mkdir(parents=True)
    sidecar_of(other / "own" / "resume.md").write_text(START, encoding="utf-8")
    both: dict[str, Any] = answers(other, folder).check_fit(Arguments(PAIR))
    assert both["corrections"]["changing"] == 2
