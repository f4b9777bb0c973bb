"""Many applications: what is due today, in order, and how the whole search stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from fitcheck.documents.folder import OWN_FILE
from fitcheck.errors import FitcheckError, MissingInputError
from fitcheck.followup.application import (
    Application,
    Barred,
    Contact,
    EventKind,
    OfferedHelp,
    Role,
)
from fitcheck.followup.application_file import read_application
from fitcheck.followup.due_list import DueItem, Entry, due_list
from fitcheck.followup.history import INBOUND, TALKS
from fitcheck.followup.policy import plan_followup
from fitcheck.followup.relationships import (
    FILE_NAME,
    RecruiterCheck,
    Relationships,
    ReturnRate,
    check_recruiters,
    cold_ties,
    owed_help,
    read_relationships,
    return_rates,
)
from fitcheck.followup.schedule import country_holidays
from fitcheck.settings import FollowupSettings

MOST_FILES = 5_000
"""Application files of one folder; a search of years has some hundreds."""


class Stage(StrEnum):
    """The funnel: how far an application has come, each stage within the one before."""

    NOTED = "noted"
    APPLIED = "applied"
    ANSWERED = "answered"
    TALKED = "talked"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProblem:
    """A file of the folder that could not be read, and why."""

    source: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a folder of applications holds."""

    applications: tuple[Application, ...]
    relationships: Relationships
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpamCheck:
    """Applications of the last days that were sent without a fit (F9)."""

    sent: int
    unfit: int
    warn: bool

    @property
    def ratio(self) -> float | None:
        """The share without a fit, None where nothing was sent."""
        return self.unfit / self.sent if self.sent else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A whole job search on one day."""

    today: date
    entries: tuple[Entry, ...]
    due: tuple[DueItem, ...]
    states: tuple[tuple[str, int], ...]
    funnel: tuple[tuple[Stage, int], ...]
    spam: SpamCheck
    recruiters: RecruiterCheck
    help_owed: tuple[OfferedHelp, ...]
    cold: tuple[tuple[Contact, date], ...]
    returns: tuple[ReturnRate, ...]
    gave_this_week: bool
    problems: tuple[FileProblem, ...] = ()


def read_folder(folder: Path) -> Folder:
    """All applications of a folder, by file name, and its people.

    Settings and corrections (`fitcheck.toml`, `*.fitcheck.toml`) are no applications. A file that
    cannot be read becomes a problem and stops nothing. Raises MissingInputError where
    there is no such folder or it holds too many files.
    """
    if not folder.is_dir():
        raise MissingInputError("there is no such folder of applications", source=str(folder))
    paths = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in (".toml", ".json")
        and not path.name.startswith(".")
        and not path.name.lower().endswith(OWN_FILE)
    )
    if len(paths) > MOST_FILES:
        raise MissingInputError(
            f"the folder holds {len(paths)} files, the limit is {MOST_FILES}", source=str(folder)
        )
    applications: list[Application] = []
    problems: list[FileProblem] = []
    relationships = Relationships()
    for path in paths:
        try:
            if path.name == FILE_NAME:
                relationships = read_relationships(path)
            else:
                applications.append(_with_new_id(read_application(path), applications, path))
        except FitcheckError as problem:
            problems.append(FileProblem(source=path.name, message=problem.message))
    return Folder(
        applications=tuple(applications),
        relationships=relationships,
        problems=tuple(problems),
    )


def _with_new_id(application: Application, others: list[Application], path: Path) -> Application:
    """The application; where its id is taken (a copied file) the file name tells them apart."""
    if any(other.id == application.id for other in others):
        return replace(application, id=f"{application.id} ({path.name})")
    return application


def build_pipeline(
    folder: Folder, *, today: date, settings: FollowupSettings | None = None
) -> Pipeline:
    """How the applications and people of a folder stand on `today`. Fits are those noted."""
    settings = settings or FollowupSettings()
    applications = _without_stopped(folder.applications, today)
    entries = tuple(
        Entry(
            application=application,
            plan=plan_followup(
                application, None, today=today, settings=with_country(settings, application, today)
            ),
        )
        for application in applications
    )
    relations = folder.relationships
    people = (*relations.people, *_people(applications, relations.people))
    offers = (
        *relations.offered_help,
        *(offer for application in applications for offer in application.offered_help),
    )
    owed = owed_help(offers, today, settings)
    cold = cold_ties(people, applications, today, settings)
    week = timedelta(days=settings.give_days)
    return Pipeline(
        today=today,
        entries=entries,
        due=due_list(entries, owed, cold, today),
        states=tuple(sorted(Counter(entry.plan.verdict for entry in entries).items())),
        funnel=_funnel(entries, today),
        spam=_spam(entries, today, settings),
        recruiters=check_recruiters(people, settings),
        help_owed=owed,
        cold=cold,
        returns=return_rates(applications, today, settings),
        gave_this_week=any(today - week < given.on <= today for given in relations.given),
        problems=folder.problems,
    )


def with_country(
    settings: FollowupSettings, application: Application, today: date
) -> FollowupSettings:
    """The settings with the public holidays of the application's country, if it names one.

    Raises MissingExtraError and SettingsError like `country_holidays`.
    """
    if application.country is None:
        return settings
    years = range(today.year - 1, today.year + 2)
    found = country_holidays(application.country, years)
    return replace(settings, holidays=(*settings.holidays, *found))


def _without_stopped(applications: tuple[Application, ...], today: date) -> tuple[Application, ...]:
    """Who asked to be left alone in one application is left alone in all (C10)."""
    stopped: set[str] = set()
    for application in applications:
        for event in application.events:
            if event.kind is EventKind.STOP and event.on <= today:
                contact = _stopping(application, event.contact)
                stopped |= _marks(contact) if contact else set()
    return tuple(
        replace(a, contact_policy=(*a.contact_policy, Barred.NO_CONTACT))
        if any(
            _marks(contact) & stopped
            for contact in (a.contact_for(Role.EMPLOYER), a.contact_for(Role.RECRUITER))
            if contact is not None
        )
        else a
        for a in applications
    )


def _stopping(application: Application, name: str | None) -> Contact | None:
    named = [c for c in application.contacts if name and c.name == name]
    if named:
        return named[0]
    return application.contact_for(Role.EMPLOYER) or application.contact_for(Role.RECRUITER)


def _marks(contact: Contact) -> set[str]:
    """What tells a person apart: the address, or the name where there is none."""
    mark = contact.email or contact.name
    return {mark.casefold()} if mark else set()


def _people(
    applications: tuple[Application, ...], known: tuple[Contact, ...]
) -> tuple[Contact, ...]:
    """The named contacts of applications who do not stand among the people yet."""
    seen = {(person.name or "").casefold() for person in known}
    found = []
    for application in applications:
        for contact in application.contacts:
            name = (contact.name or "").casefold()
            if name and name not in seen:
                seen.add(name)
                found.append(contact)
    return tuple(found)


def _funnel(entries: tuple[Entry, ...], today: date) -> tuple[tuple[Stage, int], ...]:
    counts = dict.fromkeys(Stage, 0)
    for entry in entries:
        reached = _stage(entry.application, today)
        for stage in Stage:
            counts[stage] += 1
            if stage is reached:
                break
    return tuple(counts.items())


def _stage(application: Application, today: date) -> Stage:
    """The furthest stage; one that was reached without the one before counts as both."""
    kinds = {event.kind for event in application.events if event.on <= today}
    if EventKind.OFFER in kinds:
        return Stage.OFFERED
    if EventKind.INTERVIEW in kinds:
        return Stage.INTERVIEWED
    if kinds & TALKS:
        return Stage.TALKED
    if kinds & INBOUND:
        return Stage.ANSWERED
    applied = application.applied_on is not None and application.applied_on <= today
    return Stage.APPLIED if applied or EventKind.TOUCH in kinds else Stage.NOTED


def _spam(entries: tuple[Entry, ...], today: date, settings: FollowupSettings) -> SpamCheck:
    window = timedelta(days=settings.spam_window_days)
    sent = [
        entry
        for entry in entries
        if entry.application.applied_on is not None
        and today - window < entry.application.applied_on <= today
    ]
    unfit = sum(entry.plan.counts_as_spam for entry in sent)
    warn = len(sent) >= settings.spam_least and unfit / len(sent) > settings.spam_ratio
    return SpamCheck(sent=len(sent), unfit=unfit, warn=warn)
