"""What the commands of following up share: the day, and the check of an application."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fitcheck.cli.corrections import corrections_of
from fitcheck.cli.output import iso_date

if TYPE_CHECKING:
    from fitcheck.analysis import Analysis
    from fitcheck.followup.application import Application
    from fitcheck.settings import Settings


def add_today(command: argparse.ArgumentParser) -> None:
    """`--today`, the same as `--as-of`."""
    command.add_argument(
        "--today",
        "--as-of",
        dest="as_of",
        type=iso_date,
        metavar="DATE",
        help="the day that counts as today, YYYY-MM-DD (default: the system's date)",
    )


def analysis_of(
    application: Application,
    folder: Path,
    day: date,
    settings: Settings,
    options: argparse.Namespace,
) -> Analysis | None:
    """The check of the application's own resume and posting; None where one is not given.

    Paths are relative to the application file. Where the posting has vanished, the snapshot of
    its text stands in. Raises InputError where a file cannot be read.
    """
    text = application.posting_text
    if application.resume is None or (application.posting is None and text is None):
        return None
    resume = folder / application.resume
    if application.fit is not None and not resume.is_file():
        return None  # the band noted when applying stands, as in a folder moved elsewhere
    from fitcheck.analyzer import Analyzer
    from fitcheck.documents.text import document_from_text

    posting = folder / application.posting if application.posting else None
    analyzer = Analyzer(settings)
    corrections = corrections_of(options, resume=resume, posting=posting)
    if posting is not None and (text is None or posting.is_file()):
        return analyzer.analyze(resume, posting, as_of=day, corrections=corrections)
    document = document_from_text(text or "", source="posting_text")
    return analyzer.analyze(resume, document, as_of=day, corrections=corrections)
