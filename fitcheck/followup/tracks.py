"""The schedule of one application once it is clear that it is worth following up.

Three tracks (section 4 of the rules): a bare application is reviewed after two weeks, a
conversation is followed after three days and then weekly, a referral goes to the referrer first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fitcheck.followup.application import Channel, FirmSize
from fitcheck.followup.facts import Facts, Track
from fitcheck.followup.plan import Action, Presumption, State, Step, Way
from fitcheck.followup.schedule import LEAST_GAP_DAYS, call_slot
from fitcheck.followup.ways import way_of_touch
from fitcheck.matching.match import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a track says on a day: the state, when it is due, and the steps to the end."""

    state: State
    due: date | None
    steps: tuple[Step, ...] = ()
    presumption: Presumption = Presumption.OPEN
    rules: tuple[str, ...] = ()
    barred: bool = False


def follow_track(facts: Facts, *, single: bool = False) -> Course:
    """The course of an application on its track.

    `single` allows one touch and then the close (a promise to somebody who does not fit; a
    promised date together with "do not call", C11).
    """
    presumption = _presumption(facts)
    over = _over(facts, single=single)
    if over is not None:
        closing, rules = over
        if facts.today >= closing:
            return Course(
                state=State.CLOSE,
                due=None,
                presumption=_worse(presumption),
                rules=rules,
            )
        step = Step(on=closing, kind=Action.CLOSE)
        return Course(
            state=State.WAIT, due=closing, steps=(step,), presumption=presumption, rules=rules
        )
    return _touches(facts, presumption, single=single)


def _over(facts: Facts, *, single: bool) -> tuple[date, tuple[str, ...]] | None:
    """The day on which the file closes without another touch, and why; None where one is left."""
    history, settings, days = facts.history, facts.settings, facts.days
    if facts.silent_no:
        large = facts.size is FirmSize.LARGE and facts.application.channel is not Channel.RECRUITER
        return facts.review, ("Q1", "Q2", "Q3", "K10") if large else ("Q1", "Q8", "R7")
    agreed = history.agreement is not None and history.agreement.live
    if history.last_ask is not None and not agreed:
        return days.plus(history.last_ask, settings.close_days), ("Q10",)
    cap = 1 if single else facts.cap
    if len(history.run) >= cap and not agreed and (single or not facts.tireless):
        return days.plus(history.run[-1].on, settings.close_days), ("Q10",)
    if facts.tireless:
        return None
    quiet_since = max(facts.clock, history.run[-1].on) if history.run else facts.clock
    stale = days.plus(quiet_since, settings.stale_days)
    return (stale, ("STALE",)) if facts.today >= stale else None


def _touches(facts: Facts, presumption: Presumption, *, single: bool) -> Course:
    """The touches still to make, the first of them perhaps overdue, and the close."""
    first = _first_due(facts)
    late = _never_asked_in_time(facts, first)
    due = facts.act_on if late else first
    steps, barred = _steps(facts, due, late=late, single=single)
    head = steps[0]
    due = head.on
    rules = _rules(facts, head.kind)
    if facts.today < due and not late:
        return Course(
            state=State.WAIT,
            due=due,
            steps=steps,
            presumption=presumption,
            rules=("K8", *rules) if barred and len(steps) == 1 else rules,
            barred=barred,
        )
    if head.kind is Action.CLOSE:
        return Course(
            state=State.CLOSE,
            due=None,
            presumption=_worse(presumption),
            rules=("K8", "NO_WAY"),
            barred=True,
        )
    last = head.kind is Action.LAST_ASK
    return Course(
        state=State.LAST_ASK if last else State.FOLLOW_UP,
        due=due,
        steps=steps,
        presumption=Presumption.PROBABLY_REJECTED if last else presumption,
        rules=rules,
        barred=barred,
    )


