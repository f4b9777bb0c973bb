from __future__ import annotations

import sys

import pytest

from fitcheck.cli import main
from fitcheck.cli.status import ExitStatus


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "fitcheck.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    assert main(["mcp"]) == ExitStatus.NOT_JUDGED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "pip install 'fitcheck[mcp]'" in printed.err
    assert printed.err.count("\n") == 1


def test_a_folder_that_is_not_there_is_one_clear_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--folder", "no/such/folder"]) == ExitStatus.NOT_JUDGED
    assert "no such folder" in capsys.readouterr().err
