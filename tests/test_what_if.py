from __future__ import annotations

import json
from pathlib import Path

import pytest

from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.cli import main
from fitcheck.cli.status import ExitStatus
from fitcheck.documents.text import document_from_text
from fitcheck.errors import FitcheckError
from fitcheck.matching.match import Level
from fitcheck.render.markdown import report_markdown
from fitcheck.render.terminal import report_text
from fitcheck.render.web.page import report_html
from fitcheck.render.wire import analysis_object
from tests.matching.builders import AS_OF

RESUME = "# Ada\n\n## Experience\n### Clerk, Elm Depot (2024 - Present)\n- Booked pallets in SAP\n"
POSTING = (
    "# Project Manager\n\n## Requirements\n- PMP certification\n- 2 years of Python\n- SAP\n"
    "- Fluent Spanish\n"
)
ANALYZER = Analyzer(isolate=False)


def profiles() -> tuple[object, object]:
    resume, posting = (
        document_from_text(text, source=name, media_type="text/markdown")
        for name, text in (("resume", RESUME), ("posting", POSTING))
    )
    return ANALYZER.resume(resume, as_of=AS_OF), ANALYZER.posting(posting, as_of=AS_OF)


def suppose(*facts: str) -> Analysis:
    resume, posting = profiles()
    return ANALYZER.what_if(resume, posting, facts, as_of=AS_OF)  # type: ignore[arg-type]


def plain() -> Analysis:
    resume, posting = profiles()
    return ANALYZER.analyze_pair(resume, posting, as_of=AS_OF)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        ("PMP certificate", "PMP certification"),
        ("2 years of Python", "2 years of Python"),
        ("Spanish (fluent)", "Fluent Spanish"),
    ],
)
def test_a_supposed_fact_is_demonstrated_and_adds_its_points(fact: str, asked: str) -> None:
    analysis = suppose(fact)
    match = next(m for m in analysis.report.matches if analysis.quote(m.requirement) == asked)
    assert match.level is Level.DEMONSTRATED
    assert all(analysis.is_supposed(evidence) for evidence in match.evidence)
    assert analysis.what_if is not None
    (supposed,) = analysis.what_if.facts
    before, after = plain().report.score, analysis.report.score
    assert before is not None
    assert after is not None
    assert supposed.points == pytest.approx(after - before)
    assert supposed.points > 0
    assert analysis.what_if.score == before


def test_only_what_the_fact_shows_changes() -> None:
    changed = [
        one.requirement.id
        for one, other in zip(plain().report.matches, suppose("SAP").report.matches, strict=True)
        if one.level is not other.level
    ]
    assert changed == []
    analysis = suppose("PMP certificate")
    own = [e for m in analysis.report.matches for e in m.evidence if not analysis.is_supposed(e)]
    assert [analysis.evidence_quote(e) for e in own] == ["Booked pallets in SAP"]


def test_wanting_it_is_worth_nothing() -> None:
    analysis = suppose("Eager to learn Python")
    assert analysis.what_if is not None
    assert analysis.what_if.facts[0].points == 0.0


def test_several_facts_are_supposed_together_and_told_one_by_one() -> None:
    analysis = suppose("PMP certificate", "2 years of Python")
    assert analysis.what_if is not None
    assert [s.fact for s in analysis.what_if.facts] == ["PMP certificate", "2 years of Python"]
    total = sum(s.points for s in analysis.what_if.facts)
    assert (analysis.report.score or 0) - (analysis.what_if.score or 0) == pytest.approx(total)


@pytest.mark.parametrize("fact", ["", "  ", "2026", "x" * 301])
def test_a_fact_is_a_line_of_words(fact: str) -> None:
    with pytest.raises(FitcheckError, match="one line of words"):
        suppose(fact)


def test_every_report_says_that_it_is_supposed() -> None:
    analysis = suppose("PMP certificate")
    for text in (report_text(analysis), report_markdown(analysis), report_html(analysis)):
        assert "WHAT IF the resume showed" in text
        assert "[what if]" in text.replace("\\", "")
        assert "add it only if it is true" in text
    wire = analysis_object(analysis)
    assert wire["what_if"]["facts"] == [
        {"text": "PMP certificate", "points": wire["what_if"]["facts"][0]["points"]}
    ]
    marks = [e.get("supposed", False) for m in wire["matches"] for e in m["evidence"]]
    assert marks.count(True) == 1


def test_without_a_fact_nothing_is_added() -> None:
    wire = analysis_object(plain())
    assert "what_if" not in wire
    assert "WHAT IF" not in report_text(plain())


def test_the_command_takes_several_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resume = RESUME.replace("Clerk", "Project Coordinator")
    (tmp_path / "r.md").write_text(resume, encoding="utf-8")
    (tmp_path / "p.md").write_text(POSTING, encoding="utf-8")
    facts = ["--what-if", "PMP certificate", "--what-if", "2 years of Python"]
    arguments = ["check", str(tmp_path / "r.md"), str(tmp_path / "p.md"), "--format", "json"]
    status = main([*arguments, *facts, "--as-of", "2026-11-22"])
    data = json.loads(capsys.readouterr().out)
    assert status == ExitStatus.WORTH_IT
    assert [fact["text"] for fact in data["what_if"]["facts"]] == [facts[1], facts[3]]
    assert data["what_if"]["before"]["score"] < data["fit"]["score"]
