"""What holds for every application, whatever happened to it (the verdict model's invariants)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

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
    Tie,
    Via,
)
from fitcheck.followup.plan import ENDED, Action, Plan, State, Way
from fitcheck.followup.policy import plan_followup
from fitcheck.followup.schedule import LEAST_GAP_DAYS, WorkingDays
from fitcheck.matching.match import Band
from fitcheck.settings import FollowupSettings

START = date(2026, 11, 2)
WORKING = WorkingDays()

SAID = st.sampled_from([None, "after Tuesday", "in a week", "by Friday", "soon", date(2027, 3, 1)])


def events(most: int = 6) -> st.SearchStrategy[tuple[Event, ...]]:
    event = st.builds(
        Event,
        on=st.integers(0, 60).map(lambda n: START + timedelta(days=n)),
        kind=st.sampled_from(EventKind),
        via=st.sampled_from([None, Via.EMAIL, Via.VOICEMAIL, Via.REFERRER]),
        promise=SAID,
        last_ask=st.booleans(),
        thank_you=st.booleans(),
        no_calls=st.booleans(),
    )
    return st.lists(event, max_size=most).map(tuple)


APPLICATIONS = st.builds(
    Application,
    id=st.just("a"),
    channel=st.sampled_from(Channel),
    size=st.sampled_from(FirmSize),
    relationship=st.booleans(),
    ties=st.sampled_from([(), (Tie.KNOWN,), (Tie.STRANGER,)]),
    applied_on=st.sampled_from([None, START]),
    deadline=st.sampled_from([None, START + timedelta(days=10)]),
    contact_policy=st.sampled_from([(), (Barred.NO_PHONE,), (Barred.NO_CONTACT,)]),
    contacts=st.sampled_from([(), (Contact(name="N", email="n@example.org"),)]),
    persistence=st.sampled_from(Persistence),
    events=events(),
)
DAYS = st.integers(0, 140).map(lambda n: START + timedelta(days=n))
BANDS = st.sampled_from(Band)

INBOUND = (EventKind.REPLY, EventKind.CONVERSATION, EventKind.INTERVIEW, EventKind.INVITE)


def plan(application: Application, today: date, band: Band) -> Plan:
    return plan_followup(application, None, today=today, band=band)


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS)
def test_there_is_one_next_action_or_the_file_is_closed(
    application: Application, today: date, band: Band
) -> None:
    found = plan(application, today, band)

    assert (found.decision is None) != (found.state is None)
    if found.state in ENDED:
        assert found.next is None
        assert found.schedule == ()
        assert found.due is None
    elif found.state is State.NEED_INFO:
        assert found.questions
    elif found.state is not None:
        assert found.next is not None
        assert found.due is not None
        assert found.schedule[0].kind is found.next
        assert found.schedule[0].on == found.due


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS)
def test_nothing_is_ever_due_on_a_day_off(
    application: Application, today: date, band: Band
) -> None:
    found = plan(application, today, band)

    days = [step.on for step in found.schedule]
    assert all(WORKING.is_working(day) for day in days)
    assert days == sorted(days)
    for day in (found.due, found.thank_you, found.review_if_applied_today, found.close_on):
        assert day is None or WORKING.is_working(day)


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS)
def test_holidays_are_days_off_too(application: Application, today: date, band: Band) -> None:
    off = tuple(today + timedelta(days=n) for n in range(0, 40, 3))
    found = plan_followup(
        application, None, today=today, band=band, settings=FollowupSettings(holidays=off)
    )

    assert not {step.on for step in found.schedule} & set(off)


@settings(max_examples=200, deadline=None)
@given(APPLICATIONS, DAYS, BANDS, st.randoms(use_true_random=False))
def test_the_order_of_events_in_the_file_changes_nothing(
    application: Application, today: date, band: Band, random: object
) -> None:
    mixed = list(application.events)
    getattr(random, "shuffle")(mixed)  # noqa: B009

    shuffled = plan(replace(application, events=tuple(mixed)), today, band)
    assert shuffled == plan(application, today, band)


@settings(max_examples=200, deadline=None)
@given(APPLICATIONS, DAYS, BANDS, st.integers(0, 60))
def test_an_automatic_receipt_changes_nothing(
    application: Application, today: date, band: Band, after: int
) -> None:
    on = START + timedelta(days=after)
    receipt = Event(on=on, kind=EventKind.AUTO_ACK)
    more = replace(application, events=(*application.events, receipt))

    found, expected = plan(more, today, band), plan(application, today, band)
    if on > today:
        found = replace(found, lint=())
        expected = replace(expected, lint=())
    assert found == expected


@settings(max_examples=200, deadline=None)
@given(APPLICATIONS, DAYS, BANDS, st.integers(0, 60))
def test_a_stop_is_final_and_no_override_lifts_it(
    application: Application, today: date, band: Band, after: int
) -> None:
    stop = Event(on=START + timedelta(days=after), kind=EventKind.STOP)
    day = max(today, stop.on)
    override = Override(on=day, reason="try", verdict=OverrideVerdict.FOLLOW_UP)
    stopped = replace(application, events=(*application.events, stop), override=override)

    found = plan(stopped, day, band)
    assert found.state is State.STOP
    assert found.override_refused
    assert not found.overridden
    assert found.schedule == ()
    assert found.thank_you is None


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS, st.integers(1, 90))
def test_silence_alone_never_upgrades_a_close(
    application: Application, today: date, band: Band, more: int
) -> None:
    quiet = replace(application, events=tuple(e for e in application.events if e.on <= today))
    if plan(quiet, today, band).state is State.CLOSE:
        assert plan(quiet, today + timedelta(days=more), band).state is State.CLOSE


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS, st.sampled_from(INBOUND))
def test_any_human_message_reopens_a_close(
    application: Application, today: date, band: Band, kind: EventKind
) -> None:
    quiet = replace(application, events=tuple(e for e in application.events if e.on <= today))
    if plan(quiet, today, band).state is not State.CLOSE:
        return
    later = today + timedelta(days=1)
    answered = replace(quiet, events=(*quiet.events, Event(on=later, kind=kind)))

    found = plan(answered, later, band)
    assert found.state is not State.CLOSE


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS)
def test_touches_keep_their_distance_and_their_hours(
    application: Application, today: date, band: Band
) -> None:
    found = plan(application, today, band)

    touches = [step for step in found.schedule if step.kind.is_touch]
    acted = [max(step.on, WORKING.roll(today)) for step in touches]
    gap = timedelta(days=LEAST_GAP_DAYS)
    assert all(later - earlier >= gap for earlier, later in pairwise(acted))
    for earlier, later in pairwise(acted):
        assert earlier.weekday() != later.weekday() or later - earlier > timedelta(days=7)
    for step in touches:
        assert (step.slot is not None) == (step.way is Way.PHONE)
        if step.slot is not None:
            assert "08:00" <= step.slot[0] < step.slot[1] <= "21:00"
    slots = [step.slot for step in touches if step.slot]
    assert all(one != other for one, other in pairwise(slots))


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, BANDS)
def test_a_stated_contact_policy_is_kept(application: Application, today: date, band: Band) -> None:
    found = plan(application, today, band)

    for step in found.schedule:
        if step.kind.is_touch and step.target is not Role.REFERRER:
            assert Barred.NO_CONTACT not in application.contact_policy
            if Barred.NO_PHONE in application.contact_policy:
                assert step.way is Way.EMAIL


@settings(max_examples=150, deadline=None)
@given(APPLICATIONS, DAYS, st.sampled_from([Band.STRONG, Band.PARTIAL]))
def test_doing_what_is_planned_leads_through_the_plan(
    application: Application, today: date, band: Band
) -> None:
    application = replace(application, events=tuple(e for e in application.events if e.on <= today))
    found = plan(application, today, band)
    if found.next not in (Action.FOLLOW_UP, Action.LAST_ASK) or found.due is None:
        return
    day = max(found.due, WORKING.roll(today))
    last = found.next is Action.LAST_ASK
    via = Via.REFERRER if found.target is Role.REFERRER else Via.EMAIL
    touch = Event(on=day, kind=EventKind.TOUCH, via=via, last_ask=last, at=None)
    then = plan(replace(application, events=(*application.events, touch)), day, band)

    if found.schedule[1:]:
        assert [(s.on, s.kind, s.target) for s in then.schedule][: len(found.schedule) - 1] == [
            (s.on, s.kind, s.target) for s in found.schedule[1:]
        ]


@settings(max_examples=100, deadline=None)
@given(APPLICATIONS, DAYS)
def test_a_better_fit_never_closes_what_a_worse_one_left_open(
    application: Application, today: date
) -> None:
    application = replace(application, contact_policy=())
    order = (Band.NONE, Band.WEAK, Band.PARTIAL, Band.STRONG)
    closed = [plan(application, today, band).verdict in ("close", "skip") for band in order]

    assert closed == sorted(closed, reverse=True)
