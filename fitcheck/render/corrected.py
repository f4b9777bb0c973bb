"""The person's corrections in words, the values that were read beside them."""

from __future__ import annotations

from fitcheck.advice.verdict import short
from fitcheck.analysis import Analysis
from fitcheck.documents.document import Document
from fitcheck.matching.match import Match
from fitcheck.profiles.profile import Applied
from fitcheck.render.report import BANDS


def rests_on(analysis: Analysis) -> str | None:
    """How many corrections the score rests on and what came out without; None without any."""
    applied, before = analysis.applied, analysis.as_read
    if not applied:
        return None
    changing = [one for one in applied if one.changes]
    if not changing:
        said = "Your correction says" if len(applied) == 1 else "Your corrections say"
        return f"{said} what was read anyway."
    count = "1 correction" if len(changing) == 1 else f"{len(changing)} corrections"
    text = f"This score rests on {count} of yours"
    if before is None:
        return f"{text}."
    score = "no score" if before.score is None else f"score {before.score:.2f}"
    return f"{text}; as read: {score}, {BANDS[before.band]}, {before.decision.value}."


def correction_lines(analysis: Analysis) -> tuple[str, ...]:
    """One line a correction, and the files that they stand in."""
    lines = [line_of(one, analysis.applied_quote(one)) for one in analysis.applied]
    if lines and analysis.correction_sources:
        lines.append(f"from {', '.join(analysis.correction_sources)}")
    return tuple(lines)


def profile_lines(applied: tuple[Applied, ...], document: Document) -> tuple[str, ...]:
    """The same for a resume or posting by itself."""
    return tuple(
        line_of(one, None if one.span is None else document.quote(one.span)) for one in applied
    )


def line_of(applied: Applied, quote: str | None) -> str:
    """`position “Cook, Cafe Lumen”: start 2019-03, read as 2019-01 (typo)`."""
    where = f" “{short(quote, 70)}”" if quote else ""
    now = "none" if applied.corrected is None else applied.corrected
    read = "nothing" if applied.computed is None else applied.computed
    beside = f", read as {read}" if applied.changes else ", as read"
    reason = f" ({' '.join(applied.reason.split())})" if applied.reason else ""
    return f"{applied.subject.value}{where}: {applied.field} {now}{beside}{reason}"


def judged_as(match: Match) -> str | None:
    """The judged level and reason of a match whose level is the person's; None for the others."""
    judged = match.judged
    if judged is None or judged.level is match.level:
        return None
    return f"read as {judged.level.value}: {judged.reason}"
