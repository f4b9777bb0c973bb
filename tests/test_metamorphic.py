"""The same resume told in another form is judged the same; more shown never counts for less."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.variants import DATE_FORMATS, VARIANTS, Variant, as_markdown, joined, rendered
from examples.papers.source import parse_pieces
from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.reader import read_document
from fitcheck.documents.text import document_from_text
from fitcheck.matching.match import Level
from tests.matching.builders import AS_OF

EXAMPLES = settings(max_examples=12)
MANY = settings(max_examples=150)

RESUMES = {
    "nurse": """# Ada Fairweather
Duluth, Minnesota
ada.fairweather@example.org

## Summary
Ward nurse who likes a busy floor and clear notes.

## Experience
### Registered Nurse, Lakeside Hospital || Mar 2019 - Present
- Looked after six patients a shift on a 24-bed cardiac ward
- Gave medication by IV pump and checked doses with a second nurse
- Trained nine new nurses on the Epic charting system
- Wrote discharge plans with families and the pharmacist

### Nursing Assistant, Pine Care Home || Jun 2015 - Feb 2019
- Helped residents to wash, dress and eat
- Took blood pressure and temperature twice a day

## Education
### B.S. in Nursing || 2015
#### Lake State University

## Certifications
- Basic Life Support (BLS), 2024

## Skills
- Telemetry
- Microsoft Excel
""",
    "welder": """# Idris Vale
Hereford
idris.vale@example.com

## Experience
### Welder, Lugg Dairy Engineering || September 2017 - Present
- Weld stainless steel tanks with TIG from fabrication drawings
- Fold and cut plate on the press brake and the guillotine
- Fit pipework at breweries four weeks a year

### Fabricator, Gate and Trailer Works || January 2012 - August 2017
- Built steel trailers with MIG

## Education
### NVQ Level 3 in Fabrication and Welding || 2011

## Skills
- Forklift
- AutoCAD
""",
    "developer": """# Zoe Quist
Leeds
zoe.quist@example.com

## Experience
### Backend Developer, Harbour Payments || April 2020 - Present
- Built REST services in Python and Django for card payments
- Moved nightly jobs from cron to Apache Airflow on Kubernetes
- Cut the time of PostgreSQL reports from hours to minutes
- Mentored two junior developers

### Web Developer, Northgate Media || July 2016 - March 2020
- Wrote JavaScript and React pages for eleven newspapers

## Education
### BSc Computer Science, University of Aldmoor || 2016

## Skills
- Docker
- Terraform
""",
}
POSTINGS = {
    "nurse": """# Registered Nurse

## Responsibilities
- Care for patients on a cardiac ward
- Administer medication by IV pump
- Plan discharges with families
- Train new staff

## Requirements
- 3+ years of experience as a registered nurse
- Bachelor's degree in nursing
- BLS certification
- Epic
- Telemetry
- Fluent Spanish is a plus
""",
    "welder": """# Welder

## Duties
- TIG weld stainless steel vessels from drawings
- Operate press brake and guillotine
- Install pipework at customers' sites

## Essential
- 5 years of TIG welding
- NVQ level 3 in welding or fabrication
- Forklift
- AutoCAD
""",
    "developer": """# Senior Backend Developer

## What you will do
- Build REST services for payments
- Run jobs on Kubernetes
- Mentor junior developers

