"""`fitcheck manual`: the manual page, made of the same parser as the help."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from fitcheck import __version__
from fitcheck.cli.completion import subcommands
from fitcheck.cli.status import ExitStatus

_STATUSES = {
    ExitStatus.WORTH_IT: "worth it; for commands that judge nothing: done",
    ExitStatus.NOT_WORTH_IT: "not worth it",
    ExitStatus.NOT_JUDGED: "could not be judged: a file that cannot be read, a wrong argument",
    ExitStatus.NEED_INFO: "more information is needed",
    ExitStatus.SOME_FAILED: "some of many files failed",
}


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "manual",
        help="the manual page",
        description="Print the manual page in the form that man reads.",
        epilog="examples:\n  fitcheck manual | man -l -\n"
        "  fitcheck manual > ~/.local/share/man/man1/fitcheck.1\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Print the page."""
    print("\n".join(_page(options.whole())))
    return ExitStatus.WORTH_IT


def _page(top: argparse.ArgumentParser) -> Iterator[str]:
    yield f'.TH FITCHECK 1 "" "fitcheck {__version__}" "User Commands"'
    yield from _section("NAME")
    yield r"fitcheck \- does this resume show what this posting asks?"
    yield from _section("SYNOPSIS")
    yield r"\fBfitcheck\fR \fICOMMAND\fR [\fIOPTIONS\fR] ..."
    yield from _section("DESCRIPTION")
    yield from _text(top.description or "")
    yield from _section("COMMANDS")
    for name, command in subcommands(top).items():
        yield from _command(name, command)
    yield from _section("EXIT STATUS")
    for status, meaning in _STATUSES.items():
        yield ".TP"
        yield rf"\fB{status.value}\fR"
        yield from _text(meaning)
    yield from _section("EXAMPLES")
    yield from _verbatim(top.epilog or "")


def _command(name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    yield f".SS {_escaped(name)}"
    yield from _text(command.description or "")
    yield ".PP"
    usage = command.format_usage().removeprefix("usage: ")
    yield rf"\fBUsage:\fR {_escaped(' '.join(usage.split()))}"
    for action in command._actions:  # noqa: SLF001 - argparse names them nowhere else
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield from _option(action)
    if command.epilog:
        yield ".PP"
        yield from _verbatim(command.epilog)


def _option(action: argparse.Action) -> Iterator[str]:
    names = ", ".join(rf"\fB{_escaped(name)}\fR" for name in action.option_strings)
    choices = "|".join(map(str, action.choices or ()))
    wanted = action.metavar if isinstance(action.metavar, str) else choices
    if not wanted and action.nargs != 0:
        wanted = action.dest.upper() if names else action.dest
    value = rf"\fI{_escaped(wanted)}\fR" if wanted else ""
    yield ".TP"
    yield f"{names} {value}".strip()
    yield from _text((action.help or "").replace("%%", "%"))


def _section(name: str) -> Iterator[str]:
    yield f".SH {name}"


def _text(text: str) -> Iterator[str]:
    """Paragraphs; an empty line parts them."""
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ".PP"
        yield _escaped(" ".join(paragraph.split()))


def _verbatim(text: str) -> Iterator[str]:
    yield ".nf"
    for line in text.rstrip().split("\n"):
        yield _escaped(line)
    yield ".fi"


def _escaped(text: str) -> str:
    """Text that roff shows as it stands: no escapes, no requests at the start of a line."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
