"""Before applying: apply, fix the resume, ask for a referral first, skip, or ask for facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fitcheck.advice.verdict import Decision
from fitcheck.followup.application import Channel, EventKind, Role, Tie
from fitcheck.followup.facts import Facts, Track
from fitcheck.followup.history import to_referrer
from fitcheck.followup.plan import Action, Plan, State, Step, Way
from fitcheck.followup.rules import reason
from fitcheck.matching.match import Band

_BANDS = (Band.NONE, Band.WEAK, Band.PARTIAL, Band.STRONG)


def decide_before(facts: Facts) -> Plan:
    """The decision before applying; the fit decides, ties change the way (F7, F8, F10, R2)."""
    application = facts.application
    notes = [
        name
        for name, holds in (
            ("PROTECTED", application.asks_protected),
            ("AGE", _is_old(facts)),
        )
        if holds
    ]
    plan = _decision(facts)
    return replace(plan, reasons=(*plan.reasons, *(reason(name) for name in notes)))


def _decision(facts: Facts) -> Plan:
    application = facts.application
    expired = application.deadline is not None and application.deadline < facts.today
    if application.posting_closed or expired:
        return _plan(facts, Decision.SKIP, "CLOSED")
    if application.hard_condition_unmet is not None:
        plan = _skip(facts, "F11", "F8")
        return replace(plan, override_refused=True)
    if facts.band is Band.UNKNOWN:
        missing = application.resume is None or not (
            application.posting or application.posting_text
        )
        question = "Give the resume and the posting, or the band of the fit."
        readable = "Give a posting that states what it asks: nothing in this one can be compared."
        plan = _plan(facts, Decision.NEED_INFO, "F1" if missing else "F2")
        return replace(plan, questions=(question if missing else readable,))
    if facts.band in (Band.WEAK, Band.NONE):
        return _skip(facts, "F8")
    tie = _has_tie(facts)
    if _is_fixable(facts):
        plan = _plan(facts, Decision.FIX_RESUME, "F10")
        return replace(plan, suggest="ask_referral_first") if tie else plan
    if tie and application.channel is not Channel.REFERRAL:
        asked = _ask_first(facts)
        if asked is not None:
            return asked
    plan = _plan(facts, Decision.APPLY, "F7" if facts.band is Band.STRONG else "F10")
    last = _last_day(facts)
    return replace(plan, review_if_applied_today=_first_look(facts), apply_by=last)


def _ask_first(facts: Facts) -> Plan | None:
    """Ask for a referral and apply a week later; None where no time is left or it has passed."""
    asked = [e.on for e in facts.history.events if e.kind is EventKind.TOUCH and to_referrer(e)]
    ask_on = min(asked) if asked else facts.act_on
    apply_by = facts.days.plus(ask_on, facts.settings.ask_days)
    last = _last_day(facts)
    if last is not None:
        apply_by = min(apply_by, last)
    if apply_by < ask_on or (asked and facts.today >= apply_by):
        return None
    if asked:
        plan = _plan(facts, None, "R2")
        step = Step(on=apply_by, kind=Action.APPLY)
        return replace(
            plan,
            state=State.WAIT,
            next=Action.APPLY,
            due=apply_by,
            apply_by=apply_by,
            schedule=(step,),
        )
    step = Step(on=ask_on, kind=Action.ASK_REFERRAL, target=Role.REFERRER, way=Way.REFERRER)
    plan = _plan(facts, Decision.ASK_REFERRAL_FIRST, "R2", "F7")
    return replace(
        plan,
        next=Action.ASK_REFERRAL,
        due=ask_on,
        apply_by=apply_by,
        channel=Way.REFERRER,
        target=Role.REFERRER,
        schedule=(step, Step(on=apply_by, kind=Action.APPLY)),
    )


def _skip(facts: Facts, *rules: str) -> Plan:
    """Skip; who knows somebody there may ask about other roles (K9)."""
    known = facts.application.channel is Channel.REFERRAL or _has_tie(facts)
    if not known:
        return _plan(facts, Decision.SKIP, *rules)
    plan = _plan(facts, Decision.SKIP, *rules, "K9")
    return replace(plan, suggest="ask_referrer_about_other_roles")


def _plan(facts: Facts, decision: Decision | None, *rules: str) -> Plan:
    return Plan(
        application=facts.application.id,
        today=facts.today,
        decision=decision,
        reasons=tuple(reason(rule) for rule in rules),
    )


def _has_tie(facts: Facts) -> bool:
    """True where somebody at the firm is more than a stranger (R1); recruiters are not there."""
    ties = {
        *facts.application.ties,
        *(c.tie for c in facts.application.contacts if c.role is not Role.RECRUITER),
    }
    return bool(ties - {Tie.STRANGER, None})


def _is_fixable(facts: Facts) -> bool:
    """True where a partial fit would rise if facts in the resume were better shown."""
    target = facts.application.fixable_to
    if target not in _BANDS or facts.band is not Band.PARTIAL:
        return False
    return _BANDS.index(target) > _BANDS.index(facts.band)


def _is_old(facts: Facts) -> bool:
    posted = facts.application.posted_on
    return posted is not None and (facts.today - posted).days > facts.settings.posting_age_days


def _last_day(facts: Facts) -> date | None:
    """The last working day before the deadline; the deadline itself where that has passed."""
    deadline = facts.application.deadline
    if deadline is None:
        return None
    last = facts.days.before(deadline)
    return last if last >= facts.today else deadline


def _first_look(facts: Facts) -> date:
    """When the silence would first be acted on if the application went out today."""
    application = replace(facts.application, applied_on=facts.today)
    then = replace(facts, application=application)
    if then.track is Track.APPLICATION:
        return then.review
    referral = then.track is Track.REFERRAL
    days = facts.settings.referral_days if referral else facts.settings.conversation_days
    return facts.days.plus(then.clock, days)
