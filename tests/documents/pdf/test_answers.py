from __future__ import annotations

import ctypes
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
