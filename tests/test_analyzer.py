from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date

import pytest

import fitcheck
from fitcheck import Analysis, Analyzer, Band, InputError, Settings
from tests.conftest import ROOT

AS_OF = date(2026, 11, 22)
RESUME = """Amina Okafor
Leeds, UK

Experience
Warehouse Supervisor, Hafen Logistics, Jan 2018 - Present
- Planned the shifts of eleven pickers and ran stock counts in SAP
- Trained new staff on forklift trucks and safe lifting

Education
NVQ Level 3 Warehousing, 2016

Skills
SAP, Excel, forklift
"""
POSTING = """Warehouse Supervisor

Requirements
- 3+ years supervising warehouse staff
- Experience with SAP
- Forklift licence
"""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def analyze(analyzer: Analyzer, resume: str, posting: str = POSTING) -> Analysis:
    return analyzer.analyze_texts(resume, posting, as_of=AS_OF)


def test_results_are_frozen(analyzer: Analyzer) -> None:
    analysis = analyze(analyzer, RESUME)
    with pytest.raises(dataclasses.FrozenInstanceError):
        analysis.version = "2"  # type: ignore[misc]


def test_every_public_name_can_be_had() -> None:
    for name in fitcheck.__all__:
        assert getattr(fitcheck, name) is not None
    with pytest.raises(AttributeError):
        _ = fitcheck.nothing


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'spacy', 'sklearn', 'lxml', 'pypdfium2', 'pdfminer', 'rich', 'icalendar'}"
    code = f"import sys, fitcheck; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == b"[]"


def test_the_default_path_loads_neither_spacy_nor_scikit_learn() -> None:
    code = (
        "import sys; from fitcheck.cli import main; "
        "files = ['examples/resumes/electrician.pdf', 'examples/postings/electrician.html']; "
        "main(['check', *files]); "
        "print(sorted({'spacy', 'sklearn', 'torch'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == b"[]"


def test_a_reused_analyzer_gives_the_same_answers_as_a_new_one(analyzer: Analyzer) -> None:
    analyze(analyzer, "Experience\nCook, Cafe Lumen, 2019 - 2023\n- Cooked lunch\n")
    assert analyze(analyzer, RESUME) == analyze(Analyzer(), RESUME)


def test_settings_change_the_signature() -> None:
    changed = Settings(matching=dataclasses.replace(Settings().matching, years_full=0.95))
    assert Analyzer().signature == Analyzer().signature != Analyzer(changed).signature


def test_many_resumes_go_through_a_pipe_in_order(analyzer: Analyzer) -> None:
    document = analyzer.read(RESUME.encode(), name="a.txt")
    resume = analyzer.resume(document, as_of=AS_OF)
    posting = analyzer.posting(POSTING.encode(), as_of=AS_OF)
    results = list(analyzer.pipe([resume, resume], posting, as_of=AS_OF))
    assert len(results) == 2
    assert results[0] == results[1]


def test_an_unreadable_input_raises_a_typed_error(analyzer: Analyzer) -> None:
    with pytest.raises(InputError):
        analyzer.analyze(b"", POSTING.encode(), as_of=AS_OF)


@pytest.mark.parametrize(
    "name",
    ["Ruby Dean", "Julia Major", "Jordan Java", "Nguyễn Thị Minh", "Олена Коваль", "Scala Page"],
)
def test_the_name_changes_nothing(analyzer: Analyzer, name: str) -> None:
    other = analyze(analyzer, RESUME.replace("Amina Okafor", name))
    mine = analyze(analyzer, RESUME)
    assert [m.level for m in other.report.matches] == [m.level for m in mine.report.matches]
    assert other.report.score == mine.report.score


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Leeds, UK", "14 Dock Road, York, UK\n+44 20 7946 0101\nborn 1961, female, married"),
        ("NVQ Level 3 Warehousing, 2016", "NVQ Level 3 Warehousing, 1989"),
    ],
    ids=["contact data", "year of education"],
)
def test_what_has_no_effect_has_no_effect(analyzer: Analyzer, old: str, new: str) -> None:
    assert analyze(analyzer, RESUME.replace(old, new)).report.score == (
        analyze(analyzer, RESUME).report.score
    )


def test_a_gap_between_jobs_changes_no_level(analyzer: Analyzer) -> None:
    one = RESUME.replace(
        "\nEducation\n", "\nPicker, Northgate Depot, Jan 2015 - Dec 2017\n- Picked\n\nEducation\n"
    )
    gap = one.replace("Jan 2015 - Dec 2017", "Jan 2012 - Dec 2014")
    assert analyze(analyzer, one).report.score == analyze(analyzer, gap).report.score


def test_stop_words_change_nothing(analyzer: Analyzer) -> None:
    padded = RESUME + "\n" + "the of and to in with a an for " * 40
    assert analyze(analyzer, padded).report.score == analyze(analyzer, RESUME).report.score


def test_repeating_the_skills_changes_nothing(analyzer: Analyzer) -> None:
    padded = RESUME + "SAP, Excel, forklift\n" * 20
    assert analyze(analyzer, padded).report.score == analyze(analyzer, RESUME).report.score


def test_the_whole_posting_in_the_resume_makes_no_fit(analyzer: Analyzer) -> None:
    cashier = "Experience\nCashier, Corner Shop, Jan 2023 - Present\n- Ran the till\n"
    pasted = analyze(analyzer, cashier + "\nSkills\n" + POSTING)
    assert pasted.report.band in (Band.NONE, Band.WEAK)
