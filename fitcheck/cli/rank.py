"""`fitcheck rank`: many postings for one resume, or versions of a resume for one posting."""

from __future__ import annotations

import argparse
import sys
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
    from collections.abc import Sequence

    from fitcheck.analysis import Analysis
    from fitcheck.analyzer import Analyzer
    from fitcheck.documents.isolation.outcomes import PendingDocument
    from fitcheck.profiles.profile import Posting, Resume
    from fitcheck.ranking import Ranked

_EPILOG = """\
examples:
  fitcheck rank --resume resume.pdf postings/                    which postings first?
  fitcheck rank --resume resume.pdf a.html b.pdf - < c.txt
  fitcheck rank --posting posting.html general.pdf tailored.pdf  which version of mine?
  fitcheck rank --resume resume.pdf postings/ --format csv -o ranking.csv
  fitcheck rank --resume resume.pdf postings/ --format json | jq '.ranking[0].source'

exit statuses: 0 something is worth it, 1 nothing is, 2 nothing could be judged, 3 more information
is needed for all of them; files that cannot be read are named on standard error and left out
"""
_AT_ONCE = 8
"""Files that are read ahead: enough to keep the reading processes busy, few enough to hold."""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "rank",
        help="many postings for one resume, or versions of a resume for one posting",
        description="Judges every pair as `fitcheck check` does and lists them, best first, with "
        "what each proves and misses most. Ranks one person's options; not for screening people.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    held = command.add_mutually_exclusive_group(required=True)
    held.add_argument("--resume", metavar="RESUME", help="the resume; FILES are postings")
    held.add_argument("--posting", metavar="POSTING", help="the posting; FILES are resumes")
    command.add_argument(
        "files", metavar="FILES", nargs="+", help="files, folders of files, or - (standard input)"
    )
    command.add_argument("--format", choices=("text", "json", "csv", "markdown"), default="text")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write there and not to standard output"
    )
    command.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour the text"
    )
    add_corrections(command)
    add_settings(command)
    add_ocr(command)
    add_as_of(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Judge all pairs and print the ranking."""
    one = options.resume if options.resume is not None else options.posting
    if [one, *options.files].count("-") > 1:
        raise FitcheckError("only one file can be standard input", code=ErrorCode.USAGE)
    files, failed = _listed(options.files)
    settings = settings_of(options)
    (held,) = start_reading(one, settings=settings)
    from fitcheck.analyzer import Analyzer
    from fitcheck.ranking import rank

    analyzer = Analyzer(settings)
    analyzer.load()
    judged = _judged(held, files, analyzer, failed, options)
    ranked = rank(judged)
    for problem in failed:
        _warn(problem)
    write_output(_rendered(ranked, failed, options), options.output)
    return _status([row.analysis for row in ranked])


def _listed(arguments: Sequence[str]) -> tuple[list[str], list[FitcheckError]]:
    """The files named, those of folders in the order of their names; what is none is an error."""
    from fitcheck.documents.folder import find_files
    from fitcheck.errors import InputError

    files: list[str] = []
    failed: list[FitcheckError] = []
    for argument in arguments:
        if argument == "-" or not Path(argument).is_dir():
            files.append(argument)
            continue
        for found in find_files(Path(argument)):
            if isinstance(found, InputError):
                failed.append(found)
            else:
                files.append(str(found))
    return list(dict.fromkeys(files)), failed


def _judged(
    held: PendingDocument,
    files: Sequence[str],
    analyzer: Analyzer,
    failed: list[FitcheckError],
    options: argparse.Namespace,
) -> list[tuple[str, Analysis]]:
    """Every file against the one that is held; those that cannot be read go to `failed`."""
    day = today(options)
    ranks_postings = options.resume is not None
    held_resume = analyzer.resume(held.result(), as_of=day) if ranks_postings else None
    held_posting = None if ranks_postings else analyzer.posting(held.result(), as_of=day)
    found: list[tuple[str, Analysis]] = []
    for start in range(0, len(files), _AT_ONCE):
        names = files[start : start + _AT_ONCE]
        for name, pending in zip(
            names, start_reading(*names, settings=analyzer.settings), strict=True
        ):
            try:
                document = pending.result()
            except FitcheckError as problem:
                failed.append(problem)
                continue
            resume = held_resume or analyzer.resume(document, as_of=day)
            posting = held_posting or analyzer.posting(document, as_of=day)
            analysis = _corrected(name, resume, posting, analyzer, options)
            found.append((name, analysis or analyzer.analyze_pair(resume, posting, as_of=day)))
    return found


def _corrected(
    name: str, resume: Resume, posting: Posting, analyzer: Analyzer, options: argparse.Namespace
) -> Analysis | None:
    """The pair as the person corrects it, None where nothing is corrected."""
    corrections = corrections_of(
        options,
        resume=path_of(options.resume or name),
        posting=path_of(options.posting or name),
    )
    if not corrections:
        return None
    return analyzer.analyze(
        resume.document, posting.document, as_of=today(options), corrections=corrections
    )


def _rendered(
    ranked: Sequence[Ranked], failed: Sequence[FitcheckError], options: argparse.Namespace
) -> str:
    from fitcheck.render.ranking import ranking_csv, ranking_json, ranking_markdown, ranking_text

    if options.format == "json":
        by = "posting" if options.resume is not None else "resume"
        return ranking_json(ranked, failed, by=by)
    if options.format == "csv":
        return ranking_csv(ranked)
    if options.format == "markdown":
        return ranking_markdown(ranked)
    return ranking_text(ranked, width=terminal_width(), colour=colour_wanted(options.color))


def _status(analyses: Sequence[Analysis]) -> ExitStatus:
    """The best status of all pairs."""
    from fitcheck.cli.check import status

    found = {status(analysis) for analysis in analyses}
    if not found:
        return ExitStatus.NOT_JUDGED
    if found == {ExitStatus.NEED_INFO}:
        return ExitStatus.NEED_INFO
    return ExitStatus.WORTH_IT if ExitStatus.WORTH_IT in found else ExitStatus.NOT_WORTH_IT


def _warn(problem: FitcheckError) -> None:
    from fitcheck.render.escape import terminal

    named = f"{problem.source}: " if problem.source else ""
    print(f"fitcheck: {terminal(named + problem.message)}", file=sys.stderr)
