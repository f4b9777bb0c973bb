"""JSON Resume out: valid, nothing made up, the same resume when it is read again."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fitcheck.documents.reader import read_document
from fitcheck.documents.text import document_from_text
from fitcheck.profiles.contact_data import find_contact_data
from fitcheck.profiles.profile import Resume
from fitcheck.render.jsonresume import resume_json, resume_object
from tests.conftest import ROOT
from tests.corrections.builders import AS_OF, RESUME, analysis, analyzer

EXAMPLES = sorted((ROOT / "examples" / "resumes").iterdir())
SCHEMA = json.loads((ROOT / "tests/render/jsonresume.schema.json").read_text("utf-8"))
KEPT = 0.8
"""Of the concepts shown in placed lines: what stands below a degree is not part of the export."""
LOSSY = {"warehouse_supervisor.pdf"}
"""Several stretches of time in one job are several entries, and so several jobs, afterwards."""


def of_text(text: str) -> Resume:
    return analyzer().resume(document_from_text(text, media_type="text/markdown"), as_of=AS_OF)


def exported(text: str) -> dict[str, Any]:
    value = json.loads(resume_json(of_text(text)))
    jsonschema.validate(value, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert isinstance(value, dict)
    return value


def facts(resume: Resume) -> list[object]:
    """What has to be the same after a round trip."""
    return [
        [(p.title, p.employer, p.dates, p.kind) for p in resume.positions],
        [(e.level, (e.field or "").lower(), e.completed) for e in resume.education],
        [(s.name, s.level) for s in resume.languages],
        resume.experience_months,
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_valid_and_the_same_resume_when_it_is_read_again(path: Path) -> None:
    resume = analyzer().resume(path, as_of=AS_OF)
    text = resume_json(resume, contact=find_contact_data(resume.document))
    jsonschema.validate(json.loads(text), SCHEMA, format_checker=jsonschema.FormatChecker())
    again = analyzer().resume(
        read_document(resume_json(resume).encode(), name="resume.json"), as_of=AS_OF
    )
    assert again.experience_months == resume.experience_months
    if path.name not in LOSSY:
        assert facts(again) == facts(resume)
    placed = {m.concept for m in resume.mentions if resume.items[m.item].placed}
    kept = {m.concept for m in again.mentions if again.items[m.item].placed}
    assert len(kept & placed) >= KEPT * len(placed)


def test_jobs_education_skills_and_summary_have_their_places() -> None:
    value = exported(
        RESUME.replace("## Experience", "## Summary\n\nCook with ten years.\n\n## Experience")
    )
    first = value["work"][0]
    assert (first["position"], first["name"]) == ("Head Cook", "Cafe Lumen")
    assert (first["startDate"], first["endDate"]) == ("2019-01", "2020-12")
    assert first["highlights"][0].startswith("Cooked lunch for 80 guests")
    assert value["education"][0]["studyType"] == "Associate Degree"
    assert {"keywords": ["Menu planning", "HACCP", "Microsoft Excel"]} in value["skills"]
    assert value["basics"] == {"summary": "Cook with ten years."}


def test_what_goes_on_has_no_end_and_what_has_no_end_has_no_start_either() -> None:
    going = RESUME.replace("Dec 2020", "Present")
    assert "endDate" not in exported(going)["work"][0]
    assert exported(going)["work"][0]["startDate"] == "2019-01"
    ended = RESUME.replace("Jan 2019 – Dec 2020", "until 2020")
    dates = {k for k in exported(ended)["work"][0] if k.endswith("Date")}
    assert "startDate" not in dates


def test_voluntary_work_and_projects_stand_apart_from_jobs() -> None:
    value = exported(
        RESUME + "\n## Volunteering\n\nCook, Food Bank, 2012 – 2013\n\n- Cooked\n"
        "\n## Projects\n\n- Built a recipe site in Python\n"
    )
    assert value["volunteer"][0]["organization"] == "Food Bank"
    assert len(value["work"]) == 2
    assert "Built a recipe site in Python" in json.dumps(value["projects"])


def test_a_resume_that_holds_nothing_gives_nothing() -> None:
    assert set(exported("x")) == {"$schema"}


def test_corrections_are_in_the_export() -> None:
    found = analysis(
        '[[position]]\nquote = "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020"\nstart = "2015-01"\n'
    )
    assert resume_object(found.resume)["work"][0]["startDate"] == "2015-01"


def test_contact_data_is_in_the_export_only_where_it_is_wanted() -> None:
    text = RESUME.replace(
        "# Robin Makebelieve\n",
        "# Robin Makebelieve\n\nrobin@example.com | (503) 555-0142 | example.com/robin\n"
        "Portland, OR\n",
    )
    resume = of_text(text)
    without = resume_json(resume)
    for secret in ("Robin", "robin", "555", "Portland"):
        assert secret not in without
    basics = resume_object(resume, contact=find_contact_data(resume.document))["basics"]
    assert basics["name"] == "Robin Makebelieve"
    assert basics["email"] == "robin@example.com"
    assert basics["phone"] == "(503) 555-0142"
    assert basics["url"] == "https://example.com/robin"
    assert basics["location"] == {"region": "OR", "countryCode": "US"}


def test_dates_and_figures_are_no_phone_numbers_and_headings_no_names() -> None:
    found = find_contact_data(
        document_from_text("# Curriculum\n\nBorn 1 May 1990\n\n2015 – 2019, 100 000 items\n")
    )
    assert (found.name, found.email, found.phone, found.links) == (None, None, None, ())


def test_nothing_but_the_export_reads_contact_data() -> None:
    users = {
        path.relative_to(ROOT / "fitcheck").as_posix()
        for path in (ROOT / "fitcheck").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "fitcheck.profiles.contact_data"
    }
    assert users == {"cli/parse.py", "render/jsonresume.py"}
