"""The report page: verdict, waterfall, every requirement, both texts side by side."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from fitcheck.advice.gaps import Action
from fitcheck.advice.verdict import Decision
from fitcheck.analysis import Analysis
from fitcheck.documents.document import Span
from fitcheck.matching.match import Match
from fitcheck.render.corrected import correction_lines, judged_as, rests_on
from fitcheck.render.report import (
    LEGEND,
    LEVEL_MARKS,
    alike,
    figures,
    grouped,
    headline,
    notes,
    subject,
    supposed,
)
from fitcheck.render.web.text import Marked, document_html, safe
from fitcheck.render.web.waterfall import waterfall

PURPOSE = (
    "For the applicant, or a coach on their behalf, who checks an application before sending it; "
    "not meant for screening other people."
)


def report_html(analysis: Analysis, *, home: str | None = None) -> str:
    """The whole page as UTF-8 text with a final newline.

    It loads nothing: style and script stand inside and are allowed by their digests, and the
    content policy forbids everything else. Works without the script, by keyboard and on paper.
    `home` is where a link leads that starts another check, where the page is served.
    """
    again = "" if home is None else f'<nav><a href="{home}">Check another pair</a></nav>\n'
    title = f"{subject(analysis)} — fitcheck"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{safe(title)}</title>\n<style>{_asset('report.css')}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#panes">Skip to the two texts</a>\n'
        f"{again}{report_body(analysis)}\n<script>{_asset('report.js')}</script>\n</body>\n</html>\n"
    )


def report_body(analysis: Analysis) -> str:
    """What stands between the skip link and the script: header, main, footer."""
    return "\n".join(
        (
            _header(analysis),
            "<main>",
            f"<h2>How the score comes about</h2>\n{waterfall(analysis)}",
            _asks(analysis),
            _panes(analysis),
            _changes(analysis),
            _questions(analysis),
            _corrections(analysis),
            _notes(analysis),
            "</main>",
            _footer(analysis),
        )
    )


@cache
def content_policy() -> str:
    """The content policy of the page: nothing but its own style and script."""
    style, script = (_digest(name) for name in ("report.css", "report.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return (files("fitcheck.render.web") / name).read_text(encoding="utf-8")


def _digest(name: str) -> str:
    digest = hashlib.sha256(_asset(name).encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _header(analysis: Analysis) -> str:
    decision = analysis.verdict.decision
    tone = "ask" if decision is Decision.NEED_INFO else "go" if decision.worth_it else "stop"
    what_if = "".join(f"<p><strong>{safe(line)}</strong></p>\n" for line in supposed(analysis))
    reasons = "".join(f"<li>{safe(reason.text)}</li>" for reason in analysis.verdict.reasons)
    return (
        f'<header>\n<div class="verdict {tone}"><h1>{safe(headline(analysis.verdict))}</h1>\n'
        f"<p>{safe(subject(analysis))}</p>\n"
        f'<p class="soft">{safe(figures(analysis))}</p>{_resting(analysis)}\n{what_if}</div>\n'
        f'<ol class="why">{reasons}</ol>\n'
        "</header>"
    )


def _resting(analysis: Analysis) -> str:
    said = rests_on(analysis)
    return f'<p><a href="#corrections">{safe(said)}</a></p>' if said else ""


def _asks(analysis: Analysis) -> str:
    parts = ["<h2>What is asked, and what shows it</h2>", f'<p class="soft key">{LEGEND}</p>']
    for name, matches in grouped(analysis):
        rows = "".join(_ask(same, analysis) for same in alike(matches))
        parts.append(f'<h3>{name}</h3>\n<ul class="asks">{rows}</ul>')
    if len(parts) == 2:
        parts.append("<p>The posting asks nothing that could be read.</p>")
    return "\n".join(parts)


def _ask(same: tuple[Match, ...], analysis: Analysis) -> str:
    """One row for requirements that read alike, with the evidence of all of them."""
    match, requirement = same[0], same[0].requirement
    level = match.level.value
    evidence = {e.span: e for each in same for e in each.evidence}.values()
    quotes = "".join(
        f'<blockquote><a href="#{_anchor(e.span)}">{safe(analysis.evidence_quote(e))}</a>'
        f"{' <strong>[what if]</strong>' if analysis.is_supposed(e) else ''}"
        f"{f' <span class=soft>[p. {e.page}]</span>' if e.page else ''}</blockquote>"
        for e in evidence
    )
    return (
        f'<li id="{requirement.id}" class="{level}" data-level="{level}">'
        f'<span class="level">{LEVEL_MARKS[match.level]} {level}</span> '
        f'<a class="ask" href="#panes" data-r="{requirement.id}">'
        f"{safe(analysis.quote(requirement))}</a>"
        f'{quotes}<div class="why">{safe(match.reason)}</div>{_judged(match)}</li>'
    )


def _shown_as(analysis: Analysis) -> dict[str, str]:
    """Under which id each requirement stands in the list: the first that reads alike."""
    return {
        match.requirement.id: same[0].requirement.id
        for same in alike(analysis.report.matches)
        for match in same
    }


def _judged(match: Match) -> str:
    said = judged_as(match)
    return f'<div class="why judged">{safe(said)}</div>' if said else ""


def _panes(analysis: Analysis) -> str:
    resume = document_html(analysis.resume.document, _evidence(analysis))
    return (
        '<h2 id="panes" tabindex="-1">Side by side</h2>\n'
        '<p class="soft hint">Choose an underlined line of the posting: the lines of the resume '
        "that show it light up. The keys j and k go from one to the next.</p>\n"
        '<p id="said" class="soft hint" role="status"></p>\n'
        '<div class="panes">\n'
        '<section class="pane" id="posting" tabindex="0" aria-label="Posting"><h3>Posting</h3>\n'
        f"{document_html(analysis.posting.document, _asked(analysis))}\n</section>\n"
        '<section class="pane" id="resume" tabindex="0" aria-label="Resume"><h3>Resume</h3>\n'
        f"{resume}\n</section>\n</div>"
    )


def _asked(analysis: Analysis) -> list[Marked]:
    """The asking spans; requirements with one span share it and show the weakest level."""
    spans: dict[Span, list[Match]] = {}
    for same in alike(analysis.report.matches):
        spans.setdefault(same[0].requirement.span, []).append(same[0])
    marked = []
    for span, matches in spans.items():
        weakest = min(matches, key=lambda match: match.level.rank)
        others = [m.requirement.id for m in matches if m is not weakest]
        marked.append(
            Marked(
                span=span,
                ids=(weakest.requirement.id, *others),
                mark=LEVEL_MARKS[weakest.level],
                level=weakest.level.value,
            )
        )
    return marked


def _evidence(analysis: Analysis) -> list[Marked]:
    shown = _shown_as(analysis)
    spans: dict[Span, list[str]] = {}
    for match in analysis.report.matches:
        for evidence in match.evidence:
            spans.setdefault(evidence.span, []).append(shown[match.requirement.id])
    return [
        Marked(span=s, ids=tuple(dict.fromkeys(ids)), anchor=_anchor(s)) for s, ids in spans.items()
    ]


def _anchor(span: Span) -> str:
    return f"e{span.start}-{span.end}"


def _changes(analysis: Analysis) -> str:
    """What would raise the score, most points first; rows that read alike add up."""
    named = {requirement.id: requirement for requirement in analysis.posting.requirements}
    shown = _shown_as(analysis)
    points: dict[tuple[str, str, str, str], float] = {}
    for gap in analysis.gaps:
        if gap.action is not Action.ASK and gap.points > 0:
            quote = analysis.quote(named[gap.requirement])
            key = (shown[gap.requirement], gap.action.value, quote, gap.text)
            points[key] = points.get(key, 0.0) + gap.points
    rows = "".join(
        f'<tr><td class="num">+{gained:.3f}</td><td>{action}</td>'
        f'<td><a href="#{requirement}">{safe(quote)}</a>'
        f'<br><span class="soft">{safe(text)}</span></td></tr>'
        for (requirement, action, quote, text), gained in sorted(
            points.items(), key=lambda row: -row[1]
        )
    )
    if not rows:
        return ""
    return (
        "<h2>What would change it</h2>\n<table><thead><tr><th>points</th><th>do</th><th>asked</th>"
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _questions(analysis: Analysis) -> str:
    named = {requirement.id: requirement for requirement in analysis.posting.requirements}
    shown = _shown_as(analysis)
    asked: dict[str, str] = {}
    for gap in analysis.gaps:
        if gap.action is Action.ASK:
            asked.setdefault(analysis.quote(named[gap.requirement]), shown[gap.requirement])
    rows = "".join(
        f'<li><a href="#{requirement}">{safe(quote)}</a></li>'
        for quote, requirement in asked.items()
    )
    return f"<h2>Questions only you can answer</h2>\n<ul>{rows}</ul>" if rows else ""


def _corrections(analysis: Analysis) -> str:
    rows = "".join(f"<li>{safe(line)}</li>" for line in correction_lines(analysis))
    return f'<h2 id="corrections">Your corrections</h2>\n<ul>{rows}</ul>' if rows else ""


def _notes(analysis: Analysis) -> str:
    found = "".join(f'<p class="note">{safe(note)}</p>' for note in notes(analysis))
    return f"<h2>Notes on reading</h2>\n{found}" if found else ""


def _footer(analysis: Analysis) -> str:
    resume, posting = analysis.resume.document.source, analysis.posting.document.source
    return (
        f"<footer><p>{safe(resume)} against {safe(posting)}, as of {analysis.as_of}. fitcheck "
        f"{safe(analysis.version)}, signature {safe(analysis.signature)}.</p><p>{PURPOSE}</p>"
        "</footer>"
    )
