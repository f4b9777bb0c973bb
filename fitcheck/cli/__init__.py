"""The `fitcheck` command: parsing of arguments and exit statuses; the work is done elsewhere."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from fitcheck import __version__
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import FitcheckError

TYPE_CHECKING = False  # see `fitcheck/__init__.py`

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

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
  fitcheck rank --resume resume.pdf postings/       which postings are worth it first
  fitcheck parse resume.pdf --as resume             what was read and understood
  fitcheck correct resume.pdf                       say where that is wrong

exit statuses: 0 worth it, 1 not worth it, 2 could not be judged, 3 more information is needed
"""


_COMMANDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("fitcheck.cli.check", {"check": "one resume against one posting"}),
    (
        "fitcheck.cli.rank",
        {"rank": "many postings for one resume, or versions of a resume for one posting"},
    ),
    ("fitcheck.cli.parse", {"parse": "show what is read and understood of one file"}),
    (
        "fitcheck.cli.correct",
        {"correct": "correct what was understood of a file, or a level of a pair"},
    ),
    ("fitcheck.cli.batch", {"batch": "many resumes against many postings"}),
    (
        "fitcheck.cli.followup",
        {
            "followup": "whether, when and how to follow up one application",
            "due": "what to do today, over a folder of applications",
            "apply": "note an application in a file of its own",
            "log": "add an event to an application file",
        },
    ),
    ("fitcheck.cli.serve", {"serve": "a local web page and an HTTP interface"}),
    ("fitcheck.cli.mcp", {"mcp": "answer an assistant (Model Context Protocol)"}),
    ("fitcheck.cli.doctor", {"doctor": "what is installed, and whether it works"}),
    ("fitcheck.cli.cache", {"cache": "what batch keeps of documents that it has read"}),
    ("fitcheck.cli.completion", {"completion": "a script for the tab key of your shell"}),
    ("fitcheck.cli.manual", {"manual": "the manual page"}),
)
"""The module of each command, imported once the command is called, and what the help says of it."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """The usual form; its width is found without `shutil`, which takes longer than all the rest."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """What `shutil.get_terminal_size` says."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(1).columns or 80  # 1 is standard output
    except OSError:
        return 80


class _Parser(argparse.ArgumentParser):
    """A parser whose usage errors end with the status "could not be judged"."""

    def error(self, message: str) -> NoReturn:
        from fitcheck.render.escape import terminal

        self.print_usage(sys.stderr)
        self.exit(ExitStatus.NOT_JUDGED, f"{self.prog}: {terminal(message)}\n")


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser of `fitcheck`, with the arguments of one command; of the others only the names.

    So `fitcheck --help` imports none of them; without a command the parser knows all arguments.
    """
    top = _Parser(
        prog="fitcheck",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=_Help,
    )
    top.add_argument("--version", action="version", version=f"fitcheck {__version__}")
    commands = top.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for home, named in _COMMANDS:
        if command is None or command in named:
            import_module(home).register(commands)
            continue
        for name, summary in named.items():
            commands.add_parser(name, help=summary, formatter_class=_Help)
    top.set_defaults(whole=parser)  # for the commands that tell of all commands
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status and never a traceback for a deliberate error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    command = next((argument for argument in given if not argument.startswith("-")), "")
    options = parser(command).parse_args(given)
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
