"""`fitcheck batch RESUMES… --postings POSTINGS…`."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.output import add_as_of, add_ocr, settings_of, today
from fitcheck.cli.settings import add_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError

if TYPE_CHECKING:
    from fitcheck.batch.engine import Batch
    from fitcheck.batch.rows import BatchRow
    from fitcheck.cli.progress import ProgressLine

FORMATS = ("jsonl", "csv", "parquet", "html")
_EPILOG = """\
examples:
  fitcheck batch resume.pdf --postings postings/ -o ranked.csv -o summary.html
  fitcheck batch versions/*.docx --postings posting.html --format csv
  fitcheck batch resume.pdf --postings 'jobs/**/*.html' --top 10 --format jsonl | jq .posting
  fitcheck batch clients/ --postings openings/ -o all.parquet --journal all.journal --workers 8
  fitcheck batch s3://bucket/resumes --postings s3://bucket/jobs -o s3://bucket/out.jsonl \\
      --cluster tcp://scheduler:8786 --journal run.journal

A run that was ended goes on where it stopped when the same command is run again.
Understood documents are kept in a cache (no contact data in it): FITCHECK_CACHE_DIR says where,
FITCHECK_CACHE_BYTES how much; --no-cache does without.

exit statuses: 0 every file was judged, 4 some failed (each has a row), 2 nothing could be done
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "batch",
        help="many resumes against many postings",
        usage="fitcheck batch [options] RESUMES... --postings POSTINGS... [options]",
        description="Every resume against every posting, each file read once: rows with verdict, "
        "score, what is missing and the evidence; or a page that sums them up.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "resumes", metavar="RESUMES", nargs="+", help="files, folders, patterns or addresses"
    )
    command.add_argument(
        "--postings", metavar="POSTINGS", nargs="+", required=True, help="the same for postings"
    )
    command.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help="write there; the ending says the format; may be given several times",
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        help="format of what is printed, or of files with other endings",
    )
    command.add_argument(
        "--top", type=_count, metavar="N", help="only the N best pairs, best first"
    )
    command.add_argument(
        "--per",
        choices=("all", "resume", "posting"),
        default="all",
        help="the N best of all, or of each resume or posting (default: all)",
    )
    command.add_argument(
        "--nearest",
        type=_count,
        metavar="K",
        help="judge only the K postings nearest to each resume by title, text and skills: for "
        "thousands of postings, where judging all takes too long; it may miss some that are worth "
        "applying to (docs/scale.md: how many), the more the smaller K is (default: judge all)",
    )
    command.add_argument(
        "--workers", type=_count, metavar="N", help="processes (default: one for each core)"
    )
    command.add_argument(
        "--journal", type=Path, metavar="FILE", help="keep every result there, and go on from it"
    )
    command.add_argument("--fresh", action="store_true", help="forget what the journal holds")
    command.add_argument("--no-cache", action="store_true", help="read every file anew, keep none")
    command.add_argument(
        "--cluster", metavar="ADDRESS", help="a Dask scheduler (tcp://…) whose workers do the work"
    )
    command.add_argument("--quiet", action="store_true", help="no progress and no summary")
    command.add_argument(
        "--no-corrections",
        action="store_true",
        help="what was read, without your corrections beside the files",
    )
    add_settings(command)
    add_ocr(command)
    add_as_of(command)
    command.set_defaults(run=run)


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 10**6:
        raise argparse.ArgumentTypeError(f"{text!r} is no count from 1 to 999,999")
    return int(text)


def run(options: argparse.Namespace) -> ExitStatus:
    """Judge every pair and write what was asked for."""
    outputs = _outputs(options)
    from fitcheck.cli.progress import ProgressLine

    progress = ProgressLine(quiet=options.quiet)
    tally: Counter[str] = Counter()
    journal, passing = _journal(options, outputs)
    with _batch(options, journal, progress) as batch:
        try:
            if outputs:
                batch.finish()
                progress.clear()
                for path, form in outputs:
                    tally.clear()
                    _write(batch, path, form, options, tally)
            else:
                _print(batch, options, progress, tally)
        except KeyboardInterrupt:
            progress.clear()
            if journal is not None:
                print("fitcheck: run the same command again to go on from here", file=sys.stderr)
            raise
        progress.clear()
        if not options.quiet:
            _tell(batch, progress, tally)
    if passing and journal is not None:
        journal.unlink(missing_ok=True)
    failed = sum(count for name, count in tally.items() if name)
    return ExitStatus.SOME_FAILED if failed else ExitStatus.WORTH_IT


