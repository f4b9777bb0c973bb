"""`fitcheck parse FILE`: what was read and understood."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fitcheck.cli.corrections import add_corrections, corrections_of, path_of
from fitcheck.cli.output import add_as_of, add_ocr, settings_of, today
from fitcheck.cli.reading import start_reading
from fitcheck.cli.settings import add_settings
from fitcheck.cli.status import ExitStatus
from fitcheck.errors import ErrorCode, FitcheckError

if TYPE_CHECKING:
    from fitcheck.documents.document import Document
    from fitcheck.profiles.profile import Posting, Resume

_EPILOG = """\
examples:
  fitcheck parse resume.pdf                       the text a person sees, in reading order
  fitcheck parse resume.pdf --as resume           jobs, dates, education as understood
  fitcheck parse posting.html --as posting --format json
  fitcheck parse posting.md --spans               what names skills, knowledge, titles …
  fitcheck parse resume.pdf --format jsonresume --contact > resume.json
"""


def register(commands: Any) -> None:
    """Add the subcommand."""
    command: argparse.ArgumentParser = commands.add_parser(
        "parse",
        help="show what is read and understood of one file",
        description="What the judgement stands on: the visible text in reading order and, with "
        "--as, what was understood of it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", metavar="FILE", help="a resume or a posting, or -")
    command.add_argument(
        "--as", dest="role", choices=("resume", "posting"), help="understand it as one"
    )
    command.add_argument(
        "--spans",
        action="store_true",
        help="list what a trained model and our tables take for skills, knowledge, "
        "qualifications, experience and occupations",
    )
    command.add_argument("--format", choices=("text", "json", "jsonresume"), default="text")
    command.add_argument(
        "--contact",
        action="store_true",
        help="with jsonresume: name, e-mail, phone, links and place, as the resume states them",
    )
    add_corrections(command)
    add_settings(command)
    add_ocr(command)
    add_as_of(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitStatus:
    """Read one file and print what came of it."""
    _check(options)
    settings = settings_of(options)
    (pending,) = start_reading(options.file, settings=settings)
    from fitcheck.analyzer import Analyzer

    analyzer = Analyzer(settings)
    document = pending.result()
    if options.spans:
        _print_spans(document, options.format)
        return ExitStatus.WORTH_IT
    day = today(options)
    place = path_of(options.file)
    corrections = corrections_of(options, resume=place) if options.role else None
    resume = posting = None
    if options.role == "resume":
        resume = analyzer.resume(document, as_of=day, corrections=corrections)
    elif options.role == "posting":
        posting = analyzer.posting(document, as_of=day, corrections=corrections)
    if resume is not None and options.format == "jsonresume":
        from fitcheck.profiles.contact_data import find_contact_data
        from fitcheck.render.jsonresume import resume_json

        contact = find_contact_data(document) if options.contact else None
        print(resume_json(resume, contact=contact))
    elif options.format == "json":
        from fitcheck.render.json_text import dumps
        from fitcheck.render.wire_document import document_object

        print(dumps(document_object(document, resume=resume, posting=posting)))
    else:
        print(_text(document, resume, posting), end="")
    return ExitStatus.WORTH_IT


def _check(options: argparse.Namespace) -> None:
    """A JSON Resume is of a resume. Raises FitcheckError for options that do not go together."""
    if options.spans and (options.role or options.format == "jsonresume"):
        message = "--spans lists what one text names: leave out --as and --format jsonresume"
        raise FitcheckError(message, code=ErrorCode.USAGE)
    if options.format == "jsonresume":
        if options.role == "posting":
            raise FitcheckError("a posting is no JSON Resume", code=ErrorCode.USAGE)
        options.role = "resume"
    elif options.contact:
        message = "--contact belongs to --format jsonresume: no other format holds contact data"
        raise FitcheckError(message, code=ErrorCode.USAGE)


def _text(document: Document, resume: Resume | None, posting: Posting | None) -> str:
    from fitcheck.render.understood import document_text, posting_text, resume_text

    if resume is not None:
        return resume_text(resume)
    if posting is not None:
        return posting_text(posting)
    return document_text(document)


def _print_spans(document: Document, form: str) -> None:
    from fitcheck.language.spans import find_spans
    from fitcheck.render.named import spans_object, spans_text

    spans = find_spans(document.text)
    if form == "json":
        from fitcheck.render.json_text import dumps

        print(dumps(spans_object(document, spans)))
    else:
        print(spans_text(document, spans), end="")
