"""The page and the report in a real browser: dropped files, keys, a phone, the dark, strangers."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fitcheck.cli import main
from tests.browser.conftest import PHONE, POSTING, RESUME, Visit, violations, visit
from tests.service.conftest import Running

pytestmark = pytest.mark.browser

HOSTILE = (
    'Cook <img src=x onerror="window.pwned=1"><script>window.pwned=1</script>\n\n'
    "Requirements\n- 2+ years as a cook <svg onload=window.pwned=1>\n"
    '- "><a href=javascript:window.pwned=1>Pastry</a>\n- </textarea></script><b>Baking\n'
)


def drop(seen: Visit, zone: str, path: Path) -> None:
    """Drop a file of the disk on a place of the page, as a hand would."""
    box = seen.page.locator(zone).bounding_box()
    assert box is not None
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    line = seen.line()
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 20}
        line.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})


def fill(page: Page, base: str, *, posting: str | None = None) -> None:
    """Open the page and give it the example pair, or a posting of one's own."""
    page.goto(f"{base}/")
    page.set_input_files("#resume", RESUME)
    if posting is None:
        page.set_input_files("#posting", POSTING)
    else:
        page.fill("#posting_text", posting)


def check(page: Page) -> None:
    page.click("button")
    page.wait_for_selector("#panes")


