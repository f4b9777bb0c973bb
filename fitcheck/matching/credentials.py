"""Degrees: the best one against the level and the field that a posting asks."""

from __future__ import annotations

import re
from dataclasses import replace

from fitcheck.language.degrees import find_degrees
from fitcheck.language.sections import Section
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.concepts import compare_concepts
from fitcheck.matching.context import Context
from fitcheck.matching.fields import (
    Nearness,
    accepts_related,
    asks_technical,
    nearness,
    same_field,
    technical,
    told_by_degree,
)
from fitcheck.matching.match import Evidence, Level, Match
from fitcheck.matching.wording import duration, listing
from fitcheck.profiles.profile import (
    Degree,
    Education,
    Kind,
    Necessity,
    Requirement,
)

_OR = re.compile(r"\b(?:or|oder|ou|o)\b")
_LEAST_SENTENCE = 8
"""Words from which a line of a summary tells a story; shorter ones are entries of a list."""
_MOST_OF_ENTRY = 200
"""Characters of an entry of education that may name its field."""


def compare_education(requirement: Requirement, context: Context) -> Match:
    """Level and field of the best degree; experience stands in where the posting says so.

    Demonstrated: the level is reached in a named field. Partial: a field beside it, one level
    below, or not completed. A degree of quite another field shows
    nothing where the line takes nothing else for it.
    """
    resume = context.index.resume
    if requirement.degree is None and not requirement.degree_fields:
        return compare_concepts(requirement, context)
    best = max(
        (
            (*_standing(entry, requirement, context), -n, entry)
            for n, entry in enumerate(resume.education)
            if not context.index.copied(entry.span)
        ),
        key=lambda found: (found[0].rank, found[1], found[2]),
        default=None,
    )
    equivalent = _equivalent(requirement, context)
    if best is None or best[0] is Level.ABSENT:
        return equivalent or Match(
            requirement=requirement, level=Level.ABSENT, reason=_no_degree(requirement, context)
        )
    level, _, _, entry = best
    if _claimed(entry, context):
        level = Level.LISTED
    if level is Level.PARTIAL and equivalent is not None and equivalent.level is Level.DEMONSTRATED:
        return equivalent
    evidence = (Evidence(span=entry.span, section=Section.EDUCATION, page=_page(entry, context)),)
    return Match(
        requirement=requirement,
        level=level,
        reason=_degree_reason(level, entry, requirement),
        evidence=evidence,
    )


def _claimed(entry: Education, context: Context) -> bool:
    """A degree of which only running text speaks; a line with a place or a year is an entry."""
    words = len(context.index.resume.document.quote(entry.span).split())
    told = entry.institution or entry.date or words <= _LEAST_SENTENCE
    return context.index.claimed(entry.span) and not told


def _standing(
    entry: Education, requirement: Requirement, context: Context
) -> tuple[Level, Nearness]:
    """What one degree shows, and how near its field lies to those asked."""
    near = _nearness(entry, requirement, context)
    return _education_level(entry, requirement, near, context), near


def _education_level(
    entry: Education, requirement: Requirement, near: Nearness, context: Context
) -> Level:
    if entry.level is None:
        return Level.ABSENT
    if near is Nearness.OTHER and not requirement.or_equivalent:
        # Where other ways are taken the level of education counts for something by itself.
        return Level.ABSENT
    asked = requirement.degree
    gap = 0 if asked is None else asked.rank - entry.level.rank
    if gap > 2 or (gap > 0 and asked is Degree.HIGH_SCHOOL):
        return Level.ABSENT
    if gap > 0 and (entry.level is Degree.HIGH_SCHOOL or _beyond(requirement)):
        return Level.ABSENT
    related = near is Nearness.KINDRED and context.asked.told(accepts_related, requirement)
    right = near is Nearness.SAME or related
    if gap > 1 and not (right and requirement.degree_fields):
        return Level.ABSENT
    if asked is Degree.HIGH_SCHOOL and gap < 0 and right:
        # Whoever was let into college has the diploma of the school, even without a degree.
        return Level.DEMONSTRATED
    if gap <= 0 and right and entry.completed is not False:
        return Level.DEMONSTRATED
    return Level.PARTIAL


