from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.lines import zone_lines
from fitcheck.language.zone_features import HASHED, line_features
from fitcheck.language.zone_model import ZoneModel, told_lines
from fitcheck.language.zones import Zone

POSTING = """# Night Baker

Crumb & Co. has baked bread for the harbour since 1974.

## What your nights look like
- Mix and shape 400 loaves of sourdough
- Keep the temperature log of the proving room

## We would love to meet somebody who
- has worked three years in a bakery
- holds a food hygiene certificate

## What you get
- 28 days of leave and a loaf a day
"""


def told(text: str) -> dict[str, Zone]:
    document = document_from_text(text, media_type="text/markdown")
    return {
        line.span.slice(document.text): line.zone
        for line in told_lines(document, Embeddings.load())
        if not line.heading
    }


def test_asks_under_headings_that_no_table_knows_are_found() -> None:
    zones = told(POSTING)
    assert zones["has worked three years in a bakery"].asks
    assert zones["holds a food hygiene certificate"].asks
    assert zones["Mix and shape 400 loaves of sourdough"] is Zone.DUTY


def test_what_is_offered_is_not_asked() -> None:
    assert not told(POSTING)["28 days of leave and a loaf a day"].asks


@pytest.mark.parametrize(
    "line",
    [
        "We don't mind where or whether you went to university.",
        "No degree is needed.",
        "Ein Abschluss ist keine Voraussetzung.",
    ],
)
def test_what_a_posting_says_it_does_not_ask_is_no_ask(line: str) -> None:
    assert not told(f"# Analyst\n\nGooseberry sells umbrellas in nine shops.\n\n{line}\n")[
        line
    ].asks


def test_headings_stay_what_the_rules_made_of_them() -> None:
    document = document_from_text(POSTING, media_type="text/markdown")
    rules = [line for line in zone_lines(document) if line.heading]
    model = [line for line in told_lines(document, Embeddings.load()) if line.heading]
    assert model == rules


@pytest.mark.parametrize("text", ["", "Baker", "- ", "# Baker\n"])
def test_tiny_postings_have_zones_too(text: str) -> None:
    document = document_from_text(text, media_type="text/markdown")
    assert len(told_lines(document, Embeddings.load())) == len(zone_lines(document))


@given(st.lists(st.sampled_from(POSTING.splitlines()), max_size=12))
def test_the_likelihoods_of_a_line_add_up_to_one(lines: list[str]) -> None:
    document = document_from_text("\n\n".join(lines), media_type="text/markdown")
    zoned = zone_lines(document)
    if zoned:
        likely = ZoneModel.load().probabilities(document, zoned, Embeddings.load())
        assert likely.shape == (len(zoned), len(ZoneModel.load().zones))
        assert np.allclose(likely.sum(axis=1), 1.0, atol=1e-5)


@given(st.text(max_size=80))
def test_features_of_any_text_have_the_models_shape(text: str) -> None:
    document = document_from_text("Baker wanted\n\n" + text, media_type="text/plain")
    features = line_features(document, zone_lines(document), Embeddings.load())
    assert features.dense.shape[1] == ZoneModel.load().regression.dense.shape[0]
    assert all(0 <= column < 2 * HASHED for words in features.words for column in words)


@given(st.lists(st.sampled_from(POSTING.splitlines()), max_size=12))
def test_no_feature_of_a_line_outweighs_the_others(lines: list[str]) -> None:
    document = document_from_text("\n".join(["Baker", *lines]), media_type="text/markdown")
    dense = line_features(document, zone_lines(document), Embeddings.load()).dense
    assert np.isfinite(dense).all()
    assert (np.abs(dense) <= 1 + 1e-5).all()


def test_what_a_team_answers_for_is_not_asked_of_the_reader() -> None:
    line = "The Ovens team sits next to the harbour and is responsible for all baking machines."
    assert not told(f"# Night Baker\n\nCrumb & Co. bakes bread.\n\n{line}\n")[line].asks


@pytest.mark.parametrize(
    "line", ["Must be authorized to work in Norway", "Willingness to travel up to 30 %"]
)
def test_what_binds_to_a_place_or_a_permit_is_a_condition(line: str) -> None:
    asks = "".join(f"- {n} years of experience with ovens\n" for n in range(2, 6))
    assert told(f"# Baker\n\n## Requirements\n{asks}- {line}\n")[line] is Zone.CONDITION


def test_whom_the_employer_looks_for_is_asked() -> None:
    line = "We are looking for a baker with three years of experience in sourdough."
    assert told(f"# Baker\n\n## About us\n\nWe bake bread.\n\n## Job description\n\n{line}\n")[
        line
    ].asks


@pytest.mark.parametrize(
    "line",
    [
        "10 years full-time boat building experience preferred with at least 4 years at sea",
        "Proven skills in splicing would be handy",
    ],
)
def test_an_item_that_says_it_is_preferred_is_not_overruled(line: str) -> None:
    asks = "".join(f"- {n} years of experience with tools\n" for n in range(2, 6))
    assert told(f"# Rigger\n\n## Requirements\n{asks}- {line}\n")[line] is Zone.PREFERRED


def test_hours_and_place_under_the_title_ask_nothing() -> None:
    tag = "Full time, 36 hours a week, 7:00 p.m. to 7:30 a.m."
    zones = told(
        POSTING.replace("# Night Baker\n", f"# Night Baker\nCrumb & Co., Harbour. {tag}\n")
    )
    assert not zones[tag].asks


def test_what_must_be_stands_under_the_title_too() -> None:
    must = "Must be able to start at 02:00."
    zones = told(
        POSTING.replace("# Night Baker\n", f"# Night Baker\nCrumb & Co., Harbour. {must}\n")
    )
    assert zones[must].asks
