"""Corrections are shown in every form of a report, the values that were read beside them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from fitcheck.analysis import Analysis
from fitcheck.render.corrected import rests_on
from fitcheck.render.markdown import report_markdown
from fitcheck.render.report import BANDS
from fitcheck.render.terminal import report_text
from fitcheck.render.understood import posting_text, resume_text
from fitcheck.render.web.page import report_html
from fitcheck.render.wire import analysis_json, analysis_object
from tests.corrections.builders import analysis, plain_analysis

CORRECTIONS = """
[[position]]
quote = "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020"
start = "2015-01"
reason = "a <b>typo</b>"
[[line]]
quote = "Menu planning and inventory management"
necessity = "preferred"
[[level]]
quote = "HACCP"
level = "demonstrated"
reason = "certified in 2017"
[[level]]
quote = "A clean desk"
level = "absent"
reason = "gone"
"""


def text_of(found: Analysis) -> str:
    return report_text(found, width=200)


@pytest.mark.parametrize("render", [text_of, report_markdown, report_html])
def test_a_report_shows_count_both_values_reason_source_and_what_was_not_applied(
    render: Callable[[Analysis], str],
) -> None:
    shown = render(analysis(CORRECTIONS)).replace("\\_", "_").replace("&#x27;", "'")
    plain = plain_analysis()
    assert "This score rests on 3 corrections of yours" in shown
    assert f"as read: score {plain.report.score:.2f}, {BANDS[plain.report.band]}, skip." in shown
    assert "you say: certified in 2017" in shown
    assert "read as listed: HACCP only in the skills list" in shown
    assert "start 2015-01, read as 2019-01" in shown
    assert "necessity preferred, read as required" in shown
    assert "from corrections.toml" in shown
    assert "your correction was not applied: level: no line reads so any more" in shown
    assert "A clean desk" in shown


@pytest.mark.parametrize("render", [text_of, report_markdown, report_html, analysis_json])
def test_a_report_without_corrections_does_not_speak_of_them(
    render: Callable[[Analysis], str],
) -> None:
    shown = render(plain_analysis())
    assert "of yours" not in shown
    assert "our corrections" not in shown
    assert "read as" not in shown


def test_nothing_that_a_person_or_a_file_wrote_becomes_markup() -> None:
    assert "<b>typo</b>" not in report_html(analysis(CORRECTIONS))
    assert "<b>typo" not in report_markdown(analysis(CORRECTIONS)).replace("\\<b\\>", "")


def test_json_has_the_computed_value_beside_each_corrected_one() -> None:
    plain = plain_analysis()
    value = analysis_object(analysis(CORRECTIONS))
    json.dumps(value)
    assert value["corrections"]["changing"] == 3
    assert value["corrections"]["sources"] == ["corrections.toml"]
    assert value["corrections"]["as_read"]["score"] == pytest.approx(plain.report.score, abs=1e-6)
    assert [one["subject"] for one in value["corrections"]["applied"]] == [
        "position",
        "line",
        "level",
    ]
    position = value["resume"]["positions"][0]
    assert position["start"] == "2015-01"
    assert position["corrected"] == {"start": {"computed": "2019-01", "reason": "a <b>typo</b>"}}
    (line,) = [r for r in value["posting"]["requirements"] if "Menu" in r["quote"]]
    assert line["corrected"] == {"necessity": {"computed": "required", "reason": None}}
    (match,) = [m for m in value["matches"] if m["corrected"]]
    assert match["level"] == "demonstrated"
    assert match["corrected"] == {
        "computed": "listed",
        "computed_reason": "HACCP only in the skills list",
        "reason": "certified in 2017",
    }


def test_json_without_corrections_says_so_with_empty_values() -> None:
    value = analysis_object(plain_analysis())
    assert value["corrections"] is None
    assert {m["corrected"] for m in value["matches"]} == {None}
    assert [p["corrected"] for p in value["resume"]["positions"]] == [{}, {}]
    assert value["posting"]["corrected"] == {}


def test_what_was_understood_is_shown_with_its_corrections() -> None:
    found = analysis(CORRECTIONS)
    assert "2015-01 to 2020-12 (6 y, job): Head Cook" in resume_text(found.resume)
    assert "start 2015-01, read as 2019-01 (a <b>typo</b>)" in resume_text(found.resume)
    assert "necessity preferred, read as required" in posting_text(found.posting)


def test_corrections_that_say_what_was_read_are_counted_as_such() -> None:
    one = '[[level]]\nquote = "HACCP"\nlevel = "listed"\nreason = "so"\n'
    assert rests_on(analysis(one)) == "Your correction says what was read anyway."
    assert rests_on(analysis('[[level]]\nquote = "x y"\nlevel = "listed"\nreason = "so"\n')) is None
