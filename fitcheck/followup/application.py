"""The facts about one application: dates, channel, firm, people, and what has happened.

Everything here is stated by the person; nothing is guessed. `application_file` reads these
values from TOML or JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fitcheck.matching.match import Band
from fitcheck.settings import FollowupSettings


class Channel(StrEnum):
    """How the application reached the firm."""

    ATS = "ats"
    COLD = "cold"
    RECRUITER = "recruiter"
    REFERRAL = "referral"
    MET = "met"


class FirmSize(StrEnum):
    """Size of the firm; `UNKNOWN` behaves as `MEDIUM` (section 1.5 of the rules)."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    UNKNOWN = "unknown"


class Tie(StrEnum):
    """How well a person is known, from close to not at all (R1)."""

    WORKED_WITH = "worked_with"
    KNOWN = "known"
    REFERRED_BY_KNOWN = "referred_by_known"
    MET_ONCE = "met_once"
    STRANGER = "stranger"


class Role(StrEnum):
    """What a contact is to the application."""

    EMPLOYER = "employer"
    RECRUITER = "recruiter"
    REFERRER = "referrer"


class RecruiterKind(StrEnum):
    """What a recruiter is good for (R3)."""

    INDUSTRY = "industry"
    FUNCTION = "function"
    GEOGRAPHIC = "geographic"


class EventKind(StrEnum):
    """What can happen; the closed set of the wire schema."""

    TOUCH = "touch"
    AUTO_ACK = "auto_ack"
    REPLY = "reply"
    CONVERSATION = "conversation"
    INTERVIEW = "interview"
    PROMISE = "promise"
    PERMISSION = "permission"
    BRUSH_OFF = "brush_off"
    INVITE = "invite"
    REQUEST = "request"
    OFFER = "offer"
    REJECTION = "rejection"
    FILLED = "filled"
    VOID = "void"
    CONTACT_CHANGED = "contact_changed"
    STOP = "stop"


class Via(StrEnum):
    """The way a message went, out or in."""

    EMAIL = "email"
    PHONE = "phone"
    VOICEMAIL = "voicemail"
    LETTER = "letter"
    MESSAGE = "message"
    IN_PERSON = "in_person"
    REFERRER = "referrer"


class Barred(StrEnum):
    """What the posting or the employer rules out. `NO_CALLS` is another word for `NO_PHONE`."""

    NO_PHONE = "no_phone"
    NO_CALLS = "no_calls"
    NO_EMAIL = "no_email"
    NO_CONTACT = "no_contact"


class Persistence(StrEnum):
    """When to give up: at the 21-day horizon, or (opted in, K2) when told."""

    HORIZON = "horizon"
    UNTIL_TOLD = "until_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person to reach. `tz` is an IANA name; `email` and `phone` are None where not known.

    `prefers` is `Via.EMAIL` or `Via.PHONE` where the person said so.
    """

    name: str | None = None
    role: Role = Role.EMPLOYER
    tie: Tie | None = None
    tz: str | None = None
    email: str | None = None
    phone: str | None = None
    prefers: Via | None = None
    recruiter_kind: RecruiterKind | None = None
    last_contact: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day (`at`, "HH:MM", tells the order within one day).

    `promise` and `permission` hold what was said, as a date or in words; `permitted` is True where
    calling was allowed, with or without a date. `thank_you` marks a touch that thanks and does not
    count as one (C14); `answer` one that answers what they asked; `last_ask` the last question.
    `no_calls` is True where they asked not to be called (C11). `line` is where the file says so.
    """

    on: date
    kind: EventKind
    at: str | None = None
    via: Via | None = None
    contact: str | None = None
    note: str | None = None
    promise: date | str | None = None
    permission: date | str | None = None
    permitted: bool = False
    last_ask: bool = False
    thank_you: bool = False
    answer: bool = False
    no_calls: bool = False
    target: Role | None = None
    line: int | None = None


class OverrideVerdict(StrEnum):
    """What a person may decide instead of what was computed."""

    APPLY = "apply"
    FIX_RESUME = "fix_resume"
    ASK_REFERRAL_FIRST = "ask_referral_first"
    SKIP = "skip"
    WAIT = "wait"
    FOLLOW_UP = "follow_up"
    LAST_ASK = "last_ask"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's own decision: a verdict, a date for the next touch, or both; with the reason."""

    on: date
    reason: str
    verdict: OverrideVerdict | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedHelp:
    """Help that the person offered somebody: a debt until `done` (R5)."""

    on: date
    to: str
    what: str
    done: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who applies: what drafts are signed with. Any part may be None."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    tz: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application for one job.

    `employees` is the number that the size was stated as, None where it was a word. `fit` is the
    band noted when applying. `fixable_to` is the band that the resume would reach if facts already
    in it were better shown. `hard_condition_unmet` names a stated condition of the posting that
    the person does not meet. `relationship` is True where a recruiter is a standing relationship.
    `settings` holds changed settings as (name, value) pairs, in the order of the file.
    """

    id: str
    channel: Channel
    size: FirmSize = FirmSize.UNKNOWN
    employees: int | None = None
    size_source: str | None = None
    relationship: bool = False
    ties: tuple[Tie, ...] = ()
    resume: str | None = None
    posting: str | None = None
    posting_text: str | None = None
    title: str | None = None
    employer: str | None = None
    posting_id: str | None = None
    posting_url: str | None = None
    posted_on: date | None = None
    posting_closed: bool = False
    asks_protected: bool = False
    fit: Band | None = None
    fixable_to: Band | None = None
    hard_condition_unmet: str | None = None
    applied_on: date | None = None
    met_on: date | None = None
    met_at: str | None = None
    deadline: date | None = None
    contact_policy: tuple[Barred, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sender: Sender = Sender()
    main_number: bool = False
    persistence: Persistence = Persistence.HORIZON
    country: str | None = None
    events: tuple[Event, ...] = ()
    offered_help: tuple[OfferedHelp, ...] = ()
    override: Override | None = None
    settings: tuple[tuple[str, object], ...] = ()
    note: str | None = None

    def firm_size(self, settings: FollowupSettings) -> FirmSize:
        """The size class: of `employees` by the break points where a number was stated."""
        if self.employees is None:
            return self.size
        if self.employees < settings.small_below:
            return FirmSize.SMALL
        return FirmSize.LARGE if self.employees >= settings.large_from else FirmSize.MEDIUM

    def contact_for(self, role: Role) -> Contact | None:
        """The contact of that role; the latest `contact_changed` event names the employer's."""
        named = [c for c in self.contacts if c.role is role]
        if role is Role.EMPLOYER:
            changed = [e for e in self.events if e.kind is EventKind.CONTACT_CHANGED and e.contact]
            newest = max(changed, key=lambda e: e.on, default=None)
            if newest is not None:
                known = [c for c in self.contacts if c.name == newest.contact]
                return known[0] if known else Contact(name=newest.contact)
        return named[0] if named else None

    @property
    def label(self) -> str:
        """Title and employer as far as they are known, else the id."""
        return ", ".join(part for part in (self.title, self.employer) if part) or self.id
