"""The page that makes the report: choose or drop a resume, paste or drop a posting.

It is a plain form, so it works without its script, by keyboard and on a phone; the script only
lets files be dropped on all of a field and says that the work is under way.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from fitcheck.render.web.page import PURPOSE
from fitcheck.render.web.text import safe
from fitcheck.service.problems import Problem

ACCEPTED = ".pdf,.docx,.odt,.rtf,.html,.htm,.md,.txt,.eml,.json"
"""Endings that a file dialogue shows first; the content decides."""


def home_page(
    *,
    token: str,
    key: str | None = None,
    due: bool = False,
    problem: Problem | None = None,
    posting: str = "",
) -> str:
    """The page as UTF-8 text.

    `token` lets its form be sent, `posting` is text that was pasted before. With a folder of
    applications (`due`), it links to the due list where the visitor knows the `key`.
    """
    title = "fitcheck: a resume beside a posting"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        "<header><h1>Does this resume show what this posting asks?</h1>\n"
        '<p class="soft">Every requirement with the line that shows it, or that nothing does; and '
        "whether applying is worth it.</p></header>\n<main>\n"
        f"{_alert(problem)}{_form(token, posting)}\n{_due(key, due=due)}</main>\n"
        f"<footer><p>Nothing is stored and nothing leaves this machine.</p><p>{PURPOSE}</p>"
        f"</footer>\n<script>{_asset('page.js')}</script>\n</body>\n</html>\n"
    )


@cache
def page_policy() -> str:
    """The content policy: its own style and script, and a form that goes to this service."""
    return (
        f"default-src 'none'; style-src '{_digest(_style())}'; "
        f"script-src '{_digest(_asset('page.js'))}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _alert(problem: Problem | None) -> str:
    if problem is None:
        return ""
    named = f"{problem.source}: " if problem.source else ""
    return (
        '<div class="note alert" role="alert" id="problem" tabindex="-1">'
        f"<strong>That did not work.</strong> {safe(named + problem.message)}</div>\n"
    )


def _form(token: str, posting: str) -> str:
    return (
        f'<form method="post" action="/check?token={token}" enctype="multipart/form-data" '
        'id="check">\n'
        '<div class="drop" data-for="resume"><h2><label for="resume">Resume</label></h2>\n'
        f'<input type="file" id="resume" name="resume" required accept="{ACCEPTED}" '
        'aria-describedby="resume-hint">\n'
        '<p class="soft" id="resume-hint">Choose a file or drop it here: PDF, DOCX, ODT, RTF, HTML,'
        " Markdown, text, e-mail or JSON Resume.</p></div>\n"
        '<div class="drop" data-for="posting"><h2><label for="posting_text">Posting</label></h2>\n'
        '<textarea id="posting_text" name="posting_text" rows="10" spellcheck="false" '
        f'aria-describedby="posting-hint">\n{safe_lines(posting)}</textarea>\n'
        '<p class="soft" id="posting-hint">Paste its text, or give a file instead.</p>\n'
        '<label for="posting">Posting as a file</label>\n'
        f'<input type="file" id="posting" name="posting" accept="{ACCEPTED}"></div>\n'
        '<p class="send"><button type="submit">Check</button> '
        '<span id="said" role="status"></span></p>\n</form>'
    )


def _due(key: str | None, *, due: bool) -> str:
    if not due:
        return ""
    if key is None:
        return (
            '<h2>Due list</h2>\n<p class="soft">It is shown under the address that '
            "<code>fitcheck serve</code> printed: only who started it should see it.</p>\n"
        )
    return f'<h2>Due list</h2>\n<p><a href="/due?key={key}">What to do today</a></p>\n'


def safe_lines(text: str) -> str:
    """Escaped text that keeps its line ends."""
    return "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))


@cache
def _style() -> str:
    shared = (files("fitcheck.render.web") / "report.css").read_text(encoding="utf-8")
    return shared + _asset("page.css")


@cache
def _asset(name: str) -> str:
    return (files("fitcheck.service") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
