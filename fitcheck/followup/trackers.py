"""Import applications from the CSV or JSON export of a job-search tracker, by a mapping table."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from fitcheck.errors import ApplicationFileError, TableError
from fitcheck.followup.application import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    Override,
    OverrideVerdict,
)
from fitcheck.records.fields import FIRST_DAY, LAST_DAY
from fitcheck.records.raw_file import is_json, parse_values
from fitcheck.settings import load_table

MOST_ROWS = 5_000
_LONGEST_CELL = 200_000
_GROUPS = {"field": "headers", "status": "words", "channel": "words"}
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an export gave. `notes` says of which row what was left out, a line each."""

    applications: tuple[Application, ...]
    notes: tuple[str, ...]


def import_tracker(text: str, *, name: str, today: date) -> Imported:
    """The applications in an export.

    An export is CSV with a header line, a JSON list of objects, or an object with one such list.
    Columns and statuses are found by the table `trackers`; `today` dates a status whose day the
    export does not give. Raises ApplicationFileError where neither a title nor a company is
    found, or there are too many rows.
    """
    rows = _json_rows(text, name) if is_json(text, name) or text.lstrip()[:1] == "[" else None
    if rows is None:
        rows = _csv_rows(text, name)
    if len(rows) > MOST_ROWS:
        raise ApplicationFileError(
            f"the export has {len(rows)} rows, the limit is {MOST_ROWS}", source=name
        )
    applications, notes = [], []
    taken: set[str] = set()
    for number, row in enumerate(rows, 1):
        values = _mapped(row)
        if not values.get("title") and not values.get("employer"):
            notes.append(f"row {number}: neither a title nor a company, left out")
            continue
        application, remarks = _application(values, today)
        application = replace(application, id=free_id(application, taken))
        taken.add(application.id)
        applications.append(application)
        notes += [f"row {number}: {remark}" for remark in remarks]
    if rows and not applications:
        raise ApplicationFileError(
            "no column with a job title or a company was found in the export", source=name
        )
    return Imported(applications=tuple(applications), notes=tuple(notes))


def _application(values: dict[str, str], today: date) -> tuple[Application, list[str]]:
    remarks: list[str] = []
    applied = _day(values, "applied_on", remarks)
    changed = _day(values, "status_on", remarks)
    status = meaning("status", values.get("status", ""))
    if values.get("status") and status is None:
        remarks.append("a status that the mapping table does not know, taken as applied")
    if status == "considering":
        applied = None
    elif applied is None:
        remarks.append("no day of application")
    on = max(day for day in (changed or today, applied or FIRST_DAY))
    channel = Channel(meaning("channel", values.get("source", "")) or Channel.ATS.value)
    kind = _EVENTS.get(status or "")
    contact = Contact(name=values.get("contact"), email=_address(values.get("email")))
    return (
        Application(
            id="",
            channel=channel,
            title=values.get("title"),
            employer=values.get("employer"),
            posting_id=values.get("posting_id"),
            posting_url=values.get("posting_url"),
            posting_text=values.get("posting_text"),
            resume=values.get("resume"),
            applied_on=applied,
            deadline=_day(values, "deadline", remarks),
            contacts=(contact,) if contact != Contact() else (),
            events=(Event(on=on, kind=kind, note="from the tracker"),) if kind else (),
            override=_closed(status, on),
            note=values.get("note"),
        ),
        remarks,
    )


_EVENTS = {
    "talked": EventKind.CONVERSATION,
    "interviewed": EventKind.INTERVIEW,
    "offered": EventKind.OFFER,
    "rejected": EventKind.REJECTION,
    "done": EventKind.VOID,
}


def _closed(status: str | None, on: date) -> Override | None:
    """A tracker's "ghosted" is no answer: the person's own close, which any answer reopens."""
    if status != "ghosted":
        return None
    reason = "the tracker says ghosted"
    return Override(on=on, reason=reason, verdict=OverrideVerdict.CLOSE)


def _day(values: dict[str, str], key: str, remarks: list[str]) -> date | None:
    """The day in a cell; one that could be read two ways is left out and remarked."""
    text = values.get(key)
    if not text:
        return None
    day = _parsed_day(text)
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        remarks.append(f"{key} is no clear day (YYYY-MM-DD), left out")
        return None
    return day


