"""Tables of phrases."""

from __future__ import annotations

from typing import Any

import pytest

from fitcheck.errors import TableError
from fitcheck.language import patterns
from fitcheck.language.cues import CONDITION_GROUPS, CUE_GROUPS
from fitcheck.language.degrees import Degree
from fitcheck.language.headings import Topic, topic_of
from fitcheck.language.patterns import Phrase, load_phrases
from fitcheck.profiles.posting import PROTECTED_GROUPS

TABLES = {
    "around_languages": frozenset({"around"}),
    "cues": CUE_GROUPS,
    "conditions": CONDITION_GROUPS,
    "protected": PROTECTED_GROUPS,
    "qualifications": frozenset(Degree),
    "traits": frozenset({"trait"}),
    "wishes": frozenset({"wish"}),
}


PHRASES = [phrase for name, groups in TABLES.items() for phrase in load_phrases(name, groups)]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
def test_every_entry_holds_its_examples(phrase: Phrase) -> None:
    assert [text for text in phrase.accept if not phrase.search(text)] == []
    assert [text for text in phrase.reject if phrase.search(text)] == []


@pytest.mark.parametrize("phrase", load_phrases("headings", frozenset(Topic)), ids=lambda p: p.id)
def test_every_heading_of_the_table_is_looked_up_as_its_topic(phrase: Phrase) -> None:
    assert {text: topic_of(text) for text in phrase.accept} == dict.fromkeys(
        phrase.accept, Topic(phrase.group)
    )
    assert [text for text in phrase.reject if phrase.pattern.fullmatch(text)] == []


GOOD = {"id": "a", "group": "g", "source": "own", "any": ["boats?"], "accept": ["a boat"]}


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"group": "unknown"},
        {"source": ""},
        {"accept": []},
        {"any": []},
        {"words": ["boat"]},
        {"any": ["("]},
    ],
)
def test_a_wrong_entry_is_a_table_error(
    change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "load_table", lambda _: {"entry": [GOOD | change]})
    with pytest.raises(TableError):
        load_phrases(f"test{sorted(change.items())}", frozenset({"g"}))


def test_the_same_id_twice_is_a_table_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "load_table", lambda _: {"entry": [GOOD, GOOD]})
    with pytest.raises(TableError, match="twice"):
        load_phrases("test twice", frozenset({"g"}))
