"""`fitcheck followup FILE`, and the registration of `due`, `apply` and `log` beside it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.application import add_today, analysis_of
from fitcheck.cli.corrections import add_corrections
from fitcheck.cli.output import iso_date, terminal_width, today
from fitcheck.cli.settings import add_settings, own_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError, InputError

if TYPE_CHECKING:
    from fitcheck.followup.application import Application
    from fitcheck.followup.messages import Proof
    from fitcheck.followup.plan import Plan
    from fitcheck.settings import FollowupSettings

_BANDS = ("strong", "partial", "weak", "none", "unknown")

_EPILOG = """\
examples:
  fitcheck followup acme.toml                        what to do next, when, and in which words
  fitcheck followup acme.toml --today 2026-11-16 --format json
  fitcheck followup acme.toml --fit strong --format ics > acme.ics
  fitcheck followup acme.toml --lint my-message.txt
  fitcheck followup acme.toml --override follow_up --because "the manager asked me to"

exit statuses: 0 wait, follow up, last ask, respond, apply, fix the resume, ask for a referral;
1 skip, close, stop, done; 2 bad file; 3 more information is needed
"""


def register(commands: Any) -> None:
    """Add the subcommands of following up."""
    from fitcheck.cli import due, journal

    command: argparse.ArgumentParser = commands.add_parser(
        "followup",
        help="whether, when and how to follow up one application",
        description="Fit decides whether, the craft decides how: the state of one application, "
        "its next action with date, slot and channel, the schedule to its end, and drafts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", metavar="FILE", help="an application file (TOML or JSON)")
    command.add_argument("--format", choices=("text", "json", "ics"), default="text")
    command.add_argument("--fit", choices=_BANDS, help="the band of the fit, instead of a check")
    command.add_argument("--holidays", metavar="COUNTRY", help="public holidays, such as US-CA")
    command.add_argument("--templates", type=Path, metavar="FILE", help="your own drafts (TOML)")
    command.add_argument("--lint", type=Path, metavar="FILE", help="check a message of your own")
    command.add_argument("--override", metavar="VERDICT", help="decide otherwise, this once")
    command.add_argument("--on", type=iso_date, metavar="DATE", help="the day of your own touch")
    command.add_argument("--because", metavar="REASON", help="why you decide otherwise")
    add_corrections(command)
    add_settings(command)
    add_today(command)
    command.set_defaults(run=run)
    due.register(commands)
    journal.register(commands)


def run(options: argparse.Namespace) -> ExitStatus:
    """Plan one application and print it, its calendar, or what is wrong with a message."""
    from fitcheck.analysis import proofs_of, with_analysis
    from fitcheck.followup.application_file import read_application
    from fitcheck.followup.pipeline import with_country
    from fitcheck.followup.policy import plan_followup
    from fitcheck.matching.match import Band

    own = own_settings(options).settings
    day = today(options)
    path = Path(options.file)
    application = read_application(path)
    application = _overridden(application, options, day)
    if options.holidays:
        application = replace(application, country=options.holidays)
    settings = with_country(own.followup, application, day)
    band = Band(options.fit) if options.fit else None
    analysis = None if band else analysis_of(application, path.parent, day, own, options)
    proofs: tuple[Proof, ...] = ()
    if analysis is not None:
        application, proofs = with_analysis(application, analysis), proofs_of(analysis)
    if options.lint:
        return _lint(application, options, proofs, settings)
    report = analysis.report if analysis is not None else None
    plan = plan_followup(application, report, today=day, settings=settings, band=band)
    if options.format == "ics":
        shown = band or (report.band if report is not None else None)
        print(_calendar(application, day, settings, shown), end="")
    else:
        _print_plan(application, plan, proofs, options)
    return status_of(plan)


def status_of(plan: Plan) -> ExitStatus:
    """The exit status that a plan stands for."""
    if plan.verdict == "need_info":
        return ExitStatus.NEED_INFO
    ended = plan.verdict in ("skip", "close", "stop", "done")
    return ExitStatus.NOT_WORTH_IT if ended else ExitStatus.WORTH_IT


def _overridden(application: Application, options: argparse.Namespace, day: date) -> Application:
    """The application with the override of the command line, which needs a reason."""
    from fitcheck.followup.application import Override, OverrideVerdict

    if options.override is None and options.on is None:
        return application
    if not options.because:
        raise FitcheckError("an override needs its reason: --because", code=ErrorCode.USAGE)
    try:
        verdict = OverrideVerdict(options.override) if options.override else None
    except ValueError:
        wanted = ", ".join(member.value for member in OverrideVerdict)
        raise FitcheckError(f"--override: give one of {wanted}", code=ErrorCode.USAGE) from None
    override = Override(on=day, reason=options.because, verdict=verdict, date=options.on)
    return replace(application, override=override)


def _lint(
    application: Application,
    options: argparse.Namespace,
    proofs: tuple[Proof, ...],
    settings: FollowupSettings,
) -> ExitStatus:
    """Check a person's own message: 0 where nothing blocks it, else 1."""
    from fitcheck.followup.tone import lint_message
    from fitcheck.records.raw_file import read_text
    from fitcheck.render.followup import findings_text
    from fitcheck.render.json_text import dumps

    text = read_text(options.lint)
    if not text.strip():
        raise InputError("the message is empty", code=ErrorCode.EMPTY, source=options.lint.name)
    findings = lint_message(text, application, proofs=proofs, settings=settings)
    if options.format == "json":
        shown = [
            {"code": f.code, "message": f.message, "span": [f.start, f.end], "blocking": f.blocking}
            for f in findings
        ]
        print(dumps({"schema": "fitcheck.lint/1", "findings": shown}))
    else:
        print(findings_text(findings), end="")
    blocked = any(finding.blocking for finding in findings)
    return ExitStatus.NOT_WORTH_IT if blocked else ExitStatus.WORTH_IT


def _calendar(application: Application, day: date, settings: FollowupSettings, band: Any) -> str:
    from fitcheck.followup.calendar import calendar_entries
    from fitcheck.render.ics import render_ics

    entries = calendar_entries(application, today=day, settings=settings, band=band)
    return render_ics(entries, stamp=datetime.combine(day, time(), tzinfo=UTC))


def _print_plan(
    application: Application, plan: Plan, proofs: tuple[Proof, ...], options: argparse.Namespace
) -> None:
    from fitcheck.followup.messages import draft_messages, load_templates
    from fitcheck.render.followup import plan_json, plan_text

    drafts = draft_messages(application, plan, proofs, templates=load_templates(options.templates))
    if options.format == "json":
        print(plan_json(plan, drafts))
    else:
        print(plan_text(application, plan, drafts, width=terminal_width()), end="")
