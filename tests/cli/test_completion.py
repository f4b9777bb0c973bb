from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from fitcheck.cli import main, parser
from fitcheck.cli.completion import subcommands
from fitcheck.cli.status import ExitStatus

HEAVY = ("numpy", "lxml", "pypdfium2", "spacy", "sklearn", "fitcheck.analyzer", "fitcheck.language")


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == ExitStatus.WORTH_IT
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_script_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = script(shell, capsys)
    for name in subcommands(parser()):
        assert name.split()[0] in printed


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["fitcheck", "che"], ["check"]),
        (["fitcheck", "check", "--form"], ["--format"]),
        (["fitcheck", "check", "--format", "js"], ["json"]),
        (["fitcheck", "doctor", "--format", ""], ["text", "json"]),
    ],
)
def test_bash_completes_commands_options_and_choices(
    words: list[str], wanted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    array = " ".join(f"'{word}'" for word in words)
    lines = (
        script("bash", capsys),
        f"COMP_WORDS=({array}); COMP_CWORD={len(words) - 1}",
        f"_shtab_fitcheck fitcheck '{words[-1]}' '{words[-2]}'",
        "printf '%s\\n' \"${COMPREPLY[@]}\"",
    )
    bash = str(shutil.which("bash"))
    # nothing but bash: the script must not start Python
    done = subprocess.run(
        [bash, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/nowhere"},
    )
    assert [word.strip() for word in done.stdout.split()] == wanted


def test_making_the_script_loads_nothing_heavy() -> None:
    code = (
        "import sys; from fitcheck.cli import main; main(['completion', 'bash']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == ExitStatus.NOT_JUDGED
    assert "pip install 'fitcheck[completion]'" in capsys.readouterr().err
