"""Parts of one line that differ in necessity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.lines import Zone
from fitcheck.profiles.clauses import clauses


def parts(text: str, zone: Zone = Zone.REQUIRED) -> list[tuple[Zone, str]]:
    return [(one.zone, " ".join(one.text.split()).strip(" ,.;–-")) for one in clauses(text, zone)]


@pytest.mark.parametrize(
    ("text", "asked", "wished"),
    [
        ("Rigging (steel preferred) and caulking", "Rigging and caulking", "(steel preferred)"),
        ("caulking in oakum or cotton, tar an advantage", "caulking in oakum or cotton",
         "tar an advantage"),
        ("Keeping a log - preferably on paper", "Keeping a log", "preferably on paper"),
        ("You have led watches, and ideally you have trained a mate", "You have led watches",
         "and ideally you have trained a mate"),
        ("Knowledge of sails, preferably square, including their repair",
         "Knowledge of sails, including their repair", "preferably square"),
    ],
)  # fmt: skip
def test_a_wish_within_a_line_leaves_the_rest_required(text: str, asked: str, wished: str) -> None:
    assert parts(text, Zone.PREFERRED) == [(Zone.REQUIRED, asked), (Zone.PREFERRED, wished)]


def test_what_is_waived_as_a_whole_is_not_parted() -> None:
    text = "A certified rigger, or a ticket for cranes, is a plus, but none of these is required"
    assert [zone for zone, _ in parts(text, Zone.PREFERRED)] == [Zone.PREFERRED]


def test_who_may_come_too_is_no_wish() -> None:
    text = "One year at sea; graduates of this summer are welcome"
    assert parts(text) == [(Zone.REQUIRED, "One year at sea")]


@pytest.mark.parametrize("text", ["Rigging (preferred)", "Rigging (not required but preferred)"])
def test_brackets_that_name_nothing_speak_of_the_line(text: str) -> None:
    assert parts(text, Zone.PREFERRED) == [(Zone.PREFERRED, text)]


_WORDS = st.sampled_from(
    ["rigging", "tar", "(oak preferred)", "ideally", "preferably", "and", "or", ",", ";", ".",
     "is a plus", "required", "you", "including", "none of this is required", "welcome"]
)  # fmt: skip


@given(st.lists(_WORDS, min_size=1, max_size=14), st.sampled_from(Zone))
def test_no_word_is_said_twice_and_there_is_always_a_part(words: list[str], zone: Zone) -> None:
    text = " ".join(words)
    found = clauses(text, zone)
    assert found
    assert sum(len("".join(one.text.split())) for one in found) <= len("".join(text.split()))
    if zone not in (Zone.REQUIRED, Zone.PREFERRED, Zone.CONDITION):
        assert [(one.text, one.zone) for one in found] == [(text, zone)]
