"""Read corrections from TOML: strict keys, every error names the key and the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from fitcheck.corrections.values import Corrections
from fitcheck.errors import CorrectionsError
from fitcheck.language.dates import PartialDate
from fitcheck.language.degrees import Degree
from fitcheck.language.lines import Zone
from fitcheck.matching.corrected import LevelCorrection
from fitcheck.matching.match import Level
from fitcheck.profiles.anchors import Anchor, words_of
from fitcheck.profiles.corrections import (
    EducationCorrection,
    LineCorrection,
    NoDay,
    PositionCorrection,
    PostingCorrection,
    PostingCorrections,
    Present,
    ResumeCorrections,
)
from fitcheck.profiles.profile import Kind, Necessity
from fitcheck.records.fields import Fields
from fitcheck.records.raw_file import parse_values, read_text

SCHEMA: Final = "fitcheck.corrections/1"
MOST_ENTRIES: Final = 1_000
"""Entries of one kind; the richest real posting has some 300 lines."""
LONGEST_REASON: Final = 1_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_PARTIAL = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_MOST_CONCEPTS = 50

_Entry = TypeVar("_Entry")


def read_corrections(paths: Iterable[Path]) -> Corrections:
    """The corrections of these files together, later files last.

    Raises MissingInputError where a file cannot be read, CorrectionsError naming key and line.
    """
    found = Corrections()
    for path in paths:
        text = read_text(path, error=CorrectionsError, what="a file of corrections")
        found += parse_corrections(text, name=path.name)
    return found


def parse_corrections(text: str, *, name: str) -> Corrections:
    """The corrections in a TOML text. Raises CorrectionsError naming key and line.

    An entry that corrects nothing yet (as in a file that was just begun) is left out.
    """
    values, places = parse_values(text, name=name, error=CorrectionsError)
    top = Fields(values, places, name, error=CorrectionsError)
    schema = top.get("schema")
    if schema is not None and schema != SCHEMA:
        top.fail("schema", f"this version reads {SCHEMA}")
    facts = top.table("posting")
    found = Corrections(
        resume=ResumeCorrections(
            positions=_entries(top, "position", _position),
            education=_entries(top, "education", _education),
        ),
        posting=PostingCorrections(
            facts=_said([facts] if facts else [], _posting),
            lines=_entries(top, "line", _line),
        ),
        levels=_entries(top, "level", _level),
        sources=(name,),
    )
    top.finish()
    return found


def _entries(top: Fields, key: str, read: Callable[[Fields], _Entry]) -> tuple[_Entry, ...]:
    return _said(top.tables(key, most=MOST_ENTRIES), read)


def _said(tables: Iterable[Fields], read: Callable[[Fields], _Entry]) -> tuple[_Entry, ...]:
    """The entries that correct something; an unfinished one still has to be without errors."""
    found = []
    for table in tables:
        entry = read(table)
        table.finish()
        if not _CORRECTING.isdisjoint(table.values):
            found.append(entry)
    return tuple(found)


_CORRECTING = frozenset(
    ("title", "employer", "start", "end", "level", "field", "completed", "deadline", "zone")
) | {"necessity"}
"""Keys that correct something; the others say where and why."""


def _position(table: Fields) -> PositionCorrection:
    end = table.get("end")
    return PositionCorrection(
        anchor=_anchor(table),
        title=_text_or_none(table, "title"),
        employer=_text_or_none(table, "employer"),
        start=_month(table, "start"),
        end=Present.PRESENT if end == Present.PRESENT.value else _month(table, "end"),
        reason=_reason(table),
    )


def _education(table: Fields) -> EducationCorrection:
    return EducationCorrection(
        anchor=_anchor(table),
        level=table.choice("level", Degree),
        field=_text_or_none(table, "field"),
        completed=table.flag("completed") if table.get("completed") is not None else None,
        reason=_reason(table),
    )


def _posting(table: Fields) -> PostingCorrection:
    deadline: date | NoDay | None = NoDay.NONE
    if table.get("deadline") != NoDay.NONE.value:
        deadline = table.day("deadline")
    return PostingCorrection(
        title=_text_or_none(table, "title"),
        employer=_text_or_none(table, "employer"),
        deadline=deadline,
        reason=_reason(table),
    )


def _line(table: Fields) -> LineCorrection:
    return LineCorrection(
        anchor=_anchor(table),
        zone=table.choice("zone", Zone),
        necessity=table.choice("necessity", Necessity),
        kind=table.choice("kind", Kind),
        concepts=_concepts(table),
        reason=_reason(table),
    )


def _level(table: Fields) -> LevelCorrection:
    level = table.choice("level", Level)
    reason = _reason(table)
    if level is not None and reason is None:
        table.fail(None, "the key reason is missing: a level is corrected with its reason")
    return LevelCorrection(
        anchor=_anchor(table),
        level=level or Level.UNKNOWN,
        reason=reason or "",
        kind=table.choice("kind", Kind),
        concepts=_concepts(table),
    )


def _anchor(table: Fields) -> Anchor:
    quote = table.text("quote")
    if quote is None or not words_of(quote):
        table.fail("quote" if quote else None, "give the words of the line as quote")
    nth = table.get("nth")
    whole = isinstance(nth, int) and not isinstance(nth, bool)
    if nth is not None and not (whole and 0 < nth <= MOST_ENTRIES):
        table.fail("nth", "give which of the equal lines is meant, from 1")
    return Anchor(quote=quote, nth=nth)


def _reason(table: Fields) -> str | None:
    return table.text("reason", longest=LONGEST_REASON)


def _text_or_none(table: Fields, key: str) -> str | None:
    """A line of text; an empty one says that there is none."""
    return "" if table.get(key) == "" else table.line_of_text(key)


def _month(table: Fields, key: str) -> PartialDate | None:
    """A year or a month: "2019", 2019, "2019-03"; a day gives its month."""
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, date):
        value = f"{value.year:04d}-{value.month:02d}"
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    found = _PARTIAL.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        ended = ', or "present"' if key == "end" else ""
        table.fail(key, f'give a month or a year such as "2019-03" or "2019"{ended}')
    return PartialDate(year=int(found[1]), month=int(found[2]) if found[2] else None)


def _concepts(table: Fields) -> tuple[str, ...] | None:
    value = table.get("concepts")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > _MOST_CONCEPTS:
        table.fail("concepts", "give a list of concepts between square brackets")
    if not all(isinstance(one, str) and len(one) <= 500 for one in value):
        table.fail("concepts", "give names of concepts between quotes")
    return tuple(value)
