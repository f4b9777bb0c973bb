"""The line that a quote speaks of: found by its words, never guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.document import Document, DocumentWarning, Span, WarningCode
from fitcheck.documents.text import document_from_text
from fitcheck.profiles.anchors import Anchor, Lines, find_line, find_lines, words_of


def spans_of(*lines: str) -> tuple[list[Span], str]:
    """The spans of lines in the text that they make together."""
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start=start, end=start + len(line)))
        start += len(line) + 1
    return spans, text


def found(quote: str, *lines: str, nth: int | None = None) -> int | str:
    """Which line is found (from 0), or what the warning says."""
    spans, text = spans_of(*lines)
    document = document_from_text(text)
    assert document.text == text
    place = find_line(Anchor(quote=quote, nth=nth), Lines(spans, document), about="level")
    if isinstance(place, DocumentWarning):
        assert place.code is WarningCode.STALE_CORRECTION
        return place.message
    return spans.index(place)


def test_case_blanks_dashes_and_punctuation_do_not_count() -> None:
    assert found("Cook – Cafe Lumen,  2019", "Waiter, Lumen", "COOK - Cafe Lumen (2019).") == 1


def test_numbers_and_the_signs_of_names_do_count() -> None:
    assert "no line reads so" in str(found("5 years of C++", "5 years of C", "6 years of C++"))


def test_a_line_that_grew_by_less_than_its_half_is_still_found() -> None:
    assert found("experience with Kafka", "Go", "Solid experience with Kafka and SQS") == 1


def test_a_word_of_a_longer_line_is_not_that_line() -> None:
    assert "no line reads so" in str(found("Python", "Five years of Python in production"))


def test_words_inside_other_words_are_no_words() -> None:
    assert "no line reads so" in str(found("years of Java", "years of JavaScript"))


def test_two_longer_lines_with_the_words_are_not_guessed_at() -> None:
    told = found("work with Kafka", "Daily work with Kafka", "You work with Kafka")
    assert "2 lines hold these words" in str(told)


def test_equal_entries_are_told_apart_by_nth() -> None:
    lines = ("Cook, Lumen", "Waiter", "cook, lumen")
    assert "2 entries read so; say which with nth" in str(found("Cook Lumen", *lines))
    assert found("Cook Lumen", *lines, nth=1) == 0
    assert found("Cook Lumen", *lines, nth=2) == 2
    assert "no line reads so" in str(found("Cook Lumen", *lines, nth=3))


def test_lines_that_may_repeat_are_all_found() -> None:
    spans, text = spans_of("Own a car", "Speak French", "own a car")
    document = document_from_text(text)
    anchor = Anchor(quote="Own a car")
    lines = Lines(spans, document)
    assert find_lines(anchor, lines, about="zone") == (spans[0], spans[2])


def test_the_nearest_line_is_named_where_one_is_near() -> None:
    told = found("Cook, Cafe Lumen, 2018", "Cook, Cafe Lumen, 2019", "Waiter")
    assert "the nearest is “Cook, Cafe Lumen, 2019”" in str(told)
    assert "nearest" not in str(found("Nurse", "Cook, Cafe Lumen, 2019", "Waiter"))


@given(st.text(alphabet="ab +1–#\n", min_size=1, max_size=40).filter(words_of), st.text())
def test_a_line_is_found_by_its_own_words_whatever_stands_beside_it(line: str, other: str) -> None:
    text = f"{line}\n{other}"
    document = Document(source="x", media_type="text/plain", text=text, blocks=())
    mine = Span(start=0, end=len(line))
    theirs = Span(start=len(line) + 1, end=len(text))
    place = find_lines(Anchor(quote=line), Lines((mine, theirs), document), about="level")
    assert not isinstance(place, DocumentWarning)
    assert mine in place
