from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.terms import TermWeights
from fitcheck.matching.similarity import overlap

WEIGHTS = TermWeights(documents=1000, frequencies={"manag": 300, "report": 200, "weld": 3})
STEMS = st.lists(st.sampled_from(["manag", "report", "weld", "pipe", "tig", "steel"]), max_size=6)


def test_a_single_generic_word_in_common_is_no_evidence() -> None:
    assert overlap(["manag", "pipe", "weld"], ["manag"], WEIGHTS, enough=3.0).share == 0.0


def test_a_rare_word_says_more_than_a_common_one() -> None:
    asked = ["manag", "weld", "pipe"]
    rare = overlap(asked, ["weld", "pipe"], WEIGHTS, enough=3.0)
    common = overlap(asked, ["manag", "pipe"], WEIGHTS, enough=3.0)
    assert rare.share > common.share


@given(STEMS, STEMS, STEMS)
def test_more_words_shown_never_lower_the_share(
    asked: list[str], shown: list[str], more: list[str]
) -> None:
    low = overlap(asked, shown, WEIGHTS, enough=3.0).share
    high = overlap(asked, [*shown, *more], WEIGHTS, enough=3.0).share
    assert 0.0 <= low <= high <= 1.0


@given(STEMS, STEMS)
def test_repeating_a_line_changes_nothing(asked: list[str], shown: list[str]) -> None:
    once = overlap(asked, shown, WEIGHTS, enough=3.0)
    assert overlap(asked, shown * 3, WEIGHTS, enough=3.0) == once
