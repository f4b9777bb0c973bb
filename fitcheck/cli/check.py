"""`fitcheck check RESUME POSTING`."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.corrections import add_corrections, corrections_of, path_of
from fitcheck.cli.output import (
    add_as_of,
    add_ocr,
    colour_wanted,
    settings_of,
    terminal_width,
    today,
    write_output,
)
from fitcheck.cli.reading import start_reading
from fitcheck.cli.settings import add_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError

if TYPE_CHECKING:
    from fitcheck.analysis import Analysis

_EPILOG = """\
examples:
  fitcheck check resume.pdf posting.html
  fitcheck check resume.docx - < posting.txt
  fitcheck check resume.pdf posting.md --format markdown > report.md
  fitcheck check resume.pdf posting.html --format html -o report.html
  fitcheck check resume.pdf posting.html --format csv -o report.csv
  fitcheck check resume.pdf posting.html --format json --as-of 2026-11-22
  fitcheck check resume.pdf posting.html --what-if "PMP certificate" --what-if "3 years of SQL"
  fitcheck check resume.pdf posting.html > /dev/null && echo "worth applying"
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "check",
        help="one resume against one posting",
        description="Every requirement and duty of the posting, the resume's line that shows it "
        "(or that nothing does), a fit band and a verdict.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("resume", metavar="RESUME", help="a resume (PDF, DOCX, …), or -")
    command.add_argument("posting", metavar="POSTING", help="a posting (HTML, PDF, …), or -")
    command.add_argument(
        "--format",
        choices=("text", "json", "markdown", "html", "csv"),
        default="text",
        help="what to print (default: text)",
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write there and not to standard output"
    )
    command.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour the text"
    )
    command.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="FACT",
        help="judge as if the resume also showed this in a dated item (may be repeated); the "
        "report marks it as supposed",
    )
    add_corrections(command)
    add_settings(command)
    add_ocr(command)
    add_as_of(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Judge one pair and print the report."""
    if options.resume == "-" and options.posting == "-":
        raise FitcheckError(
            "only one of RESUME and POSTING can be standard input", code=ErrorCode.USAGE
        )
    settings = settings_of(options)
    first, second = start_reading(options.resume, options.posting, settings=settings)
    # other processes read the files while this one loads what it takes to understand them
    from fitcheck.analyzer import Analyzer

    analyzer = Analyzer(settings)
    analyzer.load()
    corrections = corrections_of(
        options, resume=path_of(options.resume), posting=path_of(options.posting)
    )
    day = today(options)
    resume, posting = first.result(), second.result()
    analysis = analyzer.analyze(resume, posting, as_of=day, corrections=corrections)
    if options.what_if:
        own = analysis
        analysis = analyzer.what_if(
            own.resume, own.posting, options.what_if, as_of=day, corrections=corrections
        )
        analysis = replace(analysis, as_read=own.as_read)
    write_output(_rendered(analysis, options), options.output)
    return status(analysis)


def _rendered(analysis: Analysis, options: argparse.Namespace) -> str:
    if options.format == "json":
        from fitcheck.render.wire import analysis_json

        return analysis_json(analysis) + "\n"
    if options.format == "html":
        from fitcheck.render.web.page import report_html

        return report_html(analysis)
    if options.format == "csv":
        from fitcheck.render.table import report_csv

        # the mark by which spreadsheets know UTF-8; programs that read a pipe do without it
        return ("" if options.output is None else "\ufeff") + report_csv(analysis)
    if options.format == "markdown":
        from fitcheck.render.markdown import report_markdown

        return report_markdown(analysis)
    from fitcheck.render.terminal import report_text

    return report_text(analysis, width=terminal_width(), colour=colour_wanted(options.color))


def status(analysis: Analysis) -> ExitStatus:
    """The exit status that an analysis stands for."""
    from fitcheck.advice.verdict import Decision

    if analysis.verdict.decision is Decision.NEED_INFO:
        return ExitStatus.NEED_INFO
    if analysis.verdict.decision.worth_it:
        return ExitStatus.WORTH_IT
    return ExitStatus.NOT_WORTH_IT
