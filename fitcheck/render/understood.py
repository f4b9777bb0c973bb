"""What was read and understood of one document, as plain text."""

from __future__ import annotations

from fitcheck.documents.document import BlockKind, Document, DocumentWarning
from fitcheck.language.lines import Zone
from fitcheck.matching.wording import duration
from fitcheck.profiles.profile import Posting, Resume
from fitcheck.render.corrected import profile_lines
from fitcheck.render.escape import terminal


def document_text(document: Document) -> str:
    """The visible text in reading order; headings and list items are marked, warnings come last."""
    marks = {BlockKind.HEADING: "## ", BlockKind.LIST_ITEM: "- "}
    lines = [marks.get(b.kind, "") + terminal(document.quote(b.span)) for b in document.blocks]
    return _joined(lines, document.warnings)


def resume_text(resume: Resume) -> str:
    """Jobs, education, certificates, languages and the concepts found."""
    lines = [f"dated experience: {duration(resume.experience_months)}", "", "positions"]
    for position in resume.positions:
        dates = position.dates
        start = dates.start if dates and dates.start else "?"
        end = "present" if dates and dates.current else (dates.end if dates else None) or "?"
        length = "undated" if position.months is None else duration(position.months)
        named = " — ".join(p for p in (position.title, position.employer) if p) or "(no title)"
        lines.append(f"  {start} to {end} ({length}, {position.kind.value}): {terminal(named)}")
    lines += ["", "education"]
    for entry in resume.education:
        level = "?" if entry.level is None else entry.level.value
        done = {True: "completed", False: "not completed", None: "completion unknown"}
        field = terminal(entry.field) if entry.field else "field not said"
        lines.append(f"  {level}: {field} ({done[entry.completed]})")
    lines += ["", "certifications"]
    lines += [f"  {terminal(c.name)} {c.date or ''}".rstrip() for c in resume.certifications]
    lines += ["", "languages"]
    lines += [f"  {s.name} {s.level or ''}".rstrip() for s in resume.languages]
    placed = sorted({m.concept for m in resume.mentions if resume.items[m.item].placed})
    spoken = {s.name for s in resume.languages}
    listed = sorted({m.concept for m in resume.mentions} - set(placed) - spoken)
    lines += ["", f"in dated or placed items: {', '.join(placed)}"]
    lines += [f"only listed: {', '.join(listed)}"]
    lines += _corrected(profile_lines(resume.applied, resume.document))
    return _joined(lines, (*resume.document.warnings, *resume.warnings))


def posting_text(posting: Posting) -> str:
    """Title, employer and every requirement with its kind, zone and what it names."""
    lines = [
        f"title: {terminal(posting.title or '?')}",
        f"employer: {terminal(posting.employer or '?')}",
        "",
    ]
    for requirement in posting.requirements:
        extra = [", ".join(requirement.concepts)] if requirement.concepts else []
        if requirement.min_months is not None:
            extra.append(f"at least {duration(requirement.min_months)}")
        if requirement.degree is not None:
            extra.append(requirement.degree.value)
        head = f"{requirement.id} {requirement.zone.value}/{requirement.kind.value}"
        if requirement.necessity.value != requirement.zone.value and requirement.zone in (
            Zone.REQUIRED,
            Zone.PREFERRED,
        ):
            extra.append(requirement.necessity.value)
        lines.append(f"{head} ({requirement.logic.value}: {'; '.join(extra)})")
        lines.append(f"    {terminal(posting.document.quote(requirement.span))}")
    lines += _corrected(profile_lines(posting.applied, posting.document))
    return _joined(lines, (*posting.document.warnings, *posting.warnings))


def _corrected(lines: tuple[str, ...]) -> list[str]:
    return ["", "your corrections", *(f"  {terminal(line)}" for line in lines)] if lines else []


def _joined(lines: list[str], warnings: tuple[DocumentWarning, ...]) -> str:
    told = [
        f"! {terminal(w.message)}" + (f" “{terminal(w.quote)}”" if w.quote else "")
        for w in dict.fromkeys(warnings)
    ]
    return "".join(f"{line}\n" for line in [*lines, *([""] if told else []), *told])
