"""Facts to plan: what the acceptance scenarios leave open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fitcheck.advice.verdict import Decision
from fitcheck.errors import SettingsError
from fitcheck.followup.application import (
    Application,
    Barred,
    Channel,
    Contact,
    Event,
    EventKind,
    FirmSize,
    Override,
    OverrideVerdict,
    Persistence,
    Role,
    Tie,
    Via,
)
from fitcheck.followup.plan import Action, Lint, Plan, Presumption, State, Way
from fitcheck.followup.policy import plan_followup
from fitcheck.matching.match import Band, FitReport
from fitcheck.settings import FollowupSettings

DAY = date(2026, 11, 2)
ATS = Application(id="a", channel=Channel.ATS, size=FirmSize.SMALL, applied_on=DAY)
LARGE = replace(ATS, size=FirmSize.LARGE)
MET = Application(id="a", channel=Channel.MET)


def on(day: int, kind: EventKind = EventKind.TOUCH, **more: object) -> Event:
    return Event(on=date(2026, 11, day), kind=kind, **more)  # type: ignore[arg-type]


def plan(application: Application, day: date, band: Band | None = Band.STRONG) -> Plan:
    return plan_followup(application, None, today=day, band=band)


def nov(day: int) -> date:
    return date(2026, 11, 1) + timedelta(days=day - 1)


# before applying


def test_a_closed_or_expired_posting_is_said_before_applying() -> None:
    closed = replace(ATS, applied_on=None, posting_closed=True)
    expired = replace(ATS, applied_on=None, deadline=nov(1))

    for application in (closed, expired):
        found = plan(application, DAY)
        assert found.decision is Decision.SKIP
        assert [reason.rule for reason in found.reasons] == ["CLOSED"]


def test_a_posting_that_asks_for_protected_attributes_is_said_and_not_judged_by_it() -> None:
    asks = replace(ATS, applied_on=None, asks_protected=True)

    found = plan(asks, DAY)
    assert found.decision is Decision.APPLY
    assert "PROTECTED" in [reason.rule for reason in found.reasons]


def test_an_old_posting_is_noted() -> None:
    old = replace(ATS, applied_on=None, posted_on=DAY - timedelta(days=22))
    young = replace(ATS, applied_on=None, posted_on=DAY - timedelta(days=21))

    assert "AGE" in [reason.rule for reason in plan(old, DAY).reasons]
    assert "AGE" not in [reason.rule for reason in plan(young, DAY).reasons]


def test_a_deadline_shortens_the_wait_for_a_referral() -> None:
    tied = replace(LARGE, applied_on=None, ties=(Tie.KNOWN,), deadline=nov(6))

    found = plan(tied, DAY)
    assert found.decision is Decision.ASK_REFERRAL_FIRST
    assert found.apply_by == nov(5)


def test_a_stranger_or_a_recruiter_is_no_tie_at_the_firm() -> None:
    stranger = replace(LARGE, applied_on=None, ties=(Tie.STRANGER,))
    recruiter = replace(
        LARGE, applied_on=None, contacts=(Contact(name="R", role=Role.RECRUITER, tie=Tie.KNOWN),)
    )

    assert plan(stranger, DAY).decision is Decision.APPLY
    assert plan(recruiter, DAY).decision is Decision.APPLY


def test_after_asking_for_a_referral_the_day_to_apply_is_kept() -> None:
    asked = replace(LARGE, applied_on=None, ties=(Tie.KNOWN,), events=(on(2, via=Via.REFERRER),))

    waiting = plan(asked, nov(5))
    assert (waiting.state, waiting.next, waiting.due) == (State.WAIT, Action.APPLY, nov(9))
    assert plan(asked, nov(9)).decision is Decision.APPLY


def test_a_tie_never_turns_a_missing_fit_into_one() -> None:
    tied = replace(ATS, applied_on=None, ties=(Tie.WORKED_WITH,))

    for band in (Band.WEAK, Band.NONE):
        assert plan(tied, DAY, band).decision is Decision.SKIP


def test_without_any_fit_the_missing_things_are_asked_for() -> None:
    found = plan(replace(ATS, applied_on=None), DAY, None)

    assert found.decision is Decision.NEED_INFO
    assert found.questions == ("Give the resume and the posting, or the band of the fit.",)


def test_the_band_of_a_report_counts_and_its_hard_stop_bars() -> None:
    report = FitReport(
        matches=(), contributions=(), band=Band.STRONG, required=1.0, duties=None,
        preferred=None, coverage=1.0, shown=1.0, proven=1.0,
    )  # fmt: skip
    before = replace(ATS, applied_on=None)
    stopped = replace(report, hard_stops=("q1",))

    assert plan_followup(before, report, today=DAY).decision is Decision.APPLY
    assert plan_followup(before, stopped, today=DAY).decision is Decision.SKIP


# after applying


def test_a_promised_day_is_followed_on_the_next_working_day_whatever_the_fit() -> None:
    promised = replace(LARGE, events=(on(4, EventKind.REPLY, promise="by Friday"),))

    found = plan(promised, nov(5), Band.NONE)
    assert (found.state, found.due) == (State.WAIT, nov(9))
    assert plan(promised, nov(9), Band.NONE).state is State.FOLLOW_UP
    assert plan(promised, nov(9)).channel is Way.EMAIL
    asked = replace(promised, events=(*promised.events, on(9)))
    assert plan(asked, nov(9), Band.NONE).next is Action.CLOSE
    assert plan(asked, nov(16), Band.NONE).state is State.CLOSE


def test_do_not_call_with_a_promise_allows_one_mail_after_it() -> None:
    barred = replace(MET, events=(on(5, EventKind.INTERVIEW, promise="2026-11-13", no_calls=True),))
    barred = replace(barred, events=(replace(barred.events[0], promise=nov(13)),))

    found = plan(barred, nov(16))
    assert (found.state, found.channel, found.slot) == (State.FOLLOW_UP, Way.EMAIL, None)
    assert [step.kind for step in found.schedule] == [Action.FOLLOW_UP, Action.CLOSE]
    assert "C11" in [reason.rule for reason in found.reasons]


def test_words_that_name_no_clear_day_are_asked_for() -> None:
    unclear = replace(MET, events=(on(5, EventKind.INTERVIEW, permission="soon"),))

    found = plan(unclear, nov(9))
    assert found.state is State.NEED_INFO
    assert found.lint == (Lint.GIVE_DATE,)
    assert "2026-11-05" in found.questions[0]


def test_an_answer_to_an_invitation_leads_on_to_the_conversation() -> None:
    invited = replace(LARGE, events=(on(10, EventKind.INVITE),))
    answered = replace(invited, events=(*invited.events, on(11, via=Via.EMAIL)))

    assert plan(invited, nov(20)).state is State.RESPOND
    found = plan(answered, nov(11))
    assert (found.state, found.due, found.channel) == (State.WAIT, nov(16), Way.EMAIL)


def test_a_touch_of_the_same_day_answers_only_where_it_says_so() -> None:
    same_day = replace(ATS, events=(on(10, EventKind.REQUEST), on(10)))
    answer = replace(ATS, events=(on(10, EventKind.REQUEST), on(10, answer=True)))
    timed = replace(ATS, events=(on(10, EventKind.REQUEST, at="09:00"), on(10, at="11:00")))

    assert plan(same_day, nov(10)).state is State.RESPOND
    assert plan(answer, nov(10)).state is State.WAIT
    assert plan(timed, nov(10)).state is State.WAIT


def test_an_answered_offer_is_done() -> None:
    offered = replace(MET, events=(on(5, EventKind.OFFER), on(6)))

    assert plan(offered, nov(6)).state is State.DONE


@pytest.mark.parametrize(
    ("kind", "presumption"),
    [
        (EventKind.REJECTION, Presumption.REJECTED),
        (EventKind.FILLED, Presumption.REJECTED),
        (EventKind.VOID, Presumption.NONE),
    ],
)
def test_a_final_answer_ends_it(kind: EventKind, presumption: Presumption) -> None:
    found = plan(replace(ATS, events=(on(10, kind),)), nov(10))

    assert (found.state, found.presumption) == (State.DONE, presumption)
    assert found.cancelled == (nov(16), nov(24))
    assert found.override_refused


def test_a_message_after_the_final_answer_is_pointed_out() -> None:
    strange = replace(ATS, events=(on(10, EventKind.REJECTION), on(12, EventKind.INVITE)))

    found = plan(strange, nov(12))
    assert found.state is State.DONE
    assert found.lint == (Lint.WROTE_AFTER_ANSWER,)


def test_a_reply_restarts_the_two_weeks_of_a_bare_application() -> None:
    replied = replace(ATS, events=(on(16), on(18, EventKind.REPLY)))

    found = plan(replied, nov(20))
    assert (found.state, found.next, found.due) == (
        State.WAIT, Action.FOLLOW_UP, date(2026, 12, 2),
    )  # fmt: skip


def test_a_changed_contact_keeps_the_schedule_and_takes_the_new_name() -> None:
    events = (on(5, EventKind.INTERVIEW), on(10, EventKind.CONTACT_CHANGED, contact="New Person"))
    changed = replace(MET, events=events, contacts=(Contact(name="Old Person"),))
    same = replace(MET, events=events[:1])

    contact = changed.contact_for(Role.EMPLOYER)
    assert contact is not None
    assert contact.name == "New Person"
    assert plan(changed, nov(11)).due == plan(same, nov(11)).due


def test_a_touch_that_thanks_is_no_touch() -> None:
    thanked = replace(MET, events=(on(5, EventKind.INTERVIEW), on(6, thank_you=True)))

    found = plan(thanked, nov(6))
    assert found.due == nov(9)
    assert found.thank_you is None


def test_persistence_until_told_has_no_last_question_and_needs_leave() -> None:
    steady = replace(MET, persistence=Persistence.UNTIL_TOLD, events=(on(5, EventKind.INTERVIEW),))
    bare = replace(ATS, persistence=Persistence.UNTIL_TOLD)

    found = plan(steady, nov(6))
    assert {step.kind for step in found.schedule} == {Action.FOLLOW_UP}
    assert len(found.schedule) == FollowupSettings().persistent_touches
    assert plan(steady, nov(6) + timedelta(days=200)).state is State.FOLLOW_UP
    assert plan(bare, nov(16)).schedule[-1].kind is Action.CLOSE


def test_a_person_who_is_known_by_address_only_is_written_to() -> None:
    event = (on(5, EventKind.INTERVIEW),)
    by_mail = replace(MET, contacts=(Contact(name="N", email="n@example.org"),), events=event)
    both = Contact(name="N", email="n@example.org", phone="1")

    assert plan(by_mail, nov(9)).channel is Way.EMAIL
    assert plan(replace(by_mail, contacts=(both,)), nov(9)).channel is Way.PHONE
    prefers = replace(both, prefers=Via.EMAIL)
    assert plan(replace(by_mail, contacts=(prefers,)), nov(9)).channel is Way.EMAIL


def test_where_no_way_of_contact_is_left_the_file_closes() -> None:
    barred = replace(ATS, contact_policy=(Barred.NO_PHONE,))

    waiting, closed = plan(barred, nov(10)), plan(barred, nov(16))
    assert (waiting.state, waiting.next) == (State.WAIT, Action.CLOSE)
    assert closed.state is State.CLOSE
    assert closed.override_refused
    silent = replace(ATS, contact_policy=(Barred.NO_CONTACT,))
    assert plan(silent, nov(16)).state is State.CLOSE


def test_a_referrer_may_be_asked_where_the_employer_may_not() -> None:
    referred = replace(LARGE, channel=Channel.REFERRAL, contact_policy=(Barred.NO_CONTACT,))

    found = plan(referred, nov(9))
    assert (found.state, found.target) == (State.FOLLOW_UP, Role.REFERRER)
    assert [step.kind for step in found.schedule] == [Action.FOLLOW_UP, Action.CLOSE]


def test_events_of_the_future_do_not_count_yet() -> None:
    ahead = replace(ATS, events=(on(20, EventKind.REJECTION),))

    found = plan(ahead, nov(10))
    assert found.state is State.WAIT
    assert found.lint == (Lint.FUTURE_EVENT,)


def test_touches_too_close_together_are_pointed_out() -> None:
    pushy = replace(MET, events=(on(5, EventKind.INTERVIEW), on(9), on(11)))

    assert Lint.TOO_SOON in plan(pushy, nov(12)).lint


# overrides and settings


def test_one_touch_may_be_chosen_against_the_silence_of_a_large_firm() -> None:
    override = Override(on=nov(16), reason="a friend says so", verdict=OverrideVerdict.FOLLOW_UP)
    chosen = replace(LARGE, override=override)

    found = plan(chosen, nov(16))
    assert (found.state, found.computed, found.overridden) == (State.FOLLOW_UP, "close", True)
    assert [step.kind for step in found.schedule] == [Action.FOLLOW_UP, Action.CLOSE]
    spent = replace(chosen, events=(on(16),))
    assert plan(spent, nov(17)).state is State.CLOSE


def test_an_override_never_shortens_the_three_days() -> None:
    hasty = replace(
        ATS,
        events=(on(16),),
        override=Override(on=nov(17), reason="r", verdict=OverrideVerdict.FOLLOW_UP),
    )

    found = plan(hasty, nov(18))
    assert found.override_refused
    assert found.state is State.WAIT
    assert "GAP" in [reason.rule for reason in found.reasons]
    assert plan(hasty, nov(19)).state is State.FOLLOW_UP


def test_a_chosen_day_moves_the_touch_to_a_working_day() -> None:
    moved = replace(ATS, override=Override(on=nov(16), reason="r", date=nov(21)))

    found = plan(moved, nov(16))
    assert (found.state, found.next, found.due) == (State.WAIT, Action.FOLLOW_UP, nov(23))


@pytest.mark.parametrize(
    "application",
    [
        replace(ATS, events=(on(10, EventKind.REJECTION),)),
        replace(ATS, events=(on(10, EventKind.STOP),)),
        replace(ATS, contact_policy=(Barred.NO_CONTACT,)),
        replace(ATS, hard_condition_unmet="a licence"),
    ],
)
def test_no_override_lifts_a_hard_rule(application: Application) -> None:
    override = Override(on=nov(16), reason="r", verdict=OverrideVerdict.FOLLOW_UP)

    found = plan(replace(application, override=override), nov(16))
    assert found.override_refused
    assert not found.overridden
    assert found.schedule == ()


def test_an_overridden_decision_still_counts_as_sent_without_a_fit() -> None:
    override = Override(on=DAY, reason="r", verdict=OverrideVerdict.APPLY)
    before = replace(ATS, applied_on=None, override=override)

    found = plan(before, DAY, Band.WEAK)
    assert (found.decision, found.computed) == (Decision.APPLY, "skip")
    assert plan(replace(ATS, override=override), nov(3), Band.WEAK).counts_as_spam


def test_a_changed_setting_is_shown_beside_its_default() -> None:
    sooner = replace(ATS, settings=(("review_days", 7),))

    found = plan(sooner, nov(9))
    assert found.state is State.FOLLOW_UP
    assert found.changed_settings == ("review_days=7 (default 14)",)


def test_a_setting_that_does_not_exist_or_is_out_of_range_is_refused() -> None:
    for change in (("stop_days", 1), ("review_days", 1)):
        with pytest.raises(SettingsError):
            plan(replace(ATS, settings=(change,)), nov(9))


def test_a_number_of_employees_stands_for_its_class() -> None:
    settings = FollowupSettings()
    sizes = [replace(ATS, employees=n).firm_size(settings).value for n in (1, 99, 100, 999, 1000)]

    assert sizes == ["small", "small", "medium", "medium", "large"]