def _parsed_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        found = _AMERICAN.fullmatch(text.strip())
    if found is None:
        return None
    first, second, year = (int(part) for part in found.groups())
    # 25/11/2026 and 11/25/2026 are clear; 11/12/2026 is not.
    if (first > 12) == (second > 12) and first != second:
        return None
    month, day = (second, first) if first > 12 else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _address(text: str | None) -> str | None:
    return text if text and re.fullmatch(r"[^@\s]{1,200}@[^@\s]{1,200}", text) else None


def free_id(application: Application, taken: set[str]) -> str:
    """An id, and a file name without ending, in plain letters; not one of those taken."""
    words = re.findall(
        r"[a-z0-9]+", f"{application.employer or ''} {application.title or ''}".lower()
    )
    stem = "-".join(words)[:60].strip("-") or "application"
    number = 2
    name = stem
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _mapped(row: dict[str, str]) -> dict[str, str]:
    """The cells under the names of the table; empty ones are left out."""
    cells = {_plain(header): cell for header, cell in row.items()}
    values: dict[str, str] = {}
    for entry in _entries("field"):
        for header in entry["headers"]:
            cell = " ".join(cells.get(_plain(header), "").split())
            if entry["name"] in ("posting_text", "note"):
                cell = _printable(cells.get(_plain(header), "")).strip()
            if cell:
                values[entry["name"]] = _printable(cell)[: _LONGEST_CELL if "\n" in cell else 500]
                break
    return values


def meaning(group: str, word: str) -> str | None:
    """What a word of a status or source column means here, None where it is not known."""
    plain = _plain(word)
    for entry in _entries(group):
        if plain and plain in {_plain(known) for known in entry["words"]}:
            return str(entry["means"])
    return None


def header_name(header: str) -> str | None:
    """The field that a column header means, None where it is not known."""
    for entry in _entries("field"):
        if _plain(header) in {_plain(known) for known in entry["headers"]}:
            return str(entry["name"])
    return None


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _printable(text: str) -> str:
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)


@cache
def _entries(group: str) -> tuple[dict[str, Any], ...]:
    """The entries of a group of the table. Raises TableError where it breaks its form."""
    table = load_table("trackers")
    if set(table) != set(_GROUPS):
        raise TableError(f"trackers.toml holds {sorted(_GROUPS)} entries and nothing else")
    name = "name" if group == "field" else "means"
    keys = {name, "source", _GROUPS[group], "accept", "reject"}
    for entry in table[group]:
        if set(entry) != keys or not all(entry.values()):
            raise TableError(f"trackers.toml, {group} {entry.get(name)}: needs {sorted(keys)}")
    return tuple(table[group])


def _csv_rows(text: str, name: str) -> list[dict[str, str]]:
    sample = text[:4_000].splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=sample.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restval="", strict=True)
        return [
            {str(k): v for k, v in row.items() if k is not None and isinstance(v, str)}
            for row in reader
        ]
    except csv.Error as problem:
        raise ApplicationFileError(f"not a valid CSV export: {problem}", source=name) from problem


def _json_rows(text: str, name: str) -> list[dict[str, str]]:
    if text.lstrip().startswith("["):
        text = f'{{"rows": {text}}}'
    values, _ = parse_values(text, name="export.json")
    lists = [v for v in values.values() if isinstance(v, list)]
    if len(lists) != 1 or not all(isinstance(row, dict) for row in lists[0]):
        raise ApplicationFileError("the export must hold one list of objects", source=name)
    return [{k: _cell(v) for k, v in row.items()} for row in lists[0]]


def _cell(value: object) -> str:
    """A JSON value as a cell: an object gives its name or label, as trackers nest them."""
    if isinstance(value, dict):
        named = [value.get(key) for key in ("label", "name", "title", "value")]
        return next((str(v) for v in named if isinstance(v, str)), "")
    if value is None or isinstance(value, (list, bool)):
        return ""
    return value if isinstance(value, str) else json.dumps(value)
