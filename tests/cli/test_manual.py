from __future__ import annotations

import shutil
import subprocess

import pytest

from fitcheck.cli import main, parser
from fitcheck.cli.completion import subcommands
from fitcheck.cli.manual import _escaped


def page(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["manual"]) == 0
    return capsys.readouterr().out


def test_the_page_tells_every_option_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    printed = page(capsys)
    for name, command in subcommands(parser()).items():
        assert f".SS {name}\n" in printed
        for action in command._actions:
            for option in action.option_strings:
                assert rf"\fB{_escaped(option)}\fR" in printed, (name, option)


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
def test_the_page_is_set_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-ww"],
        input=page(capsys),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "3 more information is needed" in done.stdout


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("--as-of", r"\-\-as\-of"), (".TH x", r"\&.TH x"), ("'x", r"\&'x"), (r"a\b", r"a\eb")],
)
def test_no_text_commands_the_formatter(text: str, wanted: str) -> None:
    assert _escaped(text) == wanted
