"""Words, stems and content terms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.language.words import content_terms, is_boilerplate, stem, tokens
from fitcheck.settings import load_table


def _texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def test_symbols_stay_with_the_name_they_belong_to() -> None:
    assert _texts("C++, C#/.NET, Node.js; F# and R&D, 401(k), k8s") == [
        *("C++", "C#", ".NET", "Node.js", "F#", "and", "R&D", "401(k)", "k8s")
    ]


def test_slashes_and_hyphens_part_words_except_in_fixed_forms() -> None:
    assert _texts("CI/CD, Go-to-market, Java/Kotlin, 24/7") == [
        *("CI/CD", "Go", "to", "market", "Java", "Kotlin", "24/7")
    ]


def test_a_plus_behind_a_number_belongs_to_it() -> None:
    assert _texts("5+ years") == ["5+", "years"]


def test_tokens_know_their_place_and_lower_form() -> None:
    text = "Led  SQL work."
    token = tokens(text)[1]
    assert (token.span.slice(text), token.lower) == ("SQL", "sql")


def test_a_full_stop_at_the_end_is_no_part_of_a_word() -> None:
    assert _texts("Knows Python. Writes Node.js.") == ["Knows", "Python", "Writes", "Node.js"]


def test_stems_join_forms_of_one_word() -> None:
    assert stem("Responsibilities") == stem("responsibility")
    assert stem("nursing") == stem("nurse")


def test_content_terms_leave_out_stop_words_boilerplate_and_numbers() -> None:
    line = "Strong experience and excellent skills in wound care, 5+ years in a team environment"
    assert content_terms(line) == (stem("wound"), stem("care"))


def test_content_terms_keep_their_order_and_repeats() -> None:
    assert content_terms("audit ledgers, audit payroll") == (
        *(stem("audit"), stem("ledger"), stem("audit"), stem("payroll")),
    )


def test_every_example_of_the_boilerplate_table_holds() -> None:
    for group in load_table("boilerplate").values():
        assert all(is_boilerplate(word) for word in group["accept"])
        assert not any(is_boilerplate(word) for word in group["reject"])


@given(st.text(max_size=200))
def test_tokens_lie_in_order_without_overlap(text: str) -> None:
    found = tokens(text)
    assert all(token.span.slice(text) == token.text for token in found)
    ends = [token.span.end for token in found]
    assert all(end <= token.span.start for end, token in zip(ends, found[1:], strict=False))


@given(st.text(max_size=200))
def test_content_terms_are_no_boilerplate(text: str) -> None:
    words = {token.text for token in tokens(text)}
    assert len(content_terms(text)) <= len(tokens(text))
    assert all(not is_boilerplate(word) for word in words if stem(word) in content_terms(word))
