"""Writing application files: comments stay, and a killed process loses nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fitcheck.errors import ApplicationFileError
from fitcheck.followup.application import (
    Application,
    Barred,
    Channel,
    Contact,
    Event,
    EventKind,
    FirmSize,
    OfferedHelp,
    Override,
    OverrideVerdict,
    Role,
    Sender,
    Tie,
    Via,
)
from fitcheck.followup.application_file import parse_application, read_application
from fitcheck.followup.journal import (
    create_file,
    log_event,
    new_application_text,
    replace_file,
    with_event,
)
from fitcheck.matching.match import Band

TOUCH = Event(on=date(2026, 11, 16), kind=EventKind.TOUCH, via=Via.EMAIL)
TOML = """\
# my notes stay
channel = "ats"  # through their form
applied_on = 2026-11-02

[[events]]  # the receipt
on = 2026-11-02
kind = "auto_ack"
"""


def test_an_event_is_appended_and_comments_stay() -> None:
    text = with_event(TOML, TOUCH, name="a.toml")

    assert text.startswith(TOML)
    assert parse_application(text, name="a.toml").events[-1].via is Via.EMAIL


@pytest.mark.parametrize(
    "text",
    [
        'channel = "ats"\n',
        'channel = "ats"\n[contact]\nname = "N"\n',
        'channel = "ats"\nevents = [{ on = 2026-11-02, kind = "auto_ack" }]\n',
        'channel = "ats"\nevents = []\n[sender]\nname = "I"\n',
        '{"channel": "ats"}',
        '{"channel": "ats", "events": [{"on": "2026-11-02", "kind": "auto_ack"}]}',
    ],
)
def test_an_event_is_appended_to_every_way_of_writing(text: str) -> None:
    name = "a.json" if text.startswith("{") else "a.toml"
    before = parse_application(text, name=name)

    after = parse_application(with_event(text, TOUCH, name=name), name=name)

    assert len(after.events) == len(before.events) + 1
    assert replace(after.events[-1], line=None) == TOUCH
    assert replace(after, events=()) == replace(before, events=())


def test_an_event_before_the_application_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(TOML, encoding="utf-8")

    with pytest.raises(ApplicationFileError, match="before the day of application"):
        log_event(file, Event(on=date(2026, 11, 1), kind=EventKind.TOUCH))

    assert file.read_text("utf-8") == TOML
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_line_ends_mode_and_links_are_kept(tmp_path: Path) -> None:
    file, link = tmp_path / "real.toml", tmp_path / "link.toml"
    file.write_bytes(TOML.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    link.symlink_to(file)

    log_event(link, TOUCH)

    data = file.read_bytes()
    assert link.is_symlink()
    assert data.count(b"\r\n") == data.count(b"\n")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    create_file(file, "one\n")

    with pytest.raises(ApplicationFileError):
        create_file(file, "two\n")

    assert file.read_text("utf-8") == "one\n"


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(ApplicationFileError, match="cannot write"):
        replace_file(tmp_path / "no" / "such" / "a.toml", "x")


@pytest.mark.parametrize("as_json", [False, True])
def test_a_new_file_reads_back_as_what_was_written(as_json: bool) -> None:
    application = Application(
        id="harbour",
        channel=Channel.REFERRAL,
        size=FirmSize.SMALL,
        ties=(Tie.KNOWN,),
        title='Nurse "A"',
        employer="Harbour",
        fit=Band.STRONG,
        applied_on=date(2026, 11, 2),
        contact_policy=(Barred.NO_PHONE,),
        posting_text='Wanted:\n- a nurse\n- """quotes"""\n\\d',
        contacts=(Contact(name="N", tz="Europe/Vienna", tie=Tie.KNOWN), Contact(
            name="K", role=Role.REFERRER, last_contact=date(2026, 10, 1))),
        sender=Sender(name="Ira"),
        settings=(("review_days", 7), ("early_slot", ("08:00", "08:20"))),
        offered_help=(OfferedHelp(on=date(2026, 11, 2), to="K", what="a lead"),),
        override=Override(on=date(2026, 11, 3), reason="r", verdict=OverrideVerdict.WAIT),
        events=(TOUCH, Event(on=date(2026, 11, 17), kind=EventKind.PERMISSION, permitted=True)),
    )  # fmt: skip

    text = new_application_text(application, as_json=as_json)
    back = parse_application(text, name="a.json" if as_json else "a.toml")

    events = tuple(replace(event, line=None) for event in back.events)
    assert replace(back, events=events) == application


_LOGGER = """
import sys
from datetime import date
from pathlib import Path
from fitcheck.followup.application import Event, EventKind
from fitcheck.followup.journal import log_event
print("ready", flush=True)
while True:
    log_event(Path(sys.argv[1]), Event(on=date(2026, 11, 16), kind=EventKind.TOUCH))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_log_leaves_a_whole_file_and_loses_no_event(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(TOML, encoding="utf-8")
    chance = random.Random(7)  # noqa: S311 - spreads the kills
    counts = [1]
    for _ in range(12):
        logger = subprocess.Popen(
            [sys.executable, "-c", _LOGGER, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert logger.stdout is not None
        assert logger.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.12))
        logger.send_signal(signal.SIGKILL)
        logger.wait()
        logger.stdout.close()
        counts.append(len(read_application(file).events))

    assert counts == sorted(counts)
    assert counts[-1] > 1
    assert file.read_text("utf-8").startswith(TOML)


def test_a_move_that_fails_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"channel": "ats"}), encoding="utf-8")

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(ApplicationFileError, match="No space left"):
        log_event(file, TOUCH)

    assert json.loads(file.read_text("utf-8")) == {"channel": "ats"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
