"""A constructed pair, and corrections of it."""

from __future__ import annotations

from datetime import date
from functools import cache

from fitcheck.analysis import Analysis
from fitcheck.analyzer import Analyzer
from fitcheck.corrections.file import parse_corrections
from fitcheck.corrections.values import Corrections
from fitcheck.documents.document import Document
from fitcheck.documents.text import document_from_text

AS_OF = date(2026, 11, 22)

RESUME = """\
# Robin Makebelieve

## Experience

Head Cook, Cafe Lumen, Jan 2019 – Dec 2020

- Cooked lunch for 80 guests a day and trained two apprentices
- Ordered stock and kept the food costs under 30 percent

Cook, Harbour Kitchen, Mar 2014 – Dec 2018

- Prepared fish and vegetables on the line

## Education

Diploma in Culinary Arts, Springfield College, 2013

## Skills

Menu planning, HACCP, Microsoft Excel
"""

POSTING = """\
# Sous Chef

Bluebell Hotel

## Requirements

- 8+ years of experience as a cook
- HACCP
- Menu planning and inventory management
- A driving licence is required
- Some French would be a plus

## What you will do

- Cook lunch for a hundred guests
- Train apprentices

## About us

We have baked our own bread since 1931.
"""


@cache
def analyzer() -> Analyzer:
    return Analyzer(isolate=False)


def document(text: str, name: str) -> Document:
    return document_from_text(text, source=name, media_type="text/markdown")


def analysis(
    corrections: Corrections | str | None = None, *, resume: str = RESUME, posting: str = POSTING
) -> Analysis:
    """The analysis of the pair, with corrections given as values or as TOML."""
    if isinstance(corrections, str):
        corrections = parse_corrections(corrections, name="corrections.toml")
    return analyzer().analyze(
        document(resume, "resume.md"),
        document(posting, "posting.md"),
        as_of=AS_OF,
        corrections=corrections,
    )


@cache
def plain_analysis() -> Analysis:
    """The pair without corrections."""
    return analysis()


def level_of(found: Analysis, words: str) -> str:
    """The level of the one requirement whose line holds these words."""
    (level,) = {m.level.value for m in found.report.matches if words in found.quote(m.requirement)}
    return level
