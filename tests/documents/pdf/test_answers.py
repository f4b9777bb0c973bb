from __future__ import annotations

import ctypes
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.pdf.answers import Answers
from fitcheck.documents.pdf.pdfium import colour_of

numbers = st.lists(st.integers(-1000, 1000), max_size=700)


def written(place: Any, value: int) -> None:
    ctypes.cast(place, ctypes.POINTER(ctypes.c_int))[0] = value


def powers(subject: int, first: Any, second: Any) -> int:
    """Answers a number and its square, in two places; nothing about multiples of seven."""
    if subject % 7 == 0:
        return 0
    written(first, subject)
    written(second, subject * subject)
    return 1


def row(of: int, subject: int, place: Any) -> int:
    both = ctypes.cast(place, ctypes.POINTER(ctypes.c_int))
    both[0], both[1] = subject, subject * of
    return 1


def halves(subject: int, place: Any) -> int:
    """Answers the same about a thousand numbers, so that many answers are alike."""
    both = ctypes.cast(place, ctypes.POINTER(ctypes.c_int))
    both[0], both[1] = subject // 1000, 7
    return 1


@given(numbers)
def test_each_subject_gets_its_own_answer_or_what_stands_for_none(subjects: list[int]) -> None:
    rows = Answers(ctypes.c_int, 2, apart=True).rows(powers, subjects, (0, -1))
    assert rows == [(0, -1) if n % 7 == 0 else (n, n * n) for n in subjects]


@given(numbers, numbers)
def test_room_that_is_used_again_keeps_nothing_of_what_was_asked_before(
    before: list[int], subjects: list[int]
) -> None:
    room = Answers(ctypes.c_int, 2)
    room.columns(row, before, 5)
    assert room.columns(row, subjects, 3) == [subjects, [3 * n for n in subjects]]


@given(numbers, st.permutations([0, 1]), st.integers(0, 2))
def test_only_the_wanted_numbers_are_read_and_in_their_order(
    subjects: list[int], order: list[int], count: int
) -> None:
    all_ = Answers(ctypes.c_int, 2).columns(row, subjects, 3)
    some = Answers(ctypes.c_int, 2).columns(row, subjects, 3, wanted=order[:count])
    assert some == [all_[place] for place in order[:count]]


@given(st.lists(st.integers(0, 1), max_size=20))
def test_answers_that_are_alike_read_as_those_that_are_not(parts: list[int]) -> None:
    subjects = [1000 * part for part in parts for _ in range(100)]
    rows = Answers(ctypes.c_int, 2).rows(halves, subjects, ())
    assert rows == [(n // 1000, 7) for n in subjects]


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 4), min_size=1, max_size=20))
def test_a_colour_comes_back_from_the_two_numbers_it_is_read_as(
    colours: list[tuple[int, int, int, int]],
) -> None:
    def ask(colour: tuple[int, ...], *places: Any) -> int:
        for value, place in zip(colour, places, strict=True):
            written(place, value)
        return 1

    room = Answers(ctypes.c_uint, 4, apart=True, read_as="Q")
    assert [*map(colour_of, room.rows(ask, colours, ()))] == colours


@given(numbers)
def test_columns_hold_the_rows_and_repeat_the_one_before_where_there_is_no_answer(
    subjects: list[int],
) -> None:
    def asked_of(_: int, subject: int, first: Any, second: Any) -> int:
        return powers(subject, first, second)

    wanted, before = [], (0, 0)
    for subject in subjects:
        before = (subject, subject * subject) if subject % 7 else before
        wanted.append(before)
    columns = Answers(ctypes.c_int, 2, apart=True).columns(asked_of, subjects, 1)
    assert columns == [[row[0] for row in wanted], [row[1] for row in wanted]]
