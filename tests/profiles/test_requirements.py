"""One asking line into requirements."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import Span
from fitcheck.language.degrees import Degree
from fitcheck.language.lines import Zone
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Kind, Logic, Necessity, Requirement
from fitcheck.profiles.requirements import RequirementReader


def read(text: str, zone: Zone = Zone.REQUIRED) -> tuple[Requirement, ...]:
    reader = RequirementReader(Vocabulary.load())
    return reader.read(text, Span(start=0, end=len(text)), zone)


def only(text: str, zone: Zone = Zone.REQUIRED) -> Requirement:
    (requirement,) = read(text, zone)
    return requirement


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        ("Python, Java or Go", Logic.ANY),
        ("Python, Java and Go", Logic.ALL),
        ("One of Python, Java, Go", Logic.ANY),
        ("Python/Java/Go", Logic.ANY),
        ("Languages such as Python, Java, Go", Logic.ANY),
        ("Python, Java, Go etc.", Logic.ANY),
        ("Python and/or Java and Go", Logic.ANY),
        ("Python, Java, Go (or similar)", Logic.ANY),
    ],
)
def test_coordination_decides_between_all_and_any(text: str, logic: Logic) -> None:
    requirement = only(text)
    assert set(requirement.concepts) >= {"Python", "Java", "Go"}
    assert requirement.logic is logic


def test_a_choice_beside_a_must_gives_two_requirements() -> None:
    first, second = read("Python and either AWS or Azure")
    assert (first.concepts, first.logic) == (("Python",), Logic.ALL)
    assert (second.concepts, second.logic) == (("AWS", "Azure"), Logic.ANY)


def test_years_name_what_they_are_asked_of() -> None:
    requirement = only("5+ years of Python")
    assert (requirement.kind, requirement.min_months) == (Kind.EXPERIENCE, 60)
    assert requirement.months_of == ("Python",)


def test_two_spans_of_years_are_two_requirements_with_their_own_scope() -> None:
    first, second = read("10 years of nursing work with at least 4 years of Python")
    assert (first.min_months, second.min_months) == (120, 48)
    assert "Python" not in first.months_of
    assert second.months_of == ("Python",)


def test_years_after_the_thing_belong_to_it() -> None:
    assert only("Python: 3 years").months_of == ("Python",)


def test_a_degree_and_years_are_both_asked() -> None:
    education, experience = read("BS in Geology and 5 years of Python")
    assert (education.kind, education.degree) == (Kind.EDUCATION, Degree.BACHELOR)
    assert education.degree_fields == ("geology",)
    assert experience.min_months == 60
    assert education.any_of is experience.any_of is None


def test_a_degree_or_years_are_a_choice() -> None:
    education, experience = read("Bachelor's degree or two years of paid experience")
    assert education.any_of == experience.any_of is not None


def test_degrees_with_years_of_their_own_are_multiplied_out() -> None:
    bachelor, four, master, two = read("BS + 4 or MS + 2")
    assert (bachelor.degree, bachelor.any_of) == (Degree.BACHELOR, None)
    assert (four.min_months, master.degree) == (48, Degree.MASTER)
    assert four.any_of == master.any_of is not None
    assert (two.min_months, two.any_of) == (24, None)


@pytest.mark.parametrize(
    ("text", "equivalent"),
    [
        ("Bachelor's degree in Botany or equivalent experience", True),
        ("Bachelor's degree or equivalent", True),
        ("Bachelor's degree or equivalent combination of education and experience", True),
        ("Bachelor's degree or foreign equivalent degree in Botany", False),
        ("Bachelor's degree in Botany or related field", False),
    ],
)
def test_experience_may_stand_in_for_a_degree_where_it_says_so(text: str, equivalent: bool) -> None:
    requirement = only(text)
    assert requirement.degree is Degree.BACHELOR
    assert requirement.or_equivalent is equivalent


def test_the_lowest_of_several_degrees_is_asked() -> None:
    assert only("Bachelor's or Master's degree in Botany").degree is Degree.BACHELOR


def test_no_degree_required_asks_for_no_degree() -> None:
    assert [r.degree for r in read("No degree required, only patience")] == [None]


def test_a_line_parts_where_necessity_changes() -> None:
    first, second = read("Bachelor's degree in Botany, Master's preferred")
    assert (first.degree, first.necessity) == (Degree.BACHELOR, Necessity.REQUIRED)
    assert (second.degree, second.necessity) == (Degree.MASTER, Necessity.PREFERRED)
    assert second.zone is Zone.PREFERRED


def test_a_preference_for_the_whole_line_parts_nothing() -> None:
    requirement = only("A degree in law, finance or related field is preferred", Zone.PREFERRED)
    assert requirement.necessity is Necessity.PREFERRED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Must be authorized to work in the United States", Kind.AUTHORIZATION),
        ("Active Secret clearance", Kind.CLEARANCE),
        ("A valid driver's license", Kind.LICENSE),
        ("Must be located in Canada", Kind.LOCATION),
        ("Rotating night shifts", Kind.SCHEDULE),
        ("Willing to travel up to 25%", Kind.LOCATION),
    ],
)
def test_conditions_have_a_kind_of_their_own(text: str, kind: Kind) -> None:
    requirement = only(text, Zone.CONDITION)
    assert (requirement.kind, requirement.zone) == (kind, Zone.CONDITION)
    assert requirement.kind.is_condition


def test_a_place_asked_is_named_by_its_code() -> None:
    assert only("Must be located in Canada", Zone.CONDITION).detail == "CA"


def test_a_licence_beside_years_is_a_condition_of_its_own() -> None:
    found = read("Two years of paid experience and a valid driver's license")
    assert {r.kind for r in found} >= {Kind.EXPERIENCE, Kind.LICENSE}


def test_soft_skills_are_traits() -> None:
    assert only("Excellent verbal and written communication skills").kind is Kind.TRAIT
    assert only("Highly motivated, autonomous").kind is Kind.TRAIT


def test_a_duty_is_one_requirement_with_its_words() -> None:
    requirement = only("Design welding jigs and document them", Zone.DUTY)
    assert requirement.kind is Kind.DUTY
    assert requirement.necessity is Necessity.REQUIRED
    assert "weld" in requirement.terms


def test_a_line_without_known_concepts_still_asks() -> None:
    requirement = only("Experience in caulking clinker dinghies")
    assert requirement.kind is Kind.EXPERIENCE
    assert "caulk" in requirement.terms


@pytest.mark.parametrize(
    "text", ["Knowledge of SQL (preferably Python)", "SQL experience (Python preferred)"]
)
def test_a_preference_in_brackets_holds_for_the_brackets_only(text: str) -> None:
    first, second = read(text, Zone.PREFERRED)
    assert (first.concepts, first.necessity) == (("SQL",), Necessity.REQUIRED)
    assert (second.concepts, second.necessity) == (("Python",), Necessity.PREFERRED)


def test_a_preference_in_brackets_without_a_thing_holds_for_the_line() -> None:
    requirement = only("Experience with SQL (preferred but not required)", Zone.PREFERRED)
    assert requirement.necessity is Necessity.PREFERRED


@pytest.mark.parametrize(
    "text",
    [
        "8+ years of boat building experience, preferably in a small yard",
        "Experience in varnishing, ideally with tung oil",
    ],
)
def test_a_closing_wish_leaves_the_ask_before_it_required(text: str) -> None:
    read_as = read(text, Zone.PREFERRED)
    assert read_as[0].necessity is Necessity.REQUIRED
    assert read_as[-1].necessity is Necessity.PREFERRED


def test_under_a_heading_of_wishes_nothing_is_required() -> None:
    text = "Experience in version control (ideally with Git)"
    reader = RequirementReader(Vocabulary.load())
    read_as = reader.read(text, Span(start=0, end=len(text)), Zone.PREFERRED, wished=True)
    assert {one.necessity for one in read_as} == {Necessity.PREFERRED}


def test_a_bare_preferred_in_brackets_speaks_of_what_stands_before_it() -> None:
    text = "Bachelor's degree in naval architecture (preferred) or equivalent experience"
    degrees = [one for one in read(text, Zone.PREFERRED) if one.degree is not None]
    assert [one.necessity for one in degrees] == [Necessity.PREFERRED]


def test_a_second_degree_that_is_a_plus_leaves_the_first_required() -> None:
    first, second = read("BSc in Physics or a similar field; Master's degree is a plus")
    assert (first.degree, first.necessity) == (Degree.BACHELOR, Necessity.REQUIRED)
    assert (second.degree, second.necessity) == (Degree.MASTER, Necessity.PREFERRED)


def test_a_language_other_than_english_does_not_ask_for_english() -> None:
    found = read("Ability to speak a language other than English")
    assert not any("English" in r.concepts for r in found if r.kind is Kind.LANGUAGE)
    spoken = read("Fluent in French besides English")
    assert [r.concepts for r in spoken if r.kind is Kind.LANGUAGE] == [("French",)]


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("Exposure to containers (Docker); Kubernetes is helpful", "Kubernetes"),
        ("Excel level 2 minimum, Power BI preferred", "Power BI"),
        ("Python (Java preferred but Go is fine)", "Java"),
    ],
)
def test_what_alone_says_that_it_is_preferred_is_parted_from_the_rest(
    text: str, wished: str
) -> None:
    for zone in (Zone.REQUIRED, Zone.PREFERRED):
        found = read(text, zone)
        preferred = {c for r in found if r.necessity is Necessity.PREFERRED for c in r.concepts}
        assert wished in preferred
        assert any(r.necessity is Necessity.REQUIRED for r in found)


def test_a_wish_at_the_end_of_a_plain_list_holds_for_all_of_it() -> None:
    assert {r.necessity for r in read("Python, Go preferred", Zone.PREFERRED)} == {
        Necessity.PREFERRED
    }


def test_a_degree_to_have_is_no_duty() -> None:
    text = "To be successful in this role, you should have a Bachelor's degree in Engineering"
    (requirement,) = read(text, Zone.DUTY)
    assert (requirement.kind, requirement.degree) == (Kind.EDUCATION, Degree.BACHELOR)
    assert requirement.zone is Zone.REQUIRED


@pytest.mark.parametrize(
    "text",
    [
        "Required: SQL. Preferred: Python",
        "SQL (essential), Python (desirable)",
        "Excellent SQL. Python would be great",
        "SQL is required and Python is desirable",
        "Solid SQL, Python is a plus",
        "SQL at work - bonus if you have Python",
        "SQL; Python nice to have",
        "A driving licence; SQL required, Python preferred",
        "Gute SQL-Kenntnisse, Python wünschenswert",
    ],
)
def test_a_line_parts_at_the_thing_that_alone_is_wished(text: str) -> None:
    found = read(text)
    required = {c for r in found if r.necessity is Necessity.REQUIRED for c in r.concepts}
    preferred = {c for r in found if r.necessity is Necessity.PREFERRED for c in r.concepts}
    assert "SQL" in required
    assert preferred == {"Python"}


@pytest.mark.parametrize(
    "text",
    [
        "Knowledge of SQL. This is preferred but not essential",
        "SQL and Python preferred",
        "Experience with SQL, Python is a plus",
        "U.S. experience with SQL preferred",
    ],
)
def test_a_sentence_that_refers_back_wishes_for_the_whole_line(text: str) -> None:
    assert {r.necessity for r in read(text, Zone.PREFERRED)} == {Necessity.PREFERRED}


def test_a_licence_stays_required_beside_a_wish() -> None:
    found = read("Must have a driver's license and preferably own a boat", Zone.CONDITION)
    assert [r.necessity for r in found if r.kind is Kind.LICENSE] == [Necessity.REQUIRED]
    assert found[-1].necessity is Necessity.PREFERRED


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("Bachelor's in Botany; or associate degree with four years of rigging", {"bachelor"}),
        ("6 years of rigging (or 3 years with a Master's degree)", {"master"}),
        ("Bachelor's and 3 years of rigging, or a Master's degree", {"master"}),
    ],
)
def test_a_degree_of_one_alternative_is_not_asked_by_itself(
    text: str, alternatives: set[str]
) -> None:
    alone = {str(r.degree) for r in read(text) if r.degree and r.any_of is None}
    assert not alone & alternatives


def test_degrees_and_one_span_of_years_are_asked_together() -> None:
    found = read("BS or MS in Botany and 5 years of rigging")
    assert [(r.kind, r.any_of) for r in found] == [(Kind.EDUCATION, None), (Kind.EXPERIENCE, None)]


def test_years_are_not_of_the_field_of_a_degree() -> None:
    years = next(r for r in read("MS in Electrical Engineering with 10 years") if r.min_months)
    assert years.months_of == ()


def test_a_school_and_a_degree_ask_for_the_degree() -> None:
    text = "High school diploma or GED and an associate degree in Drafting"
    assert [r.degree for r in read(text) if r.degree] == [Degree.ASSOCIATE]


def test_what_may_stand_in_place_of_an_ask_is_not_asked() -> None:
    text = "Two years of rigging. A master's degree may be substituted for the experience."
    assert [(r.degree, r.min_months) for r in read(text) if r.degree or r.min_months] == [
        (None, 24)
    ]


@pytest.mark.parametrize(
    ("text", "equivalent"),
    [
        ("Bachelor's degree (or foreign equivalent)", False),
        ("BS in Botany or equivalent STEM field", False),
        ("Bachelor's degree or equivalent professional qualification", False),
        ("High school diploma or GED equivalent", False),
        ("Bachelor's in Botany, including coursework or experience in drawing", False),
        ("Bachelor's in Botany (or equiv.)", True),
    ],
)
def test_only_experience_stands_in_for_a_degree(text: str, equivalent: bool) -> None:
    assert next(r for r in read(text) if r.degree).or_equivalent is equivalent


def test_years_that_open_a_line_are_no_duty() -> None:
    (requirement,) = read("Five years in a boat yard", Zone.DUTY)
    assert (requirement.zone, requirement.min_months) == (Zone.REQUIRED, 60)


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("BS (or higher, e.g. an MS, or PhD) in Botany", Degree.BACHELOR),
        ("Bachelor's degree in any subject with a Master's degree in Botany", Degree.MASTER),
        ("Bachelor's degree with a minor in Botany", Degree.BACHELOR),
        ("Bachelor's degree, or an associate degree with a ticket", Degree.ASSOCIATE),
    ],
)
def test_a_degree_on_top_of_another_is_the_one_that_is_asked(text: str, degree: Degree) -> None:
    assert next(r for r in read(text) if r.degree).degree is degree


@pytest.mark.parametrize(
    ("text", "equivalent"),
    [
        ("A degree in Botany; long service may be considered instead", True),
        ("A degree in drawing or a portfolio", True),
        ("A degree in Botany, or a garden of your own in place of a degree", True),
        ("High school diploma; a bachelor's in Botany may sub for 2 of the 5 years", False),
    ],
)
def test_what_may_be_taken_for_a_degree_is_told_from_what_it_is_taken_for(
    text: str, equivalent: bool
) -> None:
    assert next(r for r in read(text) if r.degree).or_equivalent is equivalent


def test_candidates_who_may_be_considered_too_set_no_years() -> None:
    text = "A master's ticket; candidates with 8 years as a mate may be considered"
    assert [r.min_months for r in read(text) if r.min_months] == []
    only_they = "Only candidates with 8 years as a mate will be considered"
    assert [r.min_months for r in read(only_they) if r.min_months] == [96]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("A degree in Botany or an arborist certificate", True),
        ("CPA certification or a degree in Botany", True),
        ("A degree in Botany and an arborist certificate", False),
        ("A degree in Botany or related field and an arborist certificate", False),
    ],
)
def test_a_certificate_in_place_of_a_degree_is_a_choice(text: str, joined: bool) -> None:
    found = {r.kind: r.any_of for r in read(text)}
    assert (found[Kind.EDUCATION] is not None) is joined
    assert found[Kind.EDUCATION] == found[Kind.CERTIFICATION]


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        ("Certificates like PMP, CISA, CPA", Logic.ANY),
        ("PMP, CISA and a black or gold CSCS card", Logic.ALL),
    ],
)
def test_certificates_are_joined_by_what_stands_between_them(text: str, logic: Logic) -> None:
    certificates = next(r for r in read(text) if r.kind is Kind.CERTIFICATION)
    assert certificates.logic is logic


def test_where_education_must_be_from_is_a_condition_of_education() -> None:
    requirement = only("Education must be from an accredited university", Zone.CONDITION)
    assert (requirement.kind, requirement.zone) == (Kind.EDUCATION, Zone.CONDITION)
    assert requirement.degree is None


@pytest.mark.parametrize(
    "text", ["Full clean category B licence", "A valid G licence", "Two-wheeler licence"]
)
def test_licences_are_known_by_their_category(text: str) -> None:
    assert read(text, Zone.CONDITION)[0].kind is Kind.LICENSE
