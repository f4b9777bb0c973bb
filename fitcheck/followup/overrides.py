"""A person's own decision above the computed one: recorded beside it, refused by the hard rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fitcheck.advice.verdict import Decision
from fitcheck.followup.application import Channel, OverrideVerdict, Role
from fitcheck.followup.facts import Facts
from fitcheck.followup.plan import Action, Plan, State, Step, Way
from fitcheck.followup.rules import reason
from fitcheck.followup.schedule import LEAST_GAP_DAYS, call_slot
from fitcheck.followup.ways import way_to

_BEFORE = {
    OverrideVerdict.APPLY: Decision.APPLY,
    OverrideVerdict.FIX_RESUME: Decision.FIX_RESUME,
    OverrideVerdict.ASK_REFERRAL_FIRST: Decision.ASK_REFERRAL_FIRST,
    OverrideVerdict.SKIP: Decision.SKIP,
}
_AFTER = {
    OverrideVerdict.WAIT: State.WAIT,
    OverrideVerdict.FOLLOW_UP: State.FOLLOW_UP,
    OverrideVerdict.LAST_ASK: State.LAST_ASK,
    OverrideVerdict.CLOSE: State.CLOSE,
}


def apply_override(facts: Facts, plan: Plan) -> Plan:
    """The plan with the application's override, or as it was with the refusal said.

    An override speaks from its own day until a touch is made or they write; one that speaks of the
    other side of applying has no effect.
    """
    override = facts.application.override
    if override is None or override.on > facts.today or _is_spent(facts, override.on):
        return plan
    if plan.override_refused:
        return plan
    if plan.decision is not None:
        decision = _BEFORE.get(override.verdict) if override.verdict else None
        if decision is None:
            return plan
        return replace(plan, decision=decision, overridden=True, override_reason=override.reason)
    state = _AFTER.get(override.verdict) if override.verdict else _same_touch(plan)
    if state is None or plan.state in (State.RESPOND, State.STOP, State.DONE):
        return plan
    changed = _changed_state(facts, plan, state, override.date)
    return replace(changed, override_reason=override.reason)


def _same_touch(plan: Plan) -> State | None:
    """The kind of touch that an override of the date alone moves."""
    if plan.next is Action.FOLLOW_UP:
        return State.FOLLOW_UP
    return State.LAST_ASK if plan.next is Action.LAST_ASK else None


def _is_spent(facts: Facts, on: date) -> bool:
    history = facts.history
    touched = history.last_touch is not None and history.last_touch >= on
    return touched or (history.clock is not None and history.clock > on)


def _changed_state(facts: Facts, plan: Plan, state: State, wanted: date | None) -> Plan:
    if state is State.CLOSE:
        return replace(
            plan, state=state, next=None, due=None, slot=None, channel=Way.NONE, target=None,
            close_on=None, schedule=(), overridden=True,
        )  # fmt: skip
    if state is State.WAIT:
        due = facts.days.roll(wanted) if wanted else plan.due
        if due is None or due <= facts.today:
            return replace(plan, override_refused=True, reasons=(*plan.reasons, reason("C1")))
        kind = plan.next or Action.CLOSE
        step = Step(on=due, kind=kind, target=plan.target, way=plan.channel, slot=plan.slot)
        return replace(plan, state=state, next=kind, due=due, schedule=(step,), overridden=True)
    return _touch(facts, plan, state, wanted)


def _touch(facts: Facts, plan: Plan, state: State, wanted: date | None) -> Plan:
    """One touch on the wanted day; refused without a way, or within three days of the last."""
    role = plan.target or (
        Role.RECRUITER if facts.application.channel is Channel.RECRUITER else Role.EMPLOYER
    )
    way = way_to(facts, role)
    due = facts.days.roll(wanted or facts.today)
    last = facts.history.last_touch
    gap = last is not None and due < last + timedelta(days=LEAST_GAP_DAYS)
    if way is None or gap:
        rule = reason("GAP" if gap else "K8")
        return replace(plan, override_refused=True, reasons=(*plan.reasons, rule))
    kind = Action.LAST_ASK if state is State.LAST_ASK else Action.FOLLOW_UP
    touch = facts.history.touches + 1
    slot = call_slot(touch, facts.settings) if way is Way.PHONE else None
    step = Step(on=due, kind=kind, target=role, way=way, slot=slot, touch=touch)
    close_on = facts.days.plus(max(due, facts.act_on), facts.settings.close_days)
    return replace(
        plan,
        state=state if due <= facts.act_on else State.WAIT,
        next=kind,
        due=due,
        slot=slot,
        channel=way,
        target=role,
        close_on=close_on,
        schedule=(step, Step(on=close_on, kind=Action.CLOSE)),
        overridden=True,
    )
