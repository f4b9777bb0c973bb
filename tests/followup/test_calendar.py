"""Calendar entries: stable names, rising sequences, cancellations, hours in UTC."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.followup.application import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FirmSize,
    Role,
)
from fitcheck.followup.calendar import CalendarEntry, calendar_entries
from fitcheck.matching.match import Band

DAY = date(2026, 11, 2)
ATS = Application(id="a", channel=Channel.ATS, size=FirmSize.SMALL, applied_on=DAY)
MET = Application(
    id="m",
    channel=Channel.MET,
    contacts=(Contact(name="N", phone="+1 555 0100", tz="America/New_York"),),
    events=(Event(on=date(2026, 10, 28), kind=EventKind.INTERVIEW),),
)


def entries(application: Application, today: date) -> tuple[CalendarEntry, ...]:
    return calendar_entries(application, today=today, band=Band.STRONG)


def test_a_bare_application_gives_whole_days() -> None:
    first, second = entries(ATS, DAY)

    assert (first.start, first.end) == (date(2026, 11, 16), date(2026, 11, 17))
    assert second.start == date(2026, 11, 24)
    assert first.alarm == timedelta(hours=9)
    assert not first.cancelled


def test_calls_stand_in_utc_on_both_sides_of_the_clock_change() -> None:
    thanks, first, second, *_ = entries(MET, date(2026, 10, 28))

    assert thanks.start == date(2026, 10, 29)
    # New York: summer time until 1 November 2026, so 08:00 would be 12:00 UTC; then 13:00.
    assert first.start == datetime(2026, 11, 2, 13, 0, tzinfo=UTC)
    assert second.start == datetime(2026, 11, 10, 21, 30, tzinfo=UTC)
    assert first.alarm == timedelta(minutes=-15)
    assert "+1 555 0100" in first.description
    summer = replace(MET, events=(Event(on=date(2026, 10, 20), kind=EventKind.INTERVIEW),))
    assert entries(summer, date(2026, 10, 20))[1].start == datetime(2026, 10, 23, 12, 0, tzinfo=UTC)


def test_without_a_zone_a_call_takes_the_day_and_says_the_hour() -> None:
    unknown = replace(MET, contacts=())

    first = entries(unknown, date(2026, 10, 28))[1]
    assert first.start == date(2026, 11, 2)
    assert "08:00-08:30 where they are" in first.description


def test_names_stay_the_same_from_day_to_day() -> None:
    now, later = entries(ATS, DAY), entries(ATS, date(2026, 11, 10))

    assert now == later
    assert len({e.uid for e in now}) == len(now)
    other = entries(replace(ATS, id="b"), DAY)
    assert not {e.uid for e in now} & {e.uid for e in other}


def test_a_stop_cancels_every_entry_with_a_higher_sequence() -> None:
    stopped = replace(ATS, events=(Event(on=date(2026, 11, 10), kind=EventKind.STOP),))

    before, after = entries(ATS, DAY), entries(stopped, date(2026, 11, 10))
    assert {e.uid for e in before} == {e.uid for e in after}
    assert all(e.cancelled and e.alarm is None for e in after)
    assert all(new.sequence > old.sequence for old, new in zip(before, after, strict=True))


def test_a_touch_that_was_made_leaves_the_rest_planned() -> None:
    touched = replace(ATS, events=(Event(on=date(2026, 11, 16), kind=EventKind.TOUCH),))

    (left,) = entries(touched, date(2026, 11, 16))
    assert left.start == date(2026, 11, 24)
    assert left.uid == entries(ATS, DAY)[1].uid


def test_an_overdue_step_stands_on_the_day_it_can_be_done() -> None:
    first, _ = entries(ATS, date(2026, 11, 21))

    assert first.start == date(2026, 11, 23)


def test_the_entry_for_the_referrer_uses_the_referrers_facts() -> None:
    referred = replace(
        ATS,
        channel=Channel.REFERRAL,
        contacts=(Contact(name="Kit Invented", role=Role.REFERRER),),
    )

    assert "Kit Invented" in entries(referred, DAY)[0].description


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(EventKind)), max_size=5),
    st.integers(0, 60),
)
def test_sequences_never_fall_and_names_are_unique(
    log: list[tuple[int, EventKind]], until: int
) -> None:
    events = tuple(Event(on=DAY + timedelta(days=n), kind=kind) for n, kind in log)
    application = replace(ATS, events=events)
    seen: dict[str, int] = {}
    for days in range(0, until, 5):
        found = entries(application, DAY + timedelta(days=days))
        assert len({e.uid for e in found}) == len(found)
        for entry in found:
            assert entry.sequence >= seen.get(entry.uid, 0)
            seen[entry.uid] = entry.sequence
