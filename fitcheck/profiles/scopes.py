"""What the years of a line are asked of, and how they stand to its degrees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

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
_OR_NEXT = re.compile(
    r"(?:\bor\b|/)[\s:,(]{0,3}(?:(?!experience\b|equivalent\b|related\b|similar\b)[\w'’-]+[\s,:]{1,2})"
    r"{0,5}\(?\Z",
    re.IGNORECASE,
)
"""An "or" that stands right before the next degree or span of time."""
_Mark = tuple[int, int, str, int]
"""Start, end, "d" or "y" for a degree or years, and its index."""
_TOGETHER = re.compile(r"\band\b|;|\bplus\b|\bwith\b|\bequivalent\b", re.IGNORECASE)


def scope_of(
    text: str, durations: Sequence[FoundDuration], number: int, degrees: Sequence[Span] = ()
) -> Span:
    """What the years are of: up to the next span of time or degree, or a turn of the sentence.

    `degrees` is where degrees stand with their fields: years are never of a field of study.
    """
    start = durations[number].span.end
    end = durations[number + 1].span.start if number + 1 < len(durations) else len(text)
    end = min([end, *(one.start for one in degrees if one.start >= start)])
    turn = _SCOPE_END.search(text, start, end)
    scope = Span(start=start, end=turn.start() if turn else end)
    first = durations[number].span.start
    ahead = max((one.end for one in degrees if one.end <= first), default=0)
    if number == 0 and not content_terms(scope.slice(text)) and content_terms(text[ahead:first]):
        # "Python: 3 years", "Java (2+ years)": the thing stands in front.
        return Span(start=ahead, end=scope.end)
    return scope


def alternatives_of(
    text: str, degrees: Sequence[FoundDegree], durations: Sequence[FoundDuration]
) -> list[tuple[list[int], list[int]]]:
    """The degrees and years of a line as alternatives, each (indexes of degrees, of years).

    "BS and four years, or MS and two" gives two; "BS or MS, and five years" asks one thing after
    the other and gives none, as does a line in which only degrees, or only years, are joined.
    """
    marks = sorted(
        [(d.span.start, max(d.span.end, d.end), "d", n) for n, d in enumerate(degrees)]
        + [(d.span.start, d.span.end, "y", n) for n, d in enumerate(durations)]
    )
    if len(marks) < 3 or not degrees or not durations:
        return []
    parts = [[marks[0]]]
    for before, mark in pairwise(marks):
        between = text[before[1] : mark[0]]
        if _parts(between, parts[-1], mark):
            parts.append([mark])
        else:
            parts[-1].append(mark)
    levels = [[degrees[n].level.rank for _, _, kind, n in part if kind == "d"] for part in parts]
    timed = [any(kind == "y" for _, _, kind, _ in part) for part in parts]
    number = 1
    while number < len(parts):
        # "BS or MS in Botany and five years": as long as no lower degree follows, one choice.
        rising = (
            levels[number] and levels[number - 1] and min(levels[number]) >= max(levels[number - 1])
        )
        if rising and not timed[number - 1]:
            parts[number - 1 : number + 1] = [parts[number - 1] + parts[number]]
            levels[number - 1 : number + 1] = [levels[number - 1] + levels[number]]
            timed[number - 1 : number + 1] = [timed[number]]
        else:
            number += 1
    if len(parts) < 2 or not any(timed):
        return []
    return [
        ([n for _, _, kind, n in part if kind == "d"], [n for _, _, kind, n in part if kind == "y"])
        for part in parts
    ]


def _parts(between: str, part: Sequence[_Mark], mark: _Mark) -> bool:
    """Whether an alternative ends between the last mark of `part` and `mark`."""
    kinds = [kind for _, _, kind, _ in part]
    if _OR_NEXT.search(between):
        return True
    if mark[2] not in kinds or len(kinds) < 2:
        return False
    # "BS with five years, MS with three": what comes again after a comma starts anew.
    return kinds[0] == mark[2] and len(set(kinds)) > 1 and bool(re.search(r"[,;/]", between))


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
