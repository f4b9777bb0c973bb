"""Write application files: a new one, or one more event; the person's comments stay.

A file is replaced as a whole or not at all: the new text is written beside it, flushed to the
disk and moved over it in one step.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from fitcheck.errors import ApplicationFileError
from fitcheck.followup.application import Application, Event
from fitcheck.followup.application_file import parse_application
from fitcheck.followup.file_values import application_values, event_values
from fitcheck.records.raw_file import is_json, parse_values, read_text
from fitcheck.records.writing import replace_file as replace_file  # noqa: PLC0414  a name of old


def log_event(path: Path, event: Event) -> Application:
    """Append `event` to the file and give the application as it then is.

    The file keeps its comments and order. Nothing is written where the new file would break the
    form (an event before the application, a wrong day). Raises ApplicationFileError for that and
    where the file has changed meanwhile, MissingInputError where there is none.
    """
    before = read_text(path)
    after = with_event(before, event, name=path.name)
    application = parse_application(after, name=path.name)
    if read_text(path) != before:
        raise ApplicationFileError(
            "the file has been changed meanwhile; log the event again", source=path.name
        )
    replace_file(path, after)
    return application


def with_event(text: str, event: Event, *, name: str) -> str:
    """The text of an application file with one more event. Raises ApplicationFileError."""
    parse_application(text, name=name)
    values = event_values(event)
    if is_json(text, name):
        raw, _ = parse_values(text, name=name)
        raw.setdefault("events", []).append(_as_json(values))
        return json.dumps(raw, indent=1, ensure_ascii=False) + "\n"
    document = tomlkit.parse(text)
    events = document.get("events")
    if events is None:
        table = tomlkit.aot()
        table.append(_toml_table(values))
        document.append("events", table)
    elif isinstance(events, AoT):
        events.append(_toml_table(values))
    else:
        inline = tomlkit.inline_table()
        inline.update(values)
        events.append(inline)
    return tomlkit.dumps(document)


def new_application_text(application: Application, *, as_json: bool = False) -> str:
    """A new file with the facts of `application`, in the order of the schema."""
    values = application_values(application)
    if as_json:
        return json.dumps(_as_json(values), indent=1, ensure_ascii=False) + "\n"
    document = tomlkit.document()
    document.add(tomlkit.comment("An application for fitcheck; docs/followup.md names all keys."))
    tables = {key: value for key, value in values.items() if _is_table(value)}
    for key, value in values.items():
        if key not in tables:
            long_text = isinstance(value, str) and "\n" in value
            document.add(key, tomlkit.string(value, multiline=True) if long_text else value)
    for key, value in tables.items():
        if isinstance(value, dict):
            document.add(key, _toml_table(value))
        else:
            listed = tomlkit.aot()
            for item in value:
                listed.append(_toml_table(item))
            document.add(key, listed)
    return tomlkit.dumps(document)


def create_file(path: Path, text: str) -> None:
    """Write a new file; what is there already stays. Raises ApplicationFileError where it is."""
    if path.exists():
        raise ApplicationFileError(
            "there is such a file already; nothing written", source=str(path)
        )
    replace_file(path, text)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def _toml_table(values: dict[str, Any]) -> tomlkit.items.Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, value)
    return table


def _as_json(value: Any) -> Any:
    """Dates as YYYY-MM-DD, everything else as it is."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value
