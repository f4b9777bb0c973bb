"""Reasons in words: spans of time, lists and where something stands."""

from __future__ import annotations

from collections.abc import Sequence

from fitcheck.language.sections import Section

_PLACES = {
    Section.EXPERIENCE: "a job",
    Section.PROJECTS: "a project",
    Section.VOLUNTEERING: "voluntary work",
    Section.EDUCATION: "the education section",
    Section.CERTIFICATIONS: "a certificate",
    Section.SKILLS: "the skills list",
    Section.SUMMARY: "the summary",
}


def duration(months: int) -> str:
    """Months as people say them: "4 y 2 m", "5 y", "7 m"."""
    years, rest = divmod(max(0, months), 12)
    parts = [f"{years} y"] if years else []
    if rest or not years:
        parts.append(f"{rest} m")
    return " ".join(parts)


def listing(names: Sequence[str], *, most: int = 4) -> str:
    """Names joined by commas and "and"; beyond `most` the rest is counted."""
    shown = list(names[:most])
    left = len(names) - len(shown)
    if left:
        shown.append(f"{left} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def place(section: Section) -> str:
    """Where a line stands, as words."""
    return _PLACES.get(section, "another section")
