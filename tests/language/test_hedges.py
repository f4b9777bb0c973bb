"""Negation, aspiration and hedges."""

from __future__ import annotations

import pytest

from fitcheck.documents.document import Span
from fitcheck.language.hedges import CREDITS, credit_at, find_hedges, line_credit, told_text
from fitcheck.language.patterns import Phrase, load_phrases

PHRASES = load_phrases("hedges", frozenset(CREDITS))


def credit_of(word: str, text: str) -> float:
    at = text.index(word)
    return credit_at(text, Span(start=at, end=at + len(word)))


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.id)
def test_every_entry_holds_its_examples(phrase: Phrase) -> None:
    assert [text for text in phrase.accept if not phrase.search(text)] == []
    assert [text for text in phrase.reject if phrase.search(text)] == []


def test_a_negation_takes_only_what_it_governs() -> None:
    text = "3 years of Python; no experience with Java"
    assert credit_of("Python", text) == 1.0
    assert credit_of("Java", text) == 0.0
    assert line_credit(text) == 1.0


def test_familiarity_is_worth_a_quarter_for_the_whole_list() -> None:
    text = "Familiar with Docker, Kubernetes and Terraform"
    assert [credit_of(w, text) for w in ("Docker", "Kubernetes", "Terraform")] == [0.25] * 3
    assert line_credit(text) == 0.25


def test_a_stronger_claim_ends_the_hedge() -> None:
    text = "Basic knowledge of Rust, proficient in Python"
    assert credit_of("Rust", text) == 0.25
    assert credit_of("Python", text) == 1.0


def test_wanting_to_learn_is_worth_nothing() -> None:
    text = "Eager to learn Kubernetes"
    assert credit_of("Kubernetes", text) == 0.0
    assert line_credit(text) == 0.0


def test_a_level_behind_a_word_governs_that_word_alone() -> None:
    text = "Python, Java (basic), SQL"
    assert [credit_of(w, text) for w in ("Python", "Java", "SQL")] == [1.0, 0.25, 1.0]


def test_plain_lines_have_no_hedge() -> None:
    assert find_hedges("Led a team of six nurses with no incidents") == ()
    assert line_credit("Taught machine learning to beginners") == 1.0


def test_the_least_credit_wins_where_cues_overlap() -> None:
    assert credit_of("Go", "Eager to gain basic knowledge of Go") == 0.0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("3 years of Python; no experience with Java", "3 years of Python;"),
        ("Watered plants, watched videos about welding", "Watered plants,"),
        ("Second with the pub quiz team “Excel”", "Second with the pub"),
        ("Familiar with SAP", "Familiar with SAP"),
        ("Welded steel tanks", "Welded steel tanks"),
    ],
)
def test_what_a_line_takes_back_is_not_told(line: str, told: str) -> None:
    assert told_text(line) == told
