"""A resume's positions and education as the person says they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
_Correction = TypeVar("_Correction", PositionCorrection, EducationCorrection)


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
    return _corrected(
        positions,
        corrections,
        document,
        subject=Subject.POSITION,
        fields=("title", "employer", "start", "end"),
        change=lambda position, correction: _position(position, correction, as_of),
        read=_read_of_position,
    )


def correct_education(
    entries: Sequence[Education], corrections: Sequence[EducationCorrection], document: Document
) -> Corrected[Education]:
    """The entries of education; of two corrections the later one holds."""
    return _corrected(
        entries,
        corrections,
        document,
        subject=Subject.EDUCATION,
        fields=("level", "field", "completed"),
        change=_entry,
        read=lambda entry, field: as_text(getattr(entry, field)),
    )


def _corrected(
    read_values: Sequence[_Value],
    corrections: Sequence[_Correction],
    document: Document,
    *,
    subject: Subject,
    fields: Sequence[str],
    change: Callable[[_Value, _Correction], _Value],
    read: Callable[[_Value, str], str | None],
) -> Corrected[_Value]:
    """The values with every correction whose line is found; the others become warnings.

    `fields` are those of a correction that may be given, `change` makes one value as corrected,
    `read` says what was read of a field before.
    """
    values = list(read_values)
    applied: dict[tuple[Span, str], Applied] = {}
    warnings = []
    spans = [value.span for value in read_values]
    lines = Lines(spans, document)
    for correction in corrections:
        given = {name: getattr(correction, name) for name in fields}
        changes = {name: value for name, value in given.items() if value is not None}
        if not changes:
            continue
        about = f"{subject.value}, {', '.join(changes)}"
        place = find_line(correction.anchor, lines, about=about)
        if isinstance(place, DocumentWarning):
            warnings.append(place)
            continue
        number = spans.index(place)
        values[number] = change(values[number], correction)
        for name, value in changes.items():
            applied[place, name] = Applied(
                subject=subject,
                field=name,
                span=place,
                computed=read(read_values[number], name),
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
