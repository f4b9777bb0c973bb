"""The parts of a report that its text forms share: headline, facts, order of the table."""

from __future__ import annotations

from fitcheck.advice.verdict import Decision, Verdict, short
from fitcheck.analysis import Analysis
from fitcheck.documents.document import Span
from fitcheck.matching.match import Band, Evidence, Level, Match
from fitcheck.matching.wording import duration
from fitcheck.profiles.profile import Kind, Necessity, Requirement

# Shape and word together: a level is never told by colour alone.
LEVEL_MARKS = {
    Level.DEMONSTRATED: "●",
    Level.PARTIAL: "◐",
    Level.LISTED: "○",
    Level.ABSENT: "✗",
    Level.UNKNOWN: "?",
    Level.CONTRADICTED: "■",
}

_HEADLINES = {
    Decision.APPLY: "APPLY",
    Decision.FIX_RESUME: "FIX THE RESUME FIRST, then apply",
    Decision.ASK_REFERRAL_FIRST: "ASK FOR A REFERRAL FIRST",
    Decision.SKIP: "SKIP this posting",
    Decision.NEED_INFO: "CANNOT TELL: more information is needed",
}

BANDS = {
    Band.STRONG: "strong fit",
    Band.PARTIAL: "partial fit",
    Band.WEAK: "weak fit",
    Band.NONE: "no fit",
    Band.UNKNOWN: "fit unknown",
}

LEGEND = "● demonstrated  ◐ partly  ○ only listed  ✗ absent  ? not said  ■ opposite stated"


def headline(verdict: Verdict) -> str:
    """The decision and the band in words."""
    return headline_of(verdict.decision, verdict.band)


def headline_of(decision: Decision, band: Band) -> str:
    """A decision and a band in words."""
    return f"{_HEADLINES[decision]} — {BANDS[band]}"


def subject(analysis: Analysis) -> str:
    """Which posting this is about."""
    parts = [p for p in (analysis.posting.title, analysis.posting.employer) if p]
    return " — ".join(parts) or analysis.posting.document.source


def figures(analysis: Analysis) -> str:
    """The numbers in one line; what could not be computed is left out."""
    report = analysis.report
    near = None if report.line_of_work is None else report.line_of_work.credit
    named = (
        ("score", report.score), ("required", report.required), ("duties", report.duties),
        ("line of work", near),
    )  # fmt: skip
    parts = [f"{name} {value:.2f}" for name, value in named if value is not None]
    if parts:
        parts.append(f"judged {report.coverage:.0%}")
    months = analysis.resume.experience_months
    if months:
        parts.append(f"experience {duration(months)}")
    return " · ".join(parts)


def supposed(analysis: Analysis) -> tuple[str, ...]:
    """What is supposed, what each fact would add, how it stands without; mostly nothing."""
    what_if = analysis.what_if
    if what_if is None:
        return ()
    lines = [f"WHAT IF the resume showed “{s.fact}”: {s.points:+.2f}" for s in what_if.facts]
    after = analysis.report.score
    if what_if.score is not None and after is not None:
        together = f"{what_if.score:.2f} → {after:.2f}"
        lines.append(f"Score {together}; as it is: {headline_of(what_if.decision, what_if.band)}")
    lines.append("Supposed, not read in the resume: add it only if it is true.")
    return tuple(lines)


def shown_quote(evidence: Evidence, analysis: Analysis, most: int) -> str:
    """The evidence's words on one line of at most `most` characters, marked where supposed."""
    mark = " [what if]" if analysis.is_supposed(evidence) else ""
    return short(analysis.evidence_quote(evidence), most) + mark


def group(requirement: Requirement) -> str:
    """The heading under which a requirement stands in the table."""
    if requirement.kind.is_condition:
        return "Conditions"
    if requirement.kind is Kind.DUTY:
        return "The work (duties)"
    return "Required" if requirement.necessity is Necessity.REQUIRED else "Preferred"


def grouped(analysis: Analysis) -> tuple[tuple[str, tuple[Match, ...]], ...]:
    """The matches by group: required, conditions, duties, preferred; empty groups left out."""
    order = ("Required", "Conditions", "The work (duties)", "Preferred")
    rows = {name: [] for name in order}  # type: dict[str, list[Match]]
    for match in analysis.report.matches:
        rows[group(match.requirement)].append(match)
    return tuple((name, tuple(found)) for name, found in rows.items() if found)


def alike(matches: tuple[Match, ...]) -> tuple[tuple[Match, ...], ...]:
    """The matches in groups that would read alike: same line, heading, level and reason.

    "(a and b) or (c and d)" is compared as four pairs of alternatives, a person need see each once.
    """
    groups: dict[tuple[Span, str, Level, str], list[Match]] = {}
    for match in matches:
        requirement = match.requirement
        key = (requirement.span, group(requirement), match.level, match.reason)
        groups.setdefault(key, []).append(match)
    return tuple(tuple(same) for same in groups.values())


def distinct(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches without those that would read like an earlier one."""
    return tuple(same[0] for same in alike(matches))


def notes(analysis: Analysis) -> tuple[str, ...]:
    """Own settings, and warnings of reading and understanding, each once with its quote."""
    both = (
        ("resume", (*analysis.resume.document.warnings, *analysis.resume.warnings)),
        ("posting", (*analysis.posting.document.warnings, *analysis.posting.warnings)),
    )
    lines = dict.fromkeys(
        w.message + (f" “{w.quote}”" if w.quote else "") for w in analysis.warnings
    )
    for setting in analysis.settings:
        default = "not shipped" if setting.default is None else f"default {setting.default}"
        lines[f"your own setting {setting.key} = {setting.value} ({default})"] = None
    for name, warnings in both:
        for warning in warnings:
            quote = f" “{warning.quote}”" if warning.quote else ""
            page = f" (page {warning.page})" if warning.page else ""
            lines[f"{name}{page}: {warning.message}{quote}"] = None
    return tuple(lines)
