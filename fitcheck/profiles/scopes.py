"""What the years of a line are asked of, and how they stand to its degrees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fitcheck.documents.document import Span
from fitcheck.language.degrees import FoundDegree
from fitcheck.language.quantities import FoundDuration
from fitcheck.language.words import content_terms

_SCOPE_END = re.compile(
    r"; |\. (?=[A-Z])|, (?:with|including|preferably|ideally|plus|and (?:a|strong|proven"
    r"|experience|knowledge))\b"
    r"|\b(?:and|with) (?:an? )?(?:strong|proven|excellent|solid|deep|good|ability|demonstrated"
    r"|at least)\b"
    r"|\bas well as\b| and (?:\d|a minimum)|\bincluding (?:at least )?\d|\bpreferred with\b"
    r"|\bwith (?:at least|a minimum|\d)"
)
_TOGETHER = re.compile(r"\band\b|;|\bplus\b|\bwith\b|\bequivalent\b", re.IGNORECASE)


def scope_of(text: str, durations: Sequence[FoundDuration], number: int) -> Span:
    """What the years are of: up to the next span of time or a turn of the sentence."""
    start = durations[number].span.end
    end = durations[number + 1].span.start if number + 1 < len(durations) else len(text)
    turn = _SCOPE_END.search(text, start, end)
    scope = Span(start=start, end=turn.start() if turn else end)
    before = text[: durations[number].span.start]
    if number == 0 and not content_terms(scope.slice(text)) and content_terms(before):
        # "Python: 3 years", "Java (2+ years)": the thing stands in front.
        return Span(start=0, end=scope.end)
    return scope


def pairs_of(
    text: str, degrees: Sequence[FoundDegree], durations: Sequence[FoundDuration]
) -> list[tuple[int, int]]:
    """Indexes of (degree, years) where each of several degrees has years of its own."""
    if len(degrees) < 2 or len(degrees) != len(durations):
        return []
    marks = sorted(
        [(d.span.start, "d", n) for n, d in enumerate(degrees)]
        + [(d.span.start, "y", n) for n, d in enumerate(durations)]
    )
    order = "".join(kind for _, kind, _ in marks)
    if order not in ("dy" * len(degrees), "yd" * len(degrees)):
        return []
    if not re.search(r"\bor\b|/|;|,", text[marks[1][0] : marks[2][0]], re.IGNORECASE):
        return []
    return [(n, n) for n in range(len(degrees))]


def or_between(text: str, degrees: Sequence[FoundDegree], duration: FoundDuration) -> bool:
    """Whether a degree and a span of years stand as alternatives ("a degree or two years")."""
    for degree in degrees:
        if degree.span < duration.span:
            between = text[max(degree.span.end, degree.end) : duration.span.start]
        else:
            between = text[duration.span.end : degree.span.start]
        if re.search(r"\bor\b", between) and not _TOGETHER.search(between):
            return True
    return False
