"""`fitcheck correct FILE [POSTING]`: say what was understood wrongly."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitcheck.cli.corrections import corrections_of
from fitcheck.cli.output import add_as_of, add_ocr, settings_of, today
from fitcheck.cli.settings import add_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import CorrectionsError, ErrorCode, FitcheckError

if TYPE_CHECKING:
    from datetime import date

    from fitcheck.analyzer import Analyzer
    from fitcheck.documents.document import Document, Span

_POSITION = frozenset(("title", "employer", "start", "end"))
_EDUCATION = frozenset(("level", "field", "completed"))
_FACTS = frozenset(("title", "employer", "deadline"))
_LINE = frozenset(("zone", "necessity", "kind", "concepts"))
_LEVEL = frozenset(("level", "kind", "concepts"))

_EPILOG = """\
examples:
  fitcheck correct resume.pdf                        begin resume.pdf.fitcheck.toml, to be edited
  fitcheck correct resume.pdf --line "Cafe Lumen" --set start=2019-03 --set end=present
  fitcheck correct posting.html --set employer="Harbour Foods" --set deadline=none
  fitcheck correct posting.html --line "Some Kafka" --set necessity=preferred
  fitcheck correct posting.html --line "We work with SAP" --set zone=required
  fitcheck correct resume.pdf posting.html --line "Kafka" --set level=demonstrated \\
      --reason "three years at Ledgerline, under another name"
  fitcheck correct resume.pdf posting.html --line "Kafka" --unset level

The file is found by later checks and shown in every report. docs/corrections.md says more.
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "correct",
        help="correct what was understood of a file, or a level of a pair",
        description="Writes corrections into a file beside the document. Without --set it begins "
        "one with everything that was understood.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", metavar="FILE", type=Path, help="a resume or a posting")
    command.add_argument(
        "posting", metavar="POSTING", type=Path, nargs="?", help="to correct levels: the posting"
    )
    command.add_argument("--as", dest="role", choices=("resume", "posting"), help="what FILE is")
    command.add_argument("--line", metavar="WORDS", help="words of the line that is meant")
    command.add_argument(
        "--set", dest="values", action="append", default=[], metavar="FIELD=VALUE", type=_value
    )
    command.add_argument("--unset", action="append", default=[], metavar="FIELD")
    command.add_argument("--reason", metavar="TEXT", help="why; a level needs it")
    add_settings(command)
    add_ocr(command)
    add_as_of(command)
    command.set_defaults(run=run, corrections=None, no_corrections=False)


def run(options: argparse.Namespace) -> ExitStatus:
    """Begin a file of corrections, or change one entry of it, and print what became of it."""
    from fitcheck.analyzer import Analyzer

    analyzer = Analyzer(settings_of(options))
    day = today(options)
    if options.posting is not None:
        _correct_pair(options, analyzer, day)
    elif _is_resume(options, analyzer, day):
        _correct_resume(options, analyzer, day)
    else:
        _correct_posting(options, analyzer, day)
    return ExitStatus.WORTH_IT


def _correct_resume(options: argparse.Namespace, analyzer: Analyzer, day: date) -> None:
    from fitcheck.corrections.sidecars import sidecar_of
    from fitcheck.corrections.template import resume_template
    from fitcheck.render.corrected import profile_lines

    document = analyzer.read(options.file)
    resume = analyzer.resume(document, as_of=day)
    path = sidecar_of(options.file)
    if _begins(options):
        _begin(path, resume_template(resume))
        return
    fields = _fields(options, _POSITION | _EDUCATION)
    table = "position" if fields <= _POSITION else "education" if fields <= _EDUCATION else None
    if table is None:
        raise _usage("correct a position and an entry of education one after the other")
    spans = [one.span for one in (resume.positions if table == "position" else resume.education)]
    _change(path, options, table, document, spans)
    corrections = corrections_of(options, resume=options.file)
    shown = analyzer.resume(document, as_of=day, corrections=corrections)
    _say(path, profile_lines(shown.applied, document))


def _correct_posting(options: argparse.Namespace, analyzer: Analyzer, day: date) -> None:
    from fitcheck.corrections.sidecars import sidecar_of
    from fitcheck.corrections.template import posting_template
    from fitcheck.language.zone_model import told_lines
    from fitcheck.render.corrected import profile_lines

    document = analyzer.read(options.file)
    path = sidecar_of(options.file)
    if _begins(options):
        _begin(path, posting_template(analyzer.posting(document, as_of=day)))
        return
    table = "posting" if options.line is None else "line"
    _fields(options, _LINE if table == "line" else _FACTS)
    spans = [line.span for line in told_lines(document, analyzer.embeddings)]
    _change(path, options, table, document, spans)
    corrections = corrections_of(options, resume=options.file)
    shown = analyzer.posting(document, as_of=day, corrections=corrections)
    _say(path, profile_lines(shown.applied, document))


