"""What contact lines and personal data state that may answer a condition, and nothing else.

Names, addresses, numbers, ages and whatever else stands there is left out: a statement is the
smallest part of its line that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fitcheck.documents.document import Document, Span
from fitcheck.language.citizenship import find_rights
from fitcheck.language.driving import find_driving
from fitcheck.language.outline import SectionBlock
from fitcheck.language.sections import Section

_PART = re.compile(r"[^|•·;\n\t]+?(?=[|•·;\n\t]|\.\s|\s[–—-]\s|,\s(?!(?:and|or|und|et|y)\b)|\Z)")
_STATED = re.compile(
    r"\b(?:willing|able|happy|available|open|ready) (?:to|for) (?:travel|relocat\w+|shifts?|nights?"
    r"|weekends?)|\bnotice(?: period)?\b|\bown (?:car|vehicle|transport)|\bDBS\b|\bclearance\b"
    r"|\bpassport\b",
    re.IGNORECASE,
)
_MOST = 60
"""Lines of contact and references that are looked at; long lists are no personal data."""


def find_declared(document: Document, blocks: Sequence[SectionBlock]) -> tuple[Span, ...]:
    """Spans of the statements about licences, rights to work and availability, in order."""
    chosen = [
        block
        for block in blocks
        if block.section in (Section.CONTACT, Section.REFERENCES) and not block.heading
    ]
    return tuple(span for block in chosen[:_MOST] for span in _parts(document, block))


def _parts(document: Document, block: SectionBlock) -> Iterable[Span]:
    text = document.quote(block.span)[:400]
    held = [d.span for d in find_driving(text)] + [r.span for r in find_rights(text)]
    held += [Span(start=m.start(), end=m.end()) for m in _STATED.finditer(text)]
    for part in _PART.finditer(text):
        if any(part.start() < span.end and span.start < part.end() for span in held):
            words = part.group()
            start = part.start() + len(words) - len(words.lstrip(" ,.-–—"))
            end = part.start() + len(words.rstrip())
            yield Span(start=block.span.start + start, end=block.span.start + end)
