"""Natural languages that a line asks for, and those that it only names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import Span
from fitcheck.language.lines import Zone
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.profile import Kind, Logic, Necessity, Requirement
from fitcheck.profiles.requirements import RequirementReader


def languages(text: str) -> list[Requirement]:
    reader = RequirementReader(Vocabulary.load())
    read = reader.read(text, Span(start=0, end=len(text)), Zone.REQUIRED)
    return [one for one in read if one.kind is Kind.LANGUAGE]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Spanish", ("Spanish",)),
        ("English and French", ("English", "French")),
        ("Excel, Dutch", ("Dutch",)),
        ("Knowledge of Italian", ("Italian",)),
        ("Gute Englischkenntnisse", ("English",)),
        ("La maîtrise de l'anglais est indispensable", ("English",)),
        ("Fluent in Spanish", ("Spanish",)),
        ("Clear written English", ("English",)),
        ("Write reports in Dutch", ("Dutch",)),
        ("French good enough to sell boats", ("French",)),
        ("French or Dutch is one of your languages", ("French", "Dutch")),
    ],
)
def test_a_language_is_asked_in_a_sentence_or_bare(text: str, names: tuple[str, ...]) -> None:
    (found,) = languages(text)
    assert found.concepts == names


@pytest.mark.parametrize(
    "text",
    [
        "French cuisine",
        "Work for the German market",
        "Irish or EU citizen",
        "Mexican and Chinese",
        "Polish and buff brass",
        "Degree in German",
        "Five GCSEs including Maths and English",
    ],
)
def test_a_language_within_another_name_is_not_asked(text: str) -> None:
    assert languages(text) == []


@pytest.mark.parametrize(
    "text", ["Spanish a plus", "French is an asset", "If you know Dutch, even better"]
)
def test_a_bare_language_may_be_wished(text: str) -> None:
    reader = RequirementReader(Vocabulary.load())
    (found,) = reader.read(text, Span(start=0, end=len(text)), Zone.PREFERRED)
    assert (found.kind, found.necessity) == (Kind.LANGUAGE, Necessity.PREFERRED)


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        ("English (B2+/C1) and Polish at native or fluent level", Logic.ALL),
        ("Bilingual (English/Spanish)", Logic.ALL),
        ("English/Spanish", Logic.ANY),
        ("Fluent in a further language such as Polish, Dutch", Logic.ANY),
    ],
)
def test_languages_are_joined_by_what_stands_between_them(text: str, logic: Logic) -> None:
    (found,) = languages(text)
    assert found.logic is logic


@given(
    st.lists(st.sampled_from(["Spanish", "French", "Dutch", "German"]), min_size=2, max_size=3,
             unique=True),
    st.sampled_from([("and", Logic.ALL), ("or", Logic.ANY)]),
)  # fmt: skip
def test_bare_languages_are_all_asked_or_one_of_them(
    names: list[str], join: tuple[str, Logic]
) -> None:
    word, logic = join
    (found,) = languages(f" {word} ".join(names))
    assert (found.concepts, found.logic) == (tuple(names), logic)
