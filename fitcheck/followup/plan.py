"""What following up comes to: one decision or state, one next action, the schedule to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fitcheck.advice.verdict import Decision
from fitcheck.followup.application import Role


class State(StrEnum):
    """Where an application stands after applying."""

    WAIT = "wait"
    FOLLOW_UP = "follow_up"
    LAST_ASK = "last_ask"
    RESPOND = "respond"
    CLOSE = "close"
    STOP = "stop"
    DONE = "done"
    NEED_INFO = "need_info"


ENDED = frozenset({State.STOP, State.DONE, State.CLOSE})
"""States in which nothing is left to do."""


class Presumption(StrEnum):
    """What the silence may mean; never stored as an answer (Q6)."""

    NONE = "none"
    OPEN = "open"
    PROBABLY_REJECTED = "probably_rejected"
    REJECTED = "rejected"


class Action(StrEnum):
    """What a dated step of the schedule is."""

    FOLLOW_UP = "follow_up"
    LAST_ASK = "last_ask"
    RESPOND = "respond"
    ASK_REFERRAL = "ask_referral"
    APPLY = "apply"
    THANK_YOU = "thank_you"
    CLOSE = "close"

    @property
    def is_touch(self) -> bool:
        """True for what reaches out to somebody unasked."""
        return self in (Action.FOLLOW_UP, Action.LAST_ASK)


class Way(StrEnum):
    """How a step reaches its target."""

    EMAIL = "email"
    PHONE = "phone"
    REFERRER = "referrer"
    NONE = "none"


class Lint(StrEnum):
    """Things to put right in the record; each has its explanation in the table of rules."""

    ASK_NEXT_DATE = "ASK_NEXT_DATE"
    GIVE_DATE = "GIVE_DATE"
    FUTURE_EVENT = "FUTURE_EVENT"
    TOO_SOON = "TOO_SOON"
    WROTE_AFTER_ANSWER = "WROTE_AFTER_ANSWER"
    TOUCH_AFTER_STOP = "TOUCH_AFTER_STOP"
    FIT_UNKNOWN = "FIT_UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why: a rule id, what the rule says, and which of the five documents it comes from."""

    rule: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One dated step. `slot` is (start, end) in the contact's local time, for calls only.

    `touch` counts the touches of the application from 1; 0 where the step is no touch.
    """

    on: date
    kind: Action
    target: Role | None = None
    way: Way = Way.NONE
    slot: tuple[str, str] | None = None
    touch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of one application on one day; the fields are those of the wire schema.

    Before applying `decision` is set and `state` is None, after it the other way round. `due` may
    lie in the past (overdue). `computed` names what was computed where an override stands above
    it, and equals the decision or state otherwise. `changed_settings` lists "name=value (default
    value)". `expectation` says in words what may be expected on this channel (Q7).
    """

    application: str
    today: date
    decision: Decision | None = None
    state: State | None = None
    presumption: Presumption = Presumption.NONE
    next: Action | None = None
    due: date | None = None
    slot: tuple[str, str] | None = None
    channel: Way = Way.NONE
    target: Role | None = None
    close_on: date | None = None
    apply_by: date | None = None
    thank_you: date | None = None
    review_if_applied_today: date | None = None
    with_revised_resume: bool = False
    counts_as_spam: bool = False
    suggest: str | None = None
    lint: tuple[Lint, ...] = ()
    cancelled: tuple[date, ...] = ()
    override_refused: bool = False
    schedule: tuple[Step, ...] = ()
    reasons: tuple[Reason, ...] = ()
    computed: str = ""
    overridden: bool = False
    override_reason: str | None = None
    expectation: str = ""
    questions: tuple[str, ...] = ()
    changed_settings: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """The decision or the state, whichever speaks."""
        return str(self.decision if self.decision is not None else self.state)
