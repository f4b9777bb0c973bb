"""Take the pictures of the documentation again: `make screenshots` (needs chromium).

Every picture shows the examples on the same day, so that it changes only where the pages do.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, POSTING, RESUME, started, visit
from tests.conftest import ROOT
from tests.service.conftest import running

FOLDER = ROOT / "docs/images"
WINDOW = (1000, 720)
MOST = 150_000
"""Bytes of one picture."""


def save(name: str, picture: bytes) -> None:
    """Write a picture with 64 colours, which the pages do not exceed by anything that is seen."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    small = image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    if len(out.getvalue()) > MOST:
        raise SystemExit(f"{name} has {len(out.getvalue())} bytes, the limit is {MOST}")
    (FOLDER / name).write_bytes(out.getvalue())


def fill(page: Page, base: str) -> None:
    page.goto(f"{base}/")
    page.set_input_files("#resume", RESUME)
    page.set_input_files("#posting", POSTING)


def light_one(page: Page) -> None:
    """Light the evidence of a requirement and bring both texts into view."""
    page.locator("#posting a.req.demonstrated").last.click()
    page.evaluate("document.getElementById('panes').scrollIntoView()")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with running(str(ROOT / "examples/job_search")) as service, started() as browser:
        with visit(browser, service.base, size=WINDOW) as seen:
            page = seen.page
            fill(page, service.base)
            save("page.png", page.screenshot())
            page.click("button")
            page.wait_for_selector("#panes")
            save("report.png", page.screenshot())
            light_one(page)
            save("evidence.png", page.screenshot())
            page.goto(f"{service.base}/due?key={service.key}")
            save("due.png", page.screenshot())
        with visit(browser, service.base, size=PHONE, dark=True) as seen:
            page = seen.page
            fill(page, service.base)
            page.click("button")
            page.wait_for_selector("#panes")
            save("phone.png", page.screenshot())
    for path in sorted(FOLDER.glob("*.png")):
        sys.stdout.write(f"{Path(path).name}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
