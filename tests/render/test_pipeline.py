"""A whole search as text, as JSON and as a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fitcheck.followup.application import Application, Channel, Event, EventKind
from fitcheck.followup.pipeline import Folder, Pipeline, build_pipeline, read_folder
from fitcheck.followup.relationships import Relationships
from fitcheck.matching.match import Band
from fitcheck.render.pipeline import pipeline_json, pipeline_text, prior_words
from fitcheck.render.pipeline_page import pipeline_page

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "job_search"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def search() -> Pipeline:
    return build_pipeline(read_folder(EXAMPLE), today=TODAY)


def test_the_text_lists_what_is_due_and_every_application(search: Pipeline) -> None:
    text = pipeline_text(search)

    assert text.startswith("Due on 2026-11-24\n  respond: Community Nurse, Quayside Health")
    for entry in search.entries:
        assert entry.application.label[:44] in text
    assert "1 of the 7 applications of the last month did not fit" in text
    assert "too few to say more" in text


def test_the_json_is_one_object_of_its_schema(search: Pipeline) -> None:
    found = json.loads(pipeline_json(search))

    assert found["schema"] == "fitcheck.due/1"
    assert len(found["applications"]) == 12
    assert sum(found["states"].values()) == 12
    assert found["due"][0]["what"] == "respond"
    assert found["recruiters"]["missing"] == ["function"]


def test_the_page_is_well_formed_and_loads_nothing(search: Pipeline) -> None:
    page = pipeline_page(search)

    for plot in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL):
        ET.fromstring(plot)  # noqa: S314 - our own page
    assert page.count("<circle") > 20
    assert not re.search(r"<script|src=|href=|url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_the_page_escapes_what_files_say() -> None:
    hostile = Application(
        id="x",
        channel=Channel.ATS,
        fit=Band.STRONG,
        title="<script>alert(1)</script>\u202e",
        employer='" onload="x',
        applied_on=date(2026, 11, 2),
        events=(Event(on=date(2026, 11, 3), kind=EventKind.REPLY),),
    )
    other = replace(hostile, id="y", applied_on=None, events=())
    folder = Folder(applications=(hostile, other), relationships=Relationships(), problems=())

    page = pipeline_page(build_pipeline(folder, today=TODAY))
    assert "<script" not in page
    assert 'onload="x' not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_search_has_a_page_too() -> None:
    folder = Folder(applications=(), relationships=Relationships(), problems=())
    empty = build_pipeline(folder, today=TODAY)

    assert "nothing" in pipeline_page(empty)
    assert pipeline_text(empty).startswith("Due on 2026-11-24\n  nothing\n")


def test_a_missing_prior_is_said_and_not_invented() -> None:
    assert prior_words(None) == "no trustworthy figure was found to hold against it"
