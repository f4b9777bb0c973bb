"""Who the employer of a posting is: data of the page, the lines at the top, or the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fitcheck.documents.document import Document
from fitcheck.language.headings import Topic
from fitcheck.language.lines import Zone, ZonedLine
from fitcheck.language.places import is_place

_NOISE = re.compile(r"(?:none|n/a|null|unknown|-)\Z", re.IGNORECASE)
_PAY = re.compile(r"[$€£💰]|\bsalary\b|/(?:yr|year|hr|hour)", re.IGNORECASE)
_ABOUT = re.compile(
    r"about (?!us\b|you\b|the\b|our\b|this\b|your\b|working\b|joining\b)(.{2,40}?)[:?]?\Z",
    re.IGNORECASE,
)
_NAME = (
    r"(?P<name>[A-Z][\w&'’.-]{1,24}(?: (?:&|and|of|the)(?= [A-Z]))?"
    r"(?: [A-Z][\w&'’.-]{0,24}(?: (?:&|and|of)(?= [A-Z]))?){0,4})"
)
_STATED = (
    # "We're Gooseberry, nineteen people above a bakery", "We are Olsson, a design firm"
    re.compile(
        rf"\A(?:Hello!? |Hi!? )?(?:We(?:'re|’re| are)|Here at|This is) {_NAME}(?=[,.!]| [-–—] )"
    ),
    # "Acme is looking for a welder", "Acme seeks a welder", "Acme is a leading maker of boats"
    re.compile(
        rf"\A{_NAME} (?:is|are) (?:currently |now |also |actively )?(?:looking for|seeking|hiring"
        r"|recruiting|searching for|an? (?:\w+[ ,-]+){0,12}(?:company|firm|provider|agency|charity"
        r"|platform|startup|start-up|manufacturer|organi[sz]ation|hospital|business|leader))\b"
    ),
    # "At Acme, we build boats"
    re.compile(rf"\A(?:Here )?[Aa]t {_NAME},? (?:we|our|you)\b"),
    # "Acme does not discriminate", "Acme is an equal opportunity employer"
    re.compile(rf"\A{_NAME} (?:is committed to|was founded|was established|offers|provides)\b"),
    re.compile(
        rf"\A(?:The )?{_NAME} (?:is (?:proud to be )?an? (?:equal|EEO)|does not discriminate)\b"
    ),
)
_IN_TITLE = re.compile(rf"\S.*? (?:at|@|bei|chez) {_NAME}\Z")
_POSTED_BY = re.compile(rf"\bposted\b.{{0,40}}\bby {_NAME}\Z", re.IGNORECASE)
_NO_NAME = frozenset(
    {
        "we", "our", "this", "the", "it", "that", "these", "you", "your", "if", "he", "she", "they",
        "there", "hybrid", "remote", "work", "salary", "who", "what", "position", "role", "job",
        "client", "company", "team", "candidate", "applicants", "experience", "all", "home", "a",
        "an", "each", "everyone", "management", "here", "now", "one", "people", "looking", "hiring",
    }
)  # fmt: skip
"""First words of what looks like a name and is none."""
_LOOKED_AT = 200
"""Lines that are searched for sentences about the employer; footers of boards stand below."""


def find_employer(document: Document, lines: Sequence[ZonedLine]) -> str | None:
    """The employer as data of the page, the second line, a heading or the text names it.

    Sentences about the employer ("Acme is looking for …") come last and count by how often they
    use a name; None where nothing says it.
    """
    if document.fields and document.fields.employer:
        return document.fields.employer
    return (
        _under_title(document, lines)
        or _named_by_heading(document, lines)
        or _named_in_title(document, lines)
        or _named_in_text(document, lines)
    )


def _under_title(document: Document, lines: Sequence[ZonedLine]) -> str | None:
    top = [line for line in lines[:6] if line.zone is Zone.TITLE]
    for line in top[1:3]:
        text = line.span.slice(document.text).strip()
        marked = document.blocks[line.block].level is not None
        plain = (
            not _PAY.search(text) and "🌎" not in text and ":" not in text and not is_place(text)
        )
        if marked and plain and not _NOISE.match(text) and len(text.split()) <= 8:
            return _clean(text)
    return None


def _named_by_heading(document: Document, lines: Sequence[ZonedLine]) -> str | None:
    for line in lines:
        match = _ABOUT.match(line.span.slice(document.text))
        if line.heading and line.topic is Topic.ABOUT and match:
            return _clean(match[1])
    return None


def _named_in_title(document: Document, lines: Sequence[ZonedLine]) -> str | None:
    for line in lines[:4]:
        text = _clean(line.span.slice(document.text))
        match = _IN_TITLE.match(text) if line is lines[0] and len(text) < 100 else None
        match = match or _POSTED_BY.search(text)
        if match and not _NO_NAME.intersection(match["name"].lower().split()[:1]):
            return match["name"].rstrip(".")
    return None


def _named_in_text(document: Document, lines: Sequence[ZonedLine]) -> str | None:
    """The most frequent of the names; between equals the one that stands first."""
    counts = Counter(_names(document, lines))
    if not counts:
        return None
    most = max(counts, key=lambda name: counts[name])
    # "Acme" and "Acme Ltd" are one employer; the fuller name says more.
    return max((name for name in counts if f"{name} ".startswith(f"{most} ")), key=len)


def _names(document: Document, lines: Sequence[ZonedLine]) -> Iterator[str]:
    for line in lines[:_LOOKED_AT]:
        if line.item or line.heading:
            continue
        text = line.span.slice(document.text)[:300]
        for pattern in _STATED:
            match = pattern.match(text)
            if match is None:
                continue
            name = match["name"].rstrip(".'’")
            if name.split()[0].lower() not in _NO_NAME and not is_place(name):
                yield name


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" `*_#:|\t")
