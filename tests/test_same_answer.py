"""The same pair gives the same JSON by every way in: library, command, assistant, HTTP."""

from __future__ import annotations

import base64
import http.client
import json
import subprocess
import sys
from datetime import date

import pytest

from fitcheck import Analyzer
from fitcheck.render.json_text import dumps
from fitcheck.render.wire import analysis_json
from tests.conftest import ROOT
from tests.mcp.test_server import called
from tests.service.conftest import running

RESUME = "examples/resumes/registered_nurse.docx"
POSTING = "examples/postings/staff_nurse.md"
DAY = "2026-11-22"


@pytest.fixture(scope="module")
def wanted() -> str:
    """What the library gives for the two files, called by the names that the others use."""
    analyzer = Analyzer()
    documents = [analyzer.read(ROOT / name, name=name) for name in (RESUME, POSTING)]
    return analysis_json(analyzer.analyze(*documents, as_of=date.fromisoformat(DAY)))


def test_the_library_gives_it_in_this_process_too(wanted: str) -> None:
    analyzer = Analyzer(isolate=False)
    documents = [analyzer.read(ROOT / name, name=name) for name in (RESUME, POSTING)]
    given = analyzer.analyze(*documents, as_of=date.fromisoformat(DAY))
    assert analysis_json(given) == wanted


def test_the_command_prints_it(wanted: str) -> None:
    command = [sys.executable, "-m", "fitcheck", "check", RESUME, POSTING]
    done = subprocess.run(
        [*command, "--format", "json", "--as-of", DAY],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == wanted + "\n"


def test_an_assistant_is_given_it_as_values_and_as_text(wanted: str) -> None:
    pair = {"resume_path": RESUME, "posting_path": POSTING, "as_of": DAY}
    answer = called("check_fit", pair)
    assert dumps(answer.structured_content) == wanted
    assert answer.content[0].text == wanted  # type: ignore[union-attr]


def test_the_service_sends_it(wanted: str) -> None:
    files = {
        role: {"base64": base64.b64encode((ROOT / name).read_bytes()).decode(), "name": name}
        for role, name in (("resume", RESUME), ("posting", POSTING))
    }
    with running() as service:
        line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        body = json.dumps({**files, "as_of": DAY})
        line.request("POST", "/v1/check", body, {"Content-Type": "application/json"})
        answer = line.getresponse()
        sent = answer.read().decode("utf-8")
        line.close()
    assert (answer.status, sent.rstrip("\n")) == (200, wanted)
