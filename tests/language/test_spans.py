"""Stretches of a text that name skills, knowledge, qualifications, experience, occupations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.cli import main
from fitcheck.errors import FitcheckError
from fitcheck.language.span_features import KINDS, SHAPES, describe, shape_of
from fitcheck.language.spans import SpanKind, find_spans, words_of

ASK = (
    "Bachelor's degree in Nursing and three years of experience with Python.\n"
    "You will develop software for our Registered Nurse teams.\n"
)


def named(text: str) -> set[tuple[str, str]]:
    return {(str(one.kind), one.span.slice(text)) for one in find_spans(text)}


def test_tools_are_knowledge() -> None:
    found = named("Experience with Java, Docker and Kubernetes is required.")
    assert {("knowledge", "Java"), ("knowledge", "Docker"), ("knowledge", "Kubernetes")} <= found


def test_what_is_done_is_a_skill() -> None:
    found = find_spans("You will develop software and communicate with stakeholders.")
    assert any(one.kind is SpanKind.SKILL for one in found)


def test_qualifications_years_and_titles_come_from_the_tables() -> None:
    found = named(ASK)
    assert ("qualification", "Bachelor's degree in Nursing") in found
    assert ("experience", "three years") in found
    assert ("occupation", "Registered Nurse") in found


def test_boilerplate_names_nothing() -> None:
    assert find_spans("Posted on 14 July by our office in the old harbour.") == ()
    assert find_spans("") == ()


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_every_stretch_lies_within_one_line_of_the_text(text: str) -> None:
    found = find_spans(text)
    assert list(found) == sorted(found, key=lambda one: (one.span, one.kind))
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert "\n" not in one.span.slice(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ and C#, .NET", ["C++", "and", "C#", ",", ".", "NET"]),
        ("full-time (40 hrs)", ["full-time", "(", "40", "hrs", ")"]),
        ("<ORGANIZATION> grows", ["<ORGANIZATION>", "grows"]),
    ],
)
def test_words_are_parted_as_in_the_training_data(text: str, words: list[str]) -> None:
    assert [word.slice(text) for word in words_of(text)] == words


def test_words_are_described_by_their_looks_and_by_what_names_them() -> None:
    shapes, kinds = describe(["We", "use", "Amazon", "Web", "Services", "daily"])
    assert shapes == (2, 1, 2, 2, 2, 1)
    assert kinds[2] % 2 == 1
    assert kinds[3] == kinds[4] == kinds[2] + 1
    assert kinds[0] == kinds[5] == 0
    assert shape_of("2024") == 5


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_every_word_has_a_shape_and_a_kind_in_range(words: list[str]) -> None:
    shapes, kinds = describe(words)
    assert len(shapes) == len(kinds) == len(words)
    assert all(0 <= shape < SHAPES for shape in shapes)
    assert all(0 <= kind < KINDS for kind in kinds)


def test_the_command_lists_them_with_their_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "posting.md"
    path.write_text(ASK, encoding="utf-8")
    assert main(["parse", str(path), "--spans"]) == 0
    assert "qualification Bachelor's degree in Nursing" in capsys.readouterr().out
    assert main(["parse", str(path), "--spans", "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["schema"] == "fitcheck.spans/1"
    assert all(one["quote"] in ASK for one in made["spans"])


def test_the_command_lists_them_of_a_text_only(tmp_path: Path) -> None:
    path = tmp_path / "posting.md"
    path.write_text(ASK, encoding="utf-8")
    assert main(["parse", str(path), "--spans", "--as", "posting"]) != 0


def test_an_altered_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from fitcheck.language import spans

    spans.SpanModel.load()
    spans._load.cache_clear()
    monkeypatch.setattr(spans, "digest_of", lambda _: "0" * 64)
    with pytest.raises(FitcheckError, match="damaged"):
        find_spans("Java")
    spans._load.cache_clear()
