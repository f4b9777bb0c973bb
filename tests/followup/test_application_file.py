"""Application files: what is read, and one clear line for what is wrong."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.errors import ApplicationFileError, FitcheckError, MissingInputError
from fitcheck.followup.application import (
    Barred,
    Channel,
    EventKind,
    FirmSize,
    Role,
    Tie,
    Via,
)
from fitcheck.followup.application_file import parse_application, read_application
from fitcheck.settings import FollowupSettings

WHOLE = """\
# an application by hand
id = "harbour-nurse"
title = "Ward Nurse"
employer = "Harbour Clinic"
channel = "referral"
size = 250
size_source = "their site"
applied_on = 2026-11-02
deadline = "2026-11-20"
contact_policy = ["no_phone"]
ties = [
  "known",
]

[sender]
name = "Ira Sample"
tz = "Europe/Vienna"

[[contacts]]
name = "Noor Example"
email = "noor@example.org"
tz = "America/New_York"

[[contacts]]
name = "Kit Invented"
role = "referrer"

[settings]
review_days = 7
early_slot = ["08:00", "08:20"]

[[events]]
on = 2026-11-04
kind = "interview"
permission = "after Tuesday"

[[events]]
on = 2026-11-09
kind = "touch"
via = "voicemail"
"""


def error(text: str, name: str = "a.toml") -> str:
    with pytest.raises(ApplicationFileError) as caught:
        parse_application(text, name=name)
    message = caught.value.message
    assert "\n" not in message
    assert caught.value.source == name
    return message


def test_a_file_by_hand_is_read_whole() -> None:
    application = parse_application(WHOLE, name="a.toml")

    assert application.id == "harbour-nurse"
    assert application.channel is Channel.REFERRAL
    assert application.employees == 250
    assert application.firm_size(FollowupSettings()) is FirmSize.MEDIUM
    assert application.deadline == date(2026, 11, 20)
    assert application.contact_policy == (Barred.NO_PHONE,)
    assert application.ties == (Tie.KNOWN,)
    assert application.sender.tz == "Europe/Vienna"
    assert [c.role for c in application.contacts] == [Role.EMPLOYER, Role.REFERRER]
    assert application.settings == (("review_days", 7), ("early_slot", ("08:00", "08:20")))
    first, second = application.events
    assert (first.kind, first.permission, first.line) == (
        EventKind.INTERVIEW, "after Tuesday", 32,
    )  # fmt: skip
    assert second.via is Via.VOICEMAIL


def test_json_and_toml_give_the_same_application() -> None:
    facts = {"channel": "ats", "size": "small", "applied_on": "2026-11-02"}
    toml = 'channel = "ats"\nsize = "small"\napplied_on = 2026-11-02\n'

    assert parse_application(json.dumps(facts), name="a.json") == parse_application(
        toml, name="a.toml"
    )


def test_the_file_name_is_the_id_where_the_file_gives_none(tmp_path: Path) -> None:
    file = tmp_path / "acme.toml"
    file.write_text('channel = "ats"\n', encoding="utf-8")

    assert read_application(file).id == "acme"


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ('channel = "ats"\n\nchanel = "x"\n', 3, "chanel", "did you mean channel?"),
        ('channel = "ats"\napplied_on = "2026-02-30"\n', 2, "applied_on", "no such day"),
        ('channel = "ats"\nsize = "many"\n', 2, "size", "small, medium, large, unknown"),
        ('channel = "ats"\nsize = 0\n', 2, "size", "number of employees"),
        ('channel = "ats"\nsize = true\n', 2, "size", "small"),
        ('channel = "post"\n', 1, "channel", "ats, cold, recruiter"),
        ('size = "small"\n', 1, "channel", "missing"),
        (
            'channel = "ats"\napplied_on = 2026-11-02\n[[events]]\nkind="touch"\non=2026-11-01\n',
            5,
            "events[1].on",
            "before the day of application",
        ),
        (
            'channel = "ats"\n[[contacts]]\nname = "A B"\n[[contacts]]\nname = "a b"\n',
            5,
            "contacts[2].name",
            "two contacts",
        ),
        ('channel = "ats"\n[[events]]\non = 2026-11-01\n', 2, "events[1]", "kind is missing"),
        ('channel = "ats"\n[[events]]\nkind = "touch"\n', 2, "events[1]", "on is missing"),
        (
            'channel = "ats"\nevents = [\n{on=2026-11-01,kind="touch"},\n{on=1,kind="stop"},\n]\n',
            4,
            "events[2].on",
            "YYYY-MM-DD",
        ),
        ('channel = "ats"\napplied_on = 2026-11-02T10:00:00\n', 2, "applied_on", "without a time"),
        ('channel = "ats"\napplied_on = "0001-01-01"\n', 2, "applied_on", "1990-01-01"),
        ('channel = "ats"\n[settings]\nreview_days = 3\n', 3, "settings.review_days", "7 and 60"),
        ('channel = "ats"\n[settings]\nreview_days = "7"\n', 3, "settings.review_days", "14"),
        (
            'channel = "ats"\n[settings]\nearly_slot = ["07:00", "08:00"]\n',
            3,
            "settings.early_slot",
            "08:00-21:00",
        ),
        ('channel = "ats"\n[settings]\nleast_gap = 1\n', 3, "settings.least_gap", "no such key"),
        ('channel = "ats"\n[contact]\ntz = "Mars/Base"\n', 3, "contact.tz", "IANA"),
        ('channel = "ats"\n[contact]\ntz = "../../etc/passwd"\n', 3, "contact.tz", "IANA"),
        ('channel = "ats"\n[override]\non = 2026-11-01\nverdict = "close"\n', 2, "override", "why"),
        ('channel = "ats"\ntitle = ""\n', 2, "title", "between quotes"),
        ('channel = "ats"\ntitle = """a\nb"""\n', 2, "title", "one line"),
        (
            'channel = "ats"\n[[events]]\non = 2026-11-05\nkind = "reply"\npromise = 2026-11-04\n',
            5,
            "events[1].promise",
            "before the event",
        ),
    ],
)  # fmt: skip
def test_a_bad_file_gets_one_line_with_key_and_line(
    text: str, line: int, key: str, says: str
) -> None:
    message = error(text)

    assert message.startswith(f"line {line}, {key}")
    assert says in message


def test_broken_files_name_their_line() -> None:
    assert error('channel = "ats"\nsize = \n').startswith("line 2: not valid TOML")
    assert error('{"channel": "ats",\n "size": }', "a.json").startswith("line 2: not valid JSON")
    twice = '{"channel": "ats",\n "channel": "met"}'
    assert error(twice, "a.json") == "line 2, channel: the key stands twice"
    assert "not UTF-8" not in error("[1]", "a.json")


def test_a_file_that_is_nested_too_deeply_is_an_error_and_no_crash() -> None:
    assert "nested" in error('{"channel": ' + "[" * 100_000, "a.json")
    with pytest.raises(ApplicationFileError):
        parse_application("a = " + "[" * 50_000, name="a.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a." * 100_000 + "b = 1",
        "[" + "a." * 100_000 + "b]",
        "x = {" + "'a b' . " * 100_000 + "b = 1}",
        "a = '" + "'" * 200_000,
        'a = """' + '"x' * 200_000 + '"""',
        "# " * 400_000,
    ],
)
def test_a_hostile_file_is_refused_in_bounded_time(text: str) -> None:
    start = time.process_time()
    error(text)
    assert time.process_time() - start < 5


