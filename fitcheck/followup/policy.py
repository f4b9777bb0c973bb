"""Facts to plan: the order of decision of section 4 of the rules, first hit wins.

1 stop · 2 final answer · 3 they asked · 4 brush-off · 5 an agreed date · 6 fit missing ·
7 no fit · 8 last question outstanding · 9 the track's schedule. The fit decides whether, the
tracks decide how; a person's override stands above both and below the hard rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fitcheck.followup.application import Application, Channel, EventKind, Role
from fitcheck.followup.before import decide_before
from fitcheck.followup.facts import Facts
from fitcheck.followup.history import ASKING, FINAL, History, read_history, to_referrer
from fitcheck.followup.overrides import apply_override
from fitcheck.followup.plan import ENDED, Action, Plan, Presumption, State, Step, Way
from fitcheck.followup.remarks import changed_settings, lint_record
from fitcheck.followup.rules import expectation, reason
from fitcheck.followup.schedule import WorkingDays
from fitcheck.followup.tracks import Course, follow_track
from fitcheck.followup.ways import way_to
from fitcheck.matching.match import Band, FitReport
from fitcheck.settings import FollowupSettings


def plan_followup(
    application: Application,
    report: FitReport | None,
    *,
    today: date,
    settings: FollowupSettings | None = None,
    band: Band | None = None,
) -> Plan:
    """Whether, when and how to follow up `application` on `today`.

    The fit is `band` where it is given, else the report's, else the one noted in the application;
    with none of them it is unknown. Settings that the application changes stand above `settings`.
    Raises SettingsError for a changed setting that is unknown or outside its range.
    """
    changed, notes = changed_settings(settings or FollowupSettings(), application)
    if report is not None and report.hard_stops and application.hard_condition_unmet is None:
        application = replace(application, hard_condition_unmet=report.hard_stops[0])
    known = band or (report.band if report is not None else application.fit)
    facts = Facts(
        application=application,
        history=read_history(application, today),
        band=known or Band.UNKNOWN,
        today=today,
        settings=changed,
        days=WorkingDays(frozenset(changed.holidays)),
    )
    plan = decide_before(facts) if _not_applied(facts) else _decide_after(facts)
    plan = replace(plan, cancelled=_cancelled(facts, plan))
    plan = replace(
        plan,
        computed=plan.verdict,
        lint=lint_record(facts, plan),
        expectation=expectation(application.channel),
        changed_settings=notes,
    )
    return apply_override(facts, plan)


def _not_applied(facts: Facts) -> bool:
    """True before applying: no day of application and nothing but talks with a referrer."""
    history = facts.history
    return facts.application.applied_on is None and all(to_referrer(e) for e in history.events)


def _decide_after(facts: Facts) -> Plan:
    """The plan after applying; the steps of the order are numbered as in the module."""
    history = facts.history
    if history.stop is not None:  # 1
        return _ended(facts, State.STOP, Presumption.NONE, ("C10",), refused=True)
    if history.answered is not None:  # 2
        return _answered(facts, history)
    if history.asked is not None:  # 3
        return _respond(facts, history.asked.on)
    if history.brush_off is not None:  # 4
        return _ended(facts, State.CLOSE, Presumption.PROBABLY_REJECTED, ("Q5", "F12"))
    agreement = history.agreement
    if agreement is not None and agreement.live and agreement.named is None:  # 5, unclear
        return replace(_need_info(facts, ("C3", "GIVE_DATE")), questions=(_ask_day(facts),))
    promised = agreement is not None and (agreement.live or agreement.used == history.last_touch)
    only_mail = promised and agreement is not None and agreement.no_calls
    if promised and only_mail:
        return _from_course(facts, follow_track(facts, single=True), more=("C11",))
    if not history.judged:
        if promised and facts.band not in (Band.STRONG, Band.PARTIAL):
            return _from_course(facts, follow_track(facts, single=True))
        if facts.band is Band.UNKNOWN:  # 6
            return replace(_need_info(facts, ("F1",)), questions=(_ask_fit(facts),))
        if _unfit(facts) and not promised:  # 7
            return _no_fit(facts)
    return _from_course(facts, follow_track(facts))  # 5, 8, 9


def _unfit(facts: Facts) -> bool:
    """True where the fit bars following up: the band, or a stated condition that is not met."""
    unmet = facts.application.hard_condition_unmet is not None
    return unmet or facts.band in (Band.WEAK, Band.NONE)


def _no_fit(facts: Facts) -> Plan:
    """Close, unless they wrote of their own accord: then wait once, and send nothing (F8, F12)."""
    reopened = facts.history.reopened
    rules = ("F8", "F12")
    if reopened is not None:
        until = facts.days.plus(reopened, facts.settings.review_days)
        if facts.today < until:
            step = Step(on=until, kind=Action.CLOSE)
            course = Course(state=State.WAIT, due=until, steps=(step,), rules=("F12", "Q1"))
            return _from_course(facts, course)
    unmet = facts.application.hard_condition_unmet is not None
    referred = facts.application.channel is Channel.REFERRAL
    plan = _ended(
        facts,
        State.CLOSE,
        _silence(facts),
        ("F11", *rules) if unmet else rules,
        refused=unmet,
    )
    if referred:
        plan = replace(
            plan,
            suggest="ask_referrer_about_other_roles",
            reasons=(*plan.reasons, reason("K9")),
        )
    return plan


def _silence(facts: Facts) -> Presumption:
    """What the silence of an application that does not fit means."""
    if facts.today < facts.review:
        return Presumption.OPEN
    return Presumption.REJECTED if facts.silent_no else Presumption.PROBABLY_REJECTED


def _answered(facts: Facts, history: History) -> Plan:
    """Done: an answer is final, also where it was followed by more."""
    answer = history.answered
    refused = answer is not None and answer.kind in (EventKind.REJECTION, EventKind.FILLED)
    presumption = Presumption.REJECTED if refused else Presumption.NONE
    void = answer is not None and answer.kind is EventKind.VOID
    rules = ("Q11",) if void else ("ANSWERED",)
    return _ended(facts, State.DONE, presumption, rules, refused=True)


def _respond(facts: Facts, asked_on: date) -> Plan:
    """They wait for an answer: by the next working day, ahead of everything else."""
    due = facts.days.after(asked_on)
    role = Role.RECRUITER if facts.application.channel is Channel.RECRUITER else Role.EMPLOYER
    # They wrote: answering is allowed even where unasked contact is ruled out.
    way = way_to(facts, role) or Way.EMAIL
    step = Step(on=due, kind=Action.RESPOND, target=role, way=way)
    course = Course(state=State.RESPOND, due=due, steps=(step,), rules=("C15", "F12", "C1"))
    return _from_course(facts, course)


def _need_info(facts: Facts, rules: tuple[str, ...]) -> Plan:
    return Plan(
        application=facts.application.id,
        today=facts.today,
        state=State.NEED_INFO,
        presumption=Presumption.OPEN,
        thank_you=_thank_you(facts),
        reasons=tuple(reason(rule) for rule in rules),
    )


def _ask_fit(facts: Facts) -> str:
    missing = [
        name
        for name, value in (
            ("resume", facts.application.resume),
            ("posting", facts.application.posting or facts.application.posting_text),
        )
        if value is None
    ]
    if missing:
        return f"Give the {' and the '.join(missing)}, or the band of the fit."
    return "Check the resume against the posting: the fit is not known."


def _ask_day(facts: Facts) -> str:
    agreement = facts.history.agreement
    day = f" on {agreement.event.on}" if agreement is not None else ""
    return f"Which day did they mean{day}? Write it as a date (YYYY-MM-DD)."


def _ended(
    facts: Facts,
    state: State,
    presumption: Presumption,
    rules: tuple[str, ...],
    *,
    refused: bool = False,
) -> Plan:
    """A plan without anything left to do, and the touches that this has cancelled."""
    return Plan(
        application=facts.application.id,
        today=facts.today,
        state=state,
        presumption=presumption,
        counts_as_spam=_spam(facts),
        override_refused=refused,
        reasons=tuple(reason(rule) for rule in rules),
    )


_ENDING = FINAL | ASKING | {EventKind.STOP, EventKind.BRUSH_OFF}


def _cancelled(facts: Facts, plan: Plan) -> tuple[date, ...]:
    """The touches that stood in the plan before what they said cancelled them."""
    history = facts.history
    if plan.state is State.RESPOND:
        on = history.asked.on if history.asked is not None else None
    elif plan.state in ENDED:
        on = next((e.on for e in history.events if e.kind in _ENDING - ASKING), None)
    else:
        return ()
    if on is None:
        return ()
    kept = tuple(e for e in history.events if e.on <= on and not (e.kind in _ENDING and e.on == on))
    before = replace(facts.application, events=kept)
    earlier = replace(facts, application=before, history=read_history(before, on), today=on)
    if _not_applied(earlier):
        return ()
    return tuple(step.on for step in _decide_after(earlier).schedule if step.kind.is_touch)


def _spam(facts: Facts) -> bool:
    """True for an application that was sent without a fit (F9)."""
    return facts.application.applied_on is not None and facts.band in (Band.WEAK, Band.NONE)


def _thank_you(facts: Facts) -> date | None:
    """When thanks are due (C14); None where they were sent or a touch has been made since."""
    history = facts.history
    talk = history.last_talk
    if talk is None or history.run or (history.thanked or date.min) >= talk.on:
        return None
    return facts.days.after(talk.on)


def _from_course(facts: Facts, course: Course, *, more: tuple[str, ...] = ()) -> Plan:
    """The plan of a course of a track."""
    head = course.steps[0] if course.steps else None
    closing = [step.on for step in course.steps if step.kind is Action.CLOSE]
    ended = course.state in ENDED
    stranger = "R7" in course.rules or (
        ended and facts.application.channel in (Channel.COLD, Channel.RECRUITER)
    )
    return Plan(
        application=facts.application.id,
        today=facts.today,
        state=course.state,
        presumption=course.presumption,
        next=head.kind if head else None,
        due=course.due,
        slot=head.slot if head else None,
        channel=head.way if head else Way.NONE,
        target=head.target if head else None,
        close_on=closing[-1] if closing else None,
        thank_you=None if ended else _thank_you(facts),
        with_revised_resume=bool(
            head and head.kind.is_touch and facts.band is Band.PARTIAL and not facts.history.judged
        ),
        counts_as_spam=_spam(facts),
        suggest="build_relationship" if stranger and ended else None,
        override_refused=course.barred and ended,
        schedule=() if ended else course.steps,
        reasons=tuple(reason(rule) for rule in dict.fromkeys((*more, *course.rules))),
    )
