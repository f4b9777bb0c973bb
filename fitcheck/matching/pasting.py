"""A resume without some of its lines, as if they had never been pasted into it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from fitcheck.documents.document import Span
from fitcheck.profiles.profile import Resume


def without_items(resume: Resume, dropped: AbstractSet[int]) -> Resume:
    """The resume without these items (indices) and without what else was read from their lines.

    Positions stay: they are told by their headers.
    """
    spans = tuple(resume.items[number].span for number in sorted(dropped))
    kept = [number for number in range(len(resume.items)) if number not in dropped]
    place = {old: new for new, old in enumerate(kept)}

    def apart(span: Span) -> bool:
        return not any(span.overlaps(part) for part in spans)

    mentions = (m for m in resume.mentions if m.item in place)
    return replace(
        resume,
        items=tuple(resume.items[number] for number in kept),
        mentions=tuple(replace(m, item=place[m.item]) for m in mentions),
        education=tuple(entry for entry in resume.education if apart(entry.span)),
        certifications=tuple(entry for entry in resume.certifications if apart(entry.span)),
        languages=tuple(entry for entry in resume.languages if apart(entry.span)),
        declared=tuple(span for span in resume.declared if apart(span)),
    )
