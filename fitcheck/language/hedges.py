"""Negation, aspiration, hedges and idle mentions: how much credit the wording of a line allows.

A cue governs what follows it in its clause: "3 years of Python; no experience with Java" takes
Java away and leaves Python alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fitcheck.documents.document import Span
from fitcheck.language.patterns import Phrase, load_phrases
from fitcheck.language.words import content_terms

CREDITS = {
    "negation": 0.0,
    "aspiration": 0.0,
    "light": 0.25,
    "light_after": 0.25,
    "aspiration_after": 0.0,
    "idle": 0.0,
    "name": 0.0,
    "name_after": 0.0,
}
"""Credit per group of cues: wanting to learn is absent, "familiar with" is as good as listed, and
a thing that was read of, or that somebody is named like, is not there at all."""

_END = re.compile(
    r"[;!?|\u2022]|\.(?=\s|\Z)|,?\s(?:but|however|although|though|yet|while|whereas)\s"
    r"|[,\s](?:and\s|also\s)?(?:highly\s|very\s|strongly\s)?(?:proficient|experienced|expert|skilled|fluent|advanced"
    r"|strong|solid|extensive|deep|excellent|\d{1,2}\+?\s(?:years?|yrs?))\b",
    re.IGNORECASE,
)
_START = re.compile(r"[;!?|,:\t\u2022]|\.(?=\s)|\band\s|\bor\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A cue in a line: the scope that it governs and the most credit it leaves, 0.0 or 0.25."""

    scope: Span
    credit: float


def find_hedges(text: str) -> tuple[Hedge, ...]:
    """The hedges of one line, in order of their scopes."""
    return _find(text[:4000])


def credit_at(text: str, span: Span) -> float:
    """The credit that the line `text` leaves to what stands at `span`: 0.0, 0.25 or 1.0."""
    left = [hedge.credit for hedge in find_hedges(text) if hedge.scope.overlaps(span)]
    return min(left, default=1.0)


def line_credit(text: str) -> float:
    """The strongest credit that any part of the line has: 1.0 unless all of it is hedged."""
    hedges = find_hedges(text)
    if not hedges:
        return 1.0
    kept = list(text)
    for hedge in hedges:
        kept[hedge.scope.start : hedge.scope.end] = " " * (hedge.scope.end - hedge.scope.start)
    if content_terms("".join(kept)):
        return 1.0
    return max(hedge.credit for hedge in hedges)


def told_text(text: str) -> str:
    """The line without the parts that it takes back: negated, wished for, idle, mere names."""
    empty = [hedge.scope for hedge in find_hedges(text) if hedge.credit <= 0.0]
    if not empty:
        return text
    kept = list(text)
    for scope in empty:
        kept[scope.start : scope.end] = " " * (scope.end - scope.start)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=2048)
def _find(text: str) -> tuple[Hedge, ...]:
    found = []
    for phrase in _phrases():
        for match in phrase.pattern.finditer(text):
            after = phrase.group.endswith("_after")
            scope = _before(text, match) if after else _behind(text, match)
            found.append(Hedge(scope=scope, credit=CREDITS[phrase.group]))
    return tuple(sorted(found, key=lambda hedge: (hedge.scope, hedge.credit)))


def _behind(text: str, match: re.Match[str]) -> Span:
    end = _END.search(text, match.end())
    return Span(start=match.start(), end=end.start() if end else len(text))


def _before(text: str, match: re.Match[str]) -> Span:
    start = max((m.end() for m in _START.finditer(text, 0, match.start())), default=0)
    return Span(start=start, end=match.end())


def _phrases() -> tuple[Phrase, ...]:
    return load_phrases("hedges", frozenset(CREDITS))
