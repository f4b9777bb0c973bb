"""A plan as text and as the `followup` object of the wire schema (docs/wire-schema.md)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date
from typing import Any

from fitcheck.followup.application import Application
from fitcheck.followup.messages import Draft
from fitcheck.followup.plan import Lint, Plan, Step
from fitcheck.followup.rules import rules
from fitcheck.followup.tone import Finding
from fitcheck.render.escape import terminal
from fitcheck.render.json_text import dumps

Json = dict[str, Any]


def plan_object(plan: Plan) -> Json:
    """The plan as plain values, keys in the order of the schema; days as YYYY-MM-DD."""
    return {
        "decision": plan.decision.value if plan.decision else None,
        "state": plan.state.value if plan.state else None,
        "presumption": plan.presumption.value,
        "next": plan.next.value if plan.next else None,
        "due": _day(plan.due),
        "slot": "-".join(plan.slot) if plan.slot else None,
        "channel": plan.channel.value,
        "target": plan.target.value if plan.target else None,
        "close_on": _day(plan.close_on),
        "apply_by": _day(plan.apply_by),
        "thank_you": _day(plan.thank_you),
        "review_if_applied_today": _day(plan.review_if_applied_today),
        "with_revised_resume": plan.with_revised_resume,
        "counts_as_spam": plan.counts_as_spam,
        "suggest": plan.suggest,
        "lint": [lint.value for lint in plan.lint],
        "cancelled": [day.isoformat() for day in plan.cancelled],
        "override_refused": plan.override_refused,
        "schedule": [_step(step) for step in plan.schedule],
        "reasons": [
            {"rule": reason.rule, "text": reason.text, "source": reason.source}
            for reason in plan.reasons
        ],
        "computed": plan.computed,
        "overridden": plan.overridden,
        "override_reason": plan.override_reason,
        "expectation": plan.expectation,
        "questions": list(plan.questions),
        "changed_settings": list(plan.changed_settings),
    }


def plan_json(plan: Plan, drafts: Iterable[Draft] = ()) -> str:
    """`fitcheck.followup/1`: the plan and the drafts for its next action, as one JSON object."""
    return dumps(followup_object(plan, drafts))


def followup_object(plan: Plan, drafts: Iterable[Draft] = ()) -> Json:
    """The same as plain values."""
    return {
        "schema": "fitcheck.followup/1",
        "application": plan.application,
        "as_of": plan.today.isoformat(),
        **plan_object(plan),
        "drafts": [
            {
                "id": draft.id,
                "action": draft.action,
                "channel": draft.way.value,
                "subject": draft.subject,
                "text": draft.text,
                "blanks": list(draft.blanks),
            }
            for draft in drafts
        ],
    }


def plan_text(
    application: Application, plan: Plan, drafts: Iterable[Draft] = (), *, width: int = 80
) -> str:
    """The plan for a terminal: what to do and when, why, the schedule, the drafts."""
    lines = [terminal(application.label), headline(plan)]
    if plan.overridden:
        lines.append(f"your decision: {terminal(plan.override_reason or '')}")
        lines.append(f"computed: {plan.computed.replace('_', ' ')}")
    elif plan.override_refused and application.override is not None:
        lines.append("your override is refused: a hard rule stands above it")
    if plan.thank_you is not None:
        lines.append(f"say thank you by {_spelled(plan.thank_you)}")
    if plan.with_revised_resume:
        lines.append("send the revised resume along")
    if plan.suggest is not None:
        lines.append(f"suggestion: {plan.suggest.replace('_', ' ')}")
    if plan.review_if_applied_today is not None:
        lines.append(f"if you apply today, look again on {_spelled(plan.review_if_applied_today)}")
    if plan.counts_as_spam:
        lines.append("this application was sent without a fit")
    lines += [f"question: {question}" for question in plan.questions]
    lines += [f"note: {lint_text(lint)}" for lint in plan.lint]
    lines += [f"setting: {terminal(change)}" for change in plan.changed_settings]
    lines.append("")
    lines += [f"  {reason.text} [{reason.rule}; {reason.source}]" for reason in plan.reasons]
    lines.append(f"  {plan.expectation}")
    if plan.schedule:
        lines += ["", "schedule"]
        lines += [f"  {_spelled(step.on)}  {_step_words(step)}" for step in plan.schedule]
    if plan.cancelled:
        days = ", ".join(day.isoformat() for day in plan.cancelled)
        lines += ["", f"cancelled: {days}"]
    wrapped = [_wrapped(line, width) for line in lines]
    return "\n".join([*wrapped, *(_draft_text(draft, width) for draft in drafts)]) + "\n"


def headline(plan: Plan) -> str:
    """The plan in one line: the verdict, what comes next, when and how."""
    words = [plan.verdict.replace("_", " ").upper()]
    if plan.next is not None and plan.due is not None:
        late = (plan.today - plan.due).days
        when = f"since {_spelled(plan.due)}" if late > 0 else f"on {_spelled(plan.due)}"
        words.append(f"{plan.next.value.replace('_', ' ')} {when}")
    if plan.slot is not None:
        words.append(f"call {plan.slot[0]}-{plan.slot[1]} where they are")
    elif plan.channel.value not in ("none", "phone"):
        words.append(f"by {plan.channel.value}")
    if plan.apply_by is not None:
        words.append(f"apply by {_spelled(plan.apply_by)}")
    if plan.close_on is not None:
        words.append(f"close on {_spelled(plan.close_on)}")
    if plan.presumption.value in ("probably_rejected", "rejected"):
        words.append(f"presumed: {plan.presumption.value.replace('_', ' ')}")
    return " · ".join(words)


def lint_text(lint: Lint) -> str:
    """What a lint says."""
    return rules()[lint.value].text


def findings_text(findings: Iterable[Finding]) -> str:
    """What the linter of a message found, a line each; "nothing to change" where nothing."""
    lines = []
    for finding in findings:
        place = f" at {finding.start}" if finding.end else ""
        lines.append(f"{finding.code}{place}: {terminal(finding.message)}")
    return "\n".join(lines or ["nothing to change"]) + "\n"


def _draft_text(draft: Draft, width: int) -> str:
    """A draft under its name; the person's words keep their lines."""
    head = f"\n--- {draft.id} · {terminal(draft.subject)}"
    body = "\n".join(
        _wrapped("".join(c for c in line if c.isprintable()), width)
        for line in draft.text.split("\n")
    )
    return f"{head}\n{body}"


def _wrapped(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return (
        "\n".join(
            textwrap.wrap(
                line.strip(),
                width=max(40, width),
                initial_indent=indent,
                subsequent_indent=indent + "  " if indent else "",
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
        or line
    )


def _step(step: Step) -> Json:
    return {
        "on": step.on.isoformat(),
        "kind": step.kind.value,
        "target": step.target.value if step.target else None,
    }


def _step_words(step: Step) -> str:
    words = [step.kind.value.replace("_", " ")]
    if step.target is not None:
        words.append(f"({step.target.value})")
    if step.slot is not None:
        words.append(f"call {step.slot[0]}-{step.slot[1]}")
    elif step.way.value != "none":
        words.append(f"by {step.way.value}")
    return " ".join(words)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _spelled(day: date) -> str:
    """`Mon 2026-11-16`: the weekday helps, the date is unmistakable."""
    return f"{['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day.weekday()]} {day.isoformat()}"
