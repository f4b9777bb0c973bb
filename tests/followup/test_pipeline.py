"""Many applications and the people of a search."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.errors import ApplicationFileError, MissingInputError
from fitcheck.followup.application import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FirmSize,
    OfferedHelp,
    RecruiterKind,
    Role,
    Tie,
    Via,
)
from fitcheck.followup.pipeline import Folder, Pipeline, Stage, build_pipeline, read_folder
from fitcheck.followup.plan import State
from fitcheck.followup.relationships import (
    Given,
    Relationships,
    read_relationships,
    return_rates,
    wilson,
)
from fitcheck.matching.match import Band
from fitcheck.settings import FollowupSettings

DAY = date(2026, 11, 2)
TODAY = date(2026, 11, 16)
STRONG = Application(
    id="a", channel=Channel.ATS, size=FirmSize.SMALL, fit=Band.STRONG, applied_on=DAY
)


def pipeline(*applications: Application, people: Relationships | None = None) -> Pipeline:
    named = tuple(replace(a, id=f"{n:02}{a.id}") for n, a in enumerate(applications))
    folder = Folder(applications=named, relationships=people or Relationships(), problems=())
    return build_pipeline(folder, today=TODAY)


def test_their_question_comes_before_everything_else() -> None:
    invited = replace(STRONG, events=(Event(on=TODAY, kind=EventKind.INVITE),), title="Z")
    invited = replace(invited, events=(Event(on=DAY, kind=EventKind.INVITE),))
    considering = replace(STRONG, applied_on=None, title="C")
    talked = Application(
        id="t", channel=Channel.MET, fit=Band.STRONG, title="T",
        events=(Event(on=date(2026, 11, 5), kind=EventKind.INTERVIEW),),
    )  # fmt: skip

    found = [item.what for item in pipeline(considering, STRONG, talked, invited).due]
    assert found == ["respond", "say thank you", "follow up", "follow up", "apply"]


def test_of_two_overdue_touches_the_older_comes_first() -> None:
    older = replace(STRONG, applied_on=date(2026, 10, 30), title="older")

    found = [item.label for item in pipeline(STRONG, older).due]
    assert found[0] == "older"


def test_sending_without_a_fit_is_warned_about_from_eight_on() -> None:
    unfit = replace(STRONG, fit=Band.NONE)

    assert pipeline(*[STRONG] * 5, *[unfit] * 3).spam.warn
    assert not pipeline(*[STRONG] * 6, *[unfit] * 2).spam.warn
    assert not pipeline(*[STRONG] * 4, *[unfit] * 3).spam.warn
    old = replace(unfit, applied_on=TODAY - timedelta(days=30))
    assert pipeline(old).spam.sent == 0


def test_the_funnel_counts_each_stage_within_the_one_before() -> None:
    rejected = replace(STRONG, events=(Event(on=TODAY, kind=EventKind.REJECTION),))
    offered = replace(STRONG, events=(Event(on=TODAY, kind=EventKind.OFFER),))
    noted = replace(STRONG, applied_on=None)

    funnel = dict(pipeline(STRONG, rejected, offered, noted).funnel)
    assert funnel == {
        Stage.NOTED: 4, Stage.APPLIED: 3, Stage.ANSWERED: 2, Stage.TALKED: 1,
        Stage.INTERVIEWED: 1, Stage.OFFERED: 1,
    }  # fmt: skip


def test_who_asked_to_be_left_alone_is_left_alone_everywhere() -> None:
    contact = (Contact(name="N", email="n@example.org"),)
    stopped = replace(STRONG, contacts=contact, events=(Event(on=TODAY, kind=EventKind.STOP),))
    other = replace(STRONG, contacts=(Contact(name="Noor", email="N@example.org"),))

    states = [entry.plan.state for entry in pipeline(stopped, other, STRONG).entries]
    assert states == [State.STOP, State.CLOSE, State.FOLLOW_UP]


def test_recruiters_are_counted_once_and_missing_kinds_named() -> None:
    people = Relationships(
        people=(
            Contact(name="A", role=Role.RECRUITER, recruiter_kind=RecruiterKind.INDUSTRY),
            Contact(name="B", role=Role.RECRUITER),
            Contact(name="C"),
        )
    )
    with_a = replace(STRONG, channel=Channel.RECRUITER, contacts=(
        Contact(name="A", role=Role.RECRUITER),))  # fmt: skip

    found = pipeline(with_a, people=people).recruiters
    assert found.names == ("A", "B")
    assert found.missing == (RecruiterKind.FUNCTION, RecruiterKind.GEOGRAPHIC)


def test_an_offer_of_help_is_owed_after_a_week_until_it_is_kept() -> None:
    week = TODAY - timedelta(days=7)
    people = Relationships(
        offered_help=(
            OfferedHelp(on=week, to="A", what="a lead"),
            OfferedHelp(on=week + timedelta(days=1), to="B", what="later"),
            OfferedHelp(on=week, to="C", what="kept", done=TODAY),
        )
    )

    found = pipeline(people=people)
    assert [offer.to for offer in found.help_owed] == ["A"]
    assert [item.what for item in found.due] == ["keep your offer"]


def test_a_tie_grows_cold_after_ninety_days_and_an_unknown_day_does_not_count() -> None:
    people = Relationships(
        people=(
            Contact(name="Cold", tie=Tie.KNOWN, last_contact=TODAY - timedelta(days=90)),
            Contact(name="Warm", tie=Tie.KNOWN, last_contact=TODAY - timedelta(days=89)),
            Contact(name="Unknown", tie=Tie.KNOWN),
            Contact(name="Stranger", tie=Tie.STRANGER, last_contact=DAY - timedelta(days=400)),
        )
    )
    talked = replace(STRONG, events=(Event(on=DAY, kind=EventKind.CONVERSATION, contact="Cold"),))

    assert [p.name for p, _ in pipeline(people=people).cold] == ["Cold"]
    assert pipeline(talked, people=people).cold == ()


def test_a_week_without_giving_is_remarked() -> None:
    gave = Relationships(given=(Given(on=TODAY - timedelta(days=6), to="A", what="a lead"),))
    earlier = Relationships(given=(Given(on=TODAY - timedelta(days=7), to="A", what="a lead"),))

    assert pipeline(people=gave).gave_this_week
    assert not pipeline(people=earlier).gave_this_week


def test_a_touch_counts_as_returned_within_a_week_and_as_silent_after_it() -> None:
    def touched(day: date, *others: Event) -> Application:
        touch = Event(on=day, kind=EventKind.TOUCH, via=Via.VOICEMAIL)
        return replace(STRONG, events=(touch, *others))

    back = Event(on=DAY + timedelta(days=7), kind=EventKind.REPLY)
    receipt = Event(on=DAY + timedelta(days=1), kind=EventKind.AUTO_ACK)
    applications = (touched(DAY, back), touched(DAY, receipt), touched(TODAY))

    (rate,) = return_rates(applications, TODAY, FollowupSettings())
    assert (rate.tie, rate.touches, rate.returned) == (Tie.STRANGER, 2, 1)
    assert rate.prior is not None
    assert not rate.enough


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_interval_holds_the_share_and_narrows_with_more_touches(a: int, b: int) -> None:
    returned, touches = min(a, b), max(a, b)
    low, high = wilson(returned, touches)

    assert 0 <= low <= high <= 1
    if touches:
        assert low <= returned / touches <= high
        wide, narrow = high - low, wilson(returned * 10, touches * 10)
        assert narrow[1] - narrow[0] < wide


def test_three_calls_without_an_answer_prove_little() -> None:
    low, high = wilson(0, 3)

    assert low == 0
    assert high == pytest.approx(0.5615, abs=1e-4)


def test_a_folder_is_read_by_name_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('channel = "ats"\n', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"channel": "met"}', encoding="utf-8")
    (tmp_path / "bad.toml").write_text('channel = "post"\n', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no application", encoding="utf-8")
    (tmp_path / "relationships.toml").write_text(
        '[[people]]\nname = "A"\ntie = "known"\nlast_contact = 2026-05-01\n'
        '[[offered_help]]\non = 2026-11-01\nto = "A"\nwhat = "a lead"\n'
        '[[gave]]\non = 2026-11-15\nto = "A"\nwhat = "an introduction"\n',
        encoding="utf-8",
    )

    folder = read_folder(tmp_path)
    assert [a.id for a in folder.applications] == ["a", "b"]
    assert [p.source for p in folder.problems] == ["bad.toml"]
    assert folder.problems[0].message.startswith("line 1, channel")
    assert [p.name for p in folder.relationships.people] == ["A"]
    with pytest.raises(MissingInputError):
        read_folder(tmp_path / "none")


def test_two_files_with_one_id_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.toml", "copy.toml"):
        (tmp_path / name).write_text('id = "x"\nchannel = "ats"\n', encoding="utf-8")

    assert [a.id for a in read_folder(tmp_path).applications] == ["x", "x (copy.toml)"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[people]]\ntie = "known"\n', "line 1, people[1]: the key name"),
        ('[[people]]\nname = "A"\n[[people]]\nname = "a"\n', "line 4, people[2].name: two people"),
        ('[[gave]]\non = 2026-11-15\nto = "A"\n', "line 1, gave[1]: say to whom"),
        ("[[friends]]\n", "line 1, friends"),
    ],
)
def test_a_bad_file_of_people_names_key_and_line(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "relationships.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ApplicationFileError) as caught:
        read_relationships(file)
    assert caught.value.message.startswith(says)