def _outputs(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Places and formats. Raises FitcheckError before any work is done."""
    outputs = []
    for path in options.output:
        ending = os.path.splitext(path)[1][1:].lower()  # noqa: PTH122 - it may be an address
        form = ending if ending in FORMATS else options.format
        if form is None:
            raise FitcheckError(
                f"the ending says no format: end it with one of {', '.join(FORMATS)}, or give "
                "--format",
                code=ErrorCode.USAGE,
                source=path,
            )
        outputs.append((path, form))
    if any(form == "parquet" for _, form in outputs) or options.format == "parquet":
        from fitcheck.batch.parquet import require_pyarrow

        require_pyarrow()
    if not outputs and options.format == "parquet" and sys.stdout.isatty():
        raise FitcheckError("Parquet is no text: write it to a file with -o")
    return outputs


def _journal(
    options: argparse.Namespace, outputs: list[tuple[str, str]]
) -> tuple[Path | None, bool]:
    """Where results are kept, and whether only until the outputs are written."""
    if options.journal is not None:
        return options.journal, False
    from fitcheck.batch.remote import is_address

    beside = [Path(path) for path, _ in outputs if not is_address(path)]
    if not beside:
        return None, False
    return beside[0].with_name(f".{beside[0].name}.journal"), True


def _batch(options: argparse.Namespace, journal: Path | None, progress: ProgressLine) -> Batch:
    from fitcheck.batch.cache import MOST_BYTES
    from fitcheck.batch.engine import Batch
    from fitcheck.cli.places import cache_bytes, cache_folder

    crew = None
    if options.cluster is not None:
        from fitcheck.batch.cluster import dask_crew

        crew = dask_crew(options.cluster)
    return Batch(
        options.resumes,
        options.postings,
        as_of=today(options),
        settings=settings_of(options),
        workers=options.workers,
        journal=journal,
        fresh=options.fresh,
        nearest=options.nearest,
        sidecars=not options.no_corrections,
        cache=None if options.no_cache else cache_folder(),
        cache_bytes=cache_bytes(MOST_BYTES),
        crew=crew,
        watch=progress,
    )


def _print(
    batch: Batch, options: argparse.Namespace, progress: ProgressLine, tally: Counter[str]
) -> None:
    """To standard output, row by row as they come where the format allows it."""
    form = options.format or "jsonl"
    if form in ("html", "parquet"):
        batch.finish()
        progress.clear()
        _write(batch, None, form, options, tally)
        return
    for text in _lines(_wanted(_tallied(batch.run(), tally), options), form):
        if sys.stdout.isatty():
            progress.clear()
        sys.stdout.write(text)
        sys.stdout.flush()


def _write(
    batch: Batch, path: str | None, form: str, options: argparse.Namespace, tally: Counter[str]
) -> None:
    from fitcheck.cli.files import replaced

    rows = _tallied(batch.rows(), tally)
    with replaced(path) as file:
        if form == "parquet":
            from fitcheck.batch.parquet import write_parquet

            write_parquet(_wanted(rows, options), file)
        elif form == "html":
            file.write(_page(batch, rows, options).encode("utf-8", "backslashreplace"))
        else:
            for text in _lines(_wanted(rows, options), form):
                file.write(text.encode("utf-8", "backslashreplace"))


def _page(batch: Batch, rows: Iterable[BatchRow], options: argparse.Namespace) -> str:
    from fitcheck import __version__
    from fitcheck.batch.page import About, batch_page
    from fitcheck.batch.ranking import Per
    from fitcheck.batch.summary import RANKED, summarise

    summary = summarise(rows, ranked=options.top or RANKED, per=Per(options.per))
    about = About(
        resumes=len(batch.ledger.resumes.sources),
        postings=len(batch.ledger.postings.sources),
        as_of=batch.as_of,
        version=__version__,
        signature=batch.signature or "",
        note=batch.mixed_up(),
        left_out=_left_out(batch),
    )
    return batch_page(summary, about)


def _left_out(batch: Batch) -> str:
    if batch.nearest is None:
        return ""
    return f"{batch.left_out():,} pairs not among the nearest {batch.nearest:,} left out"


def _lines(rows: Iterable[BatchRow], form: str) -> Iterator[str]:
    from fitcheck.batch.tables import csv_lines, json_lines

    return csv_lines(rows) if form == "csv" else json_lines(rows)


def _wanted(rows: Iterable[BatchRow], options: argparse.Namespace) -> Iterable[BatchRow]:
    if options.top is None:
        return rows
    from fitcheck.batch.ranking import Per, top

    return top(rows, options.top, Per(options.per))


def _tallied(rows: Iterable[BatchRow], tally: Counter[str]) -> Iterator[BatchRow]:
    """The rows, counted by their error's code (empty for judged pairs)."""
    for row in rows:
        tally["" if row.error is None else row.error.value] += 1
        yield row


def _tell(batch: Batch, progress: ProgressLine, tally: Counter[str]) -> None:
    """What came of it, on standard error."""
    from fitcheck.batch.page import PURPOSE
    from fitcheck.cli.progress import clock_time

    resumes, postings = len(batch.ledger.resumes.sources), len(batch.ledger.postings.sources)
    time = clock_time(progress.seconds)
    failures = [f"{count:,} {name}" for name, count in sorted(tally.items()) if name]
    failed = f"; failed: {', '.join(failures)}" if failures else ""
    left_out = f"; {told}" if (told := _left_out(batch)) else ""
    if mixed_up := batch.mixed_up():
        print(f"fitcheck: {mixed_up}", file=sys.stderr)
    print(
        f"fitcheck: {resumes:,} resumes, {postings:,} postings: {tally['']:,} pairs judged in "
        f"{time}{left_out}{failed}\n{PURPOSE}",
        file=sys.stderr,
    )
