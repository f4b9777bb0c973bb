"""Conditions: yes-or-no facts. Only what the resume states answers them; silence is unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fitcheck.errors import TableError
from fitcheck.language.sections import Section
from fitcheck.matching.certificates import compare_certification
from fitcheck.matching.concepts import concept_level
from fitcheck.matching.context import Context
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
        return _compare_location(requirement, context)
    stated = _stated(requirement, context)
    if stated is not None:
        return stated
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
    return _unknown(requirement)


def _stated(requirement: Requirement, context: Context) -> Match | None:
    asked = context.posting.document.quote(requirement.span)
    index = context.index
    for statement in statements():
        if statement.kind is not requirement.kind:
            continue
        if statement.needs is not None and not statement.needs.search(asked):
            continue
        if statement.answer is Level.CONTRADICTED and requirement.inferred:
            continue
        for number, item in enumerate(index.resume.items):
            if not statement.pattern.search(index.resume.document.quote(item.span)):
                continue
            opposite = statement.answer is Level.CONTRADICTED
            return Match(
                requirement=requirement,
                level=statement.answer,
                reason="the resume states the opposite" if opposite else "the resume states it",
                evidence=index.evidence((number,)),
            )
    return None


def _compare_license(requirement: Requirement, context: Context) -> Match:
    """A licence that the resume names is shown; one that it does not name is a question."""
    found = compare_certification(requirement, context)
    resume = context.index.resume.document
    # "Journeyman electrician seeking work" names a trade; a licence is an entry or says that it is.
    entry = found.level is Level.DEMONSTRATED
    stated = any(_LICENSED.search(resume.quote(e.span)) for e in found.evidence)
    if not requirement.concepts or not (entry or stated):
        return _unknown(requirement)
    return Match(
        requirement=requirement,
        level=Level.DEMONSTRATED,
        reason=found.reason if entry else "the resume states it",
        evidence=found.evidence,
    )


def _compare_location(requirement: Requirement, context: Context) -> Match:
    """The stated country (or region) against the one asked, given as `detail` ("US", "US-NY")."""
    home = context.index.resume.residence
    wanted = (requirement.detail or "").split()
    if home is None or home.country is None or home.span is None or not wanted:
        return _unknown(requirement)
    evidence: Sequence[Evidence] = (Evidence(span=home.span, section=Section.CONTACT),)
    here = {home.country, f"{home.country}-{home.region}" if home.region else home.country}
    if here & set(wanted):
        level, reason = Level.DEMONSTRATED, "the resume states a place there"
    elif home.country not in {code.partition("-")[0] for code in wanted}:
        if requirement.inferred or context.posting.remote:
            return _unknown(requirement)
        level, reason = Level.CONTRADICTED, f"the resume states another country ({home.country})"
    else:
        return _unknown(requirement)
    return Match(requirement=requirement, level=level, reason=reason, evidence=tuple(evidence))


def _unknown(requirement: Requirement) -> Match:
    return Match(
        requirement=requirement, level=Level.UNKNOWN, reason="the resume does not say; ask yourself"
    )