def _correct_pair(options: argparse.Namespace, analyzer: Analyzer, day: date) -> None:
    from fitcheck.corrections.sidecars import sidecar_of_pair
    from fitcheck.corrections.template import pair_template
    from fitcheck.render.corrected import correction_lines, rests_on
    from fitcheck.render.report import headline

    if options.role is not None:
        raise _usage("--as speaks of one file: with two, the first is the resume")
    corrections = corrections_of(options, resume=options.file, posting=options.posting)
    resume = analyzer.resume(options.file, as_of=day, corrections=corrections)
    posting = analyzer.posting(options.posting, as_of=day, corrections=corrections)
    path = sidecar_of_pair(options.file, options.posting)
    if _begins(options):
        report = analyzer.analyze_pair(resume, posting, as_of=day).report
        _begin(path, pair_template(resume, posting, report))
        return
    _fields(options, _LEVEL)
    if options.line is None:
        raise _usage("say with --line which line of the posting is meant")
    if options.values and options.reason is None:
        raise _usage("a level is corrected with its reason: --reason")
    _change(path, options, "level", posting.document, [one.span for one in posting.requirements])
    analysis = analyzer.analyze(
        resume.document,
        posting.document,
        as_of=day,
        corrections=corrections_of(options, resume=options.file, posting=options.posting),
    )
    _say(path, (*correction_lines(analysis), headline(analysis.verdict), rests_on(analysis) or ""))


def _is_resume(options: argparse.Namespace, analyzer: Analyzer, day: date) -> bool:
    """What FILE is: as said, or else whether dated positions stand in it."""
    if options.role is not None:
        return bool(options.role == "resume")
    resume = analyzer.resume(options.file, as_of=day)
    return any(one.dates is not None for one in resume.positions)


def _begins(options: argparse.Namespace) -> bool:
    """Whether nothing is to be changed yet."""
    changes = bool(options.values or options.unset)
    if not changes and (options.line is not None or options.reason is not None):
        raise _usage("say what to correct: --set FIELD=VALUE")
    return not changes


def _fields(options: argparse.Namespace, allowed: frozenset[str]) -> frozenset[str]:
    """The fields that are set or unset. Raises FitcheckError for one that does not belong here."""
    named = frozenset((*dict(options.values), *options.unset))
    wrong = sorted(named - allowed)
    if wrong:
        raise _usage(f"{wrong[0]} cannot be corrected here: one of {', '.join(sorted(allowed))}")
    return named


def _begin(path: Path, text: str) -> None:
    from fitcheck.corrections.file import parse_corrections
    from fitcheck.records.writing import replace_file
    from fitcheck.render.escape import terminal

    if path.exists():
        message = "there is such a file already: change it there, or with --set"
        raise CorrectionsError(message, source=str(path))
    parse_corrections(text, name=path.name)
    replace_file(path, text, error=CorrectionsError)
    print(f"{terminal(str(path))}: begun; remove the # in front of what you change")


def _change(
    path: Path, options: argparse.Namespace, table: str, document: Document, spans: list[Span]
) -> None:
    """Write the changed file, or nothing where it would break the form."""
    from fitcheck.corrections.editing import (
        find_words,
        says_nothing,
        with_correction,
        without_correction,
    )
    from fitcheck.corrections.template import anchor_of
    from fitcheck.records.raw_file import read_text
    from fitcheck.records.writing import replace_file

    text = ""
    if path.exists():
        text = read_text(path, error=CorrectionsError, what="a file of corrections")
    values: dict[str, object] = dict(options.values)
    anchor: dict[str, object] = {}
    if table != "posting":
        if options.line is None:
            raise _usage("say with --line which line is meant")
        place = find_words(options.line, spans, document)
        repeated = spans if table in ("position", "education") else [place]
        anchor = anchor_of(document, place, repeated)
        anchor |= {key: values.pop(key) for key in ("kind", "concepts") if key in values}
    if options.unset:
        text = without_correction(
            text, name=path.name, table=table, anchor=anchor, fields=options.unset
        )
    if options.reason is not None:
        values["reason"] = options.reason
    if values:
        text = with_correction(text, name=path.name, table=table, anchor=anchor, values=values)
    if says_nothing(text):
        path.unlink(missing_ok=True)
    else:
        replace_file(path, text, error=CorrectionsError)


def _value(text: str) -> tuple[str, object]:
    """`FIELD=VALUE`, the value in the type that its field has."""
    field, sign, value = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form FIELD=VALUE")
    if field == "completed":
        if value not in ("true", "false"):
            raise argparse.ArgumentTypeError("completed is true or false")
        return field, value == "true"
    if field == "concepts":
        return field, [part.strip() for part in value.split(",") if part.strip()]
    return field, value


def _usage(message: str) -> FitcheckError:
    return FitcheckError(message, code=ErrorCode.USAGE)


def _say(path: Path, lines: tuple[str, ...]) -> None:
    from fitcheck.render.escape import terminal

    print(terminal(str(path)))
    for line in lines:
        if line:
            print(f"  {terminal(line)}")
