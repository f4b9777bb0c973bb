"""The tools under `examples/` that others build on: the action and the commit hook."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from examples.integrate.commit_hook import main as commit_hook
from tests.conftest import ROOT

ACTION = ROOT / "examples" / "action" / "action.yml"
DAY = date(2026, 11, 22)
EXAMPLES = ROOT / "examples"


def action() -> dict[str, Any]:
    given = yaml.safe_load(ACTION.read_text("utf-8"))
    assert isinstance(given, dict)
    return given


def step(name: str) -> dict[str, Any]:
    return next(one for one in action()["runs"]["steps"] if one.get("name") == name)


def checked(place: Path, **inputs: str) -> tuple[int, dict[str, str], str]:
    """How the action's step ends in a runner with these inputs: status, outputs and summary."""
    values = {name: one.get("default", "") for name, one in action()["inputs"].items()} | inputs
    given = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for key, text in step("Check")["env"].items()
    }
    output, summary = place / "output", place / "summary"
    programs = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Check")["run"]],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(place),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            **given,
        },
    )
    lines = output.read_text("utf-8").splitlines()
    return (
        done.returncode,
        dict(line.split("=", 1) for line in lines),
        summary.read_text("utf-8"),
    )


needs_tools = pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("jq") is None, reason="there is no bash or jq here"
)


@needs_tools
def test_the_action_gives_the_verdict_and_puts_the_report_into_the_summary(tmp_path: Path) -> None:
    status, outputs, summary = checked(
        tmp_path,
        resume="examples/resumes/backend_engineer.pdf",
        posting="examples/postings/backend_engineer.html",
        **{"as-of": "2026-11-22"},
    )
    assert status == 0
    assert (outputs["decision"], outputs["band"]) == ("apply", "strong")
    assert 0 < float(outputs["score"]) < 1
    assert "Kafka" in summary


@needs_tools
@pytest.mark.parametrize(("fail_on", "status"), [("1 2", 1), ("2", 0)])
def test_the_action_fails_by_the_statuses_that_it_is_told(
    fail_on: str, status: int, tmp_path: Path
) -> None:
    found, outputs, _ = checked(
        tmp_path,
        resume="examples/resumes/electrician.pdf",
        posting="examples/postings/backend_engineer.html",
        **{"fail-on": fail_on},
    )
    assert found == status
    assert outputs["decision"] == "skip"


@needs_tools
def test_the_action_takes_a_path_for_a_path_whatever_it_reads_like(tmp_path: Path) -> None:
    strange = tmp_path / "--format $(touch stolen).pdf"
    shutil.copy(EXAMPLES / "resumes" / "backend_engineer.pdf", strange)
    status, outputs, _ = checked(
        tmp_path, resume=str(strange), posting="examples/postings/backend_engineer.html"
    )
    assert (status, outputs["decision"]) == (0, "apply")
    assert not (ROOT / "stolen").exists()


def test_no_script_of_the_action_has_an_input_as_a_part_of_it() -> None:
    for one in action()["runs"]["steps"]:
        assert "${{" not in one.get("run", "")


def test_the_action_installs_the_repository_that_it_lies_in() -> None:
    run = step("Install fitcheck from the repository of this action")["run"]
    path = re.search(r'"\$GITHUB_ACTION_PATH/([./]+)"', run)
    assert path is not None
    assert (ACTION.parent / path[1]).resolve() == ROOT


def application(place: Path, name: str, resume: str, posting: str) -> list[str]:
    folder = place / "applications" / name
    folder.mkdir(parents=True)
    files = [folder / f"resume{Path(resume).suffix}", folder / f"posting{Path(posting).suffix}"]
    shutil.copy(EXAMPLES / "resumes" / resume, files[0])
    shutil.copy(EXAMPLES / "postings" / posting, files[1])
    return [str(path) for path in files]


def test_the_hook_lets_a_fitting_application_through_and_refuses_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = application(tmp_path, "good", "backend_engineer.pdf", "backend_engineer.html")
    bad = application(tmp_path, "bad", "electrician.pdf", "backend_engineer.html")
    assert commit_hook(good, today=DAY) == 0
    assert commit_hook([*good, *bad], today=DAY) == 1
    assert "bad: skip, none fit" in capsys.readouterr().out


def test_the_hook_waits_for_the_second_file_and_refuses_what_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resume, posting = application(tmp_path, "one", "backend_engineer.pdf", "staff_nurse.md")
    Path(posting).unlink()
    assert commit_hook([resume], today=DAY) == 0
    Path(posting).touch()
    assert commit_hook([resume], today=DAY) == 1
    assert "empty" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("applications/acme/resume.pdf", True),
        ("applications/acme/posting.html", True),
        ("applications/acme/notes.md", False),
        ("old/applications/acme/resume.pdf", False),
    ],
)
def test_the_hook_of_the_page_is_called_for_the_files_of_applications(
    name: str, *, taken: bool
) -> None:
    page = (ROOT / "docs" / "integrate.md").read_text("utf-8")
    block = re.search(r"```yaml\n(repos:.*?)```", page, re.DOTALL)
    assert block is not None
    (repository,) = yaml.safe_load(block[1])["repos"]
    (hook,) = repository["hooks"]
    assert (ROOT / hook["entry"].split()[1]).exists()
    assert bool(re.search(hook["files"], name)) is taken
