"""Drafts: built from facts, never from anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fitcheck.errors import TableError
from fitcheck.followup.application import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FirmSize,
    Role,
    Sender,
    Via,
)
from fitcheck.followup.messages import Draft, Proof, draft_messages, load_templates, spoken_day
from fitcheck.followup.plan import Way
from fitcheck.followup.policy import plan_followup
from fitcheck.matching.match import Band

DAY = date(2026, 11, 2)
PROOF = Proof(requirement="Five years of baking.", line="Baker at Oven & Co, 2014 - 2024")
APPLICATION = Application(
    id="a",
    channel=Channel.ATS,
    size=FirmSize.SMALL,
    title="Baker",
    employer="Crumb",
    posting_id="B-1",
    applied_on=DAY,
    sender=Sender(name="Ira Sample"),
    contacts=(Contact(name="Noor Example"),),
)


def drafts(application: Application, days: int, band: Band = Band.STRONG) -> tuple[Draft, ...]:
    plan = plan_followup(application, None, today=DAY + timedelta(days=days), band=band)
    return draft_messages(application, plan, (PROOF,))


def test_a_follow_up_by_mail_holds_the_facts() -> None:
    (draft,) = drafts(APPLICATION, 14)

    assert draft.way is Way.EMAIL
    assert draft.subject == "Baker: Ira Sample"
    assert draft.text == (
        "Dear Noor Example,\n\non Monday, 2 November I applied for the position of Baker (B-1). "
        "You ask for “Five years of baking”. My resume shows: “Baker at Oven & Co, 2014 - 2024”. "
        "Could you tell me whether the position is still open, and what the next step is? Unless "
        "you would rather name another day, I will get in touch again on Tuesday, 24 November. "
        "Thank you for your time.\n\nIra Sample"
    )
    assert draft.blanks == ()


def test_a_partial_fit_sends_the_revised_resume_with_its_one_message() -> None:
    (draft,) = drafts(APPLICATION, 14, Band.PARTIAL)

    assert draft.id == "email-last-ask"
    assert "I attach a resume" in draft.text
    assert "yes or no" in draft.text


def test_a_conversation_gets_a_voicemail_an_opener_and_thanks() -> None:
    talked = Application(
        id="a",
        channel=Channel.MET,
        events=(Event(on=DAY, kind=EventKind.INTERVIEW),),
    )

    found = drafts(talked, 3)
    assert [d.id for d in found] == ["voicemail-follow-up", "call-follow-up", "thank-you"]
    assert "Monday, 2 November" in found[0].text
    assert "your name" in found[0].blanks
    assert "May I call you again?" in found[1].text


def test_no_draft_counts_the_attempts() -> None:
    touched = Application(
        id="a",
        channel=Channel.MET,
        events=(
            Event(on=DAY, kind=EventKind.INTERVIEW),
            *(
                Event(on=DAY + timedelta(days=n), kind=EventKind.TOUCH, via=Via.VOICEMAIL)
                for n in (7, 15, 23)
            ),
        ),
    )

    texts = [draft.text for draft in drafts(touched, 31)]
    assert texts
    assert not [t for t in texts for word in ("third", "fourth", "again and", "times") if word in t]


def test_a_closed_file_gets_no_draft() -> None:
    stopped = Application(
        id="a", channel=Channel.ATS, applied_on=DAY, events=(Event(on=DAY, kind=EventKind.STOP),)
    )

    assert drafts(stopped, 3) == ()


def test_the_referrer_is_asked_by_name() -> None:
    referred = Application(
        id="a",
        channel=Channel.REFERRAL,
        applied_on=DAY,
        contacts=(Contact(name="Kit Invented", role=Role.REFERRER),),
    )

    (draft,) = drafts(referred, 7)
    assert draft.text.startswith("Dear Kit Invented,")


def test_long_quotes_are_cut_at_a_word_and_the_message_stays_short() -> None:
    proof = Proof(requirement="word " * 300, line="other " * 300)
    plan = plan_followup(APPLICATION, None, today=DAY + timedelta(days=14), band=Band.STRONG)

    (draft,) = draft_messages(APPLICATION, plan, (proof,))
    assert len(draft.text.split()) <= 120
    assert "word …”" in draft.text


def test_the_heaviest_proof_is_quoted_before_a_shorter_one() -> None:
    plan = plan_followup(APPLICATION, None, today=DAY + timedelta(days=14), band=Band.STRONG)
    heavy = replace(PROOF, weight=0.2)
    light = Proof(requirement="English", line="English", weight=0.1)
    for proofs in ((heavy, light), (light, heavy)):
        (draft,) = draft_messages(APPLICATION, plan, proofs)
        assert PROOF.line in draft.text


def test_the_shortest_of_equal_proofs_is_quoted_whatever_their_order() -> None:
    plan = plan_followup(APPLICATION, None, today=DAY + timedelta(days=14), band=Band.STRONG)
    long = Proof(
        requirement="A longer requirement than that", line="And a longer line, 2014 - 2024"
    )

    assert draft_messages(APPLICATION, plan, (long, PROOF)) == draft_messages(
        APPLICATION, plan, (PROOF, long)
    )


def test_a_fact_with_braces_or_brackets_is_left_as_it_is() -> None:
    odd = Application(
        id="a",
        channel=Channel.ATS,
        size=FirmSize.SMALL,
        applied_on=DAY,
        title="Dev {name} {0.__class__}",
        sender=Sender(name="Ira"),
    )

    (draft,) = drafts(odd, 14)
    assert "Dev {name} {0.__class__}" in draft.text


def test_own_templates_stand_in_for_those_of_the_same_id(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(
        '[[draft]]\nid = "email-follow-up"\nsource = "mine"\naction = "follow_up"\nway = "email"\n'
        'elements = ["name"]\nsubject = "{title}"\n'
        'parts = [{text = "Hello,"}, {text = "about {title}."}, {text = "{name}"}]\n',
        encoding="utf-8",
    )
    plan = plan_followup(APPLICATION, None, today=DAY + timedelta(days=14), band=Band.STRONG)

    (draft,) = draft_messages(APPLICATION, plan, templates=load_templates(own))
    assert draft.text == "Hello,\n\nabout Baker.\n\nIra Sample"


@pytest.mark.parametrize(
    "change",
    ['id = "x"\n', 'parts = [{text = "{age}"}, {text = "b"}, {text = "c"}]\n', "[other]\n"],
)
def test_a_bad_template_is_refused(tmp_path: Path, change: str) -> None:
    own = tmp_path / "mine.toml"
    head = '[[draft]]\nid = "x"\nsource = "s"\naction = "a"\nway = "email"\nelements = []\n'
    text = change if change.startswith(("[", "id")) else f'{head}subject = "s"\n{change}'
    own.write_text(text if text.startswith("[") else f"[[draft]]\n{text}", encoding="utf-8")

    with pytest.raises(TableError):
        load_templates(own)


def test_days_are_spoken_the_same_everywhere() -> None:
    assert spoken_day(date(2026, 11, 16)) == "Monday, 16 November"
