"""`fitcheck mcp`: answer an assistant on the standard streams."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fitcheck.cli.output import today
from fitcheck.cli.settings import add_settings, own_settings
from fitcheck.cli.status import ExitStatus

_EPILOG = """\
An assistant starts this command itself. Its configuration looks like this:

  {"mcpServers": {"fitcheck": {"command": "fitcheck",
                               "args": ["mcp", "--folder", "/home/you/applications"]}}}

Without --folder the assistant can give texts, and no file is read for it.
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "mcp",
        help="answer an assistant (Model Context Protocol)",
        description="Tools for assistants, over the standard streams: check_fit, "
        "compare_postings, plan_followup, explain_requirement (needs fitcheck[mcp]).",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "--folder",
        action="append",
        type=Path,
        default=[],
        metavar="FOLDER",
        help="a folder whose files the assistant may have read; may be given several times",
    )
    add_settings(command)
    command.set_defaults(run=run, as_of=None)


def run(options: argparse.Namespace) -> ExitStatus:
    """Serve until the assistant ends. Raises MissingExtraError."""
    from fitcheck.mcp.server import make_server, serve_stdio

    settings = own_settings(options).settings
    serve_stdio(
        make_server(folders=options.folder, today=lambda: today(options), settings=settings)
    )
    return ExitStatus.WORTH_IT
