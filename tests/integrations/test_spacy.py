from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from fitcheck import Analyzer
from fitcheck.documents.document import Span
from fitcheck.documents.text import document_from_text
from fitcheck.integrations.alignment import Alignment
from tests.conftest import ROOT

POSTING = """\
Night Baker

Requirements
 * Three years of experience with sourdough and with a deck oven, in a bakery that bakes for
   more than two hundred customers a day
 * Knowledge of food safety
Nice to have
 - Fluency in Spanish
"""


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("fitcheck_requirements")
    pipeline.add_pipe("fitcheck_skills")
    return pipeline


def test_requirements_are_spans_of_whole_items_with_kind_necessity_and_number(
    nlp: spacy.language.Language,
) -> None:
    doc = nlp(POSTING)
    group = doc.spans["fitcheck_requirements"]
    told = [(span.id_, span.label_, span.kb_id_) for span in group]
    assert told == [
        ("q1", "experience", "required"),
        ("q2", "knowledge", "required"),
        ("q3", "language", "preferred"),
    ]
    first = group[0].text
    assert first.startswith("Three years of experience")
    assert first.endswith("hundred customers a day")
    assert "\n" in first


def test_the_facts_of_a_requirement_stand_in_the_group(nlp: spacy.language.Language) -> None:
    doc = nlp(POSTING)
    attrs = doc.spans["fitcheck_requirements"].attrs
    assert attrs["q1"]["min_months"] == 36
    assert attrs["q2"]["concepts"] == ["Food Safety"]


def test_skills_carry_their_canonical_names(nlp: spacy.language.Language) -> None:
    doc = nlp("Deployed with k8s on AWS; wrote SQL in Postgres.")
    named = [(span.text, span.kb_id_) for span in doc.spans["fitcheck_skills"]]
    assert named == [
        ("k8s", "Kubernetes"),
        ("AWS", "AWS"),
        ("SQL", "SQL"),
        ("Postgres", "PostgreSQL"),
    ]


def test_a_text_that_asks_nothing_has_empty_groups(nlp: spacy.language.Language) -> None:
    doc = nlp("It rained.")
    assert list(doc.spans["fitcheck_requirements"]) == []
    assert list(doc.spans["fitcheck_skills"]) == []


def test_an_empty_text_has_empty_groups(nlp: spacy.language.Language) -> None:
    doc = nlp("")
    assert list(doc.spans["fitcheck_requirements"]) == []


def test_groups_survive_saving(nlp: spacy.language.Language) -> None:
    doc = nlp(POSTING)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    group = again.spans["fitcheck_requirements"]
    assert [span.id_ for span in group] == ["q1", "q2", "q3"]
    assert group.attrs == doc.spans["fitcheck_requirements"].attrs


def test_a_group_can_have_a_name_of_its_own() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("fitcheck_skills", config={"spans_key": "sc"})
    doc = pipeline("SQL")
    assert [span.kb_id_ for span in doc.spans["sc"]] == ["SQL"]


@pytest.mark.parametrize(
    "name", ["accountant.txt", "data_analyst.txt", "staff_nurse.md", "warehouse_agency.txt"]
)
def test_every_requirement_of_an_example_has_its_span(
    nlp: spacy.language.Language, name: str
) -> None:
    text = (ROOT / "examples" / "postings" / name).read_text("utf-8")
    document = document_from_text(text, media_type="text/markdown")
    posting = Analyzer().posting(document, as_of=date(2026, 11, 22))
    doc = nlp(text)
    group = doc.spans["fitcheck_requirements"]
    assert [span.id_ for span in group] == [one.id for one in posting.requirements]
    for span, one in zip(group, posting.requirements, strict=True):
        words = document.quote(one.span).split()
        assert span.text.split()[0].endswith(words[0][-3:])
        assert span.text.split()[-1].startswith(words[-1][:3])


def test_spacy_finds_the_components_without_an_import_of_ours() -> None:
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('fitcheck_skills'); "
        "doc = nlp('SQL'); print([s.kb_id_ for s in doc.spans['fitcheck_skills']])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['SQL']"


@given(st.text(alphabet="ab \n-*", max_size=200))
def test_an_aligned_span_reads_like_its_document(raw: str) -> None:
    document = document_from_text(raw)
    alignment = Alignment(document, raw)
    for block in document.blocks:
        place = alignment.raw_span(block.span)
        if place is not None:
            start, end = place
            assert 0 <= start <= end <= len(raw)
    whole = alignment.raw_span(Span(start=0, end=len(document.text)))
    if document.text.strip():
        assert whole is not None
        assert raw[whole[0]] == document.text.strip()[0]


def test_a_part_of_a_word_is_aligned_as_that_part() -> None:
    document = document_from_text("- alpha beta")
    place = Alignment(document, "- alpha beta").raw_span(Span(start=2, end=7))
    assert place is not None
    assert "- alpha beta"[slice(*place)] == document.text[2:7]


def test_a_span_of_blanks_stands_nowhere() -> None:
    document = document_from_text("alpha beta")
    assert Alignment(document, "alpha beta").raw_span(Span(start=5, end=5)) is None
