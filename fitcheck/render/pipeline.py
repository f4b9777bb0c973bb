"""A whole job search as text and as JSON (`fitcheck.due/1`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from fitcheck.followup.due_list import DueItem
from fitcheck.followup.pipeline import Pipeline
from fitcheck.followup.relationships import Prior, ReturnRate
from fitcheck.render.escape import terminal
from fitcheck.render.followup import plan_object
from fitcheck.render.json_text import dumps


def pipeline_text(pipeline: Pipeline) -> str:
    """What is due, how all applications stand, and what to watch, for a terminal."""
    lines = [f"Due on {pipeline.today.isoformat()}"]
    lines += [f"  {due_line(item, pipeline.today)}" for item in pipeline.due]
    if not pipeline.due:
        lines.append("  nothing")
    lines += ["", f"Applications ({len(pipeline.entries)})"]
    for entry in sorted(pipeline.entries, key=lambda e: (e.plan.verdict, e.application.label)):
        plan = entry.plan
        verdict = plan.verdict.replace("_", " ")
        following = plan.next.value.replace("_", " ") if plan.next else ""
        when = f"{following} {plan.due.isoformat()}" if plan.due and following else ""
        lines.append(
            f"  {verdict:<18} {terminal(entry.application.label)[:44]:<44} {when}".rstrip()
        )
    lines += ["", "How far they came"]
    lines += [f"  {stage.value:<12} {count:>4}" for stage, count in pipeline.funnel]
    lines += ["", "To watch", *(f"  {line}" for line in remarks(pipeline))]
    return "\n".join(lines) + "\n"


def due_line(item: DueItem, today: date) -> str:
    """One thing to do, with how late it is and how it is done."""
    late = (today - item.since).days
    since = f" ({late} day{'s' if late != 1 else ''} late)" if late > 0 and item.urgency < 6 else ""
    how = f" · {terminal(item.how)}" if item.how else ""
    return f"{item.what}: {terminal(item.label)}{since}{how}"


def remarks(pipeline: Pipeline) -> list[str]:
    """What is worth knowing beside the due list, a sentence each."""
    spam = pipeline.spam
    lines = []
    if spam.ratio is not None:
        share = f"{spam.unfit} of the {spam.sent} applications of the last month did not fit"
        advice = ": send fewer, to jobs whose requirements your resume shows" if spam.warn else ""
        lines.append(share + advice)
    lines.append(_recruiters(pipeline))
    if pipeline.help_owed:
        count = len(pipeline.help_owed)
        lines.append(f"{count} offer{'s' if count != 1 else ''} of help not kept yet")
    for person, last in pipeline.cold:
        lines.append(f"nothing went between you and {terminal(person.name or '')} since {last}")
    if not pipeline.gave_this_week:
        lines.append("no lead, introduction or invitation given to anybody this week")
    lines += [rate_line(rate) for rate in pipeline.returns]
    return lines


def rate_line(rate: ReturnRate) -> str:
    """A person's own rate by tie, with its interval in words where the numbers are small."""
    head = f"{rate.tie.value.replace('_', ' ')}: {rate.returned} of {rate.touches} returned"
    span = f"between {_percent(rate.low)} and {_percent(rate.high)}"
    own = f"{head}, {span}" if rate.enough else f"{head}, too few to say more ({span})"
    return f"{own}; {prior_words(rate.prior)}"


def prior_words(prior: Prior | None) -> str:
    """The documented share in words, or that no figure was found."""
    if prior is None:
        return "no trustworthy figure was found to hold against it"
    return (
        f"documented: {_one_in(prior.middle)} {prior.measures}, range {_one_in(prior.low)} to "
        f"{_one_in(prior.high)} ({prior.source}; {prior.year}, grade {prior.grade})"
    )


def pipeline_json(pipeline: Pipeline) -> str:
    """`fitcheck.due/1`: one JSON object."""
    value: dict[str, Any] = {
        "schema": "fitcheck.due/1",
        "as_of": pipeline.today.isoformat(),
        "due": [
            {
                "what": item.what,
                "application": item.application,
                "label": item.label,
                "since": item.since.isoformat(),
                "how": item.how or None,
            }
            for item in pipeline.due
        ],
        "applications": [
            {
                "application": entry.application.id,
                "label": entry.application.label,
                **plan_object(entry.plan),
            }
            for entry in pipeline.entries
        ],
        "states": dict(pipeline.states),
        "funnel": {stage.value: count for stage, count in pipeline.funnel},
        **_watched(pipeline),
        "problems": [
            {"source": problem.source, "message": problem.message} for problem in pipeline.problems
        ],
    }
    return dumps(value)


def _watched(pipeline: Pipeline) -> dict[str, Any]:
    """What is worth watching beside the due list."""
    spam, recruiters = pipeline.spam, pipeline.recruiters
    return {
        "spam": {
            "sent": spam.sent,
            "unfit": spam.unfit,
            "ratio": None if spam.ratio is None else round(spam.ratio, 4),
            "warn": spam.warn,
        },
        "recruiters": {
            "names": list(recruiters.names),
            "missing": [kind.value for kind in recruiters.missing],
            "wanted": [recruiters.least, recruiters.most],
        },
        "help_owed": [
            {"to": offer.to, "what": offer.what, "on": offer.on.isoformat()}
            for offer in pipeline.help_owed
        ],
        "cold": [
            {"name": person.name, "last_contact": last.isoformat()}
            for person, last in pipeline.cold
        ],
        "gave_this_week": pipeline.gave_this_week,
        "return_rates": [_rate(rate) for rate in pipeline.returns],
    }


def _rate(rate: ReturnRate) -> dict[str, Any]:
    prior = rate.prior
    return {
        "tie": rate.tie.value,
        "touches": rate.touches,
        "returned": rate.returned,
        "interval": [round(rate.low, 4), round(rate.high, 4)],
        "enough": rate.enough,
        "prior": None
        if prior is None
        else {
            "middle": prior.middle,
            "range": [prior.low, prior.high],
            "source": prior.source,
            "year": prior.year,
            "grade": prior.grade,
            "measures": prior.measures,
        },
    }


def _recruiters(pipeline: Pipeline) -> str:
    recruiters = pipeline.recruiters
    kinds = ", ".join(kind.value for kind in recruiters.missing)
    missing = f"; none yet for: {kinds}" if kinds else ""
    wanted = f"{recruiters.least} or {recruiters.most}"
    count = recruiters.count
    if count > recruiters.most:
        return f"{count} recruiters: more than {wanted} are hard to keep up{missing}"
    return f"{count} of {wanted} recruiters worth a relationship{missing}"


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"


def _one_in(share: float) -> str:
    """`about 1 in 20`: a share as people count."""
    return f"about {round(share * 10)} in 10" if share > 0.15 else f"about 1 in {round(1 / share)}"
