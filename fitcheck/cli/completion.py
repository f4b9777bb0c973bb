"""`fitcheck completion SHELL`: a script that completes commands, options and file names.

The script holds all that it needs: pressing the tab key starts no Python and loads no model.
"""

from __future__ import annotations

import argparse
from typing import Any

from fitcheck.cli.status import ExitStatus
from fitcheck.errors import MissingExtraError

_EPILOG = """\
examples:
  fitcheck completion bash > ~/.local/share/bash-completion/completions/fitcheck
  fitcheck completion zsh > ~/.zfunc/_fitcheck     (with ~/.zfunc in fpath before compinit)
"""
_FILES = frozenset({"FILE", "RESUME", "RESUMES", "POSTING", "POSTINGS", "EXPORT"})
_FOLDERS = frozenset({"FOLDER"})
"""Names of arguments after which names of files, or of folders, are what is wanted."""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "completion",
        help="a script for the tab key of your shell",
        description="Print a completion script (making it needs fitcheck[completion]; the script "
        "itself needs nothing).",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Print the script. Raises MissingExtraError."""
    try:
        import shtab
    except ImportError as problem:
        raise MissingExtraError(
            "making a completion script needs shtab: pip install 'fitcheck[completion]'"
        ) from problem
    top: argparse.ArgumentParser = options.whole()
    for command in (top, *subcommands(top).values()):
        for action in command._actions:  # noqa: SLF001 - argparse names them nowhere else
            _complete(action, shtab)
    print(shtab.complete(top, shell=options.shell))
    return ExitStatus.WORTH_IT


def subcommands(top: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the subcommands by their names, those below another one as "cache show"."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in top._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, command in action.choices.items():
                found[name] = command
                found |= {f"{name} {below}": one for below, one in subcommands(command).items()}
    return found


def _complete(action: argparse.Action, shtab: Any) -> None:
    """Say which arguments are names of files, by the names that the help calls them."""
    called = action.metavar if isinstance(action.metavar, str) else ""
    if called in _FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif called in _FOLDERS:
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
