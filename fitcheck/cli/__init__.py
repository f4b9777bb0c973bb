"""The `fitcheck` command: parsing of arguments and exit statuses; the work is done elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from fitcheck import __version__
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import FitcheckError

__all__ = ["ExitStatus", "main"]

_DESCRIPTION = """\
Does this resume show what this posting asks, and is the application worth it?

Offline, deterministic, with the posting's line and the resume's line for every requirement.
For a person, or a coach on their behalf, who checks applications; not for screening people.
"""

_EPILOG = """\
examples:
  fitcheck check resume.pdf posting.html            the report on the terminal
  pbpaste | fitcheck check resume.docx -            a pasted posting
  fitcheck check r.pdf p.md --format json | jq .fit
  fitcheck parse resume.pdf --as resume             what was read and understood
  fitcheck correct resume.pdf                       say where that is wrong

exit statuses: 0 worth it, 1 not worth it, 2 could not be judged, 3 more information is needed
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose usage errors end with the status "could not be judged"."""

    def error(self, message: str) -> NoReturn:
        from fitcheck.render.escape import terminal

        self.print_usage(sys.stderr)
        self.exit(ExitStatus.NOT_JUDGED, f"{self.prog}: {terminal(message)}\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command; building it loads no model and no heavy package."""
    from fitcheck.cli import (
        batch,
        cache,
        check,
        completion,
        correct,
        doctor,
        followup,
        manual,
        mcp,
        parse,
        serve,
    )

    top = _Parser(
        prog="fitcheck",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"fitcheck {__version__}")
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for module in (
        check,
        parse,
        correct,
        batch,
        followup,
        serve,
        mcp,
        doctor,
        cache,
        completion,
        manual,
    ):
        module.register(commands)
    top.set_defaults(top=top)  # for the commands that tell of all commands
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status and never a traceback for a deliberate error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        status = options.run(options)
        sys.stdout.flush()
    except FitcheckError as error:
        from fitcheck.cli.output import print_error

        return print_error(error, as_json=getattr(options, "format", None) == "json")
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.NOT_JUDGED
    except KeyboardInterrupt:
        print("fitcheck: interrupted", file=sys.stderr)
        return 130
    return int(status)
