"""Everything that one resume and one posting produced: the one value that renderers take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fitcheck.advice.gaps import Gap
from fitcheck.advice.verdict import Verdict
from fitcheck.documents.document import DocumentWarning
from fitcheck.followup.plan import Plan
from fitcheck.matching.match import Contribution, Evidence, FitReport, Match
from fitcheck.profiles.profile import Posting, Requirement, Resume
from fitcheck.records.settings_file import ChangedSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One resume against one posting. `signature` names the rules and models that judged.

    `settings` are those that are not the defaults and that the judgement rests on.
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
    settings: tuple[ChangedSetting, ...] = ()

    def quote(self, requirement: Requirement) -> str:
        """The posting's own words for a requirement."""
        return self.posting.document.quote(requirement.span)

    def evidence_quote(self, evidence: Evidence) -> str:
        """The resume's own words."""
        return self.resume.document.quote(evidence.span)

    def contribution(self, match: Match) -> Contribution:
        """What `match` adds to the score."""
        return next(c for c in self.report.contributions if c.requirement == match.requirement.id)
