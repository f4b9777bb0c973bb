"""A posting's facts, the zones of its lines and their necessity as the person says they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fitcheck.documents.document import Document, DocumentWarning, Span
from fitcheck.language.lines import Zone, ZonedLine
from fitcheck.profiles.anchors import Anchor, Lines, find_lines, stale
from fitcheck.profiles.corrections import (
    Applied,
    LineCorrection,
    NoDay,
    PostingCorrection,
    Subject,
    as_text,
)
from fitcheck.profiles.employer import find_employer
from fitcheck.profiles.facts import find_deadline, find_title
from fitcheck.profiles.profile import Kind, Necessity, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedLines:
    """Lines with their zones as corrected; `changed` are the spans whose zone is another now."""

    lines: tuple[ZonedLine, ...]
    changed: frozenset[Span]
    applied: tuple[Applied, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedRequirements:
    """Requirements with their necessity as corrected."""

    requirements: tuple[Requirement, ...]
    applied: tuple[Applied, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFacts:
    """Title, employer and deadline of a posting, as corrected."""

    title: str | None
    employer: str | None
    deadline: date | None
    applied: tuple[Applied, ...] = ()


def correct_zones(
    lines: Sequence[ZonedLine], corrections: Sequence[LineCorrection], document: Document
) -> CorrectedLines:
    """Every line with its zone; of two corrections the later one holds."""
    zones: dict[Span, tuple[Zone, str | None]] = {}
    warnings = []
    places = Lines((line.span for line in lines), document)
    for correction in corrections:
        if correction.zone is None:
            continue
        found = find_lines(correction.anchor, places, about="line, zone")
        if isinstance(found, DocumentWarning):
            warnings.append(found)
        else:
            zones |= dict.fromkeys(found, (correction.zone, correction.reason))
    read = {line.span: line.zone for line in lines}
    applied = tuple(
        Applied(
            subject=Subject.LINE,
            field="zone",
            span=span,
            computed=read[span].value,
            corrected=zone.value,
            reason=reason,
        )
        for span, (zone, reason) in zones.items()
    )
    return CorrectedLines(
        lines=tuple(
            replace(line, zone=zones[line.span][0]) if line.span in zones else line
            for line in lines
        ),
        changed=frozenset(span for span, (zone, _) in zones.items() if zone is not read[span]),
        applied=applied,
        warnings=tuple(warnings),
    )


def as_corrected(requirements: Sequence[Requirement], zone: Zone) -> tuple[Requirement, ...]:
    """The requirements of a line whose zone was corrected: its own hints do not overrule that."""
    if zone not in (Zone.REQUIRED, Zone.PREFERRED):
        return tuple(requirements)
    necessity = Necessity.REQUIRED if zone is Zone.REQUIRED else Necessity.PREFERRED
    return tuple(
        replace(one, necessity=necessity, zone=one.zone if one.zone is Zone.CONDITION else zone)
        for one in requirements
    )


def correct_necessity(
    requirements: Sequence[Requirement], corrections: Sequence[LineCorrection], document: Document
) -> CorrectedRequirements:
    """The requirements with their necessity; of two corrections the later one holds."""
    values = {one.id: one for one in requirements}
    lines = Lines((one.span for one in requirements), document)
    applied: dict[str, Applied] = {}
    warnings = []
    for correction in corrections:
        if correction.necessity is None:
            continue
        named = named_requirements(
            requirements,
            correction.anchor,
            lines,
            kind=correction.kind,
            concepts=correction.concepts,
            about="line, necessity",
        )
        if isinstance(named, DocumentWarning):
            warnings.append(named)
            continue
        for one in named:
            values[one.id] = replace(values[one.id], necessity=correction.necessity)
            applied[one.id] = Applied(
                subject=Subject.LINE,
                field="necessity",
                span=one.span,
                requirement=one.id,
                computed=one.necessity.value,
                corrected=correction.necessity.value,
                reason=correction.reason,
            )
    return CorrectedRequirements(
        requirements=tuple(values.values()),
        applied=tuple(applied.values()),
        warnings=tuple(warnings),
    )


def named_requirements(
    requirements: Sequence[Requirement],
    anchor: Anchor,
    lines: Lines,
    *,
    kind: Kind | None,
    concepts: tuple[str, ...] | None,
    about: str,
) -> tuple[Requirement, ...] | DocumentWarning:
    """The requirements of the lines that an anchor names, narrowed by kind and concepts."""
    spans = find_lines(anchor, lines, about=about)
    if isinstance(spans, DocumentWarning):
        return spans
    named = tuple(
        one
        for one in requirements
        if one.span in spans
        and (kind is None or one.kind is kind)
        and (concepts is None or set(one.concepts) == set(concepts))
    )
    if not named:
        return stale(anchor, about, "the line asks nothing of that kind or with those concepts")
    return named


def correct_facts(
    document: Document, lines: Sequence[ZonedLine], corrections: Sequence[PostingCorrection]
) -> CorrectedFacts:
    """Title, employer and deadline, found and corrected; of two corrections the later one holds."""
    title = find_title(document, lines)
    employer = find_employer(document, lines)
    deadline = find_deadline(document, lines)
    read: dict[str, object] = {"title": title, "employer": employer, "deadline": deadline}
    applied: dict[str, Applied] = {}
    for correction in corrections:
        if correction.title is not None:
            title = correction.title or None
        if correction.employer is not None:
            employer = correction.employer or None
        if correction.deadline is not None:
            deadline = None if isinstance(correction.deadline, NoDay) else correction.deadline
        now: dict[str, object] = {"title": title, "employer": employer, "deadline": deadline}
        for field, value in now.items():
            if getattr(correction, field) is not None:
                applied[field] = Applied(
                    subject=Subject.POSTING,
                    field=field,
                    span=None,
                    computed=as_text(read[field]),
                    corrected=as_text(value),
                    reason=correction.reason,
                )
    return CorrectedFacts(
        title=title, employer=employer, deadline=deadline, applied=tuple(applied.values())
    )
