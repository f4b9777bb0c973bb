"""Arguments and output that the subcommands share."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError, InputError

if TYPE_CHECKING:
    from fitcheck.settings import Settings

_MOST_STDIN = 20_000_000
_OCR_SECONDS = 300.0
_OCR_MEMORY = 4 << 30
"""What a process may take that recognises text: 10 to 36 seconds a page
on 2 shared cores, five pages at most, and an engine that reserves
far more address space than it uses (about 0.6 GB are held)."""


def iso_date(text: str) -> date:
    """An argument as a date; raises argparse's own error where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date (YYYY-MM-DD)") from None


def add_as_of(command: argparse.ArgumentParser) -> None:
    """`--as-of`, the day that counts as today."""
    command.add_argument(
        "--as-of",
        type=iso_date,
        metavar="DATE",
        help="the day that counts as today, YYYY-MM-DD (default: the system's date)",
    )


def add_ocr(command: argparse.ArgumentParser) -> None:
    """`--ocr`, text recognition for scans."""
    command.add_argument(
        "--ocr",
        action="store_true",
        help="recognise the text of pages that are pictures (needs fitcheck[ocr]; takes seconds)",
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that the options ask for. Raises MissingExtraError and SettingsError."""
    from dataclasses import replace

    from fitcheck.cli.settings import has_own_settings, own_settings
    from fitcheck.settings import IsolationSettings, ReadingSettings, Settings

    # without a file the reader of such files need not be loaded
    settings = own_settings(options).settings if has_own_settings(options) else Settings()
    if not options.ocr:
        return settings
    from fitcheck.documents.pdf.recognition import require_engine

    require_engine()
    return replace(
        settings,
        reading=ReadingSettings(recognise=True),
        isolation=IsolationSettings(seconds=_OCR_SECONDS, memory=_OCR_MEMORY),
    )


def today(options: argparse.Namespace) -> date:
    """The day of `--as-of`, or the system's: the one place where the clock is read."""
    chosen = options.as_of
    return chosen if isinstance(chosen, date) else date.today()  # noqa: DTZ011 - a local calendar day is meant


def source(argument: str) -> Path | bytes:
    """What an argument names: a path, or for `-` the bytes of standard input."""
    if argument != "-":
        return Path(argument)
    data = sys.stdin.buffer.read(_MOST_STDIN + 1)
    if len(data) > _MOST_STDIN:
        raise InputError(
            "standard input holds more than 20 MB; give a file of one posting",
            code=ErrorCode.TOO_LARGE,
            source="-",
        )
    return data


def colour_wanted(choice: str) -> bool:
    """True for `always`, and for `auto` on a terminal that did not refuse it (NO_COLOR)."""
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return choice == "always"


def terminal_width() -> int:
    """Columns of the terminal, at most 100; 80 where output is piped."""
    return min(100, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def print_error(error: FitcheckError, *, as_json: bool) -> int:
    """One line on standard error and, with JSON asked, one error object on standard output."""
    from fitcheck.render.escape import terminal

    named = f"{error.source}: " if error.source else ""
    print(f"fitcheck: {terminal(named + error.message)}", file=sys.stderr)
    if as_json:
        from fitcheck.render.wire import error_json

        print(error_json(error))
    return ExitStatus.NOT_JUDGED


def write_output(text: str, path: Path | None) -> None:
    """Write to the path, or to standard output without one.

    A file is written beside its place first and then put there, so that a report is never half
    written. Raises FitcheckError where the place cannot be written.
    """
    if path is None:
        print(text, end="")
        return
    data = text.encode("utf-8", "backslashreplace")
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.unlink(missing_ok=True)
        # for its owner alone, and never through a link that somebody has put there
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise FitcheckError(
            f"the report cannot be written there: {problem.strerror or 'unknown reason'}; "
            "choose another place with --output",
            code=ErrorCode.USAGE,
            source=str(path),
        ) from problem
