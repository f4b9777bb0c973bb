"""The report as Markdown, for notes, issues and chat."""

from __future__ import annotations

from fitcheck.advice.gaps import Action
from fitcheck.advice.verdict import short
from fitcheck.analysis import Analysis
from fitcheck.matching.match import Match
from fitcheck.render.corrected import correction_lines, judged_as, rests_on
from fitcheck.render.escape import markdown
from fitcheck.render.report import (
    LEVEL_MARKS,
    distinct,
    figures,
    grouped,
    headline,
    notes,
    shown_quote,
    subject,
    supposed,
)


def report_markdown(analysis: Analysis) -> str:
    """The report as Markdown with one table a group; everything from files is escaped."""
    lines = [f"# {markdown(headline(analysis.verdict))}", "", markdown(subject(analysis)), ""]
    lines += [markdown(figures(analysis)), ""]
    lines += [f"- {markdown(line)}" for line in supposed(analysis)]
    lines += [""] if analysis.what_if is not None else []
    resting = rests_on(analysis)
    lines += [f"**{markdown(resting)}**", ""] if resting else []
    lines += [f"{n}. {markdown(r.text)}" for n, r in enumerate(analysis.verdict.reasons, start=1)]
    for name, matches in grouped(analysis):
        lines += ["", f"## {name}", "", "| | asked | shown | why |", "|---|---|---|---|"]
        lines += [_row(match, analysis) for match in distinct(matches)]
    named = {r.id: r for r in analysis.posting.requirements}
    gaps = [g for g in analysis.gaps if g.points > 0 or g.action is Action.ASK]
    if gaps:
        lines += ["", "## What would change it", ""]
        for gap in gaps:
            quote = markdown(short(analysis.quote(named[gap.requirement]), 80))
            lines.append(f"- **{gap.action.value}** (+{gap.points:.2f}) “{quote}”: {gap.text}")
    corrections = correction_lines(analysis)
    if corrections:
        lines += ["", "## Your corrections", ""]
        lines += [f"- {markdown(line)}" for line in corrections]
    found = notes(analysis)
    if found:
        lines += ["", "## Notes on reading", ""]
        lines += [f"- {markdown(note)}" for note in found]
    return "\n".join(lines) + "\n"


def _row(match: Match, analysis: Analysis) -> str:
    asked = markdown(short(analysis.quote(match.requirement), 200))
    shown = "<br>".join(markdown(shown_quote(e, analysis, 160)) for e in match.evidence)
    mark = f"{LEVEL_MARKS[match.level]} {match.level.value}"
    why = " — ".join(part for part in (match.reason, judged_as(match)) if part)
    return f"| {mark} | {asked} | {shown} | {markdown(why)} |"