def _first_due(facts: Facts) -> date:
    """When the next touch is due by the cadence alone; the three-day gap is kept always."""
    history, settings, days = facts.history, facts.settings, facts.days
    agreement = history.agreement
    if agreement is not None and agreement.live and agreement.named is not None:
        due = days.after(agreement.named) if agreement.promise else days.roll(agreement.named)
    elif history.run:
        due = days.weekly(history.run[-1].on, settings.weekly_days)
        if facts.track is Track.APPLICATION:
            due = max(due, facts.review)
        return due
    elif facts.track is Track.APPLICATION:
        due = facts.review
    elif facts.track is Track.REFERRAL:
        due = days.plus(facts.clock, settings.referral_days)
    else:
        due = days.plus(facts.clock, settings.conversation_days)
    if history.last_touch is not None:
        due = max(due, days.plus(history.last_touch, LEAST_GAP_DAYS))
    return due


def _never_asked_in_time(facts: Facts, first: date) -> bool:
    """True where nobody asked for three weeks: then the first touch is the last one (Q9)."""
    if facts.history.run or facts.tireless or facts.cap == 1:
        return False
    horizon = facts.days.plus(facts.clock, facts.settings.horizon_days)
    return facts.today >= max(horizon, first)


def _steps(facts: Facts, due: date, *, late: bool, single: bool) -> tuple[tuple[Step, ...], bool]:
    """The steps from `due` on, and whether the way of contact ran out before the end."""
    history, settings, days = facts.history, facts.settings, facts.days
    run_start = history.run[0].on if history.run else max(due, facts.act_on)
    made_on = due
    index = len(history.run)
    steps: list[Step] = []
    most = settings.persistent_touches if facts.tireless else max(1, facts.cap - index)
    for number in range(1 if single or late else most):
        way, target = way_of_touch(facts, index + number)
        if way is None:
            since = made_on if steps else (history.run[-1].on if history.run else None)
            closing = due if since is None else days.plus(since, settings.close_days)
            return (*steps, Step(on=closing, kind=Action.CLOSE)), True
        made_on = max(due, facts.act_on)
        final = late or (not single and _is_last(facts, index + number, due, run_start))
        touch = history.touches + number + 1
        steps.append(
            Step(
                on=due,
                kind=Action.LAST_ASK if final else Action.FOLLOW_UP,
                target=target,
                way=way,
                slot=call_slot(touch, settings) if way is Way.PHONE else None,
                touch=touch,
            )
        )
        if final or single:
            steps.append(Step(on=days.plus(made_on, settings.close_days), kind=Action.CLOSE))
            break
        due = days.weekly(made_on, settings.weekly_days)
    return tuple(steps), False


def _is_last(facts: Facts, index: int, due: date, run_start: date) -> bool:
    """True for the touch at the cap, or due three weeks after the first unanswered one."""
    if facts.tireless:
        return False
    horizon = run_start + timedelta(days=facts.settings.horizon_days)
    weekly = facts.track is not Track.APPLICATION
    return index + 1 >= facts.cap or (weekly and index > 0 and due >= horizon)


def _rules(facts: Facts, kind: Action) -> tuple[str, ...]:
    """The rules behind the next step."""
    history = facts.history
    if history.agreement is not None and history.agreement.live:
        return ("Q12", "C1") if history.agreement.promise else ("C2", "C3")
    if kind is Action.LAST_ASK and facts.cap > 1:
        return ("Q9", "Q10", "C5") if history.run else ("Q9", "Q10")
    if history.run:
        return ("C1", "C5", "C7", "K2") if facts.tireless else ("C1", "C5", "C7")
    if facts.track is Track.CONVERSATION:
        return ("C4", "C6", "Q8")
    if facts.track is Track.REFERRAL:
        return ("R1", "C1")
    partial = facts.band is Band.PARTIAL
    return ("Q1", "Q2", "Q4", "F10") if partial else ("Q1", "Q2", "Q4")


def _presumption(facts: Facts) -> Presumption:
    """What the silence means so far (Q2-Q4, Q8)."""
    if facts.track is not Track.APPLICATION:
        return Presumption.OPEN
    if facts.today < facts.review:
        return Presumption.OPEN
    large = facts.size is FirmSize.LARGE and facts.application.channel is not Channel.RECRUITER
    return Presumption.REJECTED if large else Presumption.PROBABLY_REJECTED


def _worse(presumption: Presumption) -> Presumption:
    """At least probably rejected: what a close presumes."""
    return Presumption.PROBABLY_REJECTED if presumption is Presumption.OPEN else presumption
