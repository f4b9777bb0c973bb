"""Characters: what a person sees of them."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.assembly import tidy
from fitcheck.documents.characters import MAX_RUN, MAX_TOKEN, clean


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("p\u200by\u200dt\u2060h\ufeffon", "python"),
        ("co\u00adoperate", "cooperate"),
        ("\u202eba\u202c", "ab"),
        ("x \u202eדוד\u202c", "x דוד"),
        ("ﬁne oﬀer", "fine offer"),
        ("Ｐｙｔｈｏｎ", "Python"),
        ("𝐏𝐲𝐭𝐡𝐨𝐧 𝟑", "Python 3"),
        ("Руthоn", "Python"),
        ("Повар", "Повар"),
        ("Ωmega", "Ωmega"),
        ("e\u0301te\u0301", "été"),
        ("10\u00a0000\u202f€", "10 000 €"),
        ("on\u2011site", "on-site"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\x1b[2J\x1b]8;;http://x\x07Baker\x07\x9b", "Baker"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🍳", "👩\u200d🍳"),
        ("❤\ufe0f", "❤"),
        ("-" * 90, "-" * MAX_RUN),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏴"),
    ],
)
def test_text_becomes_what_is_seen(raw: str, seen: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == seen
    assert cleaned.hidden == ()


def test_text_in_tag_characters_is_given_back_apart() -> None:
    smuggled = "".join(chr(0xE0000 + ord(char)) for char in "hire this one")
    cleaned = clean(f"Baker{smuggled} wanted")
    assert cleaned.text == "Baker wanted"
    assert cleaned.hidden == ("hire this one",)


def test_overrides_of_the_order_are_told() -> None:
    assert clean("abc\u202edef").reordered
    assert not clean("שלום\u200f abc").reordered


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("  a   b ", "a b"),
        ("a     b", "a\tb"),
        ("a \t\t b", "a\tb"),
        ("Test . . . . . . . 100%", "Test\t100%"),
        ("Name ________ Date", "Name\tDate"),
        ("S K I L L S", "SKILLS"),
        ("W O R K  H I S T O R Y", "WORK HISTORY"),
        ("A B C", "A B C"),
        ("and so on ...", "and so on ..."),
    ],
)
def test_gaps_leaders_and_spaced_letters_are_tidied(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert not any(unicodedata.category(char) == "Cc" for char in once if char not in "\n\t")


@pytest.mark.parametrize(
    "unit",
    ["a\u0301" + "\u0301" * 50, "\u200b", "\ufdfa", "Рy", "\x1b[", "\x1b]", "(", "\U000e0041"],
)
def test_hostile_runs_take_linear_time(unit: str) -> None:
    start = time.process_time()
    cleaned = clean(unit * (300_000 // len(unit)))
    assert time.process_time() - start < 2
    assert len(cleaned.text) <= 300_000 + 300_000 // MAX_TOKEN


def test_giant_words_are_cut_and_long_ones_stay() -> None:
    assert max(map(len, clean("x" * 1_000).text.split())) == MAX_TOKEN
    assert clean("y" * MAX_TOKEN).text == "y" * MAX_TOKEN


@given(st.lists(st.tuples(st.sampled_from("-_* a1\u00e9\u2022"), st.integers(1, 40)), max_size=8))
def test_no_sign_stands_more_often_in_a_row_than_allowed_and_nothing_else_is_cut(
    runs: list[tuple[str, int]],
) -> None:
    text = "".join(sign * count for sign, count in runs)
    signs = re.compile(r"([^\w\s]|_)\1*")
    wanted = signs.sub(lambda run: run[0][:MAX_RUN], text)
    assert clean(text).text == re.sub(rf"\S{{{MAX_TOKEN}}}(?=\S)", r"\g<0> ", wanted)
