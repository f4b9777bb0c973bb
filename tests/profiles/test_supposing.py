from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.documents.text import document_from_text
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import PositionKind, Resume
from fitcheck.profiles.resume import parse_resume
from fitcheck.profiles.supposing import MARK, supposing

AS_OF = date(2026, 11, 22)
TEXT = "# Ada\n\n## Experience\n### Clerk, Elm Depot (2024 - Present)\n- Booked pallets in SAP\n"


def understood() -> Resume:
    document = document_from_text(TEXT, media_type="text/markdown")
    return parse_resume(document, as_of=AS_OF, vocabulary=Vocabulary.load())


def with_facts(*facts: str) -> Resume:
    return supposing(understood(), facts, as_of=AS_OF, vocabulary=Vocabulary.load())


@pytest.mark.parametrize(
    ("fact", "section"),
    [
        ("PMP certificate", Section.CERTIFICATIONS),
        ("Forklift licence", Section.CERTIFICATIONS),
        ("Master of Science in Statistics", Section.EDUCATION),
        ("Spanish (fluent)", Section.LANGUAGES),
        ("Planned routes in Python", Section.PROJECTS),
        ("3 years of Python", Section.EXPERIENCE),
    ],
)
def test_a_fact_becomes_an_entry_of_its_section(fact: str, section: Section) -> None:
    resume = with_facts(fact)
    assert resume.items[-1].section is section
    assert resume.document.quote(resume.items[-1].span) == fact
    assert resume.items[:-1] == understood().items


def test_a_certificate_a_degree_and_a_language_are_read_as_such() -> None:
    resume = with_facts("PMP certificate", "Master of Science in Statistics", "Spanish (fluent)")
    quote = resume.document.quote
    assert [quote(c.span) for c in resume.certifications] == ["PMP certificate"]
    assert [e.level for e in resume.education if e.level] == ["master"]
    assert [entry.name for entry in resume.languages] == ["Spanish"]


def test_years_become_a_job_of_that_length_that_ends_today() -> None:
    job = with_facts("3 years of Python").positions[-1]
    assert (job.kind, job.months) == (PositionKind.JOB, 36)
    assert job.dates is not None
    assert str(job.dates.start) == "2023-12"
    assert job.title is None
    assert job.employer is None


def test_a_fact_without_years_adds_no_experience() -> None:
    before = understood().experience_months
    assert with_facts("Planned routes in Python").experience_months == before
    assert with_facts("6 years of Python").experience_months > before


def test_the_own_text_stays_and_the_supposed_is_marked() -> None:
    own, resume = understood().document, with_facts("PMP certificate", "Python").document
    assert resume.text.startswith(own.text)
    assert resume.text[len(own.text) :].count(MARK) == 2
    assert resume.blocks[: len(own.blocks)] == own.blocks


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60).map(lambda t: " ".join(t.split())).filter(str.strip))
def test_spans_stay_inside_the_text_whatever_is_supposed(fact: str) -> None:
    resume = with_facts(fact)
    size = len(resume.document.text)
    own = len(understood().document.text)
    spans = [i.span for i in resume.items] + [m.span for m in resume.mentions]
    spans += [c.span for c in resume.certifications] + [e.span for e in resume.education]
    assert all(0 <= span.start <= span.end <= size for span in spans)
    assert all(m.item < len(resume.items) for m in resume.mentions)
    assert all(i.span.start > own for i in resume.items[len(understood().items) :])
