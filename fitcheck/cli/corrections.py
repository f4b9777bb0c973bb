"""Which files of corrections count for a call (docs/corrections.md).

Looking for files beside the documents is the command's business; the library is given them.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fitcheck.corrections.values import Corrections


def add_corrections(command: argparse.ArgumentParser) -> None:
    """`--corrections` and `--no-corrections`."""
    group = command.add_mutually_exclusive_group()
    group.add_argument(
        "--corrections",
        type=Path,
        action="append",
        metavar="FILE",
        help="your corrections of what was understood (default: those beside the files, "
        "FILE.fitcheck.toml; written by `fitcheck correct`)",
    )
    group.add_argument(
        "--no-corrections", action="store_true", help="what was read, without your corrections"
    )


def corrections_of(
    options: argparse.Namespace, *, resume: Path | None = None, posting: Path | None = None
) -> Corrections | None:
    """The corrections that count: those named, or else those beside the two documents; or None.

    Raises CorrectionsError naming file, key and line.
    """
    from fitcheck.corrections.sidecars import find_sidecars

    if getattr(options, "no_corrections", False):
        return None
    paths = getattr(options, "corrections", None) or find_sidecars(resume, posting)
    if not paths:
        return None  # without a file the reader of such files need not be loaded
    from fitcheck.corrections.file import read_corrections

    return read_corrections(paths)


def path_of(argument: str) -> Path | None:
    """The path that an argument names, None for standard input."""
    return None if argument == "-" else Path(argument)
