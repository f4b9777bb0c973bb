"""People in a file: contacts, their time zones, and help that was offered to them."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from fitcheck.followup.application import (
    Contact,
    OfferedHelp,
    RecruiterKind,
    Role,
    Tie,
    Via,
)
from fitcheck.records.fields import Fields

MOST_CONTACTS = 100
"""Contacts, and offers of help, in one application file."""


def read_contact(table: Fields, role: Role = Role.EMPLOYER) -> Contact:
    """One person in a file. `role` holds where the file gives none."""
    contact = Contact(
        name=table.line_of_text("name"),
        role=table.choice("role", Role) or role,
        tie=table.choice("tie", Tie),
        tz=read_zone(table),
        email=table.line_of_text("email"),
        phone=table.line_of_text("phone"),
        prefers=table.choice("prefers", Via),
        recruiter_kind=table.choice("recruiter_kind", RecruiterKind),
        last_contact=table.day("last_contact"),
    )
    if contact.email is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+", contact.email):
        table.fail("email", "give one address such as name@example.org")
    table.finish()
    return contact


def read_zone(table: Fields) -> str | None:
    """The IANA time zone under `tz`, None where none is given."""
    name = table.line_of_text("tz")
    if name is None:
        return None
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        table.fail("tz", "give an IANA time zone such as America/New_York")


def read_offered_help(top: Fields) -> tuple[OfferedHelp, ...]:
    """Offers of help in a file, under the key `offered_help`."""
    offers = []
    for table in top.tables("offered_help", most=MOST_CONTACTS):
        to, what = table.line_of_text("to"), table.line_of_text("what")
        if to is None or what is None:
            table.fail(None, "say to whom (to) and what was offered (what)")
        on, done = table.required_day("on"), table.day("done")
        table.finish()
        offers.append(OfferedHelp(on=on, to=to, what=what, done=done))
    return tuple(offers)
