"""The versioned JSON of an analysis, `fitcheck.analysis/1` (docs/wire-schema.md)."""

from __future__ import annotations

from typing import Any

from fitcheck.analysis import Analysis
from fitcheck.documents.document import Document, DocumentWarning, Span
from fitcheck.errors import FitcheckError
from fitcheck.matching.match import Evidence, FitReport, Match
from fitcheck.profiles.profile import Applied, Position, Posting, Requirement, Resume, Subject
from fitcheck.render.followup import plan_object
from fitcheck.render.json_text import dumps

Json = dict[str, Any]


def analysis_json(analysis: Analysis) -> str:
    """The analysis as one JSON object: sorted as the schema has it, UTF-8, two spaces."""
    return dumps(analysis_object(analysis))


def error_json(error: FitcheckError) -> str:
    """`fitcheck.error/1` for an input that could not be judged."""
    return dumps(error_object(error))


def error_object(error: FitcheckError) -> Json:
    """The same as plain values."""
    told = {"code": error.code.value, "message": error.message, "source": error.source}
    return {"schema": "fitcheck.error/1", "error": told}


def analysis_object(analysis: Analysis) -> Json:
    """The analysis as plain values, keys in the order of the schema."""
    report = analysis.report
    return {
        "schema": "fitcheck.analysis/1",
        "version": analysis.version,
        "signature": analysis.signature,
        "as_of": analysis.as_of.isoformat(),
        "posting": posting_object(analysis.posting),
        "resume": resume_object(analysis.resume),
        "matches": [_match(match, analysis) for match in report.matches],
        "fit": {
            "score": _rounded(report.score),
            "band": report.band.value,
            "required": _rounded(report.required),
            "duties": _rounded(report.duties),
            "coverage": _rounded(report.coverage),
            "line_of_work": _line_of_work(report),
            "probability": _rounded(report.probability),
        },
        "verdict": {
            "decision": analysis.verdict.decision.value,
            "reasons": [{"rule": r.rule, "text": r.text} for r in analysis.verdict.reasons],
        },
        "gaps": [
            {
                "requirement": gap.requirement,
                "action": gap.action.value,
                "text": gap.text,
                "points": _rounded(gap.points),
            }
            for gap in analysis.gaps
        ],
        "warnings": [_warning(w) for w in analysis.warnings],
        "corrections": _corrections(analysis),
        "settings": [
            {"key": s.key, "value": s.value, "default": s.default} for s in analysis.settings
        ],
        "followup": None if analysis.plan is None else plan_object(analysis.plan),
        **_what_if(analysis),
    }


def _line_of_work(report: FitReport) -> Json | None:
    kinship, adds = report.kinship, report.line_of_work
    if kinship is None or adds is None:
        return None
    return {
        "nearness": _rounded(kinship.nearness),
        "weight": _rounded(adds.weight),
        "points": _rounded(adds.points),
        "position": kinship.position,
    }


def _what_if(analysis: Analysis) -> Json:
    """What is supposed, where something is; `before` is the resume as it is."""
    what_if = analysis.what_if
    if what_if is None:
        return {}
    before = {
        "score": _rounded(what_if.score),
        "band": what_if.band.value,
        "decision": what_if.decision.value,
    }
    facts = [{"text": s.fact, "points": _rounded(s.points)} for s in what_if.facts]
    return {"what_if": {"facts": facts, "before": before}}


def _corrections(analysis: Analysis) -> Json | None:
    """All that the person corrected, with what came out without; None where nothing is."""
    before = analysis.as_read
    if before is None:
        return None
    return {
        "sources": list(analysis.correction_sources),
        "changing": sum(one.changes for one in analysis.applied),
        "as_read": {
            "score": _rounded(before.score),
            "band": before.band.value,
            "decision": before.decision.value,
        },
        "applied": [_applied(one, analysis.applied_quote(one)) for one in analysis.applied],
    }


def _applied(applied: Applied, quote: str | None) -> Json:
    return {
        "subject": applied.subject.value,
        "field": applied.field,
        "quote": quote,
        "span": None if applied.span is None else _span(applied.span),
        "requirement": applied.requirement,
        "computed": applied.computed,
        "corrected": applied.corrected,
        "reason": applied.reason,
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
            {"span": _span(b.span), "kind": b.kind.value, "page": b.page} for b in document.blocks
        ],
        "resume": None if resume is None else resume_object(resume),
        "posting": None if posting is None else posting_object(posting),
        "warnings": [_warning(w) for w in document.warnings],
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
        "warnings": [_warning(w) for w in _warnings(posting)],
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
                "span": _span(entry.span),
                "corrected": _corrected(resume.applied, Subject.EDUCATION, entry.span),
            }
            for entry in resume.education
        ],
        "certifications": [
            {
                "name": c.name,
                "date": None if c.date is None else str(c.date),
                "quote": quote(c.span),
                "span": _span(c.span),
            }
            for c in resume.certifications
        ],
        "languages": [
            {"name": s.name, "level": s.level, "quote": quote(s.span), "span": _span(s.span)}
            for s in resume.languages
        ],
        "warnings": [_warning(w) for w in _warnings(resume)],
    }


def _warnings(profile: Resume | Posting) -> tuple[DocumentWarning, ...]:
    return tuple(dict.fromkeys((*profile.document.warnings, *profile.warnings)))


def _warning(warning: DocumentWarning) -> Json:
    return {
        "code": warning.code.value,
        "message": warning.message,
        "quote": warning.quote,
        "page": warning.page,
    }


def _requirement(requirement: Requirement, posting: Posting) -> Json:
    return {
        "id": requirement.id,
        "kind": requirement.kind.value,
        "necessity": requirement.necessity.value,
        "quote": posting.document.quote(requirement.span),
        "span": _span(requirement.span),
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
        "span": _span(position.span),
        "corrected": _corrected(resume.applied, Subject.POSITION, position.span),
    }


def _match(match: Match, analysis: Analysis) -> Json:
    contribution = analysis.contribution(match)
    return {
        "requirement": match.requirement.id,
        "level": match.level.value,
        "reason": match.reason,
        "corrected": None
        if match.judged is None
        else {
            "computed": match.judged.level.value,
            "computed_reason": match.judged.reason,
            "reason": match.judged.because,
        },
        "evidence": [_evidence(e, analysis) for e in match.evidence],
        "weight": _rounded(contribution.weight),
        "credit": _rounded(contribution.credit),
        "points": _rounded(contribution.points),
    }


def _evidence(evidence: Evidence, analysis: Analysis) -> Json:
    return {
        "quote": analysis.evidence_quote(evidence),
        "span": _span(evidence.span),
        "page": evidence.page,
        "section": evidence.section.value,
        "months": evidence.months,
        **({"supposed": True} if analysis.is_supposed(evidence) else {}),
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _rounded(value: float | None) -> float | None:
    """Six decimals: more than anyone needs, few enough to be equal on every machine."""
    return None if value is None else round(value, 6)
