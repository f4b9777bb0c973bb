"""Where the service listens, and what it says of itself."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fitcheck.cli import main
from fitcheck.errors import ErrorCode, FitcheckError
from fitcheck.service.limits import ServiceLimits
from fitcheck.service.running import Address, listening
from tests.conftest import ROOT
from tests.service.conftest import running


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "8.8.8.8"])
def test_an_address_that_others_reach_needs_to_be_meant(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--host", host, "--port", "0"]) == 2
    assert "--expose" in capsys.readouterr().err


def test_it_listens_on_this_machine_only_by_default() -> None:
    line = listening(Address(port=0))
    try:
        assert line.getsockname()[0] == "127.0.0.1"
    finally:
        line.close()


def test_a_meant_address_is_listened_at() -> None:
    line = listening(Address(host="0.0.0.0", port=0, expose=True))  # noqa: S104 - what is tested
    line.close()


@pytest.mark.parametrize("host", ["example.org", "", "127.0.0.1/8"])
def test_a_host_is_an_address(host: str) -> None:
    with pytest.raises(FitcheckError) as caught:
        listening(Address(host=host, port=0))
    assert caught.value.code is ErrorCode.USAGE


def test_a_taken_port_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "--port" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "x", "٣"])
def test_a_port_is_a_number(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])
    assert "is not a port" in capsys.readouterr().err


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path / "nothing"), "--port", "0"]) == 2
    assert "no such folder" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["fastapi", "uvicorn", "python_multipart"])
def test_a_missing_extra_is_named_with_how_to_install_it(name: str) -> None:
    code = (
        f"import sys; sys.modules[{name!r}] = None; from fitcheck.cli import main;"
        "sys.exit(main(['serve', '--port', '0']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "fitcheck: the local page needs the extra `serve`: pip install 'fitcheck[serve]'"
    )


def test_the_command_line_loads_nothing_of_the_service() -> None:
    code = (
        "import sys; from fitcheck.cli import parser; parser();"
        "print([m for m in sys.modules if m in ('fastapi', 'uvicorn', 'pydantic')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("name", "value"), [("places", 0), ("judges", True), ("body_bytes", 1)])
def test_a_limit_outside_its_range_is_refused(name: str, value: int) -> None:
    with pytest.raises(FitcheckError):
        ServiceLimits(**{name: value})


def test_it_runs_answers_and_ends() -> None:
    with running(str(ROOT / "examples/job_search")) as service:
        line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        line.request("GET", "/v1/due", headers={"X-Fitcheck-Key": service.key or ""})
        answer = line.getresponse()
        assert answer.status == 200
        assert answer.headers["server"] is None
        assert json.loads(answer.read())["as_of"] == "2026-11-22"
        line.close()
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(timeout=30) in (0, 130)
