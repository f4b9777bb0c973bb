"""A resume's positions and education as the person says they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from fitcheck.documents.document import Document, DocumentWarning, Span
from fitcheck.language.dates import DateRange, months_between
from fitcheck.profiles.anchors import Lines, find_line
from fitcheck.profiles.corrections import (
    Applied,
    EducationCorrection,
    PositionCorrection,
    Present,
    Subject,
    as_text,
)
from fitcheck.profiles.profile import Education, Position

_Value = TypeVar("_Value", Position, Education)


@dataclass(frozen=True, slots=True)
class Corrected(Generic[_Value]):
    """The values after correction, what was done, and what could not be."""

    values: tuple[_Value, ...]
    applied: tuple[Applied, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()


def correct_positions(
    positions: Sequence[Position],
    corrections: Sequence[PositionCorrection],
    document: Document,
    as_of: date,
) -> Corrected[Position]:
    """The positions with their months counted again; of two corrections the later one holds."""
    values = list(positions)
    applied: dict[tuple[Span, str], Applied] = {}
    warnings = []
    spans = [position.span for position in positions]
    lines = Lines(spans, document)
    for correction in corrections:
        changes = _position_changes(correction)
        if not changes:
            continue
        place = find_line(correction.anchor, lines, about=f"position, {', '.join(changes)}")
        if isinstance(place, DocumentWarning):
            warnings.append(place)
            continue
        number = spans.index(place)
        read = positions[number]
        values[number] = _position(values[number], correction, as_of)
        for field, value in changes.items():
            applied[place, field] = Applied(
                subject=Subject.POSITION,
                field=field,
                span=place,
                computed=_read_of_position(read, field),
                corrected=value or None,
                reason=correction.reason,
            )
    return Corrected(tuple(values), tuple(applied.values()), tuple(warnings))


def correct_education(
    entries: Sequence[Education], corrections: Sequence[EducationCorrection], document: Document
) -> Corrected[Education]:
    """The entries of education; of two corrections the later one holds."""
    values = list(entries)
    applied: dict[tuple[Span, str], Applied] = {}
    warnings = []
    spans = [entry.span for entry in entries]
    lines = Lines(spans, document)
    for correction in corrections:
        changes = {
            field: getattr(correction, field)
            for field in ("level", "field", "completed")
            if getattr(correction, field) is not None
        }
        if not changes:
            continue
        place = find_line(correction.anchor, lines, about=f"education, {', '.join(changes)}")
        if isinstance(place, DocumentWarning):
            warnings.append(place)
            continue
        number = spans.index(place)
        values[number] = _entry(values[number], correction)
        for field, value in changes.items():
            applied[place, field] = Applied(
                subject=Subject.EDUCATION,
                field=field,
                span=place,
                computed=as_text(getattr(entries[number], field)),
                corrected=as_text(value) or None,
                reason=correction.reason,
            )
    return Corrected(tuple(values), tuple(applied.values()), tuple(warnings))


def _entry(entry: Education, correction: EducationCorrection) -> Education:
    return replace(
        entry,
        level=entry.level if correction.level is None else correction.level,
        field=entry.field if correction.field is None else correction.field or None,
        completed=entry.completed if correction.completed is None else correction.completed,
    )


def _position_changes(correction: PositionCorrection) -> dict[str, str]:
    """The corrected fields as texts; an empty text says that there is none."""
    return {
        field: str(getattr(correction, field))
        for field in ("title", "employer", "start", "end")
        if getattr(correction, field) is not None
    }


def _position(position: Position, correction: PositionCorrection, as_of: date) -> Position:
    if correction.title is not None:
        position = replace(position, title=correction.title or None)
    if correction.employer is not None:
        position = replace(position, employer=correction.employer or None)
    if correction.start is None and correction.end is None:
        return position
    dates = position.dates or DateRange(start=None, end=None)
    if correction.start is not None:
        dates = replace(dates, start=correction.start)
    if isinstance(correction.end, Present):
        dates = replace(dates, end=None, current=True)
    elif correction.end is not None:
        dates = replace(dates, end=correction.end, current=False)
    return replace(position, dates=dates, months=months_between(dates, as_of))


def _read_of_position(position: Position, field: str) -> str | None:
    """What was read of a position, as text."""
    if field in ("title", "employer"):
        return as_text(getattr(position, field))
    dates = position.dates
    if dates is None:
        return None
    if field == "end" and dates.current:
        return Present.PRESENT.value
    return as_text(dates.start if field == "start" else dates.end)
