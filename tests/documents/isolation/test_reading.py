"""Files that hang, crash, flood or lie cost one coded error; the program and the next file live."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fitcheck.documents.document import Document
from fitcheck.documents.isolation.reading import IsolatedReader, shared_reader
from fitcheck.documents.isolation.spawning import SpawnLauncher
from fitcheck.documents.reader import read_document
from fitcheck.errors import EmptyInputError, ErrorCode, InputError, IsolationError, SettingsError
from fitcheck.settings import IsolationSettings, ReadingSettings
from tests.conftest import ROOT

DOUBLE = "tests.documents.failing_parser:read"
PATIENT = IsolationSettings(seconds=60, memory=400_000_000)
"""Limits that a busy machine does not reach."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="promised on Linux only")
WAYS = [
    pytest.param(False, id="forked", marks=LINUX),
    pytest.param(True, id="spawned", marks=pytest.mark.long),
]


@pytest.fixture(scope="module", params=WAYS)
def reader(request: pytest.FixtureRequest) -> Iterator[IsolatedReader]:
    with IsolatedReader(limits=PATIENT, reader=DOUBLE, spawn=request.param) as made:
        yield made


@pytest.fixture(params=WAYS)
def hasty(request: pytest.FixtureRequest) -> Iterator[IsolatedReader]:
    limits = IsolationSettings(seconds=0.5, memory=400_000_000)
    with IsolatedReader(limits=limits, reader=DOUBLE, spawn=request.param) as made:
        yield made


def code_of(reader: IsolatedReader, command: bytes) -> ErrorCode | None:
    outcome = reader.outcome(command)
    assert (outcome.error is None) == (outcome.document is not None)
    return outcome.error.code if outcome.error else None


@pytest.mark.parametrize(
    "command",
    [b"abort", b"segfault", b"exit", b"leave", b"flood", b"corrupt", b"lie", b"lie about error",
     b"announce much", b"close", b"raise"],
)  # fmt: skip
def test_a_reader_that_dies_or_lies_is_a_crash_and_the_next_file_is_read(
    reader: IsolatedReader, command: bytes
) -> None:
    assert code_of(reader, command) is ErrorCode.CRASHED
    assert reader.read(b"the next file").text == "the next file"


@pytest.mark.parametrize("command", [b"hang", b"spin", b"stop short"])
def test_a_reader_that_does_not_come_back_is_ended_at_the_deadline(
    hasty: IsolatedReader, command: bytes
) -> None:
    assert code_of(hasty, command) is ErrorCode.TIMEOUT


@pytest.mark.parametrize("command", [b"allocate", b"allocate natively"])
def test_a_reader_that_takes_all_memory_is_too_complex(
    reader: IsolatedReader, command: bytes
) -> None:
    native_without_report = command == b"allocate natively" and isinstance(
        reader.launcher, SpawnLauncher
    )
    expected = {ErrorCode.TOO_COMPLEX} | ({ErrorCode.CRASHED} if native_without_report else set())
    assert code_of(reader, command) in expected


def test_too_deep_recursion_is_too_complex(reader: IsolatedReader) -> None:
    assert code_of(reader, b"recurse") is ErrorCode.TOO_COMPLEX


def test_what_a_reader_prints_does_not_come_between_the_answers(reader: IsolatedReader) -> None:
    assert reader.read(b"print").text == "printed"


def test_an_error_of_the_reader_keeps_its_kind_and_gets_our_name_for_the_file(
    reader: IsolatedReader,
) -> None:
    with pytest.raises(EmptyInputError, match="the file is empty") as caught:
        reader.read(b"refuse", name="r.pdf")
    assert caught.value.source == "r.pdf"


def test_an_unexpected_exception_names_its_place_and_quotes_nothing(
    reader: IsolatedReader,
) -> None:
    error = reader.outcome(b"raise").error
    assert error is not None
    assert "Jane" not in error.message
    assert "ValueError, failing_parser.py:" in error.message


def test_a_file_that_kills_a_worn_process_is_read_by_a_fresh_one(reader: IsolatedReader) -> None:
    reader.read(b"an ordinary file")
    outcome = reader.outcome(b"crash if worn")
    assert outcome.document is not None
    assert outcome.document.text == "fresh"
    assert outcome.attempts == 2