## Requirements
- 4+ years of Python
- PostgreSQL
- Docker
- Bachelor's degree in computer science
- Go or Rust
""",
}


@cache
def analyzer() -> Analyzer:
    return Analyzer(isolate=False)


@cache
def judged(name: str, file: tuple[str, bytes]) -> Analysis:
    suffix, data = file
    posting = document_from_text(POSTINGS[name], source="posting", media_type="text/markdown")
    return analyzer().analyze(read_document(data, name="r" + suffix), posting, as_of=AS_OF)


def levels(analysis: Analysis) -> list[tuple[str, str]]:
    return [(analysis.quote(m.requirement), m.level.value) for m in analysis.report.matches]


def plain(name: str) -> Analysis:
    return judged(name, as_markdown(RESUMES[name]))


names = st.sampled_from(sorted(RESUMES))
seeds = st.integers(0, 10_000)


@pytest.mark.parametrize("name", sorted(RESUMES))
def test_the_bases_have_something_to_lose(name: str) -> None:
    found = {level for _, level in levels(plain(name))}
    assert {"demonstrated", "listed"} <= found
    assert plain(name).report.band.value in ("partial", "strong")


def same_levels(variant: Variant, name: str, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - drawn by hypothesis
    assert levels(judged(name, VARIANTS[variant](RESUMES[name], random))) == levels(plain(name))


@pytest.mark.parametrize("variant", list(Variant))
@EXAMPLES
@given(name=names, seed=seeds)
def test_another_form_is_judged_the_same(variant: Variant, name: str, seed: int) -> None:
    same_levels(variant, name, seed)


@pytest.mark.long
@pytest.mark.parametrize("variant", list(Variant))
@MANY
@given(name=names, seed=seeds)
def test_many_other_forms_are_judged_the_same(variant: Variant, name: str, seed: int) -> None:
    same_levels(variant, name, seed)


@pytest.mark.parametrize("name", sorted(RESUMES))
@pytest.mark.parametrize(
    "layout", ["one_column", "sidebar", "rows", "styled", "table", "page", "plain", "wrapped"]
)
def test_every_format_is_judged_the_same(name: str, layout: str) -> None:
    side = ["Skills", "Education", "Certifications"]
    file = rendered(RESUMES[name], layout, sidebar=side)
    assert levels(judged(name, file)) == levels(plain(name))


def test_a_source_is_the_same_after_it_was_taken_apart() -> None:
    for source in RESUMES.values():
        pieces = parse_pieces(source)
        assert parse_pieces(joined(pieces)) == pieces


def test_every_date_format_is_used_and_says_the_same_month() -> None:
    written = {write(3, 2019) for write in DATE_FORMATS.values()}
    assert written == {"March 2019", "Mar 2019", "03/2019", "2019-03"}


# -- more shown is never less

JOBS = {
    "nurse": [
        "### Nurse, Elm Clinic || Jan 2014 - May 2015\n- Cared for patients after heart surgery",
        "### Ward Nurse, Harbour Hospital || 2012 - 2014\n- Planned discharges with families",
        "### Nurse Educator, Elm Clinic || Feb 2013 - May 2015\n- Taught staff to chart in Epic",
    ],
    "welder": [
        "### Welder, Vale Tanks || 2009 - 2011\n- TIG welded stainless steel vessels",
        "### Pipe Fitter, Dairy Works || 2008 - 2011\n- Installed pipework at customers' sites",
    ],
    "developer": [
        "### Python Developer, Elm Data || May 2013 - June 2016\n- Wrote services on PostgreSQL",
        "### Site Engineer, Elm Cloud || 2014 - 2016\n- Ran Docker images and jobs on Kubernetes",
        "### Developer, Elm Systems || 2013 - 2016\n- Wrote network tools in Go and Rust",
    ],
}


@pytest.mark.parametrize(
    ("name", "job"), [(name, job) for name, jobs in JOBS.items() for job in jobs]
)
def test_a_true_relevant_job_never_lowers_the_score(name: str, job: str) -> None:
    source = RESUMES[name].replace("\n## Education", f"\n{job}\n\n## Education")
    before, after = plain(name).report, judged(name, as_markdown(source)).report
    assert before.score is not None
    assert after.score is not None
    assert after.score >= before.score
    ranks = [m.level.rank for m in before.matches]
    assert all(m.level.rank >= rank for m, rank in zip(after.matches, ranks, strict=True))


def without_evidence(name: str, requirement: str) -> Analysis:
    """The resume again and again without the lines that show the requirement, until none does."""
    source = RESUMES[name]
    for _ in range(12):
        analysis = judged(name, as_markdown(source))
        match = next(m for m in analysis.report.matches if m.requirement.id == requirement)
        quotes = {analysis.evidence_quote(found).strip() for found in match.evidence}
        kept = [
            line
            for line in source.split("\n")
            if not line.strip() or line.startswith(("# ", "## ")) or not told(line, quotes)
        ]
        if kept == source.split("\n"):
            return analysis
        source = "\n".join(kept)
    raise AssertionError("evidence never ended")


def told(line: str, quotes: set[str]) -> bool:
    said = line.lstrip("#- ").replace(" || ", " · ")
    return any(said in quote or quote in said for quote in quotes)


@pytest.mark.parametrize("name", sorted(RESUMES))
def test_without_every_line_that_shows_it_a_requirement_is_not_shown(name: str) -> None:
    for match in plain(name).report.matches:
        if match.level.rank == 0:
            continue
        after = without_evidence(name, match.requirement.id)
        level = next(
            m.level for m in after.report.matches if m.requirement.id == match.requirement.id
        )
        assert level.rank < match.level.rank, plain(name).quote(match.requirement)
        assert level in (Level.ABSENT, Level.UNKNOWN)
