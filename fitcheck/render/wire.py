"""The versioned JSON of an analysis, `fitcheck.analysis/1` (docs/wire-schema.md)."""

from __future__ import annotations

from typing import Any

from fitcheck.analysis import Analysis
from fitcheck.errors import FitcheckError
from fitcheck.matching.match import Evidence, FitReport, Match
from fitcheck.profiles.profile import Applied
from fitcheck.render.followup import plan_object
from fitcheck.render.json_text import dumps
from fitcheck.render.wire_document import (
    posting_object,
    resume_object,
    rounded,
    span_pair,
    warning_object,
)

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
            "score": rounded(report.score),
            "band": report.band.value,
            "required": rounded(report.required),
            "duties": rounded(report.duties),
            "coverage": rounded(report.coverage),
            "line_of_work": _line_of_work(report),
            "probability": rounded(report.probability),
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
                "points": rounded(gap.points),
            }
            for gap in analysis.gaps
        ],
        "warnings": [warning_object(w) for w in analysis.warnings],
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
        "nearness": rounded(kinship.nearness),
        "weight": rounded(adds.weight),
        "points": rounded(adds.points),
        "position": kinship.position,
    }


def _what_if(analysis: Analysis) -> Json:
    """What is supposed, where something is; `before` is the resume as it is."""
    what_if = analysis.what_if
    if what_if is None:
        return {}
    before = {
        "score": rounded(what_if.score),
        "band": what_if.band.value,
        "decision": what_if.decision.value,
    }
    facts = [{"text": s.fact, "points": rounded(s.points)} for s in what_if.facts]
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
            "score": rounded(before.score),
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
        "span": None if applied.span is None else span_pair(applied.span),
        "requirement": applied.requirement,
        "computed": applied.computed,
        "corrected": applied.corrected,
        "reason": applied.reason,
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
        "weight": rounded(contribution.weight),
        "credit": rounded(contribution.credit),
        "points": rounded(contribution.points),
    }


def _evidence(evidence: Evidence, analysis: Analysis) -> Json:
    return {
        "quote": analysis.evidence_quote(evidence),
        "span": span_pair(evidence.span),
        "page": evidence.page,
        "section": evidence.section.value,
        "months": evidence.months,
        **({"supposed": True} if analysis.is_supposed(evidence) else {}),
    }
