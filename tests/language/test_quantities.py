"""Spans of time and percentages."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.quantities import find_durations, find_experience


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3-5 years of experience", [36]),
        ("3 to 5 years", [36]),
        ("between 3 and 5 years", [36]),
        ("two (2) years", [24]),
        ("5 (five) years of welding", [60]),
        ("at least five years' experience", [60]),
        ("5+ yrs", [60]),
        ("8+years of Java", [96]),
        ("5 or more years of teaching", [60]),
        ("minimum 1.5 years", [18]),
        ("24 months of retail work", [24]),
        ("6 months to 2 years", [6]),
        ("Years of experience: 3", [36]),
        ("Required Total Years Of exp- 3+ years", [36]),
        ("BS + 4 or MS + 2", [48, 24]),
        ("10 years in nursing with at least 4 years in intensive care", [120, 48]),
        ("mindestens 3 Jahre Berufserfahrung", [36]),
        ("3 ans d'expérience", [36]),
        ("Two years of full-time paid experience", [24]),
        ("no less than five years of managing a clinic", [60]),
        ("not less than 7 years' service as a firefighter", [84]),
        ("five-plus years in dispensing", [60]),
        ("You have been looking after tills for four or five years", [48]),
        ("You've worked in a bakery for a year or more", [12]),
        ("a licence held for two years or longer", [24]),
        ("A year as a courier or similar", [12]),
        ("At least five years of college-level teaching", [60]),
        ("mindestens sieben Jahre Montage", [84]),
        ("Sept ans d'expérience", [84]),
        ("Vous faites ce métier depuis quatre ans", [48]),
    ],
)
def test_asked_time_is_read_in_months(text: str, months: list[int]) -> None:
    assert [found.months for found in find_experience(text)] == months


@pytest.mark.parametrize(
    "text",
    [
        "You must be 18 years of age",
        "For over 30 years, Brightwater has built boats",
        "30 years serving the valley",
        "their record within the last 36 months",
        "Engagement length: 6 Months",
        "a four-year college",
        "12+ month contract",
        "six-month probation",
        "a five-year apprenticeship",
        "less than 2 years",
        "We have over 20 years of experience in boats",
        "parental leave: 4 months of paid leave",
    ],
)
def test_ages_contracts_and_the_age_of_a_company_are_no_experience(text: str) -> None:
    assert find_experience(text) == ()


def test_a_range_keeps_its_upper_bound() -> None:
    (found,) = find_durations("3-5 years")
    assert (found.months, found.upper) == (36, 60)
    assert found.span.slice("3-5 years") == "3-5 years"


@given(st.integers(1, 40), st.sampled_from(["year", "years", "yrs", "years of work"]))
def test_any_number_of_years_is_twelve_times_as_many_months(number: int, unit: str) -> None:
    assert [f.months for f in find_durations(f"{number} {unit}")] == [number * 12]


@given(st.text(max_size=60))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    spans = [found.span for found in find_durations(text)]
    assert all(span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("at least a year's experience as a rigger", [12]),
        ("a full year of relevant experience", [12]),
        ("two trips a year and experience of the sea", []),
        ("at least 23 years of age for insurance reasons", []),
    ],
)
def test_a_year_counts_where_experience_is_asked(text: str, months: list[int]) -> None:
    assert [found.months for found in find_experience(text)] == months


@pytest.mark.parametrize(
    "text",
    [
        "Upper age limit: 40 years as on 01.11.2026",
        "A warm manner with seven-year-olds",
        "a 3-year chemical technology diploma",
        "Probation is six months",
        "A first aid certificate not older than two years",
        "contrat de trois ans renouvelable",
        "12 months to finish the certificate",
        "Teo, who has had the job for nine years, is moving to Alaska",
        "You will be employed for 12 months",
        "We have been serving families for over 30 years",
        "Zero to two years of office work",
    ],
)
def test_other_time_is_not_asked_as_experience(text: str) -> None:
    assert find_experience(text) == ()


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Twenty-five years of service", [300]),
        ("twenty-four (24) months of rigging", [24]),
        ("Two and one-half years of rigging", [30]),
        ("1½ years of rigging", [18]),
        ("Three to Five (3-5) years of rigging", [36]),
        ("Minimum 3/4 years of rigging", [36]),
        ("half a year of rigging", [6]),
        ("a couple of years in rigging", [24]),
        ("A decade of rigging", [120]),
        ("two decades of rigging", [240]),
        ("work experience as a rigger for 3+ years", [36]),
        ("4+ years of experience as a rigger that has been leading crews", [48]),
        ("a PhD with eight years of rigging, or a master's with twelve", [96, 144]),
        ("mindestens 2-jährige Berufserfahrung", [24]),
        ("Ein Jahr Berufserfahrung", [12]),
        ("une expérience d'un an", [12]),
        ("entre 2 y 4 años de experiencia", [24]),
    ],
)
def test_time_in_other_forms_is_read_in_months(text: str, months: list[int]) -> None:
    assert [found.months for found in find_experience(text)] == months


@pytest.mark.parametrize(
    "text",
    [
        "Must be 21 years or older",
        "five years residency in the valley",
        "You have lived in the valley for at least 3 years",
        "the score is valid for 12 months",
        "Completion of eight months in the yard's trainee training program",
        "a four-year intensive on-the-job and classroom training program",
        "a six-month, 40-hour per week training program",
        "one year of coursework in rigging",
        "within the 36 months before filing",
        "No accidents in 5 years",
        "five years of address history",
        "Must provide 3 years of references",
        "Commit to at least one year",
        "an internship of six months",
        "short-term (1-5 year) investments",
        "3-jährige Ausbildung als Bootsbauer",
        "Alter zwischen 18 und 35 Jahren",
        "Hasta dos años de experiencia",
        "2,080 hours of rigging",
    ],
)
def test_states_courses_and_papers_of_some_time_are_no_experience(text: str) -> None:
    assert find_experience(text) == ()


@given(st.integers(21, 29), st.sampled_from(["-", " "]))
def test_numbers_of_two_words_are_their_sum(number: int, join: str) -> None:
    digit = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")[number - 21]
    assert [f.months for f in find_durations(f"twenty{join}{digit} years")] == [12 * number]


@pytest.mark.parametrize(
    "text",
    [
        "In 6 months, you'll have launched a boat",
        "BPT (4½ years including internship)",
        "A pass is required for the whole four years of guiding",
        "It took us three years to build her",
        "Two years, extendable by one year",
        "With 23+ years of experience, Larkspur is an industry leader in sails",
    ],
)
def test_what_lasts_or_comes_later_is_no_experience(text: str) -> None:
    assert find_experience(text) == ()


@pytest.mark.parametrize(
    "text",
    ["You have 6 months of rigging behind you", "In 3 years of rigging you have led a crew"],
)
def test_the_same_spans_count_where_a_person_has_them(text: str) -> None:
    assert len(find_experience(text)) == 1
