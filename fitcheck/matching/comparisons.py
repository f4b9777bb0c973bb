"""Each requirement against the resume: one comparison per kind, each with ordered levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fitcheck.language.degrees import Degree
from fitcheck.matching.certificates import compare_certification
from fitcheck.matching.concepts import compare_concepts
from fitcheck.matching.conditions import compare_condition
from fitcheck.matching.context import Context
from fitcheck.matching.credentials import compare_education
from fitcheck.matching.duties import compare_duty
from fitcheck.matching.languages import compare_language
from fitcheck.matching.match import Match
from fitcheck.matching.silence import COUNTED
from fitcheck.matching.support import supported
from fitcheck.matching.traits import compare_trait
from fitcheck.matching.weights import asks_schooling
from fitcheck.matching.years import compare_years
from fitcheck.profiles.profile import Kind, Requirement

Comparison = Callable[[Requirement, Context], Match]

COMPARISONS: dict[Kind, Comparison] = {
    Kind.SKILL: compare_concepts,
    Kind.KNOWLEDGE: compare_concepts,
    Kind.EXPERIENCE: compare_concepts,
    Kind.EDUCATION: compare_education,
    Kind.CERTIFICATION: compare_certification,
    Kind.LANGUAGE: compare_language,
    Kind.TRAIT: compare_trait,
    Kind.DUTY: compare_duty,
    Kind.AUTHORIZATION: compare_condition,
    Kind.CLEARANCE: compare_condition,
    Kind.LOCATION: compare_condition,
    Kind.SCHEDULE: compare_condition,
    Kind.LICENSE: compare_condition,
}


def compare_all(context: Context) -> list[Match]:
    """The matches of all requirements of the posting, in their order.

    Those that the resume cannot speak to are compared for the first resume only.
    """
    asked, requirements = context.asked, context.posting.requirements
    unheard = asked.unheard.difference(context.spoken)  # before `silent` is read, which fills first
    matches = asked.silent.copy()
    for row in context.spoken:
        matches[row] = compare(requirements[row], context)
    for row in unheard:
        matches[row] = asked.silent[row] = compare(requirements[row], context)
        asked.unheard.discard(row)
    return matches


def compare(requirement: Requirement, context: Context) -> Match:
    """The match of one requirement: its level, its evidence and a readable reason.

    What only the page's data asks has no words of its own to quote, so its reason says where from.
    """
    match = _compared(requirement, context)
    if not requirement.inferred:
        return match
    return replace(match, reason=f"asked in the page's data, not in its words; {match.reason}")


def _compared(requirement: Requirement, context: Context) -> Match:
    return supported(decide(requirement, context), context)


def decide(requirement: Requirement, context: Context) -> Match:
    """The match as its comparison gives it, with the lines that decided its level as evidence."""
    if requirement.min_months is not None and requirement.kind in COUNTED:
        return compare_years(requirement, context)
    if asks_schooling(requirement):
        return _schooled(requirement, context)
    return COMPARISONS[requirement.kind](requirement, context)


def _schooled(requirement: Requirement, context: Context) -> Match:
    """Where one must have learned what is asked elsewhere: any education beyond school shows it."""
    college = replace(requirement, degree=Degree.ASSOCIATE)
    return replace(compare_education(college, context), requirement=requirement)
