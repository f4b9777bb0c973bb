"""The inside of a process that reads, judges and renders for the service, one task at a time.

It reads files in processes of their own in turn (docs/security.md), keeps nothing of a task once
it is answered, and ends with the process that started it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import BinaryIO

from fitcheck.analysis import Analysis, proofs_of, with_analysis
from fitcheck.analyzer import Analyzer
from fitcheck.documents.document import Document
from fitcheck.documents.isolation.exchange import ANSWER_HEAD, MAX_ANSWER
from fitcheck.errors import ApplicationFileError, ErrorCode, FitcheckError, LimitExceededError
from fitcheck.service.tasks import READY, Form, Given, Task, TaskKind, encode_answer, read_task

_LOOK = 1.0
"""Seconds between two looks whether the serving process is still there."""


def main() -> None:
    """Answer tasks on standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the serving process decides when we end
    line = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing that prints gets onto the line
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    analyzer = Analyzer()
    analyzer.load()
    _ = analyzer.signature
    line.write(READY)
    line.flush()
    serve(analyzer, sys.stdin.buffer, line)


def serve(analyzer: Analyzer, tasks: BinaryIO, line: BinaryIO) -> None:
    """Answer the tasks of one stream on the other until there are no more."""
    while (task := read_task(tasks.read)) is not None:
        try:
            answer = encode_answer(answer_to(task, analyzer))
            if len(answer) > MAX_ANSWER:
                raise LimitExceededError(
                    "the report would be too long: send shorter texts", code=ErrorCode.TOO_COMPLEX
                )
        except FitcheckError as error:
            answer = encode_answer(error)
        del task  # before waiting for the next one
        analyzer.forget()
        line.write(ANSWER_HEAD.pack(len(answer)) + answer)
        line.flush()
        del answer


def answer_to(task: Task, analyzer: Analyzer) -> str:
    """The text that a task asks for. Raises FitcheckError."""
    if task.kind is TaskKind.CHECK:
        return _check(task, analyzer)
    return _followup(task, analyzer) if task.kind is TaskKind.FOLLOWUP else _due(task)


def _check(task: Task, analyzer: Analyzer) -> str:
    from fitcheck.render.web.page import report_html
    from fitcheck.render.wire import analysis_json

    if task.resume is None or task.posting is None:
        raise FitcheckError("a check needs a resume and a posting", code=ErrorCode.USAGE)
    analysis = _analysis(task, analyzer, task.resume, task.posting)
    if task.form is Form.PAGE:
        return report_html(analysis, home="/")
    return analysis_json(analysis) + "\n"


def _analysis(task: Task, analyzer: Analyzer, resume: Given, posting: Given | Document) -> Analysis:
    """The analysis of two inputs, each under the name that the client gave it."""
    first = analyzer.submit(resume.data, name=resume.name)
    if isinstance(posting, Given):
        posting = analyzer.submit(posting.data, name=posting.name).result()
    return analyzer.analyze(first.result(), posting, as_of=task.as_of)


def _followup(task: Task, analyzer: Analyzer) -> str:
    from fitcheck.documents.text import document_from_text
    from fitcheck.followup.application_file import parse_application
    from fitcheck.followup.messages import draft_messages, load_templates
    from fitcheck.followup.pipeline import with_country
    from fitcheck.followup.policy import plan_followup
    from fitcheck.render.followup import plan_json
    from fitcheck.settings import FollowupSettings

    if task.application is None:
        raise FitcheckError("a plan needs an application", code=ErrorCode.USAGE)
    application = parse_application(_text(task.application), name=task.application.name)
    settings = with_country(FollowupSettings(), application, task.as_of)
    analysis = None
    posting: Given | Document | None = task.posting
    if posting is None and application.posting_text is not None:
        posting = document_from_text(application.posting_text, source="posting_text")
    if task.fit is None and task.resume is not None and posting is not None:
        analysis = _analysis(task, analyzer, task.resume, posting)
        application = with_analysis(application, analysis)
    report = analysis.report if analysis is not None else None
    plan = plan_followup(application, report, today=task.as_of, settings=settings, band=task.fit)
    proofs = proofs_of(analysis) if analysis is not None else ()
    drafts = draft_messages(application, plan, proofs, templates=load_templates(None))
    return plan_json(plan, drafts) + "\n"


def _text(given: Given) -> str:
    try:
        return given.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise ApplicationFileError(
            "the application is not UTF-8 text; save it as UTF-8", source=given.name
        ) from problem


def _due(task: Task) -> str:
    from pathlib import Path

    from fitcheck.followup.pipeline import build_pipeline, read_folder
    from fitcheck.render.pipeline import pipeline_json
    from fitcheck.render.pipeline_page import pipeline_page

    if task.folder is None:
        raise FitcheckError("there is no folder of applications", code=ErrorCode.USAGE)
    pipeline = build_pipeline(read_folder(Path(task.folder)), today=task.as_of)
    if task.form is Form.PAGE:
        return pipeline_page(pipeline, home="/")
    return pipeline_json(pipeline) + "\n"


def _watch(parent: int) -> None:
    """End this process, whatever it is at, once the one that started it has gone."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
