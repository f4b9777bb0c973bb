"""schema.org JobPosting in every shape that publishers give it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import PostingFields
from fitcheck.documents.web.jobposting import find_job_posting


def fields_of(**keys: object) -> PostingFields:
    found = find_job_posting([json.dumps({"@type": "JobPosting", **keys})])
    assert found is not None
    return found.fields


def test_all_fields_are_read() -> None:
    fields = fields_of(
        title="Baker &amp; cook",
        hiringOrganization={"name": "Sol", "numberOfEmployees": {"value": 40}},
        jobLocation=[
            {"address": {"addressLocality": "Porto", "addressCountry": {"name": "Portugal"}}},
            {"address": "Faro, Portugal"},
        ],
        jobLocationType="TELECOMMUTE",
        datePosted="2026-02-05T10:00:00+00:00",
        validThrough="2026-03-07",
        experienceRequirements={"monthsOfExperience": "24"},
        educationRequirements={"credentialCategory": "bachelor degree"},
        experienceInPlaceOfEducation=True,
        skills="Sourdough, Rye",
    )
    assert fields == PostingFields(
        title="Baker & cook",
        employer="Sol",
        employees=40,
        locations=("Porto, Portugal", "Faro, Portugal"),
        remote=True,
        posted_on=date(2026, 2, 5),
        valid_through=date(2026, 3, 7),
        min_months=24,
        degree="bachelor",
        experience_in_place_of_education=True,
        skills=("Sourdough", "Rye"),
    )


@pytest.mark.parametrize(
    ("key", "value", "field", "wanted"),
    [
        ("hiringOrganization", "Sol", "employer", "Sol"),
        ("hiringOrganization", ["Sol"], "employer", "Sol"),
        ("EducationRequirements", {"credentialCategory": "Bachelor Degree"}, "degree", "bachelor"),
        ("educationRequirements", "high school", "degree", "high_school"),
        ("educationRequirements", {"credentialCategory": ["master", "associate"]}, "degree",
         "associate"),
        ("experienceRequirements", "three years", "min_months", None),
        ("experienceRequirements", {"monthsOfExperience": 0}, "min_months", None),
        ("experienceRequirements", {"monthsOfExperience": 36.0}, "min_months", 36),
        ("validThrough", "tomorrow", "valid_through", None),
        ("validThrough", "2026-02-31", "valid_through", None),
        ("applicantLocationRequirements", [{"name": "India"}], "locations", ("India",)),
        ("skills", [{"name": "Rye"}, "Rye", 3], "skills", ("Rye",)),
        ("title", {"@value": 3}, "title", None),
    ],
)  # fmt: skip
def test_every_shape_of_a_value_is_read_or_left_out(
    key: str, value: object, field: str, wanted: object
) -> None:
    assert getattr(fields_of(**{key: value}), field) == wanted


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"@type": "JobPosting", "title": "Cook"} -->',
        '// <![CDATA[\n{"@type": ["JobPosting"], "title": "Cook"}\n// ]]>',
        '{"@type": "https://schema.org/JobPosting", "title": "Cook"};',
        "{&quot;@type&quot;: &quot;JobPosting&quot;, &quot;title&quot;: &quot;Cook&quot;}",
        '{"@graph": [{"mainEntity": {"@type": "JobPosting", "title": "Cook"}}]}',
        '{"@type": "JobPosting", "title": "Cook", "description": "line\nfeed"}',
    ],
)
def test_json_is_found_in_every_wrapping(text: str) -> None:
    found = find_job_posting([text])
    assert found is not None
    assert found.fields.title == "Cook"


def test_of_several_postings_only_the_one_that_the_page_is_about_counts() -> None:
    text = json.dumps([{"@type": "JobPosting", "title": t} for t in ("Cook", "Baker")])
    found = find_job_posting([text], heading="Baker wanted")
    assert found is not None
    assert found.fields.title == "Baker"
    assert find_job_posting([text], heading="All jobs") is None


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"@type": "Person"}', "9" * 5_000, "null"]
)
def test_texts_without_a_posting_give_none(text: str) -> None:
    assert find_job_posting([text]) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "address", "addressLocality", "monthsOfExperience", "@type"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["title", "jobLocation", "hiringOrganization", "skills", "datePosted", "educationRequirements",
     "experienceRequirements", "description", "experienceInPlaceOfEducation"]
)  # fmt: skip


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_no_value_breaks_the_reading(keys: dict[str, object]) -> None:
    assert find_job_posting([json.dumps({"@type": "JobPosting", **keys})]) is not None
