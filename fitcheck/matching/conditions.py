"""Conditions: yes-or-no facts. Only what the resume states answers them; silence is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from fitcheck.errors import TableError
from fitcheck.language.citizenship import find_rights, may_work, places_asked
from fitcheck.language.driving import covers, find_driving
from fitcheck.language.sections import Section
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.certificates import compare_certification, held_certificate
from fitcheck.matching.concepts import concept_level
from fitcheck.matching.context import Context
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.match import Evidence, Level, Match
from fitcheck.profiles.profile import Kind, Logic, Requirement
from fitcheck.settings import load_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One way in which a resume answers a condition (`data/statements.toml`)."""

    id: str
    kind: Kind
    answer: Level
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    accept: tuple[str, ...]
    reject: tuple[str, ...]


_LICENSED = re.compile(
    r"\b(?:licen[cs]e[ds]?|registered|registration|certified|chartered)\b", re.IGNORECASE
)
_KEYS = {"id", "kind", "answer", "pattern", "needs", "source", "accept", "reject"}


@cache
def statements() -> tuple[Statement, ...]:
    """The table of statements, validated. Raises TableError on an unknown key or no example."""
    rows = load_table("statements").get("statement", [])
    if not rows:
        raise TableError("statements.toml holds no [[statement]]")
    return tuple(_statement(row) for row in rows)


@cache
def _statements_on(kind: Kind) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements() if statement.kind is kind)


def _statement(row: dict[str, object]) -> Statement:
    unknown = sorted(set(row) - _KEYS)
    if unknown or not row.get("accept") or not row.get("source"):
        raise TableError(
            f"statements.toml, {row.get('id')}: unknown {unknown}, or no accept/source"
        )
    accept, reject = row["accept"], row.get("reject", [])
    if not isinstance(accept, list) or not isinstance(reject, list):
        raise TableError(f"statements.toml, {row.get('id')}: accept and reject are lists")
    needs = row.get("needs")
    return Statement(
        id=str(row["id"]),
        kind=Kind(str(row["kind"])),
        answer=Level(str(row["answer"])),
        pattern=re.compile(str(row["pattern"]), re.IGNORECASE),
        needs=re.compile(str(needs), re.IGNORECASE) if needs else None,
        accept=tuple(map(str, accept)),
        reject=tuple(map(str, reject)),
    )


def compare_condition(requirement: Requirement, context: Context) -> Match:
    """Demonstrated or contradicted by a statement of the resume, otherwise unknown."""
    if requirement.kind is Kind.LOCATION:
        found = _compare_location(requirement, context)
        # Who says to move answers an address abroad.
        here = found.level is Level.DEMONSTRATED
        return found if here else _stated(requirement, context) or found
    answered = _driving(requirement, context) or _right_to_work(requirement, context)
    stated = _stated(requirement, context)
    if stated is not None and (answered is None or stated.level is Level.CONTRADICTED):
        return stated
    if answered is not None:
        return answered
    if requirement.kind is Kind.LICENSE:
        return _compare_license(requirement, context)
    if requirement.concepts:
        finding = concept_level(requirement.concepts, Logic.ANY, context)
        evidence = context.index.evidence(finding.items)
        if evidence and finding.level.rank >= Level.LISTED.rank:
            return Match(
                requirement=requirement,
                level=Level.DEMONSTRATED,
                reason="the resume states it",
                evidence=evidence,
            )
    return _unknown(requirement, context)


def states(index: ResumeIndex, kind: Kind) -> bool:
    """Whether the resume states anything on conditions of a kind, whatever the posting asks.

    Of licences, whether it states one for driving.
    """
    known = index.once(_kinds_stated)
    if kind not in known:
        reads: list[Callable[[str], object]] = [s.pattern.search for s in _statements_on(kind)]
        if kind in _READ:
            reads.append(_READ[kind])
        at_home = kind is Kind.LOCATION and index.resume.residence is not None
        known[kind] = at_home or any(index.stating(read) for read in reads)
    return known[kind]


def _kinds_stated(_: ResumeIndex) -> dict[Kind, bool]:
    return {}


_READ: Final[Mapping[Kind, Callable[[str], object]]] = {
    Kind.AUTHORIZATION: find_rights, Kind.LICENSE: find_driving,
}  # fmt: skip
"""What is found of these kinds besides the statements of the table."""


def asks_to_drive(requirement: Requirement, asked: PostingIndex) -> bool:
    """Whether a licence that is asked is one for driving, and no other."""
    others = any(name not in _DRIVING for name in requirement.concepts)
    return not others and bool(asked.told(find_driving, requirement))


def _stated(requirement: Requirement, context: Context) -> Match | None:
    for statement in _statements_on(requirement.kind):
        needs = statement.needs
        if needs is not None and not context.asked.told(needs.search, requirement):
            continue
        if statement.answer is Level.CONTRADICTED and requirement.inferred:
            continue
        for _, evidence in context.index.stating(statement.pattern.search):
            opposite = statement.answer is Level.CONTRADICTED
            return Match(
                requirement=requirement,
                level=statement.answer,
                reason="the resume states the opposite" if opposite else "the resume states it",
                evidence=(evidence,),
            )
    return None


