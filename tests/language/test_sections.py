"""Sections of a resume."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import Block, BlockKind, Document, Span
from fitcheck.documents.text import document_from_text
from fitcheck.language.outline import section_blocks
from fitcheck.language.sections import Section, heading_section
from fitcheck.settings import load_table

ENTRIES = load_table("sections")["section"]


def sections_of(text: str) -> dict[str, Section]:
    document = document_from_text(text)
    return {document.quote(b.span): b.section for b in section_blocks(document) if not b.heading}


def document_of(*lines: tuple[str, BlockKind, bool]) -> Document:
    blocks, at = [], 0
    for text, kind, emphasis in lines:
        blocks.append(Block(span=Span(start=at, end=at + len(text)), kind=kind, emphasis=emphasis))
        at += len(text) + 1
    text = "\n".join(line for line, _, _ in lines)
    return Document(source="t", media_type="text/plain", text=text, blocks=tuple(blocks))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_entry_holds_its_examples(entry: dict[str, list[str]]) -> None:
    wanted = Section(str(entry["section"]))
    assert [t for t in entry["accept"] if heading_section(t) is not wanted] == []
    assert [t for t in entry["reject"] if heading_section(t) is wanted] == []


@pytest.mark.parametrize(
    "text", ["E X P E R I E N C E", "WorkHistory", "• Work Experience:", "EXPERIENCE"]
)
def test_spacing_case_and_ornaments_do_not_hide_a_heading(text: str) -> None:
    assert heading_section(text) is Section.EXPERIENCE


def test_merged_headings_of_two_columns_open_the_first() -> None:
    assert heading_section("SKILLS ACCOMPLISHMENTS") is Section.SKILLS


def test_a_sentence_with_a_section_word_is_no_heading() -> None:
    assert heading_section("Gained experience in training.") is None
    assert heading_section("experience") is None


def test_plain_text_is_parted_by_its_headings() -> None:
    sections = sections_of(
        "Ada Byron\nada@example.org | 555-010-0199\n\nSUMMARY\nA nurse of ten years.\n\n"
        "EXPERIENCE\nNurse, Mercy Hospital\nJan 2019 - Present\n"
        "\nEDUCATION\nBSN, State University\n"
    )
    assert sections["Ada Byron"] is Section.CONTACT
    assert sections["ada@example.org | 555-010-0199"] is Section.CONTACT
    assert sections["A nurse of ten years."] is Section.SUMMARY
    assert sections["Nurse, Mercy Hospital"] is Section.EXPERIENCE
    assert sections["BSN, State University"] is Section.EDUCATION


def test_a_headline_above_the_first_heading_is_summary() -> None:
    sections = sections_of("ACCOUNTANT\n\nExperience\nAccountant, Acme Inc.\n2019 - 2020\n")
    assert sections["ACCOUNTANT"] is Section.SUMMARY


def test_a_label_inside_a_job_opens_no_section() -> None:
    sections = sections_of(
        "EXPERIENCE\n\nDeveloper, Acme Inc.\nJan 2019 - Mar 2020\nTechnologies: Python, Django\n"
        "Achievements:\n- Cut the build time\n\nTester, Globex Ltd\n2017 - 2018\n"
    )
    assert sections["Tester, Globex Ltd"] is Section.EXPERIENCE
    assert sections["Cut the build time"] is Section.EXPERIENCE


def test_languages_of_programming_stay_among_skills() -> None:
    sections = sections_of("SKILLS\n\nLanguages: Python, Go\n\nLANGUAGES\n\nGerman: native\n")
    assert sections["Python, Go"] is Section.SKILLS
    assert sections["German: native"] is Section.LANGUAGES


def test_a_name_of_a_firm_is_no_heading_where_headings_are_bold() -> None:
    paragraph = BlockKind.PARAGRAPH
    document = document_of(
        ("SUMMARY", paragraph, True),
        ("A clerk.", paragraph, False),
        ("EXPERIENCE", paragraph, True),
        ("Clerk 2019 - 2020", paragraph, False),
        ("Northwind Professional Education", paragraph, False),
        ("SKILLS", paragraph, True),
        ("Filing", paragraph, False),
    )
    sections = {document.quote(b.span): b.section for b in section_blocks(document)}
    assert sections["Northwind Professional Education"] is Section.EXPERIENCE


def test_contact_lines_are_contact_wherever_they_stand() -> None:
    sections = sections_of("SKILLS\nPython\nPhone: +49 30 1234567\nwww.example.org/ada\n")
    assert sections["Phone: +49 30 1234567"] is Section.CONTACT
    assert sections["www.example.org/ada"] is Section.CONTACT


def test_every_block_is_kept_once_and_in_order() -> None:
    document = document_from_text(
        "A B\n\nSkills: Python\n\nEducation\nBSc, State University, 2012\n"
    )
    spans = [b.span for b in section_blocks(document)]
    assert spans == sorted(spans)
    covered = "".join(document.quote(s) for s in spans)
    assert {w for w in document.text.split() if w.isalpha()} <= set(
        covered.replace(":", " ").split()
    ) | {"B", "A"} or "Python" in covered


def test_a_label_at_the_margin_heads_the_line_it_was_glued_to() -> None:
    sections = sections_of(
        "SUMMARY\nA clerk.\n\nEducation B.S. Biology, State University 2008 - 2012\n"
    )
    assert sections["B.S. Biology, State University 2008 - 2012"] is Section.EDUCATION


def test_a_title_that_starts_with_a_section_word_is_no_heading() -> None:
    sections = sections_of("EXPERIENCE\n\nEducation Coordinator, Lakeside School 2008 - 2012\n")
    assert list(sections.values()) == [Section.EXPERIENCE]


def test_an_empty_contact_label_opens_no_section() -> None:
    sections = sections_of("Ada Byron\nPortfolio:\nEmail:\nA developer of ten years' standing.\n")
    assert sections["A developer of ten years' standing."] is Section.SUMMARY


def test_an_item_amid_a_list_is_no_heading_for_its_words() -> None:
    item = BlockKind.LIST_ITEM
    document = document_of(
        ("Ada Byron", BlockKind.PARAGRAPH, False),
        ("Skills", BlockKind.HEADING, False),
        ("Leadership", item, False),
        ("Budgets", item, False),
        ("Training", item, False),
        ("Spreadsheets", item, False),
        ("Operating Systems", item, False),
        ("Linux", item, False),
    )
    sections = {document.quote(b.span): (b.section, b.heading) for b in section_blocks(document)}
    assert sections["Leadership"] == (Section.SKILLS, False)
    assert sections["Training"] == (Section.SKILLS, False)
    assert sections["Linux"] == (Section.SKILLS, False)


def test_a_bulleted_heading_above_deeper_items_stays_one() -> None:
    text = "Ada Byron\n\n- Awards\n  - Clerk of the year at Globex\n  - Second prize of the guild\n"
    assert sections_of(text)["Clerk of the year at Globex"] is Section.AWARDS


def test_an_offer_of_references_ends_education_with_or_without_a_stop() -> None:
    for stop in ("", "."):
        assert heading_section(f"References available upon request{stop}") is Section.REFERENCES
    assert heading_section("Education.") is None


def test_a_town_below_the_skills_of_a_side_bar_is_contact() -> None:
    text = "Ada Byron\n\nHOBBIES\n\nChess\n\nSpringfield, IL\n"
    assert sections_of(text)["Springfield, IL"] is Section.CONTACT
