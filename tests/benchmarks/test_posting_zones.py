"""The zones of posting lines: paragraphs, and the figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.posting_zones import Told, scores, told_of, zone_of_lines
from fitcheck.documents.document import Span
from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.lines import ZonedLine
from fitcheck.language.zones import Zone

ZONE = st.sampled_from(["duty", "about", "other", "required"])


def line(zone: Zone, size: int, start: int = 0) -> ZonedLine:
    return ZonedLine(span=Span(start=start, end=start + size), zone=zone, block=0)


def told(wanted: str, said: str) -> Told:
    return Told(group="en", wanted=wanted, said=said, single=True)


def test_a_paragraph_has_the_zone_of_what_it_asks() -> None:
    assert zone_of_lines([line(Zone.PROCESS, 90), line(Zone.CONDITION, 20)]) == "condition"
    assert zone_of_lines([line(Zone.CONDITION, 20), line(Zone.REQUIRED, 30)]) == "required"


def test_a_paragraph_that_asks_nothing_has_the_zone_of_most_of_it() -> None:
    assert zone_of_lines([line(Zone.ABOUT, 20), line(Zone.BENEFITS, 60)]) == "benefits"


def test_only_labelled_lines_that_are_no_headings_count() -> None:
    document = document_from_text(
        "# Night Baker\n\n## Requirements\n\n- Three years in a bakery\n- A van licence\n",
        media_type="text/markdown",
    )
    wanted = {0: "title", 1: "required", 2: "required"}
    found = list(told_of(document, wanted, "en", Embeddings.load()))
    assert [(one.wanted, one.said) for one in found] == [("required", "required")]


def test_accuracy_and_f1_are_counted_over_the_labels_that_occur() -> None:
    count, accuracy, zones = scores(
        [told("duty", "duty"), told("duty", "about"), told("about", "about")]
    )
    assert count == 3
    assert accuracy == pytest.approx(2 / 3)
    assert zones == pytest.approx({"duty": 2 / 3, "about": 2 / 3})


@given(st.lists(st.tuples(ZONE, ZONE), max_size=30))
def test_figures_are_shares_and_right_lines_are_never_worse(pairs: list[tuple[str, str]]) -> None:
    count, accuracy, zones = scores([told(wanted, said) for wanted, said in pairs])
    _, perfect, all_right = scores([told(wanted, wanted) for wanted, _ in pairs])
    assert count == len(pairs)
    assert 0 <= accuracy <= perfect <= 1
    assert set(zones) == set(all_right)
    assert all(0 <= zones[zone] <= all_right[zone] == 1 for zone in zones)
