"""JSON: a resume and a posting become the lines that a person would write."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import BlockKind, Document
from fitcheck.documents.web.jsonresume import read_json
from fitcheck.errors import LimitExceededError, UnsupportedInputError
from fitcheck.settings import ReadingSettings


def read(value: object) -> Document:
    return read_json(json.dumps(value).encode(), source="r.json", settings=ReadingSettings())


RESUME = {
    "basics": {
        "name": "Ana Sol",
        "label": "Baker",
        "summary": "Bakes.",
        "location": {"city": "Faro"},
    },
    "work": [
        {
            "name": "Padaria Sol",
            "position": "Head baker",
            "startDate": "2011-03-01",
            "summary": "Night shift",
            "highlights": ["Trained two\napprentices"],
        },
        {"company": "Mill", "position": "Helper", "startDate": "2009", "endDate": "2010-12"},
    ],
    "education": [
        {"studyType": "Bachelor", "area": "Food", "institution": "Uni", "endDate": "2009"}
    ],
    "skills": [{"name": "Bread", "keywords": ["rye", "wheat"]}, "Ovens"],
    "languages": [{"language": "Portuguese", "fluency": "Native"}],
    "certificates": [{"name": "Hygiene", "issuer": "City", "date": "2012-05-02"}],
}


def test_a_json_resume_becomes_headed_lines() -> None:
    document = read(RESUME)
    assert document.text.split("\n") == [
        "Ana Sol", "Baker", "Faro", "Summary", "Bakes.",
        "Work Experience", "Head baker | Padaria Sol\tMar 2011 – Present", "Night shift",
        "Trained two apprentices", "Helper | Mill\t2009 – Dec 2010",
        "Education", "Bachelor in Food, Uni\t2009",
        "Certifications", "Hygiene, City\tMay 2012",
        "Skills", "Bread: rye, wheat", "Ovens", "Languages", "Portuguese: Native",
    ]  # fmt: skip
    by_text = {document.quote(block.span): block for block in document.blocks}
    assert by_text["Work Experience"].kind is BlockKind.HEADING
    assert by_text["Trained two apprentices"].kind is BlockKind.LIST_ITEM
    assert by_text["Helper | Mill\t2009 – Dec 2010"].emphasis


def test_a_job_posting_of_schema_org_gives_fields_and_its_description() -> None:
    document = read(
        {"@type": "JobPosting", "title": "Baker", "description": "<p>Rye</p><p>Wheat</p>"}
    )
    assert document.text == "Baker\nRye\nWheat"
    assert document.fields is not None
    assert document.fields.title == "Baker"


def test_a_job_of_the_json_resume_schema_is_a_posting() -> None:
    document = read(
        {
            "title": "Baker",
            "company": "Sol",
            "description": "Bake.",
            "responsibilities": ["bake"],
            "qualifications": ["2 years"],
            "skills": [{"name": "Bread", "keywords": ["rye"]}],
            "location": {"city": "Faro"},
            "remote": "Full",
        }
    )
    assert document.text == (
        "Baker\nSol\nBake.\nResponsibilities\nbake\nQualifications\n2 years\nSkills\nBread: rye"
    )
    assert document.fields is not None
    assert (document.fields.employer, document.fields.locations) == ("Sol", ("Faro",))
    assert document.fields.remote is True


def test_braces_that_are_no_json_are_text() -> None:
    document = read_json(b"{Baker} wanted [now]", source="x", settings=ReadingSettings())
    assert document.text == "{Baker} wanted [now]"


@pytest.mark.parametrize("value", [[1, 2], {"name": "package", "version": "1"}, "text", None])
def test_json_of_another_kind_is_refused_with_the_way_out(value: object) -> None:
    with pytest.raises(UnsupportedInputError):
        read(value)


def test_json_that_nests_too_deeply_is_one_clear_error() -> None:
    with pytest.raises(LimitExceededError):
        read_json(b"[" * 200_000 + b"]" * 200_000, source="x", settings=ReadingSettings())


VALUES = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "startDate", "highlights", "keywords", "location"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["work", "education", "skills", "languages"]), VALUES))
def test_no_value_breaks_the_reading(value: dict[str, object]) -> None:
    document = read({"basics": {}, **value})
    assert document.text == "\n".join(document.quote(block.span) for block in document.blocks)
