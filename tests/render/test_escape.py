from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.render.escape import markdown, terminal


def test_a_colour_code_in_a_file_is_shown_and_not_obeyed() -> None:
    assert terminal("\x1b[31mred") == "\\x1b[31mred"


def test_reordering_characters_are_shown() -> None:
    assert terminal("a\u202eb") == "a\\u202eb"


@given(st.text())
def test_nothing_but_visible_characters_reaches_a_terminal(text: str) -> None:
    shown = terminal(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"])))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert terminal(text) == text


def test_markdown_and_html_signs_are_escaped() -> None:
    assert markdown("<b>*x*</b> | [y](z)") == r"\<b\>\*x\*\</b\> \| \[y\](z)"