def _beyond(requirement: Requirement) -> bool:
    """A postgraduate degree as a plus: the first degree below it is taken for granted.

    Of 15 such pairs that were read, 9 were called absent and 3 partial; 3 were demonstrated by
    another way that the line took.
    """
    asked = requirement.degree
    postgraduate = asked is not None and asked.rank >= Degree.MASTER.rank
    return postgraduate and requirement.necessity is Necessity.PREFERRED


def _nearness(entry: Education, requirement: Requirement, context: Context) -> Nearness:
    """How near the field studied lies to those that the line asks; the same where it asks none."""
    asked = requirement.degree_fields
    any_technical = context.asked.told(asks_technical, requirement)
    if not asked and not any_technical:
        return Nearness.SAME
    line = context.index.resume.document.quote(entry.span)[:_MOST_OF_ENTRY]
    if entry.institution and entry.field and entry.field not in entry.institution:
        # A degree in history from a school of engineering is none in engineering.
        line = line.replace(entry.institution, " ")
    told = " ".join(told_by_degree(line).values())
    named = f"{entry.field or line} {told}"
    near = technical(named) if any_technical else Nearness.OTHER
    if not asked:
        return near
    if same_field(f"{named} {line}", asked):
        return Nearness.SAME
    return max(near, nearness(named, asked))


def _equivalent(requirement: Requirement, context: Context) -> Match | None:
    """Experience in place of a degree, where the posting allows it and enough is dated."""
    if not requirement.or_equivalent:
        return None
    months = context.index.months_of_positions(context.relevant)
    asked = context.settings.equivalent_months
    if months is None or months < context.settings.years_half * asked:
        return None
    items = [found[0] for p in context.relevant if (found := context.index.items_of(p))]
    evidence = context.index.evidence(items, months=months)
    if not evidence:
        return None
    full = months >= asked
    return Match(
        requirement=requirement,
        level=Level.DEMONSTRATED if full else Level.PARTIAL,
        reason=f"{duration(months)} of relevant dated work stand for the degree (or equivalent)",
        evidence=evidence,
    )


def _degree_reason(level: Level, entry: Education, requirement: Requirement) -> str:
    has = (entry.level or Degree.HIGH_SCHOOL).value.replace("_", " ")
    field = f" in {entry.field}" if entry.field else ""
    if level is Level.DEMONSTRATED:
        return f"{has}{field}"
    if level is Level.LISTED:
        return f"{has}{field} claimed; no entry of education shows it"
    asked = (requirement.degree.value if requirement.degree else "degree").replace("_", " ")
    wanted = (
        f" in {listing(requirement.degree_fields, most=2)}" if requirement.degree_fields else ""
    )
    unfinished = ", not completed" if entry.completed is False else ""
    return f"{has}{field}{unfinished}; {asked}{wanted} asked"


def _no_degree(requirement: Requirement, context: Context) -> str:
    asked = requirement.degree.value.replace("_", " ") if requirement.degree else "such a degree"
    if not context.index.resume.education:
        return f"no education found in the resume; {asked} asked"
    return f"no degree at or near the level asked ({asked})"


def _page(entry: Education, context: Context) -> int | None:
    for item in context.index.resume.items:
        if item.span.overlaps(entry.span):
            return item.page
    return None


def takes_degree(requirement: Requirement, asked: PostingIndex) -> bool:
    """Whether the line that asks a certificate names a degree, too, as another way."""
    return (
        requirement.kind is Kind.CERTIFICATION
        and bool(asked.told(find_degrees, requirement))
        and bool(asked.told(_OR.search, requirement))
    )


def degree_instead(requirement: Requirement, context: Context) -> Match | None:
    """A degree that the same line takes instead of the certificate ("or HNC/HND in …")."""
    if not takes_degree(requirement, context.asked):
        return None
    degrees = context.asked.told(find_degrees, requirement)
    lowest = min(degrees, key=lambda found: (found.level.rank, found.span))
    own = tuple(f for d in degrees if d.level is lowest.level for f in d.fields)
    asked = replace(requirement, kind=Kind.EDUCATION, degree=lowest.level, degree_fields=own)
    found = compare_education(asked, context)
    if found.level is not Level.DEMONSTRATED:
        return None
    return replace(found, requirement=requirement)
