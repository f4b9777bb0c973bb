from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.batch.codec import CodecError, decoder, encode
from fitcheck.documents.document import Span
from fitcheck.settings import FollowupSettings, Settings, VocabularySettings


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    name: str
    count: int
    share: float
    kept: bool
    colour: Colour
    on: date | None
    spans: tuple[Span, ...]
    slot: tuple[str, int]


spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(
    lambda ends: Span(start=min(ends), end=max(ends))
)
things = st.builds(
    Thing,
    name=st.text(),
    count=st.integers(-(2**52), 2**52),
    share=st.floats(allow_nan=False, allow_infinity=False),
    kept=st.booleans(),
    colour=st.sampled_from(Colour),
    on=st.none() | st.dates(),
    spans=st.lists(spans).map(tuple),
    slot=st.tuples(st.text(), st.integers(0, 9)),
)
jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(things)
def test_what_is_encoded_comes_back_through_json(thing: Thing) -> None:
    assert decoder(Thing)(json.loads(json.dumps(encode(thing)))) == thing


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(
            vocabulary=VocabularySettings(
                aliases=(("k8s", "Kubernetes"),), implications=(("Helm", ("Kubernetes", "YAML")),)
            ),
            followup=FollowupSettings(holidays=(date(2026, 12, 24),)),
        ),
    ],
    ids=["shipped", "own"],
)
def test_settings_come_back(settings: Settings) -> None:
    assert decoder(Settings)(json.loads(json.dumps(encode(settings)))) == settings


@given(jsons)
def test_any_json_is_made_into_a_thing_or_refused(value: Any) -> None:
    try:
        made = decoder(Thing)(value)
    except CodecError:
        return
    assert type(made) is Thing


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, 3), (1, True), (1, 1.0), (1, 2**60), (2, "1"), (2, float("nan")), (3, 1), (4, "green"),
        (4, None), (5, "yesterday"), (5, 20261122), (6, [[3, 2]]), (6, [[-1, 2]]), (6, [[1]]),
        (6, "ab"), (7, ["a"]), (7, ["a", "b"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(place: int, wrong: object) -> None:
    good = ["a", 1, 0.5, True, "red", "2026-11-22", [[1, 2]], ["b", 2]]
    assert decoder(Thing)(good).slot == ("b", 2)
    with pytest.raises(CodecError):
        decoder(Thing)([*good[:place], wrong, *good[place + 1 :]])


def test_what_has_no_plain_form_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError):
        encode(Ellipsis)
    with pytest.raises(TypeError):
        decoder(dict[str, int])
    with pytest.raises(TypeError):
        decoder(int | str)