def test_a_text_of_many_sentences_is_no_key() -> None:
    text = "One. Two. " * 40 + "." * 100
    application = parse_application(f'channel = "ats"\nnote = """\n{text}\n"""\n', name="a.toml")

    assert application.note == f"{text}\n"


def test_no_error_quotes_a_value_of_the_file() -> None:
    assert "secret" not in error('channel = "secret"\n')
    assert "secret" not in error('channel = "ats"\napplied_on = "secret"\n')


def test_days_off_may_stand_above_or_among_the_settings() -> None:
    above = 'channel = "ats"\nholidays = [2026-11-26]\n'
    among = 'channel = "ats"\n[settings]\nholidays = ["2026-11-26"]\n'

    for text in (above, among):
        found = parse_application(text, name="a.toml")
        assert found.settings == (("holidays", (date(2026, 11, 26),)),)
    both = above + among.split("\n", 1)[1]
    assert error(both).startswith("line 4, settings.holidays: the holidays stand in two places")


def test_half_a_character_is_no_text() -> None:
    half = json.dumps({"channel": "ats", "title": "a\ud800"})

    assert error(half, "a.json").startswith("line 1, title: control characters and halves")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_application(tmp_path / "none.toml")
    with pytest.raises(MissingInputError):
        read_application(tmp_path)


def test_files_in_another_encoding_or_too_large_are_said(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes('channel = "ats"\nemployer = "Müller"\n'.encode("latin-1"))
    with pytest.raises(ApplicationFileError, match="line 2: the file is not UTF-8"):
        read_application(file)
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ApplicationFileError, match="larger than 1000000 bytes"):
        read_application(file)


@pytest.mark.parametrize("key", ["promise", "date", "when", "by", "until", "said"])
def test_a_promise_names_its_day_under_any_plain_key(key: str) -> None:
    text = f'channel = "met"\n[[events]]\non = 2026-11-05\nkind = "promise"\n{key} = "in a week"\n'

    assert parse_application(text, name="a.toml").events[0].promise == "in a week"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_an_application_or_a_deliberate_error(text: str) -> None:
    for name in ("a.toml", "a.json"):
        with contextlib.suppress(FitcheckError):
            assert parse_application(text, name=name).channel in Channel


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=12),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["on", "kind", "name", "size", "events", "contacts", "x"]), inner
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["size", "events", "contacts", "contact", "settings", "override", "sender"]),
)
def test_any_value_under_a_key_gives_an_application_or_a_deliberate_error(
    value: object, key: str
) -> None:
    with contextlib.suppress(ApplicationFileError):
        application = parse_application(json.dumps({"channel": "ats", key: value}), name="a.json")
        assert application.channel is Channel.ATS
