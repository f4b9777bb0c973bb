"""What a start loads. No times: a module that is not imported cannot take any."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fitcheck.cli import _COMMANDS, parser

HEAVY = frozenset(
    {
        "dataclasses", "datetime", "inspect", "json", "lxml", "numpy", "pathlib", "pypdfium2",
        "shutil", "Stemmer", "tomlkit", "tomllib", "typing", "urllib",
        "fitcheck.analyzer", "fitcheck.documents", "fitcheck.language", "fitcheck.settings",
    }
)  # fmt: skip
"""What neither help nor a version needs; packages stand for all that is in them."""


def loaded(code: str) -> set[str]:
    """The modules that `code` loads beyond those of an interpreter that does nothing."""
    listing = "import sys; sys.stderr.write('\\n'.join(sys.modules))"
    before, after = (
        subprocess.run(
            [sys.executable, "-c", f"{part}\n{listing}"], capture_output=True, text=True, check=True
        ).stderr.split()
        for part in ("", code)
    )
    return set(after) - set(before)


def heavy(modules: set[str]) -> set[str]:
    return {name for name in modules if name in HEAVY or name.partition(".")[0] in HEAVY}


def called(*arguments: str) -> str:
    return (
        "from fitcheck.cli import main\n"
        f"try:\n main({list(arguments)})\n"
        "except SystemExit: pass\n"
        "import os, sys; sys.stderr.write('\\n'); sys.stderr.flush()"
    )


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("chek",), ()])
def test_help_version_and_wrong_commands_load_nothing_but_the_parser(
    arguments: tuple[str, ...],
) -> None:
    # Words of messages on standard error are no names of modules that could be heavy.
    modules = loaded(called(*arguments))
    assert heavy(modules) <= {"fitcheck.cli"}
    assert not {name for name in modules if name.startswith("fitcheck.cli.")} - {
        "fitcheck.cli.status"
    }


@pytest.mark.parametrize("arguments", [("check",), ("check", "--help"), ("check", "a", "b", "c")])
def test_a_wrong_call_of_a_command_loads_no_model_and_no_library(
    arguments: tuple[str, ...],
) -> None:
    modules = loaded(called(*arguments))
    assert "fitcheck.cli.check" in modules
    assert not modules & {"numpy", "lxml", "pypdfium2", "Stemmer", "tomlkit", "fitcheck.settings"}
    assert "fitcheck.cli.followup" not in modules


def test_importing_the_package_loads_nothing_else() -> None:
    assert loaded("import fitcheck") <= {"fitcheck", "__future__"}


def test_the_help_of_all_commands_is_that_of_each() -> None:
    assert parser("").format_help() == parser().format_help()


def test_every_command_can_be_called() -> None:
    for _, named in _COMMANDS:
        for command in named:
            with pytest.raises(SystemExit) as end:
                parser(command).parse_args([command, "--help"])
            assert end.value.code == 0
