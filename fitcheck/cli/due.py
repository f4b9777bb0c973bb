"""`fitcheck due [FOLDER]`: what to do today, over all applications of a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.application import add_today
from fitcheck.cli.output import today
from fitcheck.cli.settings import add_settings, own_settings
from fitcheck.cli.status import ExitStatus

if TYPE_CHECKING:
    from fitcheck.settings import FollowupSettings

_EPILOG = """\
examples:
  fitcheck due                                       the applications of this folder
  fitcheck due job_search --today 2026-11-16
  fitcheck due job_search --html search.html         timeline, funnel and due list as a page
  fitcheck due job_search --import export.csv        one file for each row of a tracker's export

exit statuses: 0 something is due, 1 nothing is, 2 nothing could be read
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "due",
        help="what to do today, over a folder of applications",
        description="Reads every application (*.toml, *.json) and relationships.toml of a folder.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("folder", metavar="FOLDER", nargs="?", default=".", type=Path)
    command.add_argument("--format", choices=("text", "json", "ics"), default="text")
    command.add_argument("--html", type=Path, metavar="FILE", help="write a page as well")
    command.add_argument(
        "--import", dest="export", type=Path, metavar="FILE", help="a tracker's CSV or JSON export"
    )
    add_settings(command)
    add_today(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Print what is due; files that cannot be read are named on standard error."""
    from fitcheck.followup.journal import replace_file
    from fitcheck.followup.pipeline import build_pipeline, read_folder
    from fitcheck.render.pipeline import pipeline_json, pipeline_text

    day = today(options)
    settings = own_settings(options).settings.followup
    if options.export is not None:
        _import(options.export, options.folder, options)
    folder = read_folder(options.folder)
    for problem in folder.problems:
        _warn(f"{problem.source}: {problem.message}")
    if folder.problems and not folder.applications:
        return ExitStatus.NOT_JUDGED
    pipeline = build_pipeline(folder, today=day, settings=settings)
    if options.html is not None:
        from fitcheck.render.pipeline_page import pipeline_page

        replace_file(options.html, pipeline_page(pipeline))
    if options.format == "json":
        print(pipeline_json(pipeline))
    elif options.format == "ics":
        print(_calendar(pipeline, day, settings), end="")
    else:
        print(pipeline_text(pipeline), end="")
    return ExitStatus.WORTH_IT if pipeline.due else ExitStatus.NOT_WORTH_IT


def _calendar(pipeline: Any, day: Any, settings: FollowupSettings) -> str:
    """One calendar with the entries of all applications."""
    from datetime import UTC, datetime, time

    from fitcheck.followup.calendar import calendar_entries
    from fitcheck.followup.pipeline import with_country
    from fitcheck.render.ics import render_ics

    entries = [
        entry
        for each in pipeline.entries
        for entry in calendar_entries(
            each.application,
            today=day,
            settings=with_country(settings, each.application, day),
        )
    ]
    return render_ics(entries, stamp=datetime.combine(day, time(), tzinfo=UTC))


def _import(export: Path, folder: Path, options: argparse.Namespace) -> None:
    """Write one file for each row; files that are there already stay as they are."""
    from fitcheck.errors import ApplicationFileError
    from fitcheck.followup.journal import create_file, new_application_text
    from fitcheck.followup.trackers import import_tracker
    from fitcheck.records.raw_file import read_text

    imported = import_tracker(read_text(export), name=export.name, today=today(options))
    for note in imported.notes:
        _warn(f"{export.name}, {note}")
    folder.mkdir(parents=True, exist_ok=True)
    for application in imported.applications:
        path = folder / f"{application.id}.toml"
        try:
            create_file(path, new_application_text(application))
        except ApplicationFileError as problem:
            _warn(f"{path.name}: {problem.message}")


def _warn(line: str) -> None:
    from fitcheck.render.escape import terminal

    print(f"fitcheck: {terminal(line)}", file=sys.stderr)
