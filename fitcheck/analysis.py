"""Everything that one resume and one posting produced: the one value that renderers take.

And what it says of the application made with them: the facts of the posting, the proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from fitcheck.advice.gaps import Gap
from fitcheck.advice.verdict import Decision, Verdict
from fitcheck.documents.document import DocumentWarning
from fitcheck.followup.plan import Plan
from fitcheck.matching.match import Band, Contribution, Evidence, FitReport, Match
from fitcheck.profiles.profile import Applied, Posting, Requirement, Resume, Subject
from fitcheck.records.settings_file import ChangedSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class AsRead:
    """What came out without the person's corrections: shown beside what comes out with them."""

    score: float | None
    band: Band
    decision: Decision


if TYPE_CHECKING:
    from fitcheck.followup.application import Application
    from fitcheck.followup.messages import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One thing that the resume does not show, and the points that it alone would add."""

    fact: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What an analysis supposes, and how the resume stands without it.

    `starts` is where the supposed lines begin in the resume's text; `score`, `band` and `decision`
    are those of the resume as it is.
    """

    facts: tuple[Supposed, ...]
    starts: int
    score: float | None
    band: Band
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One resume against one posting. `signature` names the rules and models that judged.

    `what_if` is set where the resume was judged as if it showed more than it does.
    `settings` are those that are not the defaults and that the judgement rests on. `as_read` and
    `correction_sources` (names of files) are filled where the person corrects something.
    """

    resume: Resume
    posting: Posting
    report: FitReport
    verdict: Verdict
    gaps: tuple[Gap, ...]
    as_of: date
    version: str
    signature: str
    plan: Plan | None = None
    warnings: tuple[DocumentWarning, ...] = ()
    what_if: WhatIf | None = None
    settings: tuple[ChangedSetting, ...] = ()
    as_read: AsRead | None = None
    correction_sources: tuple[str, ...] = ()

    @property
    def applied(self) -> tuple[Applied, ...]:
        """Every correction that was made: of the resume, of the posting, of levels."""
        return (*self.resume.applied, *self.posting.applied, *map(_of_level, self._corrected))

    @property
    def _corrected(self) -> tuple[Match, ...]:
        return tuple(match for match in self.report.matches if match.judged is not None)

    def applied_quote(self, applied: Applied) -> str | None:
        """The line that a correction speaks of, None for a fact of the whole posting."""
        of_resume = applied.subject in (Subject.POSITION, Subject.EDUCATION)
        document = (self.resume if of_resume else self.posting).document
        return None if applied.span is None else document.quote(applied.span)

    def quote(self, requirement: Requirement) -> str:
        """The posting's own words for a requirement."""
        return self.posting.document.quote(requirement.span)

    def evidence_quote(self, evidence: Evidence) -> str:
        """The resume's own words."""
        return self.resume.document.quote(evidence.span)

    def is_supposed(self, evidence: Evidence) -> bool:
        """True where the evidence is a supposed line and not the resume's own."""
        return self.what_if is not None and evidence.span.start >= self.what_if.starts

    def contribution(self, match: Match) -> Contribution:
        """What `match` adds to the score."""
        return next(c for c in self.report.contributions if c.requirement == match.requirement.id)


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
            weight=analysis.contribution(match).weight,
        )
        for match in analysis.report.matches
        if match.level is Level.DEMONSTRATED
        and match.evidence
        and match.requirement.necessity is Necessity.REQUIRED
        and not match.requirement.kind.is_condition
    )


def supposed_of(judged: Callable[[Sequence[str]], Analysis], facts: Sequence[str]) -> Analysis:
    """The analysis with all of `facts` supposed, and what each of them alone would add.

    `judged` gives the analysis of the resume as if it showed some facts, as it is for none.
    """
    before, after = judged(()), judged(facts)
    score = before.report.score or 0.0
    what_if = WhatIf(
        facts=tuple(
            Supposed(fact=fact, points=(judged((fact,)).report.score or 0.0) - score)
            for fact in facts
        ),
        starts=len(before.resume.document.text),
        score=before.report.score,
        band=before.verdict.band,
        decision=before.verdict.decision,
    )
    return replace(after, what_if=what_if, warnings=before.warnings)


def as_read(analysis: Analysis) -> AsRead:
    """What an analysis without corrections came to."""
    return AsRead(
        score=analysis.report.score,
        band=analysis.report.band,
        decision=analysis.verdict.decision,
    )


def _of_level(match: Match) -> Applied:
    judged = match.judged
    return Applied(
        subject=Subject.LEVEL,
        field="level",
        span=match.requirement.span,
        requirement=match.requirement.id,
        computed=match.level.value if judged is None else judged.level.value,
        corrected=match.level.value,
        reason=None if judged is None else judged.because,
    )
