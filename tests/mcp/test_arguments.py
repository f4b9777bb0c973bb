from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck import Analyzer
from fitcheck.errors import FitcheckError
from fitcheck.mcp.answers import Answers
from fitcheck.mcp.arguments import Arguments
from fitcheck.mcp.folders import Folders
from fitcheck.mcp.server import call
from fitcheck.mcp.tools import tools
from fitcheck.settings import ReadingSettings

KEYS = sorted({key for tool in tools() for key in tool.takes["properties"]} | {"name", "schema"})
TEXTS = st.one_of(
    st.text(max_size=60), st.sampled_from(["q1", "2026-11-22", "- Python", "..", "/"])
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def answers() -> Answers:
    # texts only and read in this process: what is tested is what may be asked
    return Answers(
        Analyzer(isolate=False), Folders([], ReadingSettings()), lambda: date(2026, 11, 22)
    )


@settings(max_examples=150)
@given(
    name=st.sampled_from([tool.name for tool in tools()]),
    arguments=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
)
def test_whatever_is_asked_ends_with_an_answer_or_one_error(
    answers: Answers, name: str, arguments: dict[str, Any]
) -> None:
    answer = call(answers, name, arguments)
    told = json.loads(answer.content[0].text)  # type: ignore[union-attr]
    assert (told["schema"] == "fitcheck.error/1") is answer.is_error
    answer.model_dump_json()  # what cannot be written would end the server


@pytest.mark.parametrize(
    "value", ["", "x" * 11, 5, ["2026-11-22"], "22.11.2026", "2026-13-01", "\ud800"]
)
def test_a_day_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(FitcheckError, match="as_of"):
        Arguments({"as_of": value}).day("as_of")


def test_an_unknown_key_is_refused_by_name() -> None:
    arguments = Arguments({"resume_text": "x", "resum_path": "y"})
    arguments.document("resume")
    with pytest.raises(FitcheckError, match="unknown argument 'resum_path'"):
        arguments.done()


def test_a_text_and_a_path_for_one_document_are_refused() -> None:
    with pytest.raises(FitcheckError, match="not both"):
        Arguments({"resume_text": "x", "resume_path": "y"}).document("resume")


def test_postings_have_names_to_be_told_apart_by() -> None:
    given_postings = [{"text": "x"}, {"path": "a/b.txt"}, {"text": "y", "name": "mine"}]
    named = [one.name for one in Arguments({"postings": given_postings}).postings()]
    assert named == ["posting 1", "a/b.txt", "mine"]
