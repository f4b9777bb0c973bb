"""The page as text: what it holds, what it may do, what it says when something is wrong."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.conftest import ROOT
from tests.service.conftest import KEY, TOKEN, client

RESUME = ROOT / "examples/resumes/marketing_assistant.txt"
POSTING = ROOT / "examples/postings/data_analyst.txt"


def parsed(text: str) -> Any:
    """The page as a tree."""
    return html.fromstring(text)


def test_the_page_holds_a_form_that_works_without_its_script(service: TestClient) -> None:
    tree = parsed(service.get("/").text)
    (form,) = tree.xpath("//form")
    assert form.get("method") == "post"
    assert form.get("enctype") == "multipart/form-data"
    for field in form.xpath(".//input | .//textarea"):
        assert tree.xpath(f'//label[@for="{field.get("id")}"]')
    assert form.xpath(".//button[@type='submit']")


def test_the_page_may_load_nothing_and_send_to_itself_only(service: TestClient) -> None:
    answer = service.get("/")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    tree = parsed(answer.text)
    for kind in ("style", "script"):
        (text,) = tree.xpath(f"//{kind}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", answer.text)
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_a_pair_gives_the_report_page(service: TestClient) -> None:
    answer = service.post(
        f"/check?token={TOKEN}",
        files={
            "resume": (RESUME.name, RESUME.read_bytes()),
            "posting": ("", b""),
            "posting_text": (None, POSTING.read_bytes()),
        },
    )
    tree = parsed(answer.text)
    assert answer.status_code == 200
    assert tree.xpath('//section[@id="posting"]//a[@data-r]')
    assert tree.xpath("//nav/a/@href") == ["/"]
    assert "form-action 'none'" in answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]


def test_what_cannot_be_judged_brings_the_form_back_with_the_reason(service: TestClient) -> None:
    answer = service.post(
        f"/check?token={TOKEN}",
        files={"resume": ("<b>.pdf", b""), "posting_text": (None, "Cook & </textarea><b>\nwanted")},
    )
    tree = parsed(answer.text)
    assert answer.status_code == 422
    assert "empty" in tree.xpath('//*[@role="alert"]')[0].text_content()
    assert "<b>.pdf" in tree.xpath('//*[@role="alert"]')[0].text_content()
    assert tree.xpath("//textarea")[0].text.strip() == "Cook & </textarea><b>\nwanted"


def test_a_missing_posting_is_asked_for(service: TestClient) -> None:
    answer = service.post(f"/check?token={TOKEN}", files={"resume": ("r.txt", b"x")})
    assert answer.status_code == 422
    assert "paste its text" in answer.text


def test_a_body_that_is_no_form_brings_the_form_back() -> None:
    with client() as app:
        answer = app.post(
            f"/check?token={TOKEN}", content=b"x", headers={"content-type": "multipart/form-data"}
        )
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_the_due_list_is_linked_for_who_knows_the_key(service: TestClient) -> None:
    assert "/due" not in service.get("/").text
    assert "/due" not in service.get("/?key=wrong").text
    (link,) = parsed(service.get(f"/?key={KEY}").text).xpath("//main//a/@href")
    page = service.get(link)
    assert page.status_code == 200
    assert "Agency Nurse, City Agency (3 days late)" in page.text
    assert KEY not in page.text
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.parametrize("query", ["", "?key=", "?key=wrong"])
def test_the_due_page_is_for_who_knows_the_key(service: TestClient, query: str) -> None:
    answer = service.get(f"/due{query}")
    assert answer.status_code == 403
    assert "City Agency" not in answer.text


def test_without_a_folder_nothing_is_said_of_a_due_list() -> None:
    with client() as app:
        assert "Due list" not in app.get(f"/?key={KEY}").text
        assert app.get(f"/due?key={KEY}").status_code == 404


def test_going_back_to_the_address_of_a_report_shows_the_form() -> None:
    with client() as app:
        assert "<form" in app.get("/check").text