def wide(page: Page) -> bool:
    """True where the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_dropped_files_are_judged_and_a_requirement_lights_its_evidence(
    browser: Browser, service: Running
) -> None:
    with visit(browser, service.base) as seen:
        page = seen.page
        page.goto(f"{service.base}/")
        drop(seen, '[data-for="resume"]', RESUME)
        drop(seen, '[data-for="posting"]', POSTING)
        assert page.locator("#said").inner_text() == f"{POSTING.name} is taken as the posting"
        check(page)

        asked = page.locator("#posting a.req.demonstrated").first
        name = (asked.get_attribute("data-r") or "").split()[0]
        page.evaluate("document.getElementById('resume').scrollTo(0, 99999)")
        asked.click()
        lit = page.locator("#resume mark.lit")
        assert lit.count() >= 1
        assert all(name in (mark.get_attribute("data-r") or "").split() for mark in lit.all())
        assert inside(page, "#resume", "#resume mark.lit")
        assert "lit" in (page.locator(f"#{name}").get_attribute("class") or "")
        assert "demonstrated" in page.locator("#said").inner_text()

        page.locator(f"#{name} blockquote a").first.click()
        assert page.evaluate("location.hash").startswith("#e")
        assert (seen.foreign, seen.complaints) == ([], [])


def inside(page: Page, pane: str, element: str) -> bool:
    """True where the first such element can be seen within the pane."""
    return bool(
        page.evaluate(
            "([pane, element]) => { const p = document.querySelector(pane).getBoundingClientRect(),"
            " e = document.querySelector(element).getBoundingClientRect();"
            " return e.top >= p.top && e.bottom <= p.bottom; }",
            [pane, element],
        )
    )


def test_a_file_dropped_beside_the_fields_does_not_replace_the_page(
    browser: Browser, service: Running
) -> None:
    with visit(browser, service.base) as seen:
        seen.page.goto(f"{service.base}/")
        drop(seen, "footer", POSTING)
        assert seen.page.url == f"{service.base}/"
        assert seen.page.locator("#resume").evaluate("field => field.files.length") == 0


def test_everything_can_be_done_by_keyboard(browser: Browser, service: Running) -> None:
    with visit(browser, service.base) as seen:
        page = seen.page
        page.goto(f"{service.base}/")
        page.keyboard.press("Tab")
        assert focused(page) == "resume"
        with page.expect_file_chooser() as chosen:
            page.keyboard.press("Space")
        chosen.value.set_files(RESUME)
        page.keyboard.press("Tab")
        assert focused(page) == "posting_text"
        page.keyboard.insert_text("Engineer\n\nRequirements\n- Python\n- PostgreSQL\n- Welding\n")
        page.keyboard.press("Tab")
        assert focused(page) == "posting"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("#panes")

        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # the link that skips to the two texts
        assert focused(page) == "panes"
        shown = []
        for key in ("j", "j", "k"):
            page.keyboard.press(key)
            shown.append(page.evaluate("document.activeElement.dataset.r"))
            assert page.locator("#posting a.req.lit").count() >= 1
            assert page.evaluate("document.activeElement.matches('a.req.lit')")
        assert shown[0] == shown[2] != shown[1]
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        assert seen.complaints == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["wide", "phone"])
def test_no_page_has_a_serious_fault_of_access_or_is_too_wide(
    browser: Browser, service: Running, size: tuple[int, int], dark: bool
) -> None:
    with visit(browser, service.base, size=size, dark=dark) as seen:
        page = seen.page
        for address in ("/", f"/?key={service.key}", f"/due?key={service.key}", "/due"):
            page.goto(service.base + address)
            assert violations(page) == []
            assert not wide(page), address
        fill(page, service.base)
        check(page)
        page.locator("#posting a.req").first.click()
        assert violations(page) == []
        assert not wide(page)
        assert seen.foreign == []


def test_the_dark_is_dark_and_the_light_is_light(browser: Browser, service: Running) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    for dark, colour in ((False, "rgb(255, 255, 255)"), (True, "rgb(20, 24, 31)")):
        with visit(browser, service.base, dark=dark) as seen:
            seen.page.goto(f"{service.base}/due?key={service.key}")
            assert seen.page.evaluate(ground) == colour


def test_a_phone_shows_the_plot_at_a_size_that_can_be_read(
    browser: Browser, service: Running
) -> None:
    with visit(browser, service.base, size=PHONE) as seen:
        fill(seen.page, service.base)
        check(seen.page)
        height = seen.page.locator("svg text").first.bounding_box()
        assert height is not None
        assert height["height"] >= 10


def test_on_a_phone_the_lit_evidence_comes_into_view(browser: Browser, service: Running) -> None:
    with visit(browser, service.base, size=PHONE) as seen:
        page = seen.page
        fill(page, service.base)
        check(page)
        page.locator("#posting a.req.demonstrated").first.click()
        box = page.locator("#resume mark.lit").first.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= PHONE[1] - box["height"]


def test_what_goes_wrong_is_said_and_what_was_pasted_is_kept(
    browser: Browser, service: Running, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    with visit(browser, service.base) as seen:
        page = seen.page
        page.goto(f"{service.base}/")
        page.set_input_files("#resume", empty)
        page.click("button")
        assert "Paste the posting" in page.locator("#said").inner_text()
        page.fill("#posting_text", HOSTILE)
        page.click("button")
        page.wait_for_selector("#problem")
        assert focused(page) == "problem"
        assert "empty" in page.locator("#problem").inner_text()
        assert page.locator("#posting_text").input_value() == HOSTILE
        assert violations(page) == []


def test_a_posting_full_of_tricks_stays_text(browser: Browser, service: Running) -> None:
    with visit(browser, service.base) as seen:
        page = seen.page
        fill(page, service.base, posting=HOSTILE)
        check(page)
        assert page.evaluate("window.pwned") is None
        assert page.locator("img, #panes ~ * script").count() == 0
        links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")
        assert links
        assert [link for link in links if link != "/" and not link.startswith("#")] == []
        assert (seen.foreign, seen.complaints) == ([], [])


def test_the_page_works_without_its_script(browser: Browser, service: Running) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        fill(page, service.base)
        check(page)
        page.locator("#posting a.req").first.click()
        assert page.url.partition("#")[2].startswith("q")
    finally:
        context.close()


def test_a_saved_report_needs_nobody(browser: Browser, service: Running, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    main(["check", str(RESUME), str(POSTING), "--format", "html", "-o", str(path)])
    with visit(browser, service.base) as seen:
        page = seen.page
        page.goto(path.as_uri())
        page.locator("ul.asks .ask").first.click()
        assert page.locator("#resume mark.lit").count() >= 1
        assert seen.asked == [path.as_uri()]
        assert seen.complaints == []
        page.emulate_media(media="print")
        assert (
            page.evaluate("getComputedStyle(document.getElementById('resume')).maxHeight") == "none"
        )


@contextmanager
def stranger(page: str) -> Iterator[str]:
    """A page of somebody else on this machine; gives its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_page_from_elsewhere_gets_nothing(browser: Browser, service: Running) -> None:
    script = f"""<body><form method=post enctype=multipart/form-data action="{service.base}/check">
    <textarea name=posting_text>x</textarea></form><iframe src="{service.base}/"></iframe><script>
    const ask = (path, told) =>
      fetch("{service.base}" + path, told).then(() => "got", () => "lost");
    const form = new FormData(); form.set("resume", new Blob(["x"])); form.set("posting", "x");
    const json = {{"content-type": "application/json"}};
    window.found = Promise.all([
      ask("/v1/health"), ask("/v1/check", {{method: "POST", body: form}}),
      ask("/v1/check", {{method: "POST", body: "{{}}", headers: json}}),
      ask("/v1/check", {{method: "POST", body: form, headers: {{"x-fitcheck": "1"}}}}),
    ]);</script>"""
    with stranger(script) as address, visit(browser, service.base) as seen:
        page, statuses = seen.page, []
        page.on(
            "response",
            lambda r: statuses.append(r.status) if r.url.startswith(service.base) else None,
        )
        page.goto(address)
        assert page.evaluate("window.found") == ["lost"] * 4
        framed = page.frames[1].evaluate("document.body ? document.body.innerText : ''")
        assert "posting" not in framed
        page.evaluate("document.querySelector('form').submit()")
        page.wait_for_url(f"{service.base}/check")
        assert "page from elsewhere" in page.content()
        assert 403 in statuses
        assert not [status for status in statuses if status >= 500]
