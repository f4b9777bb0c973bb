"""The small reading of CSS: which rules count, and that hostile sheets cost little."""

from __future__ import annotations

import time

import pytest

from fitcheck.documents.concealment import Look, parse_colour, restyled
from fitcheck.documents.web.css import Stylesheet, parse_declarations


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#fff", (255, 255, 255)),
        ("#1F3864", (31, 56, 100)),
        ("FDFDFD", (253, 253, 253)),
        ("rgb(10, 20, 30)", (10, 20, 30)),
        ("rgba(100%, 0%, 0%, 0.5)", (255, 0, 0)),
        ("white", (255, 255, 255)),
        ("var(--ink)", None),
        ("#12", None),
        ("auto", None),
        ("", None),
    ],
)
def test_colours_are_read_or_unknown(value: str, colour: tuple[int, int, int] | None) -> None:
    assert parse_colour(value) == colour


def test_later_and_more_specific_rules_win() -> None:
    sheet = Stylesheet(["p{color:red} .a.b{color:blue} .a{color:green;font-size:1px}"])
    assert sheet.declarations("p", ["a"], "") == {"color": "green", "font-size": "1px"}
    assert sheet.declarations("p", ["a", "b"], "")["color"] == "blue"
    assert sheet.declarations("div", [], "") == {}


def test_declarations_are_lower_case_and_without_importance() -> None:
    assert parse_declarations("COLOR : Red !important; x; display:NONE") == {
        "color": "red",
        "display": "none",
    }


def test_sizes_add_up_through_the_page() -> None:
    look = restyled(restyled(Look(), {"font-size": "50%"}), {"font-size": "0.2em"})
    assert look.size == pytest.approx(1.2)
    assert not look.is_visible


def test_an_element_inside_can_be_visible_again_but_not_displayed_again() -> None:
    invisible = restyled(Look(), {"visibility": "hidden"})
    assert restyled(invisible, {"visibility": "visible"}).is_visible
    gone = restyled(Look(), {"display": "none"})
    assert not restyled(gone, {"display": "block"}).is_visible


@pytest.mark.parametrize("unit", ["{", "}", "@", "/*", ".a,", "a{", "@media{", "/* */", ";:", "\\"])
def test_hostile_sheets_take_linear_time(unit: str) -> None:
    start = time.process_time()
    Stylesheet([unit * (400_000 // len(unit))]).declarations("p", ["a"], "b")
    assert time.process_time() - start < 2
