"""The linter of messages: what they must hold and what they must never say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.followup.application import Application, Channel, Sender
from fitcheck.followup.messages import Proof
from fitcheck.followup.tone import ToneEntry, lint_message, tone_entries

APPLICATION = Application(
    id="a",
    channel=Channel.ATS,
    title="Urgent Care Nurse",
    posting_id="UC-3",
    sender=Sender(name="Ira Sample"),
)
PROOF = Proof(requirement="Night shifts on a ward", line="Night lead on a surgical ward, 2018-2024")
GOOD = """\
Good day,

on 2 November I applied for the position of Urgent Care Nurse (UC-3). You ask for night shifts on
a ward; I was night lead on a surgical ward for six years. I will call again on 24 November.
Thank you for your time.

Ira Sample"""


def codes(text: str) -> set[str]:
    return {f.code for f in lint_message(text, APPLICATION, proofs=(PROOF,))}


def test_a_good_message_has_nothing_to_change() -> None:
    assert lint_message(GOOD, APPLICATION, proofs=(PROOF,)) == ()


@pytest.mark.parametrize("entry", tone_entries(), ids=lambda entry: entry.id)
def test_the_deny_list_holds_both_ways(entry: ToneEntry) -> None:
    for example in entry.accept:
        assert entry.pattern.search(example.lower()), example
        found = lint_message(f"{GOOD}\n{example}", APPLICATION, elements=())
        assert f"TONE_{entry.kind.value.upper()}" in {f.code for f in found}, example
    for example in entry.reject:
        found = lint_message(example, APPLICATION, elements=())
        assert [f for f in found if f.code.startswith("TONE")] == [], example


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Ira Sample", "", "MISSING_NAME"),
        ("the position of Urgent Care Nurse (UC-3)", "it", "MISSING_JOB"),
        ("on 2 November I applied for", "I like", "MISSING_WHEN"),
        ("I will call again on 24 November.", "", "MISSING_NEXT"),
        ("Thank you for your time.", "", "MISSING_THANKS"),
        (
            "You ask for night shifts on\na ward; I was night lead on a surgical ward for",
            "",
            "MISSING_REQUIREMENT",
        ),
    ],
)
def test_what_is_missing_is_named(old: str, new: str, code: str) -> None:
    assert old in GOOD
    assert codes(GOOD.replace(old, new)) == {code}


def test_more_than_120_words_are_too_long() -> None:
    assert codes(GOOD + " word" * 120) == {"TOO_LONG"}


def test_a_last_question_can_be_answered_with_yes_or_no() -> None:
    asked = lint_message("Am I still being considered?", APPLICATION, elements=("question",))
    open_question = lint_message("How are things?", APPLICATION, elements=("question",))

    assert asked == ()
    assert [f.code for f in open_question] == ["MISSING_QUESTION"]


def test_the_words_of_the_posting_and_the_resume_are_not_held_against_the_person() -> None:
    proof = Proof(requirement="You must act immediately", line="Led the third call centre team")
    text = "You ask for “You must act immediately”. I want to be an Urgent Care Nurse."

    assert lint_message(text, APPLICATION, proofs=(proof,), elements=()) == ()
    rude = "“You must answer me” and “you owe me”"
    assert lint_message(rude, APPLICATION, proofs=(proof,), elements=()) != ()


def test_a_place_in_the_text_is_given() -> None:
    (finding,) = lint_message("I am still waiting.", APPLICATION, elements=())

    assert "I am still waiting."[finding.start : finding.end] == "still waiting"


def test_blanks_are_reported_and_do_not_block() -> None:
    (finding,) = lint_message("[your name]", APPLICATION, elements=("name",))

    assert (finding.code, finding.blocking) == ("BLANK", False)


@given(st.text(max_size=400))
def test_any_text_can_be_linted(text: str) -> None:
    for finding in lint_message(text, APPLICATION, proofs=(PROOF,)):
        assert 0 <= finding.start <= finding.end <= len(text)


def test_a_hostile_text_is_linted_in_bounded_time() -> None:
    start = time.process_time()
    for piece in ("still ", "“", "once again ", "a" * 50, "1/", "[", "i can ", "really too "):
        lint_message((piece * 20_000)[:20_000], APPLICATION, proofs=(PROOF,))
    assert time.process_time() - start < 4
