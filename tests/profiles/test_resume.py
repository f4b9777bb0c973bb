"""A document understood as a resume."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.documents.document import WarningCode
from fitcheck.documents.text import document_from_text
from fitcheck.language.sections import Section
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Item, Resume
from fitcheck.profiles.resume import parse_resume

AS_OF = date(2026, 11, 22)
RESUME = """\
Ada Byron
12 Mill Street, Springfield, IL 62701 | ada@example.org | (312) 555-0123

SUMMARY
Backend developer who is eager to learn Kubernetes.

EXPERIENCE

Backend Developer, Northwind Traders Ltd
Jan 2019 - Present
- Built the billing service in Python and PostgreSQL
- Technologies: Docker, Redis

Developer Intern, Acme Inc.
Jun 2018 - Aug 2018
- Wrote unit tests in Java

VOLUNTEERING

Coach, Lakeside Youth Club
2015 - 2020
- Coached a team of children

EDUCATION

B.S. Computer Science, State University, 2018

SKILLS
Python, Terraform, no experience with Angular

REFERENCES
Grace Hopper, 555-010-0100
"""


def understood(text: str) -> Resume:
    return parse_resume(document_from_text(text), as_of=AS_OF, vocabulary=Vocabulary.load())


@pytest.fixture(scope="module")
def resume() -> Resume:
    return understood(RESUME)


def item_with(resume: Resume, words: str) -> Item:
    return next(i for i in resume.items if words in resume.document.quote(i.span))


def test_contact_data_and_references_are_in_no_item(resume: Resume) -> None:
    lines = "\n".join(resume.document.quote(item.span) for item in resume.items)
    for secret in ("Ada", "Byron", "Mill Street", "example.org", "555", "Hopper", "62701"):
        assert secret not in lines


def test_items_know_their_position_and_whether_they_are_placed(resume: Resume) -> None:
    built = item_with(resume, "billing service")
    assert (built.position, built.placed, built.section) == (0, True, Section.EXPERIENCE)
    assert item_with(resume, "Docker, Redis").placed
    assert item_with(resume, "unit tests").position == 1
    assert item_with(resume, "Computer Science").placed
    assert not item_with(resume, "Terraform").placed
    assert not item_with(resume, "eager to learn").placed
    assert item_with(resume, "Coached").placed


def test_header_lines_are_items_of_their_position(resume: Resume) -> None:
    assert item_with(resume, "Backend Developer, Northwind").position == 0


def test_mentions_carry_their_own_hedge(resume: Resume) -> None:
    hedge = {(m.concept, resume.items[m.item].section): m.hedge for m in resume.mentions}
    assert hedge["Kubernetes", Section.SUMMARY] == 0.0
    assert hedge["Angular", Section.SKILLS] == 0.0
    assert hedge["Python", Section.SKILLS] == 1.0
    assert hedge["Python", Section.EXPERIENCE] == 1.0


def test_mentions_lie_inside_their_items(resume: Resume) -> None:
    assert resume.mentions
    assert all(resume.items[m.item].span.contains(m.span) for m in resume.mentions)


def test_months_count_jobs_and_internships_but_not_volunteering(resume: Resume) -> None:
    assert resume.experience_months == 94 + 3


def test_the_residence_is_the_stated_one(resume: Resume) -> None:
    home = resume.residence
    assert home is not None
    assert (home.country, home.region) == ("US", "IL")
    assert home.span is not None
    assert resume.document.quote(home.span).endswith("IL")


def test_a_good_resume_has_no_warnings(resume: Resume) -> None:
    assert resume.warnings == ()


def test_a_long_paragraph_is_cut_into_sentences() -> None:
    sentences = [
        f"Planned the maintenance of {count} machines in two halls and trained the crew."
        for count in ("forty", "fifty", "sixty", "seventy")
    ]
    text = " ".join(sentences)
    resume = understood(f"EXPERIENCE\n\nMechanic, Acme Inc.\n2016 - 2018\n\n{text}\n")
    assert [resume.document.quote(i.span) for i in resume.items][-4:] == sentences


def test_what_is_said_twice_in_one_place_is_one_item() -> None:
    line = "- Planned the maintenance of forty machines\n"
    other = "- Trained the crew\n"
    text = f"EXPERIENCE\n\nMechanic, Acme Inc.\n2016 - 2018\n{line}{other}{line}"
    once = [understood(text).document.quote(i.span) for i in understood(text).items]
    assert once.count("Planned the maintenance of forty machines") == 1


def test_what_two_jobs_say_alike_stays_with_both() -> None:
    line = "- Planned the maintenance of forty machines\n"
    jobs = f"Mechanic, Acme Inc.\n2016 - 2018\n{line}\nFitter, Globex Inc.\n2012 - 2016\n{line}"
    resume = understood(f"EXPERIENCE\n\n{jobs}")
    places = [i.position for i in resume.items if "maintenance" in resume.document.quote(i.span)]
    assert places == [0, 1]


def codes(text: str) -> set[WarningCode]:
    return {warning.code for warning in understood(text).warnings}


def test_conflicting_dates_are_said() -> None:
    text = "EXPERIENCE\n\nClerk, Acme Inc.\nMar 2020 - Feb 2018\n- Filed forms\n"
    assert codes(text) == {WarningCode.CONFLICTING_DATES}
    assert understood(text).experience_months == 0


def test_a_resume_without_positions_says_so() -> None:
    assert codes("SKILLS\nPython, SQL\n") == {WarningCode.NO_POSITIONS}


def test_a_posting_in_place_of_a_resume_is_noticed() -> None:
    text = (
        "Backend Engineer\n\nAbout the role\nWe are looking for you. You will work with Go.\n"
        "\n"
        "Minimum qualifications\n- 5 years of Go\n\nWe offer a pension. How to apply: online.\n"
    )
    assert WarningCode.LOOKS_LIKE_POSTING in codes(text)


def test_another_language_is_said_and_its_dates_are_read() -> None:
    text = (
        "BERUFSERFAHRUNG\n\nKrankenpfleger, Klinikum Musterstadt\nMärz 2018 bis heute\n"
        "- Betreuung der Patienten auf der Station und im Team mit den Ärzten\n"
        "- Planung der Dienste für die Kollegen sowie Einarbeitung von neuen Kräften\n"
        "- Dokumentation aus dem Alltag durch das System bei der Visite\n"
    )
    resume = understood(text)
    assert WarningCode.OTHER_LANGUAGE in {w.code for w in resume.warnings}
    assert resume.positions[0].months == 104


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_understood_without_an_error(text: str) -> None:
    resume = understood(text)
    size = len(resume.document.text)
    assert all(0 <= i.span.start < i.span.end <= size for i in resume.items)
    assert all(i.hedge in (0.0, 0.25, 1.0) for i in resume.items)


def test_the_same_text_gives_the_same_resume() -> None:
    assert understood(RESUME) == understood(RESUME)


@pytest.mark.shared
def test_hand_made_truth_is_read_as_well_as_before(shared: Path) -> None:
    from benchmarks.reading_order import TARGETS, all_truths, measure

    assert shared.is_dir()
    figures = measure([truth for truth in all_truths() if truth.group == "fixtures"])["fixtures"]
    assert figures["files"] == 16
    assert {name for name, least in TARGETS.items() if figures[name] < least} == set()


def test_a_name_of_trades_is_no_line_of_the_resume_where_the_address_spells_it() -> None:
    head = "# Mason Carpenter\n\nLeeds | mason.carpenter@example.com\n\n"
    text = head + "## Experience\n\n### Cook, Cafe, 2019 - 2021\n\n- Baked\n"
    resume = understood(text)
    assert "Mason Carpenter" not in [resume.document.quote(i.span) for i in resume.items]