@LINUX
def test_only_a_file_that_did_not_calculate_gets_a_second_chance() -> None:
    limits = IsolationSettings(seconds=2)
    with IsolatedReader(limits=limits, reader=DOUBLE) as reader:
        assert reader.outcome(b"hang").attempts == 2
        attempts = reader.outcome(b"spin").attempts
    # on a machine so busy that a loop hardly runs, a second chance is right
    assert attempts in ((1,) if os.getloadavg()[0] < os.cpu_count() else (1, 2))  # type: ignore[operator]


def test_a_process_is_warm_and_is_replaced_after_its_files() -> None:
    limits = IsolationSettings(seconds=60, files_per_worker=3)
    with IsolatedReader(limits=limits, reader=DOUBLE) as reader:
        worn = [reader.read(b"worn").text for _ in range(7)]
    assert worn == ["1", "2", "3", "1", "2", "3", "1"]


def test_outcomes_come_in_the_order_of_the_files() -> None:
    sources: list[Path | str | bytes] = [f"file {n}".encode() for n in range(30)]
    sources[7] = b"abort"
    with IsolatedReader(limits=PATIENT, reader=DOUBLE, workers=3) as reader:
        outcomes = list(reader.read_all(sources))
    texts = [outcome.document.text if outcome.document else "" for outcome in outcomes]
    assert texts == [f"file {n}" if n != 7 else "" for n in range(30)]
    assert [o.error.code for o in outcomes if o.error] == [ErrorCode.CRASHED]


def test_many_threads_share_a_reader() -> None:
    with IsolatedReader(limits=PATIENT, reader=DOUBLE, workers=2) as reader:
        found: dict[int, str] = {}

        def read(number: int) -> None:
            found[number] = reader.read(f"file {number}".encode()).text

        threads = [threading.Thread(target=read, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {n: f"file {n}" for n in range(12)}


def test_a_file_that_cannot_be_opened_starts_no_process(tmp_path: Path) -> None:
    with IsolatedReader(limits=PATIENT, reader=DOUBLE) as reader:
        outcome = reader.outcome(tmp_path / "nothing.pdf")
    assert outcome.error is not None
    assert (outcome.error.code, outcome.attempts) == (ErrorCode.MISSING, 0)


def test_too_many_bytes_are_refused_before_they_are_sent() -> None:
    settings = ReadingSettings(max_bytes=10)
    with IsolatedReader(settings, PATIENT, reader=DOUBLE) as reader:
        assert code_of(reader, b"x" * 11) is ErrorCode.TOO_LARGE


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("[rp]*s/*.*")), ids=lambda p: p.name
)
def test_an_example_is_the_same_document_in_another_process(path: Path) -> None:
    reader = shared_reader(ReadingSettings(), IsolationSettings(seconds=60))
    assert reader.read(path) == read_document(path)


def test_limits_out_of_range_are_refused() -> None:
    with pytest.raises(SettingsError, match="seconds"):
        IsolationSettings(seconds=0)


# ---------------------------------------------------------------- what a worker has given up


@LINUX
@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (b"connect", "PermissionError"),
        (b"write", "PermissionError"),
        (b"make folder", "PermissionError"),
        (b"remove", "PermissionError"),
        (b"fork", "PermissionError"),
        (b"run", "PermissionError"),
        (b"folder", "FileNotFoundError"),
    ],
)
def test_a_worker_cannot(reader: IsolatedReader, command: bytes, refusal: str) -> None:
    if isinstance(reader.launcher, SpawnLauncher) and command == b"folder":
        pytest.skip("a spawned worker stays in the folder of the program")
    error = reader.outcome(command).error
    assert error is not None
    assert refusal in error.message


@LINUX
def test_native_code_cannot_open_sockets_or_send_signals(reader: IsolatedReader) -> None:
    assert reader.read(b"native socket").text == "socket False 1"
    assert reader.read(b"native kill").text == "killed False 1"


