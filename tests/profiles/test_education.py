"""Education, certificates and languages."""

from __future__ import annotations

from datetime import date

import pytest

from fitcheck.documents.text import document_from_text
from fitcheck.language.outline import section_blocks
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.credentials import find_certifications, find_languages
from fitcheck.profiles.education import find_education
from fitcheck.profiles.profile import Certification, Degree, Education

AS_OF = date(2026, 11, 22)


def education_in(text: str) -> tuple[Education, ...]:
    document = document_from_text(text)
    return find_education(document, section_blocks(document), AS_OF)


def certifications_in(text: str) -> tuple[Certification, ...]:
    document = document_from_text(text)
    return find_certifications(document, section_blocks(document), Vocabulary.load())


def languages_in(text: str) -> list[tuple[str, str | None]]:
    document = document_from_text(text)
    return [(s.name, s.level) for s in find_languages(document, section_blocks(document))]


@pytest.mark.parametrize(
    "entry",
    [
        "Bachelor of Science in Nursing, State University, 2012\n",
        "State University\nBachelor of Science in Nursing\n2008 - 2012\n",
        "2008 - 2012: Bachelor of Science in Nursing\nState University\n",
        "Bachelor of Science : Nursing , 2012 State University\n",
        "Bachelor of Science in Nursing | State University | Aug 2008 - May 2012\n",
    ],
)
def test_an_entry_is_read_in_any_order(entry: str) -> None:
    (education,) = education_in(f"EDUCATION\n\n{entry}")
    assert education.level is Degree.BACHELOR
    assert education.field == "Nursing"
    assert education.institution == "State University"
    assert education.completed is True
    assert education.date is not None
    assert education.date.year == 2012


def test_two_entries_are_kept_apart() -> None:
    entries = education_in(
        "EDUCATION\n\nMaster of Science in Statistics\nState University\n2019 - 2021\n\n"
        "Bachelor of Arts in Mathematics\nLakeside College\n2015 - 2019\n"
    )
    assert [(e.level, e.institution) for e in entries] == [
        (Degree.MASTER, "State University"),
        (Degree.BACHELOR, "Lakeside College"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "B.S. Computer Science, State University, expected May 2027",
        "Pursuing a Bachelor of Science in Biology, State University",
        "Bachelor of Arts, State University, 2024 - Present",
        "Bachelor of Arts, State University (unfinished), 2010",
    ],
)
def test_what_is_not_finished_is_not_completed(line: str) -> None:
    (education,) = education_in(f"EDUCATION\n\n{line}\n")
    assert education.completed is False


def test_a_degree_in_the_summary_counts_once() -> None:
    text = (
        "Ada Byron, MBA\nada@example.org\n\nSUMMARY\nManager with an MBA.\n"
        "\nEDUCATION\n\nBachelor of Arts, Lakeside College, 2010\n"
    )
    assert [e.level for e in education_in(text)] == [Degree.MASTER, Degree.BACHELOR]


def test_wanting_a_degree_is_not_having_one() -> None:
    assert education_in("SUMMARY\nEager to gain a Master of Science.\n") == ()


def test_credentials_behind_the_name_count() -> None:
    names = {
        c.name
        for c in certifications_in("Ada Byron, RN, CPA\nada@example.org\n\nSUMMARY\nA nurse.\n")
    }
    assert {"RN", "CPA"} <= names


def test_every_line_of_a_certificate_section_is_one_with_its_date() -> None:
    found = certifications_in(
        "CERTIFICATIONS\n\nForklift Operator Certificate, 2019\nFirst Aid (Mar 2021)\n"
    )
    assert [(c.name, str(c.date)) for c in found] == [
        ("Forklift Operator Certificate", "2019"),
        ("First Aid", "2021-03"),
    ]


def test_certificates_named_in_jobs_are_not_held() -> None:
    text = "EXPERIENCE\n\nClerk, Acme Inc.\n2016 - 2018\n- Helped the CPA with audits\n"
    assert certifications_in(text) == ()


