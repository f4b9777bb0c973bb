"""The report for a terminal: verdict, reasons, the table of requirements, what to change."""

from __future__ import annotations

import textwrap

from fitcheck.advice.gaps import Action
from fitcheck.advice.verdict import Decision, short
from fitcheck.analysis import Analysis
from fitcheck.matching.match import Level, Match
from fitcheck.render.corrected import correction_lines, judged_as, rests_on
from fitcheck.render.escape import terminal
from fitcheck.render.report import (
    LEGEND,
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

_STYLES = {
    Level.DEMONSTRATED: "32",
    Level.PARTIAL: "33",
    Level.LISTED: "33",
    Level.ABSENT: "31",
    Level.UNKNOWN: "36",
    Level.CONTRADICTED: "31;1",
}
_GAPS_SHOWN = 6
_NOTES_SHOWN = 8


def report_text(analysis: Analysis, *, width: int = 80, colour: bool = False) -> str:
    """The report as plain text, at most `width` columns (40 or more), with a final newline."""
    page = _Page(max(40, width), colour=colour)
    decision = analysis.verdict.decision
    style = "32;1" if decision.worth_it else "36;1" if decision is Decision.NEED_INFO else "31;1"
    page.line(headline(analysis.verdict), style=style)
    page.line(subject(analysis))
    page.line(figures(analysis), style="2")
    for line in supposed(analysis):
        page.line(line, style="36;1", hang=2)
    page.line(rests_on(analysis) or "", style="36")
    page.gap()
    for number, reason in enumerate(analysis.verdict.reasons[:3], start=1):
        page.line(f"{number}. {reason.text}", hang=3)
    for name, matches in grouped(analysis):
        page.gap()
        page.line(name, style="1")
        for match in distinct(matches):
            _row(page, match, analysis)
    if analysis.report.matches:
        page.gap()
        page.line(LEGEND, style="2")
    _changes(page, analysis)
    _corrections(page, analysis)
    _notes(page, analysis)
    return page.text()


def _row(page: _Page, match: Match, analysis: Analysis) -> None:
    mark = LEVEL_MARKS[match.level]
    asked = short(analysis.quote(match.requirement), 150)
    page.line(f"{mark} {asked}", indent=1, hang=2, style=_STYLES[match.level], only_mark=True)
    for evidence in match.evidence[:1]:
        quote = shown_quote(evidence, analysis, 140)
        where = f" [p. {evidence.page}]" if evidence.page else ""
        page.line(f"“{quote}”{where}", indent=5, hang=1)
    page.line(f"{match.level.value}: {match.reason}", indent=5, hang=2, style="2")
    page.line(judged_as(match) or "", indent=5, hang=2, style="2")


def _changes(page: _Page, analysis: Analysis) -> None:
    gaps = [g for g in analysis.gaps if g.action in (Action.SHOW, Action.LEARN) and g.points > 0]
    gaps = gaps[:_GAPS_SHOWN]
    asks = [g for g in analysis.gaps if g.action is Action.ASK]
    named = {r.id: r for r in analysis.posting.requirements}
    if gaps:
        page.gap()
        page.line("What would change it (points it would add)", style="1")
        for gap in gaps:
            quote = short(analysis.quote(named[gap.requirement]), 70)
            page.line(f"+{gap.points:.2f} {gap.action.value}: “{quote}”", indent=1, hang=6)
            page.line(gap.text, indent=7)
    if asks:
        page.gap()
        page.line("Questions only you can answer", style="1")
        for gap in asks[:_GAPS_SHOWN]:
            page.line(f"? {short(analysis.quote(named[gap.requirement]), 120)}", indent=1, hang=2)
        if len(asks) > _GAPS_SHOWN:
            page.line(f"… and {len(asks) - _GAPS_SHOWN} more", indent=3, style="2")


def _corrections(page: _Page, analysis: Analysis) -> None:
    lines = correction_lines(analysis)
    if not lines:
        return
    page.gap()
    page.line("Your corrections", style="1")
    for line in lines:
        page.line(f"~ {line}", indent=1, hang=2)


def _notes(page: _Page, analysis: Analysis) -> None:
    found = notes(analysis)
    if not found:
        return
    page.gap()
    page.line("Notes on reading", style="1")
    for note in found[:_NOTES_SHOWN]:
        page.line(f"! {short(note, 200)}", indent=1, hang=2)
    if len(found) > _NOTES_SHOWN:
        page.line(f"… and {len(found) - _NOTES_SHOWN} more", indent=3, style="2")


class _Page:
    """Lines of a report: escaped, wrapped and, on request, coloured."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._width = width
        self._colour = colour
        self._lines: list[str] = []

    def gap(self) -> None:
        """One empty line."""
        self._lines.append("")

    def line(
        self, text: str, *, indent: int = 0, hang: int = 0, style: str = "", only_mark: bool = False
    ) -> None:
        """One paragraph; wrapped lines hang by `hang`. `only_mark` colours the first sign only."""
        wrapped = textwrap.wrap(
            terminal(text),
            self._width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        )
        if self._colour and style and wrapped:
            if only_mark:
                first = wrapped[0]
                mark = f"\x1b[{style}m{first[indent]}\x1b[0m"
                wrapped[0] = first[:indent] + mark + first[indent + 1 :]
            else:
                wrapped = [f"\x1b[{style}m{line}\x1b[0m" for line in wrapped]
        self._lines.extend(wrapped)

    def text(self) -> str:
        """All lines, each ended by a line feed."""
        return "".join(f"{line}\n" for line in self._lines)
