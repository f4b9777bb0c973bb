"""Headings that no table knows, told by their looks and by what stands below."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import Document
from fitcheck.documents.reader import read_bytes
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.outline import heading_pieces, section_blocks
from fitcheck.language.section_model import SectionModel
from fitcheck.language.sections import Section
from fitcheck.language.stretches import Stretch
from fitcheck.language.untold import headings_by_looks
from fitcheck.settings import ReadingSettings

JOBS = (
    "<h3>Joiner, Northwind Shopfitting Ltd</h3><p>Jan 2019 - Mar 2023</p>"
    "<ul><li>Hung doors and fitted counters in forty shops.</li>"
    "<li>Trained two apprentices.</li></ul>"
    "<h3>Labourer, Globex Builders</h3><p>2015 - 2018</p>"
    "<ul><li>Carried, swept and mixed mortar.</li></ul>"
)
SCHOOL = "<p>BSc Mathematics, State University, 2014</p><p>High School Diploma, 2010</p>"


def page(*parts: tuple[str, str]) -> Document:
    body = "".join(f"<h2>{heading}</h2>{content}" for heading, content in parts)
    html = f"<html><body><h1>Ada Byron</h1><p>ada@example.org</p>{body}</body></html>"
    return read_bytes(html.encode(), source="resume.html", settings=ReadingSettings())


def opened(document: Document) -> dict[str, Section]:
    return {document.quote(b.span): b.section for b in section_blocks(document) if b.heading}


def test_a_section_of_dated_entries_is_work_whatever_its_heading_says() -> None:
    document = page(("The long of it", JOBS), ("Skills", "<p>Saws, planes, CAD</p>"))
    assert opened(document)["The long of it"] is Section.EXPERIENCE


def test_a_section_of_degrees_is_education_whatever_its_heading_says() -> None:
    document = page(("Experience", JOBS), ("The book side of things", SCHOOL))
    assert opened(document)["The book side of things"] is Section.EDUCATION


def test_headings_are_found_by_their_level_where_no_words_are_known() -> None:
    document = page(
        ("How it went", JOBS),
        ("Where they taught me", SCHOOL),
        ("Ways of talking", "<p>English, Polish</p>"),
    )
    assert opened(document) == {
        "How it went": Section.EXPERIENCE,
        "Where they taught me": Section.EDUCATION,
        "Ways of talking": Section.LANGUAGES,
    }


def test_an_employer_marked_like_a_heading_opens_no_section_within_work() -> None:
    job = "<p>Joiner, Jan 2019 - Mar 2023</p><ul><li>Hung doors in forty shops.</li></ul>"
    document = page(("Experience", job), ("Globex Builders", job), ("Education", SCHOOL))
    assert "Globex Builders" not in opened(document)


def test_headings_in_other_languages_are_told() -> None:
    jobs = (
        "<h3>Tischlerin, Nordwind GmbH</h3><p>seit 03/2019</p><ul><li>Türen und Tresen</li></ul>"
        "<h3>Aushilfe, Kaufhaus Globex</h3><p>von 05/2015 bis 12/2018</p>"
        "<ul><li>Kunden beraten und Regale aufgebaut</li><li>Kasse geführt</li></ul>"
    )
    document = page(("Stationen in der Werkstatt", jobs), ("Sprachen", "<p>Deutsch, Polnisch</p>"))
    assert opened(document)["Stationen in der Werkstatt"] is Section.EXPERIENCE


@pytest.mark.parametrize(
    "text", ["Since 2019", "Nurse, Mercy Hospital, 2012 - 2015", "A sentence."]
)
def test_dates_and_sentences_are_no_headings(text: str) -> None:
    document = page(("Experience", JOBS), ("Education", SCHOOL), (text, "<p>Something</p>"))
    pieces = heading_pieces(document)
    found = headings_by_looks(document, pieces)
    assert text not in {pieces[index].span.slice(document.text) for index in found}


def test_the_model_says_how_sure_it_is() -> None:
    stretch = Stretch(
        heading="Certificates", lines=("First aid, 2024",), items=0, rule=None, place=1.0
    )
    ((section, sure),) = SectionModel.load().told([stretch], Embeddings.load())
    assert section is Section.CERTIFICATIONS
    assert 0.5 < sure <= 1.0


def test_nothing_is_told_of_nothing() -> None:
    assert SectionModel.load().told([], Embeddings.load()) == ()


def listed(heading: str, *items: str) -> Document:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return page((heading, f"<ul>{lines}</ul>"), ("Experience", JOBS), ("Education", SCHOOL))


@pytest.mark.parametrize("heading", ["Highlights", "Core Qualifications"])
def test_short_items_below_highlights_are_skills(heading: str) -> None:
    document = listed(heading, "Logistics", "Forklift, pallet jacks, cranes", "Problem solving")
    assert opened(document)[heading] is Section.SKILLS


def test_sentences_below_highlights_are_a_summary() -> None:
    document = listed(
        "Highlights",
        "Twelve years of running the stores of a shipyard with four hundred people in three shifts",
        "Led the move to the new building without one day on which the yard had to stand still",
        "Known for keeping calm when the crane is down and the ship has to leave in the morning",
    )
    assert opened(document)["Highlights"] is Section.SUMMARY


def test_items_that_count_years_are_a_summary() -> None:
    document = listed("Highlights", "14 years in kitchens", "Menus and budgets", "Staff scheduling")
    assert opened(document)["Highlights"] is Section.SUMMARY


def test_a_school_written_like_a_heading_opens_no_section_within_education() -> None:
    entries = "<h2>GLOBEX ENGINEERING COLLEGE</h2><p>BSc Mathematics, 2014</p>"
    document = page(("EDUCATION", entries), ("SKILLS", "<p>Saws, planes, CAD</p>"))
    assert "GLOBEX ENGINEERING COLLEGE" not in opened(document)