def _driving(requirement: Requirement, context: Context) -> Match | None:
    """A driving licence of the class asked, wherever it stands; a lower or a learner's is part."""
    if requirement.kind is not Kind.LICENSE or not asks_to_drive(requirement, context.asked):
        return None
    asked = context.asked.told(find_driving, requirement)
    wanted = asked[0].vehicles
    best: Match | None = None
    for licences, evidence in context.index.stating(find_driving):
        for licence in licences:
            held = asked[0].provisional or not licence.provisional
            full = covers(licence.vehicles, wanted) and held
            if best is None or (full and best.level is not Level.DEMONSTRATED):
                best = Match(
                    requirement=requirement,
                    level=Level.DEMONSTRATED if full else Level.PARTIAL,
                    reason="the resume states it" if full else "a lower or a learner's licence",
                    evidence=(evidence,),
                )
    return best


_DRIVING = frozenset({"Driver's License", "Commercial Driver's License", "Motorcycle License"})
_WORKING = re.compile(
    r"\b(?:right|authori[sz]\w+|eligib\w+|entitle\w*|allowed|able|permi\w+)\b.{0,40}\bwork"
    r"|work (?:permit|authori[sz]ation|visa)|citizen|national(?:s|ity)\b|\bpassport|sponsor|visa"
    r"|permanent resid|arbeitserlaubnis|permis de travail|permiso de trabajo|stamp 4",
    re.IGNORECASE,
)


def _right_to_work(requirement: Requirement, context: Context) -> Match | None:
    """Citizenship or a right to work, plainly stated, for the country asked or that of the job."""
    if requirement.kind is not Kind.AUTHORIZATION:
        return None
    if not context.asked.told(_WORKING.search, requirement):
        return None
    asked = set(context.asked.told(places_asked, requirement))
    for place in context.posting.locations if not asked else ():
        asked |= places_asked(place)
    for rights, evidence in context.index.stating(find_rights):
        for right in rights:
            # Where neither the line nor the page names a country, the applicant knows which it is.
            if may_work(right.countries, asked) or not asked:
                return Match(
                    requirement=requirement,
                    level=Level.DEMONSTRATED,
                    reason="the resume states it",
                    evidence=(evidence,),
                )
    return None


def _compare_license(requirement: Requirement, context: Context) -> Match:
    """A licence that the resume names is shown.

    One to drive that it does not name is a question; that of an occupation nobody leaves out who
    holds it (of 12 such pairs that were read, 11 were called absent and one partial).
    """
    if asks_to_drive(requirement, context.asked):
        return _unknown(requirement, context)
    held = held_certificate(requirement, context)
    if held is not None:
        return held
    found = compare_certification(requirement, context)
    resume = context.index.resume.document
    # "Journeyman electrician seeking work" names a trade; a licence is an entry or says that it is.
    entry = found.level is Level.DEMONSTRATED
    stated = any(_LICENSED.search(resume.quote(e.span)) for e in found.evidence)
    if not requirement.concepts:
        return _unknown(requirement, context)
    if not (entry or stated):
        return context.asked.bare(requirement, Level.ABSENT, "no such licence in the resume")
    return Match(
        requirement=requirement,
        level=Level.DEMONSTRATED,
        reason=found.reason if entry else "the resume states it",
        evidence=found.evidence,
    )


_LIVE_THERE = re.compile(
    r"\b(?:must|should|need(?:s|ed)? to|have to|required to|only|currently|already)\b.{0,40}"
    r"\b(?:live|living|reside\w*|residing|residents?|located|based)\b"
    r"|\bresidents? only\b|\blocal candidates\b",
    re.IGNORECASE,
)


def _compare_location(requirement: Requirement, context: Context) -> Match:
    """The stated country (or region) against the one asked, given as `detail` ("US", "US-NY")."""
    home = context.index.resume.residence
    wanted = (requirement.detail or "").split()
    if home is None or home.country is None or home.span is None or not wanted:
        return _unknown(requirement, context)
    evidence: Sequence[Evidence] = (Evidence(span=home.span, section=Section.CONTACT),)
    here = {home.country, f"{home.country}-{home.region}" if home.region else home.country}
    if here & set(wanted):
        level, reason = Level.DEMONSTRATED, "the resume states a place there"
    elif home.country not in {code.partition("-")[0] for code in wanted}:
        # People move for a job: an address abroad is the opposite only of a line that asks to live
        # there already.
        told = _LIVE_THERE.search(context.asked.quote(requirement))
        if requirement.inferred or context.posting.remote or not told:
            return _unknown(requirement, context)
        level, reason = Level.CONTRADICTED, f"the resume states another country ({home.country})"
    else:
        return _unknown(requirement, context)
    return Match(requirement=requirement, level=level, reason=reason, evidence=tuple(evidence))


def _unknown(requirement: Requirement, context: Context) -> Match:
    return context.asked.bare(requirement, Level.UNKNOWN, "the resume does not say; ask yourself")