def test_a_worker_sees_nothing_of_the_environment(
    reader: IsolatedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("API_TOKEN", "secret")
    assert "TOKEN" not in reader.read(b"environment").text
    assert "HOME" not in reader.read(b"environment").text


# ---------------------------------------------------------------- processes


def lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] not in "ZX"


def gone(process: int) -> bool:
    """True once the process has ended; waits a minute for it."""
    for _ in range(1_200):
        if not lives(process):
            return True
        time.sleep(0.05)
    return False


@LINUX
def test_closing_ends_all_processes_and_a_later_file_starts_them_again() -> None:
    reader = IsolatedReader(limits=PATIENT, reader=DOUBLE)
    first = int(reader.read(b"process").text)
    reader.close()
    assert gone(first)
    assert int(reader.read(b"process").text) != first
    reader.close()


@LINUX
def test_a_reader_that_is_forgotten_leaves_no_process() -> None:
    reader = IsolatedReader(limits=PATIENT, reader=DOUBLE)
    process = int(reader.read(b"process").text)
    del reader
    assert gone(process)


@LINUX
def test_reading_goes_on_after_somebody_ended_the_process_that_forks() -> None:
    with IsolatedReader(limits=PATIENT, reader=DOUBLE) as reader:
        worker = int(reader.read(b"process").text)
        stat = Path(f"/proc/{worker}/stat").read_text(encoding="utf-8")
        parent = int(stat.rpartition(")")[2].split()[1])
        os.kill(parent, signal.SIGKILL)
        assert gone(worker)
        assert reader.read(b"the next file").text == "the next file"


SCRIPT = """
import os, sys, threading, time
from fitcheck.documents.isolation.reading import IsolatedReader
reader = IsolatedReader(reader="tests.documents.failing_parser:read")
"""


def run(body: str, *, kill: bool = False) -> str:
    """What a program without a `__main__` guard prints."""
    command = [sys.executable, "-W", "error", "-c", SCRIPT + body]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        if kill:
            program.kill()
        rest = program.stdout.read()
        assert program.wait() == (-signal.SIGKILL if kill else 0)
    return first + rest


@LINUX
def test_workers_end_with_a_program_that_is_killed() -> None:
    body = (
        "print(reader.read(b'process').text, flush=True); reader.submit(b'hang'); time.sleep(3600)"
    )
    assert gone(int(run(body, kill=True)))


@LINUX
def test_workers_end_with_a_program_that_ends_without_closing() -> None:
    assert gone(int(run("print(reader.read(b'process').text, flush=True)")))


@LINUX
def test_a_threaded_program_and_its_forks_read_with_processes_of_their_own() -> None:
    body = """
def read(): print(reader.read(b"a thread").text, flush=True)
thread = threading.Thread(target=read); thread.start(); thread.join()
first = reader.read(b"process").text
child = os.fork()
if not child:
    second = reader.read(b"process").text
    reader.close()
    os._exit(0 if second != first else 1)
status = os.waitpid(child, 0)[1]
print(status, reader.read(b"process").text == first)
"""
    assert run(body).split("\n") == ["a thread", "0 True", ""]


def test_where_no_process_can_be_started_the_error_names_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    reader = IsolatedReader(limits=PATIENT, reader=DOUBLE)
    with pytest.raises(IsolationError, match="isolate=False"):
        reader.read(b"a file")


def test_where_the_process_ends_at_its_start_the_error_says_so() -> None:
    with (
        IsolatedReader(limits=PATIENT, reader="no.such.module:read") as reader,
        pytest.raises(IsolationError, match="at its start"),
    ):
        reader.read(b"a file")


def test_a_submitted_file_raises_where_its_result_is_wanted() -> None:
    with IsolatedReader(limits=PATIENT, reader=DOUBLE) as reader:
        pending = [reader.submit(b"a file"), reader.submit(b"refuse")]
        assert pending[0].result().text == "a file"
        with pytest.raises(InputError):
            pending[1].result()


def test_the_document_of_a_path_has_the_callers_name(tmp_path: Path) -> None:
    path = tmp_path / "a file.txt"
    path.write_text("plain words", encoding="utf-8")
    with IsolatedReader(limits=PATIENT, reader=DOUBLE) as reader:
        document: Document = reader.read(path)
    assert document.source == str(path)
