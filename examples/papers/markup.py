"""Markdown, plain text and HTML from a source."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from examples.papers.source import Part, Piece, Source

_TAGS = {Part.TITLE: "h1", Part.HEADING: "h2", Part.ENTRY: "h3", Part.LINE: "p"}
_STYLE = (
    "body { font: 16px/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; color: #222 } "
    "h2 { border-bottom: 1px solid #999 } .when { float: right; font-weight: normal } "
    ".where { font-style: italic; margin-top: 0 }"
)


def markdown(source: Source) -> str:
    """The body as it is, with `||` written as a middle dot."""
    return source.body.replace(" || ", " · ")


def plain(source: Source) -> str:
    """Unwrapped text as one pastes it from a page: no marks but the hyphens of items."""
    lines: list[str] = []
    for piece in source.pieces:
        if piece.apart and lines:
            lines.append("")
        bullet = f"{piece.marker or '-'} " if piece.part is Part.ITEM else ""
        lines.append(bullet + piece.text + (f"  {piece.right}" if piece.right else ""))
    return "\n".join(lines) + "\n"


def wrapped(source: Source) -> str:
    """Typewritten text: headings underlined in capitals, hard line ends, dates at the right."""
    width = int(source.options["width"])
    bullet = str(source.options["bullet"])
    lines: list[str] = []
    for piece in source.pieces:
        if piece.apart:
            lines.append("")
        if piece.part in (Part.TITLE, Part.HEADING):
            text = piece.text.upper()
            lines += [text, ("=" if piece.part is Part.TITLE else "-") * len(text)]
        elif piece.part is Part.ITEM:
            lines += _hanging(piece.text, f"  {bullet} ", width)
        elif piece.right:
            lines.append(
                piece.text + piece.right.rjust(max(width - len(piece.text), len(piece.right) + 2))
            )
        else:
            lines += textwrap.wrap(piece.text, width)
    return "\n".join(lines) + "\n"


def bulletin(source: Source) -> str:
    """The bulletin of a city: centred head, headings in capitals, wrapped paragraphs."""
    width = int(source.options["width"])
    lines: list[str] = []
    head = True
    for piece in source.pieces:
        head = head and piece.part is not Part.HEADING
        if piece.apart and lines[-1]:
            lines.append("")
        if head:
            lines.append(piece.text.center(width).rstrip())
        elif piece.part is Part.ITEM:
            gap = [""] if lines[-1] else []
            lines += [*gap, *_hanging(piece.text, f"{piece.marker or '-'} ".ljust(4), width)]
        elif piece.part is Part.HEADING:
            lines += [piece.text, ""]
        else:
            lines += textwrap.wrap(piece.text, width)
    return "\n".join(lines) + "\n"


def _hanging(text: str, lead: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=" " * len(lead))


def _elements(pieces: Iterable[Piece]) -> list[str]:
    """HTML elements of the pieces; runs of items become one list."""
    lines: list[str] = []
    for marker, run in groupby(pieces, key=_list_tag):
        if marker:
            items = [f"  <li>{escape(piece.text)}</li>" for piece in run]
            lines += [f"<{marker}>", *items, f"</{marker}>"]
        else:
            lines += [_element(piece) for piece in run]
    return lines


def _list_tag(piece: Piece) -> str:
    if piece.part is not Part.ITEM:
        return ""
    return "ol" if piece.marker else "ul"


def _element(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.right:
        text += f' <span class="when">{escape(piece.right)}</span>'
    if piece.part is Part.DETAIL:
        return f'<p class="where">{text}</p>'
    tag = _TAGS[piece.part]
    return f"<{tag}>{text}</{tag}>"


def page(source: Source) -> str:
    """A plain page without navigation or structured data."""
    return _document(
        lang=str(source.options.get("lang", "en")),
        title=source.title,
        head=[f"<style>{_STYLE}</style>"],
        body=_elements(source.pieces),
    )


def site(source: Source) -> str:
    """A page of a careers site: cookie notice, navigation, JSON-LD, related jobs, footer."""
    options = source.options["site"]
    crumbs = " › ".join(escape(crumb) for crumb in options["crumbs"])
    apply = f'<a class="button" href="/apply">{escape(options["apply"])}</a>'
    body = [
        '<div id="cookie-banner" role="dialog" aria-label="Cookies">',
        f"  <p>{escape(options['cookies'])}</p>",
        "  <button>Accept all</button> <button>Manage preferences</button>",
        "</div>",
        '<header class="site-header">',
        f'  <a class="logo" href="/">{escape(options["name"])}</a>',
        *_links(options["nav"], tag="nav"),
        "</header>",
        f'<p class="breadcrumb">{crumbs}</p>',
        "<main>",
        "<article>",
        *_elements(source.pieces),
        f"<p>{apply} <a href='#'>Share this job</a></p>",
        "</article>",
        "</main>",
        "<aside>",
        "<h2>Similar jobs</h2>",
        *_links(options["related"], tag="div"),
        "</aside>",
        '<footer class="site-footer">',
        *_links(options["footer"], tag="div"),
        "</footer>",
        "<script>window.dataLayer = window.dataLayer || [];</script>",
    ]
    head = [
        f"<style>{_STYLE}</style>",
        f'<meta property="og:title" content="{escape(source.title)}">',
        '<script type="application/ld&#x2B;json">',
        _structured(source),
        "</script>",
    ]
    return _document(
        lang="en-US", title=f"{source.title} | {options['name']}", head=head, body=body
    )


def _links(names: Sequence[str], *, tag: str) -> list[str]:
    items = [f'  <li><a href="#">{escape(name)}</a></li>' for name in names]
    return [f"<{tag}><ul>", *items, f"</ul></{tag}>"]


def _structured(source: Source) -> str:
    """schema.org JobPosting; the description is the page's own text as HTML in a string."""
    description = "".join(
        line.strip() for line in _elements(p for p in source.pieces if p.part is not Part.TITLE)
    )
    data = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        **source.options["job_posting"],
        "description": description,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return text.replace("</", "<\\/")  # a closing tag would end the script element


def _document(*, lang: str, title: str, head: Sequence[str], body: Sequence[str]) -> str:
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{escape(title)}</title>",
        *head,
        "</head>",
        "<body>",
        *body,
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"
