"""The versioned JSON of a document read and understood, `fitcheck.document/1`."""

from __future__ import annotations

from typing import Any

from fitcheck.documents.document import Document, DocumentWarning, Span
from fitcheck.profiles.profile import Applied, Position, Posting, Requirement, Resume, Subject

Json = dict[str, Any]


def document_object(
    document: Document, *, resume: Resume | None = None, posting: Posting | None = None
) -> Json:
    """`fitcheck.document/1`: what was read and, if asked for, what was understood."""
    return {
        "schema": "fitcheck.document/1",
        "source": document.source,
        "media_type": document.media_type,
        "pages": document.pages,
        "text": document.text,
        "blocks": [
            {"span": span_pair(b.span), "kind": b.kind.value, "page": b.page}
            for b in document.blocks
        ],
        "resume": None if resume is None else resume_object(resume),
        "posting": None if posting is None else posting_object(posting),
        "warnings": [warning_object(w) for w in document.warnings],
    }


def posting_object(posting: Posting) -> Json:
    """A posting, understood."""
    return {
        "source": posting.document.source,
        "title": posting.title,
        "employer": posting.employer,
        "employer_size": posting.employer_size,
        "locations": list(posting.locations),
        "remote": posting.remote,
        "deadline": None if posting.deadline is None else posting.deadline.isoformat(),
        "contact_policy": None if posting.contact_policy is None else posting.contact_policy.value,
        "corrected": _corrected(posting.applied, Subject.POSTING, None),
        "warnings": [warning_object(w) for w in _warnings(posting)],
        "requirements": [_requirement(r, posting) for r in posting.requirements],
    }


def resume_object(resume: Resume) -> Json:
    """A resume, understood; contact data has no place in it."""
    quote = resume.document.quote
    return {
        "source": resume.document.source,
        "media_type": resume.document.media_type,
        "pages": resume.document.pages,
        "experience_months": resume.experience_months,
        "positions": [_position(p, resume) for p in resume.positions],
        "education": [
            {
                "level": None if entry.level is None else entry.level.value,
                "field": entry.field,
                "completed": entry.completed,
                "quote": quote(entry.span),
                "span": span_pair(entry.span),
                "corrected": _corrected(resume.applied, Subject.EDUCATION, entry.span),
            }
            for entry in resume.education
        ],
        "certifications": [
            {
                "name": c.name,
                "date": None if c.date is None else str(c.date),
                "quote": quote(c.span),
                "span": span_pair(c.span),
            }
            for c in resume.certifications
        ],
        "languages": [
            {"name": s.name, "level": s.level, "quote": quote(s.span), "span": span_pair(s.span)}
            for s in resume.languages
        ],
        "warnings": [warning_object(w) for w in _warnings(resume)],
    }


def _warnings(profile: Resume | Posting) -> tuple[DocumentWarning, ...]:
    return tuple(dict.fromkeys((*profile.document.warnings, *profile.warnings)))


def _requirement(requirement: Requirement, posting: Posting) -> Json:
    return {
        "id": requirement.id,
        "kind": requirement.kind.value,
        "necessity": requirement.necessity.value,
        "quote": posting.document.quote(requirement.span),
        "span": span_pair(requirement.span),
        "zone": requirement.zone.value,
        "concepts": list(requirement.concepts),
        "logic": requirement.logic.value,
        "any_of": requirement.any_of,
        "min_months": requirement.min_months,
        "months_of": list(requirement.months_of),
        "degree": None if requirement.degree is None else requirement.degree.value,
        "degree_fields": list(requirement.degree_fields),
        "or_equivalent": requirement.or_equivalent,
        "corrected": _corrected(posting.applied, Subject.LINE, requirement.span, requirement.id),
    }


def _position(position: Position, resume: Resume) -> Json:
    dates = position.dates
    return {
        "title": position.title,
        "employer": position.employer,
        "kind": position.kind.value,
        "start": None if dates is None or dates.start is None else str(dates.start),
        "end": None if dates is None or dates.end is None else str(dates.end),
        "current": dates is not None and dates.current,
        "months": position.months,
        "quote": resume.document.quote(position.span),
        "span": span_pair(position.span),
        "corrected": _corrected(resume.applied, Subject.POSITION, position.span),
    }


def _corrected(
    applied: tuple[Applied, ...],
    subject: Subject,
    span: Span | None,
    requirement: str | None = None,
) -> Json:
    """Corrected fields of one value, each with what was read; empty where none is corrected."""
    return {
        one.field: {"computed": one.computed, "reason": one.reason}
        for one in applied
        if one.subject is subject and one.span == span and one.requirement in (None, requirement)
    }


def warning_object(warning: DocumentWarning) -> Json:
    """A warning as plain values."""
    return {
        "code": warning.code.value,
        "message": warning.message,
        "quote": warning.quote,
        "page": warning.page,
    }


def span_pair(span: Span) -> list[int]:
    """The ends of a stretch of text."""
    return [span.start, span.end]


def rounded(value: float | None) -> float | None:
    """Six decimals: more than anyone needs, few enough to be equal on every machine."""
    return None if value is None else round(value, 6)