def test_languages_have_levels() -> None:
    text = "LANGUAGES\nSpanish (B2), German – native\nPolish: conversational\nFrench\n"
    assert languages_in(text) == [
        ("Spanish", "B2"),
        ("German", "native"),
        ("Polish", "B1"),
        ("French", None),
    ]


def test_languages_are_found_outside_their_section_with_a_level() -> None:
    text = (
        "SUMMARY\nTeacher, fluent in Spanish and native Russian speaker.\n"
        "\nEXPERIENCE\n\nEnglish Teacher, Lakeside School\n2010 - 2012\n"
    )
    assert languages_in(text) == [("Spanish", "C1"), ("Russian", "native")]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("B.Com, Arts College, 2016", Degree.BACHELOR),
        ("Licence de science politique, 2013", Degree.BACHELOR),
        ("Master 2 Réseaux, Université de Lac, 2015", Degree.MASTER),
        ("Grado en Turismo, Universidad de Lago, 2013", Degree.BACHELOR),
        ("Geprüfte Bilanzbuchhalterin (IHK), 2018", Degree.BACHELOR),
        ("Diploma, Business – Accounting, 2016", Degree.ASSOCIATE),
        ("A.A.S., Equipment Technology, 2026", Degree.ASSOCIATE),
        ("Deering HS 2022", Degree.HIGH_SCHOOL),
        ("B.E., Lakeside Institute, 2012", Degree.BACHELOR),
        ("BA journalism, Lakeside University, 2012", Degree.BACHELOR),
        ("PGDBM in Marketing, Lakeside College, 2012", Degree.MASTER),
        ("2004-2009, Master, Computer science, Lakeside", Degree.MASTER),
        ("Specialist of Science in Mathematics, 2009", Degree.MASTER),
        ("High School Diploma, Lakeside, 2022", Degree.HIGH_SCHOOL),
    ],
)
def test_qualifications_of_several_countries_have_levels(line: str, level: Degree) -> None:
    assert {e.level for e in education_in(f"EDUCATION\n\n{line}\n")} == {level}


def test_an_entry_outside_the_section_is_read_and_a_sentence_is_not_one() -> None:
    entry = "SKILLS\n\nBA Communication, State University, 2015 - 2019\n"
    sentence = "SKILLS\n\nTaught students of the BA Communication how to write\n"
    assert [e.level for e in education_in(entry)] == [Degree.BACHELOR]
    assert education_in(sentence) == ()


def test_the_line_of_a_finished_degree_outweighs_what_follows() -> None:
    text = "EDUCATION\n\nBachelor in Sociology, 10/2018 - 07/2021\nnow studying Dutch\n"
    assert [e.completed for e in education_in(text)] == [True]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Bachelor of Engineering, Textile Technology June 2006, Alder Institute", "Textile"),
        ("B.A., History Jan. 2001", "History"),
        ("BSc in Marketing, May 2012, State College", "Marketing"),
        ("B.A. (Hons) Law, 2012", "Law"),
        ("Bachelor of Arts : History City , State 2012", "History"),
    ],
)
def test_neither_a_month_nor_a_place_nor_honours_is_part_of_a_field(line: str, field: str) -> None:
    (entry,) = education_in(f"Education\n{line}\n")
    assert entry.field is not None
    assert entry.field.removesuffix(" Technology") == field


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Splicing, Spanish and French", ["Spanish", "French"]),
        ("Python/German", ["German"]),
        ("Spanish & Dutch", ["Spanish", "Dutch"]),
        ("History and German", []),
        ("French polishing", []),
    ],
)
def test_languages_among_skills_count_where_they_stand_alone(line: str, names: list[str]) -> None:
    found = languages_in(f"SKILLS\n\n- {line}\n")
    assert [name for name, _ in found] == names
