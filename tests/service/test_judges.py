"""The processes that judge: ended when late, replaced when gone or worn, never more than asked."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.analyzer import Analyzer
from fitcheck.documents.isolation.exchange import ANSWER_HEAD
from fitcheck.documents.isolation.launching import Worker
from fitcheck.documents.isolation.spawning import SpawnedWorker
from fitcheck.errors import ErrorCode, FitcheckError, IsolationError
from fitcheck.matching.match import Band
from fitcheck.service.judge import serve
from fitcheck.service.judges import Judges, start_judge
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.openapi import POSTING_TEXT, RESUME_TEXT
from fitcheck.service.problems import Problem, ServiceCode
from fitcheck.service.tasks import (
    Form,
    Given,
    Task,
    TaskKind,
    decode_answer,
    encode_answer,
    encode_task,
    read_task,
)
from tests.service.conftest import Double, answering

DAY = date(2026, 11, 22)
TASK = Task(
    kind=TaskKind.CHECK,
    as_of=DAY,
    resume=Given(data=RESUME_TEXT.encode(), name="r.txt"),
    posting=Given(data=POSTING_TEXT.encode(), name="p.txt"),
)


def process(code: str) -> Callable[[ServiceLimits], Worker]:
    """Starts a process that runs `code` in place of a judge."""

    def start(_: ServiceLimits) -> Worker:
        return SpawnedWorker(
            subprocess.Popen(
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        )

    return start


@contextmanager
def judges(limits: ServiceLimits, start: Callable[[ServiceLimits], Worker]) -> Iterator[Judges]:
    found = Judges(limits, start=start)
    try:
        yield found
    finally:
        found.close()


def refused(judging: Judges) -> Problem:
    with pytest.raises(Problem) as caught:
        judging.ask(TASK)
    return caught.value


def test_a_late_judge_is_ended_and_the_answer_is_a_deadline() -> None:
    begin = time.monotonic()
    with judges(ServiceLimits(judge_seconds=0.5), process("import time; time.sleep(60)")) as found:
        problem = refused(found)
    assert (problem.code, problem.status) == (ServiceCode.DEADLINE, 504)
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize(
    "code", ["import os; os._exit(3)", "import os; os.abort()", "print('x' * 10_000)"]
)
def test_a_judge_that_ends_or_talks_nonsense_costs_one_answer(code: str) -> None:
    with judges(ServiceLimits(), process(code)) as found:
        problem = refused(found)
    assert (problem.code, problem.status) == (ErrorCode.CRASHED, 422)


def test_after_a_failure_a_fresh_judge_answers() -> None:
    started: list[Double] = []

    def start(_: ServiceLimits) -> Worker:
        behave = _fails if not started else answering("{}")
        started.append(Double(behave))
        return started[-1]

    with judges(ServiceLimits(judges=1), start) as found:
        with pytest.raises(ZeroDivisionError):
            found.ask(TASK)
        assert found.ask(TASK) == b"{}"
        assert found.ask(TASK) == b"{}"
    assert len(started) == 2
    assert all(double.ended for double in started)


def _fails(_: bytes) -> bytes:
    raise ZeroDivisionError


def test_no_more_judge_at_once_than_allowed_and_who_waits_too_long_is_told() -> None:
    free, at_work = threading.Event(), threading.Semaphore(0)

    def slow(_: bytes) -> bytes:
        at_work.release()
        free.wait(30)
        return encode_answer("{}")

    limits = ServiceLimits(judges=2, wait_seconds=0.0, retry_after=9)
    with judges(limits, lambda _: Double(slow)) as found:
        threads = [threading.Thread(target=found.ask, args=(TASK,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for _ in threads:
            assert at_work.acquire(timeout=30)
        problem = refused(found)
        free.set()
        for thread in threads:
            thread.join()
        assert found.ask(TASK) == b"{}"
    assert (problem.code, problem.status) == (ServiceCode.BUSY, 503)
    assert problem.headers() == {"retry-after": "9"}


def test_a_worn_judge_is_replaced() -> None:
    started: list[Double] = []

    def start(_: ServiceLimits) -> Worker:
        started.append(Double(answering("{}")))
        return started[-1]

    with judges(ServiceLimits(tasks_per_judge=2), start) as found:
        for _ in range(5):
            found.ask(TASK)
    assert len(started) == 3


def test_where_none_can_be_started_the_problem_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with judges(ServiceLimits(), start_judge) as found:
        with pytest.raises(IsolationError) as caught:
            found.ask(TASK)
        found.begin()  # what goes wrong in the background is told to who asks next
        with pytest.raises(IsolationError):
            found.ask(TASK)
    assert Problem(caught.value.code, "").status == 503


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_judge_ends_with_its_program() -> None:
    code = (
        "import sys; from fitcheck.service.judges import start_judge;"
        "from fitcheck.service.limits import ServiceLimits;"
        "print(start_judge(ServiceLimits()).process, flush=True);"
        "import os; os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    judge = Path("/proc") / done.stdout.strip()
    limit = time.monotonic() + 30
    while judge.exists() and time.monotonic() < limit:
        if "Z" in (judge / "stat").read_text().rpartition(")")[2].split()[:1]:
            break
        time.sleep(0.1)
    assert done.stdout.strip().isdigit()
    assert not judge.exists() or "Z" in (judge / "stat").read_text().rpartition(")")[2]


# ---------------------------------------------------------------- the inside of one


def served(*tasks: Task) -> list[bytes]:
    """The answers of a judge in this process."""
    line = io.BytesIO()
    sent = b"".join(b"".join(encode_task(task)) for task in tasks)
    serve(Analyzer(), io.BytesIO(sent), line)
    data, answers = line.getvalue(), []
    while data:
        (size,) = ANSWER_HEAD.unpack(data[: ANSWER_HEAD.size])
        answers.append(data[ANSWER_HEAD.size : ANSWER_HEAD.size + size])
        data = data[ANSWER_HEAD.size + size :]
    return answers


def test_a_judge_answers_one_task_after_the_other() -> None:
    page = Task(
        kind=TaskKind.CHECK, as_of=DAY, form=Form.PAGE, resume=TASK.resume, posting=TASK.posting
    )
    empty = Task(
        kind=TaskKind.CHECK, as_of=DAY, resume=Given(data=b"", name="r"), posting=TASK.posting
    )
    answers = served(TASK, empty, page, TASK)
    assert json.loads(decode_answer(answers[0]))["schema"] == "fitcheck.analysis/1"
    with pytest.raises(FitcheckError) as caught:
        decode_answer(answers[1])
    assert (caught.value.code, caught.value.source) == (ErrorCode.EMPTY, "r")
    assert b'<a href="/">' in decode_answer(answers[2])
    assert answers[3] == answers[0]


def test_a_judge_keeps_nothing_of_a_task() -> None:
    analyzer = Analyzer()
    line = io.BytesIO()
    serve(analyzer, io.BytesIO(b"".join(encode_task(TASK))), line)
    assert line.getvalue()
    assert not {"_indexes", "_asked"} & set(vars(analyzer))


@given(
    st.builds(
        Task,
        kind=st.sampled_from(TaskKind),
        as_of=st.dates(),
        form=st.sampled_from(Form),
        resume=st.none() | st.builds(Given, data=st.binary(), name=st.text()),
        posting=st.none() | st.builds(Given, data=st.binary(), name=st.text()),
        application=st.none() | st.builds(Given, data=st.binary(), name=st.text()),
        fit=st.none() | st.sampled_from(Band),
        folder=st.none() | st.text(),
    )
)
def test_a_task_comes_over_as_it_was(task: Task) -> None:
    line = io.BytesIO(b"".join(encode_task(task)))
    assert read_task(line.read) == task
    assert read_task(line.read) is None


def test_an_error_comes_over_as_it_was() -> None:
    error = FitcheckError("\u202e message", code=ErrorCode.SCANNED, source="\udcff.pdf")
    with pytest.raises(FitcheckError) as caught:
        decode_answer(encode_answer(error))
    assert (caught.value.code, caught.value.message, caught.value.source) == (
        ErrorCode.SCANNED, "\u202e message", "\udcff.pdf",
    )  # fmt: skip


def test_nothing_is_written_while_judging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with judges(ServiceLimits(judges=1), start_judge) as found:
        assert b"fitcheck.analysis/1" in found.ask(TASK)
        assert os.listdir(tmp_path) == []  # noqa: PTH208 - names are enough
