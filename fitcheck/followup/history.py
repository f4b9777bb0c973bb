"""What the event log comes to on a day: the run of unanswered touches, what they asked, agreed.

The order of events in the file has no effect; events after the day are not counted yet, and
automatic receipts never (Q6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from fitcheck.followup.application import Application, Event, EventKind, Role, Via
from fitcheck.followup.said_dates import resolve
from fitcheck.followup.schedule import LEAST_GAP_DAYS

FINAL = frozenset({EventKind.REJECTION, EventKind.FILLED, EventKind.VOID})
ASKING = frozenset({EventKind.REQUEST, EventKind.INVITE, EventKind.OFFER})
TALKS = frozenset({EventKind.CONVERSATION, EventKind.INTERVIEW})
_AGREEING = TALKS | {EventKind.REPLY, EventKind.PROMISE, EventKind.PERMISSION}
INBOUND = _AGREEING | ASKING | FINAL | {EventKind.BRUSH_OFF}
"""Human messages from their side; a changed contact is news about them, not from them (Q11)."""

_RANK = {EventKind.TOUCH: 0, EventKind.CONTACT_CHANGED: 1, EventKind.STOP: 9}
_RANK |= dict.fromkeys(TALKS | {EventKind.REPLY}, 2)
_RANK |= {EventKind.PROMISE: 3, EventKind.PERMISSION: 3, EventKind.BRUSH_OFF: 4}
_RANK |= dict.fromkeys(ASKING, 5) | dict.fromkeys(FINAL, 6)
_ANSWER_RANK = 7
"""Order within a day where the file gives no times: our touches come first, so that what they
say on the same day counts as the later word; a touch marked as an answer comes after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A day that they named. `named` is None where the words are not clear.

    `promise` is True where they said that they would answer by then; the step is then due on the
    next working day. `no_calls` bars the phone (C11). `used` is the touch that acted on it.
    """

    event: Event
    named: date | None
    promise: bool
    no_calls: bool
    used: date | None = None

    @property
    def live(self) -> bool:
        """True as long as no touch has acted on it."""
        return self.used is None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened up to a day.

    `start` is the day of application, or of the first event where none is stated, or None.
    `run` holds the touches since their last message; `touches` counts all of them. `asked` is what
    they asked and nobody has answered. `clock` is the day of their last human message. `talked` is
    the last day of two-way contact about the job. `judged` is True where the employer has taken an
    interest on its own account (interview, invitation, offer), which outranks the fit. `spoken` is
    True where they have talked, or allowed a call: in writing only, writing goes on.
    """

    events: tuple[Event, ...]
    start: date | None
    run: tuple[Event, ...] = ()
    touches: int = 0
    last_touch: date | None = None
    asked: Event | None = None
    clock: date | None = None
    talked: date | None = None
    judged: bool = False
    conversation: bool = False
    spoken: bool = False
    agreement: Agreement | None = None
    brush_off: date | None = None
    answered: Event | None = None
    stop: Event | None = None
    last_ask: date | None = None
    last_talk: Event | None = None
    next_date_agreed: bool = False
    thanked: date | None = None
    reopened: date | None = None
    no_calls: bool = False


def read_history(application: Application, today: date) -> History:
    """What the log of `application` comes to on `today`."""
    counted = [
        event
        for event in application.events
        if event.on <= today and event.kind is not EventKind.AUTO_ACK
    ]
    events = tuple(_in_order(counted))
    first = min((e.on for e in events), default=None)
    start = application.applied_on or application.met_on or first
    history = History(events=events, start=start)
    for event in events:
        history = _after(history, event)
    return history


def too_soon(history: History) -> bool:
    """True where two touches to one side lie less than three days apart."""
    for role in (Role.EMPLOYER, Role.REFERRER):
        days = [
            e.on
            for e in history.events
            if e.kind is EventKind.TOUCH
            and not (e.thank_you or e.answer)
            and to_referrer(e) is (role is Role.REFERRER)
        ]
        gap = timedelta(days=LEAST_GAP_DAYS)
        if any(later - earlier < gap for earlier, later in pairwise(days)):
            return True
    return False


def to_referrer(event: Event) -> bool:
    """True where an event is between the person and the referrer, not the employer."""
    return event.via is Via.REFERRER or event.target is Role.REFERRER


