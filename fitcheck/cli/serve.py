"""`fitcheck serve [FOLDER]`: the local web page and the HTTP interface."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from fitcheck.cli.output import add_as_of, today
from fitcheck.cli.status import ExitStatus

_EPILOG = """\
examples:
  fitcheck serve                                     the page, on http://127.0.0.1:8765/
  fitcheck serve job_search --port 9000              with the due list of a folder of applications

Only this machine can reach it. Nothing is stored, nothing leaves the machine (docs/serve.md).
It needs the extra: pip install 'fitcheck[serve]'
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "serve",
        help="a local web page and an HTTP interface",
        description="Drop a resume and a posting on a page of this machine, see the report.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=Path, help="applications, for the due list"
    )
    command.add_argument("--host", default="127.0.0.1", help="address (default: 127.0.0.1)")
    command.add_argument("--port", type=_port, default=8765, help="port (default: 8765; 0: any)")
    command.add_argument(
        "--expose", action="store_true", help="allow an address that others can reach"
    )
    command.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which it may be asked for",
    )
    add_as_of(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Serve until interrupted."""
    from fitcheck.service.running import Address, serve

    address = Address(
        host=options.host,
        port=options.port,
        expose=options.expose,
        names=tuple(options.allow_host),
    )
    serve(address, today=lambda: today(options), folder=options.folder, say=_say)
    return ExitStatus.WORTH_IT


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


def _say(line: str) -> None:
    print(f"fitcheck: {line}", file=sys.stderr)
