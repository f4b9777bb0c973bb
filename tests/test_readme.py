"""README shows what the code prints: `python -m tests.test_readme` writes the blocks again."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from fitcheck.cli import main
from tests.conftest import ROOT

README = ROOT / "README.md"
MOST_LINES = 36
COMMAND = re.compile(r"```console\n\$ fitcheck (?P<command>[^\n]+)\n(?P<printed>.*?)```", re.DOTALL)
LIBRARY = re.compile(
    r"```python\n(?P<code>.*?)```\n\nprints\n\n```text\n(?P<printed>.*?)```", re.DOTALL
)


def run_command(command: str) -> str:
    """What `fitcheck …` prints when it is run at the root of the checkout."""
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        main(shlex.split(command))
    return shortened(printed.getvalue())


def shortened(printed: str) -> str:
    """The first lines of a long output; README says with an ellipsis that it goes on."""
    lines = printed.splitlines(keepends=True)
    return printed if len(lines) <= MOST_LINES else "".join([*lines[:MOST_LINES], "…\n"])


def run_code(code: str) -> str:
    """What the code prints."""
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own README
    return printed.getvalue()


def refreshed(text: str) -> str:
    """README with every printed block as the code prints it now."""
    text = COMMAND.sub(
        lambda m: f"```console\n$ fitcheck {m['command']}\n{run_command(m['command'])}```", text
    )
    return LIBRARY.sub(
        lambda m: f"```python\n{m['code']}```\n\nprints\n\n```text\n{run_code(m['code'])}```", text
    )


@pytest.mark.parametrize(
    ("command", "printed"),
    [(m["command"], m["printed"]) for m in COMMAND.finditer(README.read_text("utf-8"))],
)
def test_a_command_in_readme_prints_what_stands_below_it(command: str, printed: str) -> None:
    assert run_command(command) == printed


def test_the_library_example_in_readme_prints_what_stands_below_it() -> None:
    found = LIBRARY.search(README.read_text("utf-8"))
    assert found is not None
    assert run_code(found["code"]) == found["printed"]


def test_every_link_in_readme_leads_to_a_file() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README.read_text("utf-8")):
        assert (ROOT / Path(target)).exists(), target


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text("utf-8")), encoding="utf-8")
