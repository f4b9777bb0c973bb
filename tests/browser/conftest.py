"""A real browser: Debian's chromium, driven over a line of its own, with no way out but to us."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.conftest import ROOT
from tests.service.conftest import Running, running

RESUME = ROOT / "examples/resumes/backend_engineer.pdf"
POSTING = ROOT / "examples/postings/backend_engineer.html"
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = (1280, 900), (360, 740)
SECONDS = 60
"""How long a step may take on a machine that is busy with other things."""


def chromium() -> str | None:
    """Where a browser of the system stands."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def axe_source() -> str:
    """The script of axe-core (MPL-2.0), as the package that carries it for tests has it."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.submodule_search_locations
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def started() -> Iterator[Browser]:
    """The browser of the system; no name of a host but this machine's leads anywhere."""
    path = chromium()
    assert path is not None
    options = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # the browser refuses to run as root with one
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=options, timeout=SECONDS * 1000)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """A page with what it asked for and what it complained of."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Addresses that were asked for and are not the service's."""
        return [url for url in self.asked if not url.startswith((f"{self.base}/", "file:///"))]

    def line(self) -> CDPSession:
        """The line to the browser's own protocol."""
        return self.page.context.new_cdp_session(self.page)


@contextmanager
def visit(
    browser: Browser, base: str, *, size: tuple[int, int] = WIDE, dark: bool = False
) -> Iterator[Visit]:
    """A fresh page of its own profile."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.set_default_timeout(SECONDS * 1000)
    found = Visit(page=context.new_page(), base=base)
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.on("console", lambda said: found.complaints.append(said.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    try:
        yield found
    finally:
        context.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip("there is no chromium on this machine")
    with started() as found:
        yield found


@pytest.fixture(scope="package")
def service() -> Iterator[Running]:
    with running(str(ROOT / "examples/job_search")) as found:
        yield found


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, each with the first element."""
    page.evaluate(axe_source())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:120]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
