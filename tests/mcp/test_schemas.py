"""The schema that ships is the one that the analyses of the examples have."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from fitcheck import Analyzer
from fitcheck.mcp.tools import analysis_schema
from fitcheck.render.wire import analysis_object
from tests.conftest import ROOT

POSTINGS = sorted((ROOT / "examples" / "postings").iterdir())


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize("posting", POSTINGS, ids=lambda path: path.name)
def test_an_analysis_of_the_examples_keeps_to_the_schema(posting: Path, analyzer: Analyzer) -> None:
    resume = ROOT / "examples" / "resumes" / "registered_nurse.docx"
    given = analysis_object(analyzer.analyze(resume, posting, as_of=date(2026, 11, 22)))
    jsonschema.validate(given, analysis_schema())


def test_the_schema_names_every_key_that_an_analysis_has(analyzer: Analyzer) -> None:
    given = analysis_object(
        analyzer.analyze(
            ROOT / "examples" / "resumes" / "registered_nurse.docx",
            ROOT / "examples" / "postings" / "staff_nurse.md",
            as_of=date(2026, 11, 22),
        )
    )
    schema = analysis_schema()
    assert set(given) == set(schema["properties"])
    for part in ("posting", "resume", "fit", "verdict"):
        assert set(given[part]) == set(schema["$defs"][part]["properties"]), part
    for rows, name in (
        (given["matches"], "match"),
        (given["gaps"], "gap"),
        (given["posting"]["requirements"], "requirement"),
    ):
        assert set(rows[0]) == set(schema["$defs"][name]["properties"])


def test_an_analysis_without_a_verdict_breaks_the_schema(analyzer: Analyzer) -> None:
    given = analysis_object(
        analyzer.analyze_texts("Cook", "Requirements\n- Python", as_of=date(2026, 11, 22))
    )
    broken = json.loads(json.dumps(given))
    del broken["verdict"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, analysis_schema())
