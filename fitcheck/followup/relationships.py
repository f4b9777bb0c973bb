"""The people of a job search, apart from any one application (rules R1-R9)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from fitcheck.errors import TableError
from fitcheck.followup.application import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    OfferedHelp,
    RecruiterKind,
    Role,
    Tie,
)
from fitcheck.followup.history import INBOUND, to_referrer
from fitcheck.followup.people_file import MOST_CONTACTS, read_contact, read_offered_help
from fitcheck.records.fields import Fields
from fitcheck.records.raw_file import parse_values, read_text
from fitcheck.settings import FollowupSettings, load_table

FILE_NAME = "relationships.toml"
"""The file of a folder of applications that holds people."""

_FEWEST = 5
"""Touches below which a rate is no rate: with fewer the interval spans most of [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Something done for somebody: a lead, an introduction, an invitation (R4)."""

    on: date
    to: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationships:
    """People, offers of help and what was given."""

    people: tuple[Contact, ...] = ()
    offered_help: tuple[OfferedHelp, ...] = ()
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruiterCheck:
    """The recruiters a person has, by kind, against four or five of three kinds (R3)."""

    names: tuple[str, ...]
    missing: tuple[RecruiterKind, ...]
    least: int
    most: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A documented share with its range in [0, 1], its source, years and grade."""

    middle: float
    low: float
    high: float
    source: str
    year: str
    grade: str
    measures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRate:
    """Touches by tie that were returned, with the 95 % Wilson interval in [0, 1] (R8)."""

    tie: Tie
    touches: int
    returned: int
    low: float
    high: float
    prior: Prior | None

    @property
    def enough(self) -> bool:
        """False where there are too few touches to speak of a rate."""
        return self.touches >= _FEWEST


def read_relationships(path: Path) -> Relationships:
    """The people in a file. Raises ApplicationFileError naming key and line."""
    values, places = parse_values(read_text(path), name=path.name)
    top = Fields(values, places, path.name)
    people = top.tables("people", most=MOST_CONTACTS * 10)
    contacts = tuple(read_contact(table) for table in people)
    seen: set[str] = set()
    for contact, table in zip(contacts, people, strict=True):
        if contact.name is None:
            table.fail(None, "the key name is missing: say who it is")
        if contact.name.casefold() in seen:
            table.fail("name", "two people have this name; tell them apart")
        seen.add(contact.name.casefold())
    given = []
    for table in top.tables("gave", most=MOST_CONTACTS * 10):
        on, to, what = (
            table.required_day("on"),
            table.line_of_text("to"),
            table.line_of_text("what"),
        )
        if to is None or what is None:
            table.fail(None, "say to whom (to) and what was given (what)")
        table.finish()
        given.append(Given(on=on, to=to, what=what))
    help_offered = read_offered_help(top)
    top.finish()
    return Relationships(people=contacts, offered_help=help_offered, given=tuple(given))


def check_recruiters(people: tuple[Contact, ...], settings: FollowupSettings) -> RecruiterCheck:
    """Which recruiters there are, each name once, and which kinds are missing."""
    recruiters = {
        p.name: p for p in people if p.name and (p.role is Role.RECRUITER or p.recruiter_kind)
    }
    kinds = {p.recruiter_kind for p in recruiters.values()}
    return RecruiterCheck(
        names=tuple(sorted(recruiters)),
        missing=tuple(kind for kind in RecruiterKind if kind not in kinds),
        least=settings.recruiters_least,
        most=settings.recruiters_most,
    )


def owed_help(
    offers: tuple[OfferedHelp, ...], today: date, settings: FollowupSettings
) -> tuple[OfferedHelp, ...]:
    """Offers of help still open after the days that an offer may take, oldest first (R5)."""
    limit = timedelta(days=settings.help_days)
    owed = [o for o in offers if (o.done is None or o.done > today) and o.on + limit <= today]
    return tuple(sorted(owed, key=lambda o: (o.on, o.to, o.what)))


def cold_ties(
    people: tuple[Contact, ...],
    applications: tuple[Application, ...],
    today: date,
    settings: FollowupSettings,
) -> tuple[tuple[Contact, date], ...]:
    """People who are more than strangers and with whom nothing went both ways of late (R6).

    Each with the day of the last contact, the longest ago first. Who has no such day is left out:
    unknown is not cold.
    """
    limit = timedelta(days=settings.cold_days)
    found = []
    for person in people:
        last = _last_contact(person, applications, today)
        if person.tie in (None, Tie.STRANGER) or last is None or last + limit > today:
            continue
        found.append((person, last))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].name or "")))


