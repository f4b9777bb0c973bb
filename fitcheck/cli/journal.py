"""`fitcheck apply RESUME POSTING` and `fitcheck log FILE EVENT`: write application files."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.application import add_today
from fitcheck.cli.corrections import add_corrections, corrections_of
from fitcheck.cli.output import iso_date, today
from fitcheck.cli.settings import add_settings, own_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError

if TYPE_CHECKING:
    from fitcheck.followup.application import Application, Event
    from fitcheck.settings import FollowupSettings, Settings

_CHANNELS = ("ats", "cold", "recruiter", "referral", "met")
_KINDS = (
    "touch", "auto_ack", "reply", "conversation", "interview", "promise", "permission",
    "brush_off", "invite", "request", "offer", "rejection", "filled", "void", "contact_changed",
    "stop",
)  # fmt: skip
_VIAS = ("email", "phone", "voicemail", "letter", "message", "in_person", "referrer")


def register(commands: Any) -> None:
    """Add the two subcommands."""
    _register_apply(commands)
    _register_log(commands)


def _register_apply(commands: Any) -> None:
    command: argparse.ArgumentParser = commands.add_parser(
        "apply",
        help="note an application in a file of its own",
        description="Checks the resume against the posting and writes an application file with "
        "the fit, the facts of the posting and a snapshot of its text.",
        epilog="example:\n  fitcheck apply resume.pdf posting.html --channel ats --applied today",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("resume", metavar="RESUME", type=Path)
    command.add_argument("posting", metavar="POSTING", type=Path)
    command.add_argument("--channel", choices=_CHANNELS, required=True, help="how you apply")
    command.add_argument("--size", metavar="SIZE", help="small, medium, large or a number")
    command.add_argument("--applied", metavar="DATE", help="YYYY-MM-DD or today, once you have")
    command.add_argument("--tie", choices=("worked_with", "known", "referred_by_known", "met_once"))
    command.add_argument("--relationship", action="store_true", help="a recruiter you know well")
    command.add_argument("--name", help="your name, for drafts")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="the file to write (.toml, .json)"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")
    add_corrections(command)
    add_settings(command)
    add_today(command)
    command.set_defaults(run=run_apply)


def _register_log(commands: Any) -> None:
    command: argparse.ArgumentParser = commands.add_parser(
        "log",
        help="add an event to an application file",
        description="The file keeps its comments and is never left half-written.",
        epilog="examples:\n  fitcheck log acme.toml touch --via email\n  fitcheck log acme.toml "
        'interview --permission "after Tuesday"\n  fitcheck log acme.toml reply --promise '
        "2026-11-20",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("kind", metavar="EVENT", choices=_KINDS, help=", ".join(_KINDS))
    command.add_argument("--on", type=iso_date, metavar="DATE", help="the day (default: today)")
    command.add_argument("--at", metavar="HH:MM", help="the time of day")
    command.add_argument("--via", choices=_VIAS)
    command.add_argument("--contact", metavar="NAME")
    command.add_argument("--note", metavar="TEXT")
    command.add_argument("--promise", metavar="DAY", help='what they promised ("in a week")')
    command.add_argument("--permission", metavar="DAY", help='when you may call ("after Tuesday")')
    command.add_argument("--may-call", action="store_true", help="you may call, no day was named")
    command.add_argument("--no-calls", action="store_true", help="they asked you not to call")
    command.add_argument("--last-ask", action="store_true", help="this was the last question")
    command.add_argument("--thank-you", action="store_true", help="this was a thank-you")
    command.add_argument("--answer", action="store_true", help="this answers what they asked")
    command.add_argument("--format", choices=("text", "json"), default="text")
    add_settings(command)
    add_today(command)
    command.set_defaults(run=run_log)


def run_apply(options: argparse.Namespace) -> ExitStatus:
    """Check, write the file, print the decision."""
    from fitcheck.analysis import with_analysis
    from fitcheck.followup.journal import create_file, new_application_text
    from fitcheck.followup.policy import plan_followup
    from fitcheck.followup.trackers import free_id

    day = today(options)
    settings = own_settings(options).settings
    analysis = _analysis(options, day, settings)
    application = with_analysis(_application(options, day), analysis)
    snapshot = analysis.posting.document.text
    application = replace(application, posting_text=snapshot, id=free_id(application, set()))
    path = options.out or Path(f"{application.id}.toml")
    folder = path.resolve().parent
    application = replace(
        application,
        resume=_relative(options.resume, folder),
        posting=_relative(options.posting, folder),
    )
    create_file(path, new_application_text(application, as_json=path.suffix.lower() == ".json"))
    plan = plan_followup(application, analysis.report, today=day, settings=settings.followup)
    _say(path, application, plan, options)
    return ExitStatus.WORTH_IT


def run_log(options: argparse.Namespace) -> ExitStatus:
    """Append one event and print the plan that follows from it."""
    from fitcheck.followup.application_file import read_application
    from fitcheck.followup.journal import log_event
    from fitcheck.followup.policy import plan_followup

    day = today(options)
    settings = own_settings(options).settings.followup
    before = read_application(options.file)
    event = _event(options, before, day, settings)
    application = log_event(options.file, event)
    plan = plan_followup(application, None, today=max(day, event.on), settings=settings)
    _say(options.file, application, plan, options)
    return ExitStatus.WORTH_IT


def _event(
    options: argparse.Namespace, before: Application, day: date, settings: FollowupSettings
) -> Event:
    """The event of the command line. A touch that was planned as the last question is one."""
    from fitcheck.followup.application import Event, EventKind, Via
    from fitcheck.followup.plan import State
    from fitcheck.followup.policy import plan_followup

    on = options.on or day
    kind = EventKind(options.kind)
    state = plan_followup(before, None, today=on, settings=settings).state
    touch = kind is EventKind.TOUCH and not options.thank_you
    return Event(
        on=on,
        kind=kind,
        at=options.at,
        via=Via(options.via) if options.via else None,
        contact=options.contact,
        note=options.note,
        promise=_said(options.promise),
        permission=_said(options.permission),
        permitted=options.may_call,
        last_ask=options.last_ask or (touch and state is State.LAST_ASK),
        thank_you=options.thank_you,
        answer=options.answer or (touch and state is State.RESPOND),
        no_calls=options.no_calls,
    )


def _said(text: str | None) -> date | str | None:
    """A day, or the words for one."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _analysis(options: argparse.Namespace, day: date, settings: Settings) -> Any:
    from fitcheck.analyzer import Analyzer

    corrections = corrections_of(options, resume=options.resume, posting=options.posting)
    return Analyzer(settings).analyze(
        options.resume, options.posting, as_of=day, corrections=corrections
    )


