from __future__ import annotations

from dataclasses import replace

from benchmarks.agreement import compare, kappa, share
from benchmarks.judged import line_of, merged
from benchmarks.label_check import reading_problems
from benchmarks.labels import FITS, Reading, Shown
from benchmarks.sheets import parse_sheet
from tests.benchmarks.builders import SHEET, posting


def read() -> Reading:
    return parse_sheet(SHEET, posting())


def changed(number: str, shown: Shown) -> Reading:
    reading = read()
    pair = reading.pairs["R1"]
    lines = {**pair.lines, number: shown}
    return replace(reading, pairs={"R1": replace(pair, lines=lines)})


def problems(reading: Reading) -> str:
    return "; ".join(reading_problems(reading, posting()))


def test_evidence_that_is_no_line_of_the_resume_is_found() -> None:
    reading = changed("L003", Shown(status="demonstrated", evidence=("r077",)))
    assert "r077" in problems(reading)


def test_an_ask_without_a_status_is_found() -> None:
    reading = read()
    pair = reading.pairs["R1"]
    fewer = {n: s for n, s in pair.lines.items() if n != "L004"}
    assert "status" in problems(replace(reading, pairs={"R1": replace(pair, lines=fewer)}))


def test_a_weak_fit_that_is_worth_the_time_is_found() -> None:
    reading = read()
    pair = replace(reading.pairs["R1"], fit="weak")
    assert "worth" in problems(replace(reading, pairs={"R1": pair}))


def test_readers_that_say_the_same_agree_wholly() -> None:
    found = compare([(read(), read())])
    assert (found.postings, found.asks_both, found.asks_either) == (1, 3, 3)
    assert share(found.statuses) == share(found.zones) == share(found.worths) == 1.0


def test_one_other_status_of_three_shows_in_the_agreement() -> None:
    other = changed("L004", Shown(status="partial", evidence=("r004",)))
    assert share(compare([(read(), other)]).statuses) == 2 / 3


def test_a_far_fit_costs_more_than_a_near_one() -> None:
    same = [("none", "none"), ("weak", "weak"), ("partial", "partial"), ("strong", "strong")]
    near = kappa([*same, ("strong", "partial")], FITS, quadratic=True)
    far = kappa([*same, ("strong", "none")], FITS, quadratic=True)
    assert 1.0 > near > far


def test_statuses_of_one_line_are_merged_as_the_guide_says() -> None:
    assert merged({"cannot_tell"}) == "cannot_tell"
    assert merged({"cannot_tell", "listed"}) == "listed"
    assert merged({"demonstrated", "absent"}) == "partial"
    assert merged({"listed", "absent"}) == "listed"


def test_a_quote_finds_the_line_that_it_was_taken_from() -> None:
    from collections import Counter

    from benchmarks.baselines import words

    bags = {number: Counter(words(text)) for number, text in posting().lines.items()}
    assert line_of("Three years in a bakery", bags) == "L004"
    assert line_of("Knowledge of Haskell", bags) is None