def _in_order(events: list[Event]) -> list[Event]:
    """By day; within a day by time where all its events give one, else by rank of the kind."""
    untimed = {e.on for e in events if e.at is None}

    def key(event: Event) -> tuple[date, str, int, str, str]:
        rank = _ANSWER_RANK if event.answer else _RANK[event.kind]
        at = "" if event.on in untimed else event.at or ""
        said = f"{event.promise}{event.permission}{event.via}{event.contact}{event.last_ask}"
        return event.on, at, rank, event.kind.value, said

    return sorted(events, key=key)


def _after(history: History, event: Event) -> History:
    """The history with one more event."""
    if event.kind is EventKind.STOP:
        return replace(history, stop=history.stop or event)
    if event.kind is EventKind.TOUCH:
        return _after_touch(history, event)
    if event.kind not in INBOUND or to_referrer(event):
        return history
    return _after_inbound(history, event)


def _after_touch(history: History, event: Event) -> History:
    if event.thank_you:
        return replace(history, thanked=event.on)
    history = replace(history, touches=history.touches + 1, last_touch=event.on)
    if history.asked is not None:
        return _after_answer(history, event)
    agreement = history.agreement
    earlier = history.last_ask
    if agreement is not None and agreement.live and _acts_on(event, agreement):
        # They named a day after that question: it is no longer the last one.
        agreement, earlier = replace(agreement, used=event.on), None
    return replace(
        history,
        run=(*history.run, event),
        agreement=agreement,
        last_ask=event.on if event.last_ask else earlier,
    )


def _acts_on(event: Event, agreement: Agreement) -> bool:
    """True for a touch from the named day on; where no day is clear, for any touch."""
    return agreement.named is None or event.on >= agreement.named


def _after_answer(history: History, event: Event) -> History:
    """An answer to what they asked: an offer is settled by it, anything else opens a talk."""
    asked = history.asked
    if asked is not None and asked.kind is EventKind.OFFER:
        return replace(history, asked=None, answered=asked)
    invited = asked is not None and asked.kind is EventKind.INVITE
    return replace(
        history,
        asked=None,
        conversation=history.conversation or invited,
        talked=event.on if invited or history.conversation else history.talked,
    )


def _after_inbound(history: History, event: Event) -> History:
    kind = event.kind
    talk = kind in TALKS
    conversation = history.conversation or talk
    since = history.start is not None and event.on > history.start
    history = replace(
        history,
        run=(),
        last_ask=None,
        clock=event.on,
        conversation=conversation,
        spoken=history.spoken or talk or _allows_calls(event),
        talked=event.on if conversation else history.talked,
        judged=history.judged or kind in (EventKind.INTERVIEW, EventKind.INVITE, EventKind.OFFER),
        brush_off=event.on if kind is EventKind.BRUSH_OFF else None,
        reopened=event.on if since and kind is not EventKind.BRUSH_OFF else history.reopened,
        answered=event if kind in FINAL else history.answered,
        no_calls=event.no_calls or (history.no_calls and not _allows_calls(event)),
    )
    if kind in ASKING:
        history = replace(history, asked=event)
    elif talk:
        history = replace(history, asked=None, last_talk=event, next_date_agreed=False)
    return _with_agreement(history, event)


def _allows_calls(event: Event) -> bool:
    return event.permitted or event.permission is not None


def _with_agreement(history: History, event: Event) -> History:
    """Take over the day they named; or drop an older one that the event has made moot."""
    said = event.permission if event.permission is not None else event.promise
    if event.kind in _AGREEING and said is not None:
        found = resolve(said, event.on)
        promised = event.permission is None
        agreement = Agreement(
            event=event,
            named=found.day if found else None,
            promise=promised or (found is not None and found.promise),
            no_calls=event.no_calls,
        )
        return replace(
            history,
            agreement=agreement,
            next_date_agreed=True,
            conversation=True,
            talked=event.on,
        )
    if event.permitted:
        history = replace(history, next_date_agreed=True)
    old = history.agreement
    waits = old is not None and old.live and old.named is not None and event.on < old.named
    if old is not None and not (waits and event.kind in (EventKind.REPLY, EventKind.PERMISSION)):
        history = replace(history, agreement=None)
    return history
