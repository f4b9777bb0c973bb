"""What the commands of following up share: the day, and what a check says of an application."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fitcheck.cli.corrections import corrections_of
from fitcheck.cli.output import iso_date

if TYPE_CHECKING:
    from fitcheck.analysis import Analysis
    from fitcheck.followup.application import Application
    from fitcheck.followup.messages import Proof
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


def with_analysis(application: Application, analysis: Analysis) -> Application:
    """The application with what the check found and the file does not say."""
    from fitcheck.documents.document import WarningCode
    from fitcheck.followup.application import Barred
    from fitcheck.matching.match import Band
    from fitcheck.profiles.profile import ContactPolicy

    posting, verdict = analysis.posting, analysis.verdict
    codes = {warning.code for warning in posting.warnings}
    policies = {
        ContactPolicy.NO_CALLS: Barred.NO_PHONE,
        ContactPolicy.NO_CONTACT: Barred.NO_CONTACT,
    }
    barred = policies[posting.contact_policy] if posting.contact_policy else None
    lifted = verdict.decision.value == "fix_resume"
    unknown_size = application.size.value == "unknown" and application.employees is None
    fields = posting.document.fields
    return replace(
        application,
        title=application.title or posting.title,
        employer=application.employer or posting.employer,
        employees=posting.employer_size if unknown_size else application.employees,
        size_source=application.size_source
        or ("the posting" if unknown_size and posting.employer_size else None),
        deadline=application.deadline or posting.deadline,
        posted_on=application.posted_on or (fields.posted_on if fields else None),
        posting_closed=application.posting_closed or WarningCode.CLOSED_POSTING in codes,
        asks_protected=application.asks_protected or WarningCode.PROTECTED_ATTRIBUTE in codes,
        contact_policy=tuple(
            dict.fromkeys((*application.contact_policy, *((barred,) if barred else ())))
        ),
        hard_condition_unmet=application.hard_condition_unmet or _hard_stop(analysis),
        fit=analysis.report.band,
        fixable_to=application.fixable_to or (Band.STRONG if lifted else None),
    )


def _hard_stop(analysis: Analysis) -> str | None:
    """The words of the first condition that the resume contradicts, on one line."""
    for match in analysis.report.matches:
        if match.requirement.id in analysis.report.hard_stops:
            return " ".join(analysis.quote(match.requirement).split())[:500]
    return None


def proofs_of(analysis: Analysis) -> tuple[Proof, ...]:
    """The required asks that the resume demonstrates, each with its best line, both verbatim."""
    from fitcheck.followup.messages import Proof
    from fitcheck.matching.match import Level
    from fitcheck.profiles.profile import Necessity

    return tuple(
        Proof(
            requirement=analysis.quote(match.requirement),
            line=analysis.evidence_quote(match.evidence[0]),
        )
        for match in analysis.report.matches
        if match.level is Level.DEMONSTRATED
        and match.evidence
        and match.requirement.necessity is Necessity.REQUIRED
        and not match.requirement.kind.is_condition
    )
