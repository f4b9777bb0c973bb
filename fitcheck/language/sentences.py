"""Where one sentence of a paragraph ends and the next begins."""

from __future__ import annotations

import re

from fitcheck.documents.document import Span

_ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "vs",
        "viz",
        "cf",
        "approx",
        "incl",
        "excl",
        "est",
        "no",
        "nos",
        "dept",
        "div",
        "ext",
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "sr",
        "jr",
        "st",
        "inc",
        "ltd",
        "llc",
        "corp",
        "co",
        "u.s",
        "u.k",
        "u.s.a",
        "d.c",
        "ph.d",
        "b.s",
        "m.s",
        "b.a",
        "m.a",
        "b.sc",
        "m.sc",
        "b.tech",
        "m.tech",
        "b.eng",
        "m.eng",
        "b.com",
        "m.b.a",
        "r.n",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "bzw",
        "z.b",
        "d.h",
        "u.a",
        "ca",
    ]
)
"""Written with a full stop that ends no sentence; lower case, without the last stop."""

_INLINE_BULLET = re.compile(r"\s*[•●▪◦‣➢➤✓✔►∙○■]\s*")
_STOP = re.compile(r"[.!?…]{1,8}[\"'”’)\]]{0,3}(?=\s)")
_GLUED = re.compile(r"(?<=[a-z]{3})[.!?](?=[A-Z][a-z]{2,20} )")
_OPENS_LOWER = re.compile(r"[\"'“‘(\[]{0,2}[a-z]")
_COUNTER = re.compile(r"\(?[0-9A-Za-z]{1,3}[.)]\Z")
_LONGEST = 1500
"""Characters after which a text without any full stop is cut at a space: the longest sentence in
the development postings has about 1,200, and everything that judges a line takes time by length."""
_MONTH = re.compile(
    r"(?:Jan|Feb|Mär|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec)[a-zä]{0,6}\b"
)
_DOMAINS = ("Net", "Com", "Org")


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of one block of text, in order, without the spaces between them.

    A bullet glyph inside the block also parts two sentences (flattened lists) and stays outside
    the spans. A sentence of more than 1,500 characters is cut at a space. Every character that is
    neither space nor such a glyph lies in exactly one span.
    """
    found: list[Span] = []
    start = 0
    for cut_start, cut_end in _cuts(text):
        _append_trimmed(found, text, start, cut_start)
        start = cut_end
    _append_trimmed(found, text, start, len(text))
    return tuple(found)


def _cuts(text: str) -> list[tuple[int, int]]:
    """Places to cut: (end of a sentence, start of the next), in order and not overlapping."""
    cuts = [(m.start(), m.end()) for m in _INLINE_BULLET.finditer(text)]
    cuts += [(m.end(), m.end()) for m in _STOP.finditer(text) if _ends_sentence(text, m)]
    cuts += [
        (m.end(), m.end()) for m in _GLUED.finditer(text) if not text.startswith(_DOMAINS, m.end())
    ]
    return sorted(cuts)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Whether the stop is the end of a sentence rather than of an abbreviation or a counter."""
    rest = text[stop.end() : stop.end() + 60].lstrip()
    if not rest:
        return True
    if _OPENS_LOWER.match(rest):
        return False
    if stop.group()[0] != ".":
        return True
    before = text[max(0, stop.start() - 40) : stop.start()]
    word = before.split()[-1].lstrip("(\"'“‘[") if before.split() else ""
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    if word.isdigit() and _MONTH.match(rest):
        return False
    # "4. Some positions …": a counter opens the sentence that follows it.
    opens = before.strip() == word or before.rstrip()[: -len(word)].rstrip()[-1:] in ".;:!?"
    return not (opens and _COUNTER.match(word + "."))


def _append_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    while right - left > _LONGEST:
        cut = text.rfind(" ", left + 1, left + _LONGEST)
        cut = cut if cut > left else left + _LONGEST
        found.append(Span(start=left, end=len(text[left:cut].rstrip()) + left))
        left = cut + len(text[cut:right]) - len(text[cut:right].lstrip())
    if left < right:
        found.append(Span(start=left, end=right))
