"""Lines that stand below the heading of another section."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.sections import Section
from fitcheck.language.strays import own_section


def test_a_degree_among_certificates_is_education() -> None:
    text = "Bachelor of Arts, Springfield State University"
    assert own_section(Section.CERTIFICATIONS, text) is Section.EDUCATION
    assert own_section(Section.CERTIFICATIONS, "Scrum Master, 2023") is Section.CERTIFICATIONS


@pytest.mark.parametrize(
    "text",
    [
        "French (mother tongue), English.",
        "Irish and English",
        "Languages: Spanish (native), English (fluent since school, mostly), Portuguese",
    ],
)
@pytest.mark.parametrize("section", [Section.SKILLS, Section.OTHER])
def test_a_list_of_spoken_languages_is_known_by_its_words(section: Section, text: str) -> None:
    assert own_section(section, text) is Section.LANGUAGES


@pytest.mark.parametrize("text", ["Python, Java", "English", "Taught French, English and maths"])
def test_other_lists_are_no_spoken_languages(text: str) -> None:
    assert own_section(Section.SKILLS, text) is Section.SKILLS


def test_an_offer_of_references_belongs_to_no_section_above_it() -> None:
    text = "References are available upon request."
    assert own_section(Section.EDUCATION, text) is Section.REFERENCES
    assert own_section(Section.EXPERIENCE, "Reference") is Section.EXPERIENCE


@given(
    section=st.sampled_from(list(Section)),
    text=st.lists(
        st.sampled_from(
            [
                "CPR",
                "BSc Physics",
                "English",
                "French",
                "licensed",
                "University",
                ",",
                "2019",
                "and",
            ]
        ),
        max_size=8,
    ).map(" ".join)
    | st.text(max_size=60),
)
def test_a_line_that_was_moved_is_not_moved_again(section: Section, text: str) -> None:
    moved = own_section(section, text)
    assert own_section(moved, text) is moved
