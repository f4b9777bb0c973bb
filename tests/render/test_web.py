from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Span
from fitcheck.documents.text import document_from_text
from fitcheck.render.web.page import report_html
from fitcheck.render.web.text import Marked, document_html, safe

RESUME = """# Noor Example
## Experience
### Cook, Cafe Lumen, Jan 2019 - Dec 2023
- Cooked lunch for 80 guests
## Skills
Pastry <script>alert(1)</script>
"""
POSTING = """# Cook <img src=x onerror=alert(1)>
## Requirements
- 2+ years of experience as a cook
- Pastry
- Driving licence
"""


@cache
def analysis() -> Analysis:
    return Analyzer().analyze_texts(RESUME, POSTING, as_of=date(2026, 1, 1))


@cache
def page() -> str:
    return report_html(analysis())


def parsed(text: str) -> Any:
    return html.fromstring(text)


def tree() -> Any:
    return parsed(page())


def test_every_requirement_stands_in_the_list_and_in_the_posting() -> None:
    for requirement in analysis().posting.requirements:
        assert tree().xpath(f'//li[@id="{requirement.id}"]')
        shown = tree().xpath('//section[@id="posting"]//a/@data-r')
        assert any(requirement.id in ids.split() for ids in shown)


def test_a_served_report_leads_back_and_a_file_does_not() -> None:
    served = parsed(report_html(analysis(), home="/"))
    assert served.xpath("//nav/a/@href") == ["/"]
    assert not tree().xpath("//nav")


def test_every_link_leads_to_a_place_on_the_page() -> None:
    places = set(tree().xpath("//@id"))
    links = tree().xpath("//@href")
    assert links
    assert all(link.startswith("#") and link[1:] in places for link in links)


def test_evidence_is_marked_in_the_resume_for_its_requirement() -> None:
    match = next(m for m in analysis().report.matches if m.evidence)
    marked = tree().xpath('//section[@id="resume"]//mark')
    asked = [mark for mark in marked if match.requirement.id in mark.get("data-r").split()]
    shown = " ".join(mark.text_content() for mark in asked)
    assert analysis().evidence_quote(match.evidence[0]) in shown


def doubled() -> Analysis:
    """The analysis with every requirement twice, under another id."""
    one = analysis()
    again = tuple(
        replace(match, requirement=replace(match.requirement, id=f"{match.requirement.id}x"))
        for match in one.report.matches
    )
    shares = [replace(share, weight=share.weight / 2) for share in one.report.contributions]
    return replace(
        one,
        posting=replace(
            one.posting,
            requirements=(*one.posting.requirements, *(match.requirement for match in again)),
        ),
        report=replace(
            one.report,
            matches=(*one.report.matches, *again),
            contributions=(
                *shares,
                *(replace(share, requirement=f"{share.requirement}x") for share in shares),
            ),
        ),
        gaps=tuple(
            replace(gap, requirement=gap.requirement + end, points=gap.points / 2)
            for gap in one.gaps
            for end in ("", "x")
        ),
    )


def test_what_reads_alike_stands_once_and_its_points_add_up() -> None:
    one, twice = tree(), parsed(report_html(doubled()))
    for rows in (
        '//ul[@class="asks"]/li',
        "//svg//rect/@width",
        "//table//tr",
        "//main/ul[last()]/li",
        '//section[@id="posting"]//a/@data-r',
        "//mark/@data-r",
    ):
        found = [row if isinstance(row, str) else row.text_content() for row in one.xpath(rows)]
        assert found == [
            row if isinstance(row, str) else row.text_content() for row in twice.xpath(rows)
        ]
    places = set(twice.xpath("//@id"))
    assert all(link[1:] in places for link in twice.xpath("//@href"))


def test_levels_are_told_by_shape_and_word_besides_colour() -> None:
    for item in tree().xpath('//ul[@class="asks"]/li'):
        told = item.xpath('.//span[@class="level"]')[0].text_content()
        assert re.fullmatch(r"[●◐○✗?■] [a-z]+", told)


def test_text_of_files_comes_out_inert() -> None:
    assert "<script>alert" not in page()
    assert not tree().xpath("//img")
    assert len(tree().xpath("//script")) == 1


def test_the_content_policy_allows_nothing_but_the_pages_own_style_and_script() -> None:
    policy = tree().xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        (text,) = tree().xpath(f"//{kind}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page())
    assert not tree().xpath("//@style | //@onclick | //@onload")


def test_the_waterfall_ends_at_the_score() -> None:
    score = analysis().report.score
    assert f"score {score:.2f}" in " ".join(tree().xpath("//svg//text/text()"))


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert report_html(analysis()) == page()


@given(
    st.text(min_size=1, max_size=60).filter(lambda t: any(c.isalnum() for c in t)),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
)
def test_marked_spans_never_lose_or_double_text(text: str, ends: list[tuple[int, int]]) -> None:
    document = document_from_text(text, source="x", media_type="text/plain")
    size = len(document.text)
    spans = [
        Span(start=min(a, b, size), end=min(max(a, b), size)) for a, b in ends if min(a, b) < size
    ]
    marked = [
        Marked(span=span, ids=(f"q{n}",), mark="●", level="partial" if n % 2 else "")
        for n, span in enumerate(spans)
        if span.start < span.end
    ]
    assert _text(document_html(document, marked)) == _text(document_html(document, []))


def _text(markup: str) -> str:
    return "".join(map(str, html.fromstring(f"<div>{markup}</div>").itertext()))


def test_control_and_direction_characters_become_blanks() -> None:
    assert safe("a\x1b[31mb\u202ec<") == "a [31mb c&lt;"
