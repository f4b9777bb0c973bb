from __future__ import annotations

import ctypes
import struct
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.pdf.answers import Answers

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


@given(numbers)
def test_each_subject_gets_its_own_answer_and_none_where_there_is_none(subjects: list[int]) -> None:
    answers = list(Answers(ctypes.c_int, 2, apart=True).to(powers, subjects))
    assert answers == [None if n % 7 == 0 else (n, n * n) for n in subjects]


@given(numbers, numbers)
def test_room_that_is_used_again_keeps_nothing_of_what_was_asked_before(
    before: list[int], subjects: list[int]
) -> None:
    room = Answers(ctypes.c_int, 2)
    list(room.to(row, before, 5))
    assert list(room.to(row, subjects, 3)) == [(n, 3 * n) for n in subjects]


def test_two_questions_may_be_read_in_turns_from_one_room() -> None:
    room, subjects = Answers(ctypes.c_int, 2), list(range(1, 600))
    pairs = list(zip(room.to(row, subjects, 2), room.to(row, subjects, 3), strict=True))
    assert pairs == [((n, 2 * n), (n, 3 * n)) for n in subjects]


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


@given(numbers)
def test_packed_answers_are_the_bytes_of_the_rows(subjects: list[int]) -> None:
    packed = list(Answers(ctypes.c_int, 2, apart=True).packed(powers, subjects))
    assert packed == [struct.pack("2i", n, n * n) if n % 7 else None for n in subjects]
