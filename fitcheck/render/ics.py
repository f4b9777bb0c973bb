"""Calendar entries as an iCalendar file (RFC 5545), written by the `icalendar` package."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from fitcheck import __version__
from fitcheck.followup.calendar import CalendarEntry


def render_ics(entries: Iterable[CalendarEntry], *, stamp: datetime) -> str:
    """The text of an .ics file, lines ended by CRLF.

    `stamp` is the moment of writing (DTSTAMP), in UTC: the same stamp gives the same bytes.
    Raises ValueError for a stamp without a zone.
    """
    from icalendar import Alarm, Calendar, Event

    if stamp.tzinfo is None:
        raise ValueError("the stamp needs a time zone")
    calendar = Calendar()
    calendar.add("prodid", f"-//fitcheck//fitcheck {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("sequence", entry.sequence)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end)
        event.add("summary", entry.summary)
        if entry.description:
            event.add("description", entry.description)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        if entry.alarm is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.summary)
            alarm.add("trigger", entry.alarm)
            event.add_component(alarm)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data.decode("utf-8")