def return_rates(
    applications: tuple[Application, ...], today: date, settings: FollowupSettings
) -> tuple[ReturnRate, ...]:
    """How often touches were returned, by tie, closest first; ties without a touch are left out.

    A touch counts once it is returned or its days are over; automatic receipts never count.
    """
    touched = dict.fromkeys(Tie, 0)
    returned = dict.fromkeys(Tie, 0)
    for application in applications:
        for event in application.events:
            outcome = _outcome(application, event, today, settings)
            if outcome is not None:
                tie = _tie(application, event)
                touched[tie] += 1
                returned[tie] += outcome
    return tuple(
        ReturnRate(
            tie=tie,
            touches=touched[tie],
            returned=returned[tie],
            low=wilson(returned[tie], touched[tie])[0],
            high=wilson(returned[tie], touched[tie])[1],
            prior=priors().get(tie),
        )
        for tie in Tie
        if touched[tie]
    )


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % Wilson score interval, in [0, 1]; (0, 1) without a trial.

    Unlike the plain normal interval it stays honest for small numbers: 0 of 3 is no certainty.
    """
    if trials == 0:
        return 0.0, 1.0
    z = 1.959963984540054
    share = successes / trials
    spread = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / spread
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / spread
    # At the ends the formula gives exactly 0 and 1, floating point almost.
    low = centre - half if successes else 0.0
    high = centre + half if successes < trials else 1.0
    return max(0.0, low), min(1.0, high)


@cache
def priors() -> dict[Tie, Prior]:
    """The documented priors by tie. Raises TableError where the table breaks its form."""
    keys = {"id", "source", "year", "grade", "ties", "middle", "low", "high", "measures"}
    table = load_table("followup_priors")
    if set(table) != {"prior"} or not table["prior"]:
        raise TableError("followup_priors.toml holds [[prior]] entries and nothing else")
    found: dict[Tie, Prior] = {}
    for entry in table["prior"]:
        if set(entry) != keys or not 0 <= entry["low"] <= entry["middle"] <= entry["high"] <= 1:
            raise TableError(f"followup_priors.toml, {entry.get('id')}: needs {sorted(keys)}")
        for tie in entry["ties"]:
            found[Tie(tie)] = Prior(
                middle=entry["middle"],
                low=entry["low"],
                high=entry["high"],
                source=entry["source"],
                year=entry["year"],
                grade=entry["grade"],
                measures=entry["measures"],
            )
    return found


def _last_contact(
    person: Contact, applications: tuple[Application, ...], today: date
) -> date | None:
    days = [] if person.last_contact is None else [person.last_contact]
    for application in applications:
        days += [
            event.on
            for event in application.events
            if event.kind in INBOUND and event.contact == person.name and event.on <= today
        ]
    return max(days, default=None)


def _outcome(
    application: Application, event: Event, today: date, settings: FollowupSettings
) -> bool | None:
    """Whether a touch was returned; None for what is no touch or may still be returned."""
    if event.kind is not EventKind.TOUCH or event.thank_you or event.answer or event.on > today:
        return None
    until = event.on + timedelta(days=settings.return_days)
    back = any(
        other.kind in INBOUND
        and event.on <= other.on <= min(until, today)
        and to_referrer(other) == to_referrer(event)
        for other in application.events
    )
    return True if back else (False if until < today else None)


def _tie(application: Application, event: Event) -> Tie:
    """The tie to whom a touch went: as noted, else what the channel says of it."""
    role = Role.REFERRER if to_referrer(event) else Role.EMPLOYER
    if application.channel is Channel.RECRUITER:
        role = Role.RECRUITER
    named = [c for c in application.contacts if event.contact and c.name == event.contact]
    contact = named[0] if named else application.contact_for(role)
    if contact is not None and contact.tie is not None:
        return contact.tie
    if role is Role.REFERRER:
        return Tie.KNOWN
    if application.channel is Channel.RECRUITER:
        return Tie.KNOWN if application.relationship else Tie.STRANGER
    by_channel = {Channel.REFERRAL: Tie.REFERRED_BY_KNOWN, Channel.MET: Tie.MET_ONCE}
    return by_channel.get(application.channel, Tie.STRANGER)