def _application(options: argparse.Namespace, day: date) -> Application:
    from fitcheck.followup.application import Application, Channel, FirmSize, Sender, Tie

    size, employees = FirmSize.UNKNOWN, None
    if options.size is not None:
        if options.size.isdigit() and 1 <= int(options.size[:9]) <= 10_000_000:
            employees = int(options.size)
        elif options.size in set(FirmSize):
            size = FirmSize(options.size)
        else:
            raise FitcheckError(
                "--size: give small, medium, large, unknown or a number of employees",
                code=ErrorCode.USAGE,
            )
    applied = None
    if options.applied:
        applied = day if options.applied == "today" else _applied_day(options.applied)
    return Application(
        id="",
        channel=Channel(options.channel),
        size=size,
        employees=employees,
        size_source="stated by you" if options.size else None,
        relationship=options.relationship,
        ties=(Tie(options.tie),) if options.tie else (),
        applied_on=applied,
        sender=Sender(name=options.name),
    )


def _applied_day(text: str) -> date:
    try:
        return iso_date(text)
    except argparse.ArgumentTypeError as problem:
        raise FitcheckError(f"--applied: {problem}", code=ErrorCode.USAGE) from None


def _relative(path: Path, folder: Path) -> str:
    """The path as the application file names it: relative to its own folder."""
    return Path(os.path.relpath(path.resolve(), folder)).as_posix()


def _say(path: Path, application: Application, plan: Any, options: argparse.Namespace) -> None:
    from fitcheck.render.escape import terminal
    from fitcheck.render.followup import headline, plan_json

    if options.format == "json":
        print(plan_json(plan))
    else:
        print(f"{terminal(str(path))}: {terminal(application.label)}\n{headline(plan)}")
        for reason in plan.reasons[:2]:
            print(f"  {reason.text} [{reason.rule}]")
