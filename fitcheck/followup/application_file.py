"""Read an application from TOML or JSON; `data/application.schema.json` describes the file."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from fitcheck.errors import SettingsError
from fitcheck.followup.application import (
    Application,
    Barred,
    Channel,
    Contact,
    Event,
    EventKind,
    FirmSize,
    Override,
    OverrideVerdict,
    Persistence,
    Role,
    Sender,
    Tie,
    Via,
)
from fitcheck.followup.people_file import MOST_CONTACTS, read_contact, read_offered_help, read_zone
from fitcheck.matching.match import Band
from fitcheck.records.fields import Fields
from fitcheck.records.raw_file import parse_values, read_text
from fitcheck.settings import FollowupSettings

MOST_EVENTS = 500
LONGEST_POSTING = 200_000

_SAID = ("date", "when", "by", "until", "said")
"""Other names for the day in an event of kind promise or permission."""
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def read_application(path: Path) -> Application:
    """The application in a file; its name without the ending is the id where the file gives none.

    Raises MissingInputError where there is no file, ApplicationFileError where it breaks the form.
    """
    return parse_application(read_text(path), name=path.name)


def parse_application(text: str, *, name: str) -> Application:
    """The application in `text`; JSON where the name ends so or it starts with a brace.

    Raises ApplicationFileError naming key and line.
    """
    values, places = parse_values(text, name=name)
    return build_application(Fields(values, places, name), stem=Path(name).stem)


def build_application(top: Fields, *, stem: str) -> Application:
    """The application in the fields of a file; `stem` is its id where the file gives none."""
    top.get("schema")
    channel = top.choice("channel", Channel)
    if channel is None:
        wanted = ", ".join(member.value for member in Channel)
        top.fail("channel", f"the key is missing: give one of {wanted}")
    size, employees = _size(top)
    application = replace(
        _posting_facts(top, channel, stem),
        size=size,
        employees=employees,
        relationship=top.flag("relationship"),
        ties=top.choices("ties", Tie),
        applied_on=top.day("applied_on"),
        met_on=top.day("met_on"),
        met_at=top.line_of_text("met_at"),
        contact_policy=top.choices("contact_policy", Barred),
        contacts=_contacts(top, channel),
        sender=_sender(top),
        main_number=top.flag("main_number"),
        persistence=top.choice("persistence", Persistence) or Persistence.HORIZON,
        country=top.line_of_text("country"),
        events=_events(top),
        offered_help=read_offered_help(top),
        override=_override(top),
        settings=_settings(top),
        note=top.text("note"),
    )
    top.finish()
    _check_order(application, top)
    return application


def _posting_facts(top: Fields, channel: Channel, stem: str) -> Application:
    """An application with what the file says of the job and of the fit, and nothing else."""
    return Application(
        id=top.line_of_text("id") or stem,
        channel=channel,
        size_source=top.line_of_text("size_source"),
        resume=top.line_of_text("resume"),
        posting=top.line_of_text("posting"),
        posting_text=top.text("posting_text", longest=LONGEST_POSTING),
        title=top.line_of_text("title"),
        employer=top.line_of_text("employer"),
        posting_id=top.line_of_text("posting_id"),
        posting_url=top.line_of_text("posting_url"),
        posted_on=top.day("posted_on"),
        posting_closed=top.flag("posting_closed"),
        asks_protected=top.flag("asks_protected"),
        fit=top.choice("fit", Band),
        fixable_to=top.choice("fixable_to", Band),
        hard_condition_unmet=top.line_of_text("hard_condition_unmet"),
        deadline=top.day("deadline"),
    )


def _size(top: Fields) -> tuple[FirmSize, int | None]:
    value = top.get("size")
    if value is None:
        return FirmSize.UNKNOWN, None
    if isinstance(value, int) and not isinstance(value, bool):
        if 1 <= value <= 10_000_000:
            return FirmSize.UNKNOWN, value
        top.fail("size", "a number of employees lies between 1 and 10,000,000")
    try:
        return FirmSize(value), None
    except ValueError:
        top.fail("size", "give small, medium, large, unknown or a number of employees")


def _contacts(top: Fields, channel: Channel) -> tuple[Contact, ...]:
    """The people; `contact` is short for a list of one. Names are unique."""
    single = top.table("contact")
    tables = (*((single,) if single else ()), *top.tables("contacts", most=MOST_CONTACTS))
    default = Role.RECRUITER if channel is Channel.RECRUITER else Role.EMPLOYER
    contacts = tuple(read_contact(table, default) for table in tables)
    seen: set[str] = set()
    for contact, table in zip(contacts, tables, strict=True):
        name = (contact.name or "").casefold()
        if name and name in seen:
            table.fail("name", "two contacts have this name; tell them apart")
        seen.add(name)
    return contacts


def _sender(top: Fields) -> Sender:
    table = top.table("sender")
    if table is None:
        return Sender()
    sender = Sender(
        name=table.line_of_text("name"),
        phone=table.line_of_text("phone"),
        email=table.line_of_text("email"),
        tz=read_zone(table),
    )
    table.finish()
    return sender


def _events(top: Fields) -> tuple[Event, ...]:
    return tuple(_event(table) for table in top.tables("events", most=MOST_EVENTS))


def _event(table: Fields) -> Event:
    on = table.required_day("on")
    kind = table.choice("kind", EventKind)
    if kind is None:
        table.fail(None, "the key kind is missing: say what happened")
    at = table.line_of_text("at")
    if at is not None and not _TIME.fullmatch(at):
        table.fail("at", "give a time as HH:MM")
    permitted = table.values.get("permission") is True
    event = Event(
        on=on,
        kind=kind,
        at=at,
        via=table.choice("via", Via),
        contact=table.line_of_text("contact"),
        note=table.text("note"),
        promise=table.day_or_words("promise"),
        permission=None if permitted else table.day_or_words("permission"),
        permitted=permitted or kind is EventKind.PERMISSION,
        last_ask=table.flag("last_ask"),
        thank_you=table.flag("thank_you"),
        answer=table.flag("answer"),
        no_calls=table.flag("no_calls"),
        target=table.choice("target", Role),
        line=table.places.line(table.path),
    )
    table.known.add("permission")
    event = _with_said(table, event)
    table.finish()
    for key, day in (("promise", event.promise), ("permission", event.permission)):
        if isinstance(day, date) and day < on:
            table.fail(key, "the day that was named lies before the event")
    return event


def _with_said(table: Fields, event: Event) -> Event:
    """A promise or permission event names its day under any of several plain keys."""
    if event.kind not in (EventKind.PROMISE, EventKind.PERMISSION):
        return event
    for key in _SAID:
        said = table.day_or_words(key)
        if said is not None:
            if event.kind is EventKind.PROMISE:
                return replace(event, promise=said)
            return replace(event, permission=said)
    return event


def _override(top: Fields) -> Override | None:
    table = top.table("override")
    if table is None:
        return None
    verdict, day = table.choice("verdict", OverrideVerdict), table.day("date")
    reason = table.line_of_text("reason")
    if reason is None:
        table.fail(None, "the key reason is missing: say why you decide otherwise")
    if verdict is None and day is None:
        table.fail(None, "give a verdict, a date, or both")
    on = table.required_day("on")
    table.finish()
    return Override(on=on, reason=reason, verdict=verdict, date=day)


def _settings(top: Fields) -> tuple[tuple[str, object], ...]:
    """Changed settings, each checked for its name, type and range; `holidays` may stand above."""
    off = top.days("holidays")
    table = top.table("settings")
    if table is None:
        return (("holidays", off),) if off else ()
    if off and "holidays" in table.values:
        table.fail("holidays", "the holidays stand in two places; keep one")
    defaults = FollowupSettings()
    table.known = {field.name for field in fields(FollowupSettings)}
    table.finish()
    changed = []
    for name in table.values:
        value: Any = table.get(name)
        if name == "holidays":
            value = table.days(name)
        elif isinstance(value, list):
            value = tuple(value)
        default = getattr(defaults, name)
        wanted = (int, float) if isinstance(default, float) else type(default)
        if not isinstance(value, wanted) or isinstance(value, bool) is not isinstance(
            default, bool
        ):
            table.fail(name, f"give a value such as {default}")
        single: dict[str, Any] = {name: value}
        try:
            replace(defaults, **single)
        except SettingsError as problem:
            table.fail(name, problem.message)
        changed.append((name, value))
    return (*changed, *((("holidays", off),) if off else ()))


def _check_order(application: Application, top: Fields) -> None:
    """No event lies before the application; what came earlier has its own keys."""
    applied = application.applied_on
    if applied is None:
        return
    for index, event in enumerate(application.events):
        if event.on < applied:
            place = Fields({}, top.places, top.source, ("events", index))
            place.fail(
                "on",
                f"the event lies before the day of application ({applied}); "
                "note a meeting before it as met_on and met_at",
            )
