"""The calendar of a plan: one entry a step, the same UID every time, cancelled where it is over.

The log is replayed day by day, so that entries of earlier plans are known without any memory: a
step that no longer stands is cancelled, one that moved gets a higher sequence number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fitcheck.followup.application import Application, Role
from fitcheck.followup.history import read_history
from fitcheck.followup.plan import Action, Plan, Step, Way
from fitcheck.followup.policy import plan_followup
from fitcheck.followup.schedule import WorkingDays
from fitcheck.matching.match import Band
from fitcheck.settings import FollowupSettings

MOST_DAYS = 60
"""Days with events that are replayed, the latest ones: a search of months for one job has 20. What
older plans held was cancelled in a calendar of that time."""

_MORNING = timedelta(hours=9)
"""When the alarm of an entry without a time rings, after midnight where the person is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry. `start` and `end` are UTC times, or days where the zone or the hour is open.

    `alarm` is relative to the start. `sequence` never falls from one day or event to the next.
    """

    uid: str
    sequence: int
    start: datetime | date
    end: datetime | date
    summary: str
    description: str
    cancelled: bool
    alarm: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A step as it stood in the plan of a day, and when it last changed."""

    step: Step
    day: date
    sequence: int
    cancelled: bool = False


_Key = tuple[str, int, date | None]


def calendar_entries(
    application: Application,
    *,
    today: date,
    settings: FollowupSettings | None = None,
    band: Band | None = None,
) -> tuple[CalendarEntry, ...]:
    """The entries of the plan as of `today`, cancelled ones included, by day.

    Steps that were carried out are left as they stand in the calendar and are not listed.
    """
    settings = settings or FollowupSettings()
    days = WorkingDays(frozenset(settings.holidays))
    planned: dict[_Key, _Planned] = {}
    events = application.events
    marks = {e.on for e in events if e.on <= today} | {today}
    if application.applied_on is not None and application.applied_on <= today:
        marks.add(application.applied_on)
    start = min(marks)
    for day in sorted(marks)[-MOST_DAYS:]:
        known = replace(application, events=tuple(e for e in events if e.on <= day))
        plan = plan_followup(known, None, today=day, settings=settings, band=band)
        sequence = (day - start).days + len(known.events)
        planned = _updated(planned, _steps(plan), sequence, days.roll(day), _touches(known, day))
    entries = [
        _entry(application, key, entry, settings) for key, entry in sorted(planned.items(), key=_by)
    ]
    return tuple(entries)


def _by(item: tuple[_Key, _Planned]) -> tuple[date, str, int]:
    return item[1].day, item[0][0], item[0][1]


def _steps(plan: Plan) -> tuple[Step, ...]:
    """What belongs into a calendar: every step but the close, and thanks that are due."""
    steps = tuple(step for step in plan.schedule if step.kind is not Action.CLOSE)
    if plan.thank_you is None:
        return steps
    thanks = Step(on=plan.thank_you, kind=Action.THANK_YOU, target=plan.target)
    return (thanks, *steps)


def _touches(application: Application, day: date) -> int:
    """How many touches have been made by that day."""
    return read_history(application, day).touches


def _key(step: Step) -> _Key:
    """What makes a step the same one: its number and kind; the day where it has no number."""
    return (step.kind.value, step.touch, None if step.touch else step.on)


def _updated(
    planned: dict[_Key, _Planned],
    steps: tuple[Step, ...],
    sequence: int,
    act_on: date,
    made: int,
) -> dict[_Key, _Planned]:
    """The entries after one more day: new, moved, cancelled; those carried out are dropped."""
    current = {_key(step): step for step in steps}
    result: dict[_Key, _Planned] = {}
    for key, old in planned.items():
        if key in current or 0 < key[1] <= made or (key[0] == "thank_you" and made):
            continue
        gone = old if old.cancelled else replace(old, cancelled=True, sequence=sequence)
        result[key] = gone
    for key, step in current.items():
        day = max(step.on, act_on)
        before = planned.get(key)
        same = before is not None and before.day == day and not before.cancelled
        kept = before if before is not None and same and before.step == step else None
        result[key] = kept or _Planned(step=step, day=day, sequence=sequence)
    return result


def _entry(
    application: Application, key: _Key, planned: _Planned, settings: FollowupSettings
) -> CalendarEntry:
    step = planned.step
    start, end = _times(application, planned)
    timed = isinstance(start, datetime)
    minutes = timedelta(minutes=-settings.alarm_minutes)
    return CalendarEntry(
        uid=_uid(application.id, key),
        sequence=planned.sequence,
        start=start,
        end=end,
        summary=f"{_TITLES[key[0]]}: {application.label}",
        description=_description(application, step),
        cancelled=planned.cancelled,
        alarm=None if planned.cancelled else (minutes if timed else _MORNING),
    )


_TITLES = {
    "follow_up": "Follow up",
    "last_ask": "Ask for a yes or a no",
    "respond": "Answer them",
    "ask_referral": "Ask for a referral",
    "apply": "Apply",
    "thank_you": "Say thank you",
}


def _uid(application: str, key: _Key) -> str:
    """The same for the same step of the same application, whenever the file is written."""
    name = f"{application}\n{key[0]}\n{key[1]}\n{key[2] or ''}"
    return f"{hashlib.sha256(name.encode()).hexdigest()[:32]}@fitcheck"


def _times(
    application: Application, planned: _Planned
) -> tuple[datetime, datetime] | tuple[date, date]:
    """UTC times where hour and zone are known, else the whole day; never a floating time."""
    step, day = planned.step, planned.day
    contact = application.contact_for(step.target or Role.EMPLOYER)
    if step.slot is None or contact is None or contact.tz is None:
        return day, day + timedelta(days=1)
    zone = ZoneInfo(contact.tz)
    start, end = (
        datetime.combine(day, time.fromisoformat(part), tzinfo=zone).astimezone(UTC)
        for part in step.slot
    )
    return start, end


def _description(application: Application, step: Step) -> str:
    contact = application.contact_for(step.target or Role.EMPLOYER)
    lines = [
        f"By {step.way.value}" if step.way is not Way.NONE else "",
        f"{step.slot[0]}-{step.slot[1]} where they are" if step.slot else "",
        contact.name or "" if contact else "",
        contact.phone or "" if contact and step.way is Way.PHONE else "",
        contact.email or "" if contact and step.way is Way.EMAIL else "",
        application.posting_url or "",
    ]
    return "\n".join(line for line in lines if line)
