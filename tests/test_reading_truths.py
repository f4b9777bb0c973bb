"""Truths kept as digests say the same as the texts that they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reading_order import TARGETS, all_truths, measure
from benchmarks.reading_truths import Phrase, TruePosition, Words, digest, plain, words_of


def test_words_keep_the_signs_that_tell_languages_apart() -> None:
    assert words_of("C/C++, C# and Node.js") == ["c", "c++", "c#", "and", "node", "js"]


def test_a_phrase_is_found_where_it_first_stands_whole() -> None:
    words = Words("Go and Google Cloud,\nthen Go again; Google\tCloud twice")
    assert words.place(Phrase.of("google cloud")) == 2
    assert words.place(Phrase.of("Go again")) == 5
    assert words.place(Phrase.of("Goo")) is None


def test_case_dashes_and_quotes_make_no_difference_but_other_signs_do() -> None:
    assert plain("Staff  Nurse – ICU’s") == plain("staff nurse - icu's")
    assert plain("Baker (night)") != plain("Baker night")


def test_each_form_of_a_truth_is_right_and_no_other() -> None:
    truth = TruePosition.of(["Baker"], ["Quayside", "Quayside Ltd"], [["2016", "present"], None])
    assert digest(plain("Quayside Ltd.")) in truth.employers
    assert digest("2016/present") in truth.dates
    assert digest("") in truth.dates
    assert digest("2016/2017") not in truth.dates


@pytest.mark.shared
@pytest.mark.long
def test_resumes_of_many_makes_are_read_as_well_as_before(shared: Path) -> None:
    assert shared.is_dir()
    figures = measure(all_truths())["all"]
    assert figures["files"] == 61
    assert {name for name, least in TARGETS.items() if figures[name] < least} == set()
    assert figures["files_interleaved"] == 0
