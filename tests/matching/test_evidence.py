"""Which lines stand as evidence, and in which order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import PostingFields
from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.context import by_turns
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.judgement import judge
from fitcheck.matching.match import FitReport, Level, Match
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.resume import parse_resume
from fitcheck.settings import Settings
from tests.matching.builders import AS_OF, report

JOB = "# Experience\n## Ward Manager, City Hospital (Jan 2019 - Present)\n"
TRAIT = "## Requirements\n- Strong leadership skills\n"


def only(found: FitReport) -> Match:
    """The match of the only requirement."""
    (match,) = found.matches
    return match


def test_a_trait_brings_as_many_acts_as_there_is_room_for() -> None:
    acts = (
        "- Supervised a team of six nurses on nights\n"
        "- Led the move of the ward to a new building\n"
        "- Mentored four trainees through their first year\n"
        "- Managed a staff of nine porters\n"
    )
    assert len(only(report(JOB + acts, TRAIT)).evidence) == 3


def test_the_line_nearest_to_what_is_asked_comes_first() -> None:
    resume = (
        "# Experience\n## Data Analyst, Lumen Retail (Jan 2019 - Present)\n"
        "- Kept a small SQL table of the meeting rooms\n"
        "- Tuned slow SQL queries over the sales of all shops\n"
    )
    match = only(report(resume, "## Requirements\n- SQL: tuning of slow queries\n"))
    assert match.level is Level.DEMONSTRATED
    first, second = match.evidence[:2]
    assert first.span.start > second.span.start


def test_an_absent_requirement_is_given_no_line() -> None:
    resume = JOB + "- Supervised a team of six nurses on nights\n"
    match = only(report(resume, "## Requirements\n- Experience with Kubernetes\n"))
    assert (match.level, match.evidence) == (Level.ABSENT, ())


def test_lines_that_come_near_stand_behind_the_one_that_decides() -> None:
    resume = (
        "# Experience\n## Payroll Clerk, Harbour Foods (Jan 2016 - Present)\n"
        "- Ran the monthly payroll of 300 staff in SAP\n"
        "- Processed wages and corrected payroll errors for 300 staff\n"
    )
    match = only(report(resume, "## Requirements\n- Payroll processing of staff wages in SAP\n"))
    spans = [e.span for e in match.evidence]
    assert len(spans) == len(set(spans)) >= 2


def test_what_comes_a_little_near_counts_in_a_job_of_the_kind_that_is_asked_only() -> None:
    duty = "# Payroll Specialist\n## Responsibilities\n- Maintain accurate payroll records\n"
    line = " (Jan 2016 - Present)\n- Kept wage files of 40 staff correct\n"
    kind = "# Experience\n## Payroll Specialist, Harbour Foods" + line
    other = "# Experience\n## Florist, Harbour Foods" + line
    assert only(report(kind, duty)).level.rank > only(report(other, duty)).level.rank


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=4))
def test_turns_lose_nothing_repeat_nothing_and_begin_with_every_first(
    groups: list[list[int]],
) -> None:
    merged = by_turns(groups)
    assert sorted(merged) == sorted({n for group in groups for n in group})
    firsts = list(dict.fromkeys(group[0] for group in groups if group))
    assert list(merged[: len(firsts)]) == firsts


def test_what_only_the_pages_data_asks_says_so_in_its_reason() -> None:
    vocabulary, embeddings = Vocabulary.load(), Embeddings.load()
    resume = parse_resume(
        document_from_text(JOB, media_type="text/markdown"), as_of=AS_OF, vocabulary=vocabulary
    )
    plain = document_from_text("# Ward Manager\n\nWe are a small hospital.\n")
    document = replace(plain, fields=PostingFields(min_months=24))
    asked = parse_posting(document, as_of=AS_OF, vocabulary=vocabulary)
    found = judge(
        ResumeIndex(resume, vocabulary, embeddings, as_of=AS_OF),
        PostingIndex(asked, TermWeights.load(), embeddings),
        Settings(),
    )
    assert [m.reason.split(",")[0] for m in found.matches] == ["asked in the page's data"]


def test_a_line_about_the_work_stands_before_the_header_of_the_job() -> None:
    resume = (
        "# Experience\n## Python Developer, Lumen Retail (Jan 2019 - Present)\n"
        "- Wrote the Python services that price every order in the shops\n"
    )
    found = report(resume, "## Requirements\n- Python\n")
    first, second = only(found).evidence
    assert first.span.start > second.span.start


def test_a_line_that_is_near_to_everything_stands_behind_one_that_is_near_to_this() -> None:
    broad = "Managed payroll, benefits, leave, hiring and training for all staff of the region"
    own = "Settled the benefits of new staff with the insurers"
    resume = (
        f"# Experience\n## HR Officer, Harbour Foods (Jan 2016 - Present)\n- {broad}\n- {own}\n"
    )
    posting = (
        "## Responsibilities\n- Run the payroll for all staff\n- Plan the leave of all staff\n"
        "- Hire and train staff for the region\n- Settle the benefits of staff\n"
    )
    match = report(resume, posting).matches[-1]
    first, second = match.evidence[:2]
    assert first.span.start > second.span.start
