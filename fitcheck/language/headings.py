"""Headings of a posting: which blocks are headings, and what they say about what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from fitcheck.documents.document import Block, BlockKind
from fitcheck.language.patterns import load_phrases


class Topic(StrEnum):
    """What the lines under a heading are about.

    `role` holds prose of every kind ("Job description"), `notes` what did not fit elsewhere
    ("Additional information"); under both the wording of each line decides.
    """

    TITLE = "title"
    ABOUT = "about"
    ROLE = "role"
    DUTY = "duty"
    REQUIRED = "required"
    PREFERRED = "preferred"
    CONDITION = "condition"
    BENEFITS = "benefits"
    PROCESS = "process"
    LEGAL = "legal"
    NOTES = "notes"

    @property
    def asks(self) -> bool:
        """True where the lines below ask by default."""
        return self in (Topic.DUTY, Topic.REQUIRED, Topic.PREFERRED, Topic.CONDITION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: `topic` is None where its words are not known; `rank` is 1 for the largest.

    Ranks 1-6 are levels of the format, 7 is a bold or capital line, 8 a plain line.
    """

    topic: Topic | None
    rank: int


_MAX_WORDS = 14
_DECORATION = re.compile(r"[^\w\s'&/,+().:?!$€£-]|[_*#`]")
_SPACE = re.compile(r"\s+")
_FILLER = re.compile(
    r"(?:and|so|then|also|but|here(?:'s| is| are)|some of|a few|a bit|a little|first|finally"
    r"|the|section \d{1,2}|\d{1,2}[.)]|[ivx]{1,4}[.)])[ :]"
)
_SENTENCE_END = re.compile(r"[.;,]\Z")
_YEARS_STATED = re.compile(
    r"\bexp(?:erience)?\b.{0,20}\b\d{1,2} ?\+?.{0,12}\b(?:years?|yrs?)\b", re.IGNORECASE
)
"""Such a line ("Experience: 3-5 years") asks by itself, however bold it is printed."""
_QUALITY_ASKED = re.compile(
    r"(?:excellent|strong|proven|solid|good|outstanding|exceptional|great) [^:]{3,}\Z",
    re.IGNORECASE,
)
"""Such a line ("Strong writing skills") is itself one of the things that a heading announces."""
_RUN_IN = re.compile(r"\A([^:.!?\n]{2,60}?) ?(?::|–|—)\s+(?=\S)")


@lru_cache(maxsize=4096)
def topic_of(text: str) -> Topic | None:
    """What a heading of these words stands over, or None where the words are not known."""
    name = _normal(text)
    found = _lookup(name)
    if found is None:
        stripped = _FILLER.sub("", name, count=1) if _FILLER.match(name) else name
        found = _lookup(stripped) if stripped != name else None
    if found is None and " - " in name:
        parts = [part.strip() for part in name.split(" - ") if part.strip()]
        found = next((topic for topic in map(_lookup, parts) if topic), None)
    return found


def heading_of(block: Block, text: str) -> Heading | None:
    """The heading that this block is, or None where it is text.

    Marked headings count as such; a bold or capital line without a full stop does; a plain short
    line does where its words are known or it ends with a colon.
    """
    words = text.split()
    if not words or len(words) > _MAX_WORDS or text.startswith("#"):
        return None
    topic = topic_of(text)
    if block.kind is BlockKind.HEADING:
        return Heading(topic=topic, rank=block.level or 7)
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.HEADER, BlockKind.FOOTER):
        return None
    if _SENTENCE_END.search(text) and not text.rstrip().endswith("..."):
        return None
    if block.kind is BlockKind.LIST_ITEM:
        ends = text.rstrip().endswith(":")
        return (
            Heading(topic=topic, rank=8)
            if topic and (ends or len(words) <= 3) and _bare(text, block)
            else None
        )
    if _YEARS_STATED.search(text) or (topic is Topic.REQUIRED and _QUALITY_ASKED.match(text)):
        return None
    if block.emphasis or _is_capital(text):
        return Heading(topic=topic, rank=7)
    colon = text.rstrip().endswith((":", "?"))
    if topic and (colon or len(words) <= 8):
        return Heading(topic=topic, rank=8)
    return Heading(topic=None, rank=9) if colon else None


def run_in(text: str) -> tuple[Topic, int] | None:
    """A known heading that opens the line itself ("Nice to have: Go"); where the rest begins."""
    match = _RUN_IN.match(text)
    if not match or len(match[1].split()) > 6:
        return None
    topic = topic_of(match[1])
    return (topic, match.end()) if topic else None


def _bare(text: str, block: Block) -> bool:
    return block.emphasis or text.rstrip().endswith(":")


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def _normal(text: str) -> str:
    lowered = text.lower().replace("’", "'").replace("‘", "'").replace("`", "'").replace("–", "-")
    return _SPACE.sub(" ", _DECORATION.sub(" ", lowered.replace("—", "-"))).strip(" :?!.-,(/+")


def _lookup(name: str) -> Topic | None:
    if len(name) > 120:
        return None
    for phrase in load_phrases("headings", frozenset(Topic)):
        if phrase.pattern.fullmatch(name):
            return Topic(phrase.group)
    return None
