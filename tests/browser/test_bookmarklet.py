"""The bookmarklet on a posting's page, and what the service's page makes of it."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import RESUME, visit
from tests.conftest import ROOT
from tests.service.conftest import Running

pytestmark = pytest.mark.browser

SCRIPT = (ROOT / "examples" / "integrate" / "bookmarklet.js").read_text("utf-8")
POSTING = "Cook\n\nRequirements\n- 2+ years of experience as a cook & baker, 100 % #1"


def bookmark(base: str) -> str:
    """The bookmarklet as the docs make it, for a service on another port."""
    lines = [line for line in SCRIPT.splitlines() if not line.startswith("//")]
    return "".join(lines).replace("http://127.0.0.1:8765", base)


def test_a_posting_is_handed_over_and_nothing_is_sent_until_the_person_does(
    browser: Browser, service: Running
) -> None:
    with visit(browser, service.base) as seen:
        seen.page.set_content(f"<nav>Jobs</nav><main><pre>{POSTING}</pre></main>")
        with seen.page.context.expect_page() as opened:
            seen.page.evaluate(bookmark(service.base))
        page = opened.value
        page.wait_for_function("document.getElementById('posting_text').value !== ''")
        assert page.input_value("#posting_text").strip() == POSTING
        assert page.url == f"{service.base}/"
        assert page.evaluate("window.opener") is None
        page.set_input_files("#resume", RESUME)
        page.click("button")
        page.wait_for_selector("#panes")
        assert "cook & baker" in page.inner_text("body")


def test_what_is_selected_is_what_is_handed_over(browser: Browser, service: Running) -> None:
    with visit(browser, service.base) as seen:
        seen.page.set_content("<main><p>Menu</p><p id=ad>Cook wanted</p></main>")
        seen.page.evaluate("getSelection().selectAllChildren(document.getElementById('ad'))")
        with seen.page.context.expect_page() as opened:
            seen.page.evaluate(bookmark(service.base))
        opened.value.wait_for_function("document.getElementById('posting_text').value !== ''")
        assert opened.value.input_value("#posting_text") == "Cook wanted"


def test_a_foreign_text_in_the_address_stays_text(browser: Browser, service: Running) -> None:
    hostile = '</textarea><img src=x onerror="window.pwned=1">'
    with visit(browser, service.base) as seen:
        seen.page.goto(f"{service.base}/#posting={quote(hostile)}")
        seen.page.wait_for_function("document.getElementById('posting_text').value !== ''")
        assert seen.page.input_value("#posting_text") == hostile
        assert seen.page.evaluate("window.pwned") is None
        assert not [url for url in seen.asked if re.search(r"/check|/v1/", url)]
