"""What a line asks of education, by the degrees that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fitcheck.documents.document import Span
from fitcheck.language.degrees import Degree, FoundDegree
from fitcheck.language.lines import Zone
from fitcheck.language.words import content_terms
from fitcheck.profiles.asked import accepts_equivalent
from fitcheck.profiles.named import new_requirement
from fitcheck.profiles.profile import Kind, Requirement

_AND = re.compile(r"\band\b(?!/)", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_ON_TOP = re.compile(
    r"\b(?:with|plus|followed by|along with|together with) (?:an? |the )?\Z", re.IGNORECASE
)


def education_asked(
    text: str, degrees: Sequence[FoundDegree], zone: Zone, span: Span
) -> Requirement:
    """One requirement for the degrees of a line that stand for each other: the lowest is asked.

    Where a higher one is asked on top of a lower one, the lower one is left out. `degrees` is not
    empty and in the order of the text; `span` is the place of the line in the posting.
    """
    above = [d for d in degrees if d.level is not Degree.HIGH_SCHOOL]
    school = [d for d in degrees if d.level is Degree.HIGH_SCHOOL]
    if above and school and school[-1].span < above[0].span:
        between = text[school[-1].span.end : above[0].span.start]
        # "High school diploma and an associate degree" asks for the second.
        parts = _AND.split(between)
        degrees = above if len(parts) > 1 and not _OR.search(parts[-1]) else degrees
    degrees = _crowned(text, degrees)
    lowest = min(degrees, key=lambda found: (found.level.rank, found.span))
    # "Bachelor's in Marketing preferred; high school diploma required" asks no field of the
    # diploma: fields go with the lowest level where it names some, or is of a school.
    own = [f for d in degrees if d.level is lowest.level for f in d.fields]
    schooled = lowest.level is Degree.HIGH_SCHOOL
    fields = tuple(dict.fromkeys(own or ([] if schooled else _all_fields(degrees))))
    return new_requirement(
        kind=Kind.EDUCATION,
        zone=zone,
        span=span,
        degree=lowest.level,
        degree_fields=fields,
        or_equivalent=accepts_equivalent(text),
        terms=content_terms(text),
    )


def _crowned(text: str, degrees: Sequence[FoundDegree]) -> Sequence[FoundDegree]:
    """The degrees without those that a higher one is asked on top of ("BA with a master's")."""
    for number in range(len(degrees) - 1, 0, -1):
        before, after = degrees[number - 1 : number + 1]
        between = text[before.span.end : after.span.start]
        if after.level.rank > before.level.rank and _ON_TOP.search(between):
            return degrees[number:]
    return degrees


def _all_fields(degrees: Sequence[FoundDegree]) -> list[str]:
    return [field for degree in degrees for field in degree.fields]
