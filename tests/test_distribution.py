"""What is published: built, installed where nothing else is, and used as README says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from fitcheck.language.models import shipped_files
from tests.conftest import ROOT
from tests.test_readme import COMMAND, LIBRARY, README, shortened

MOST_BYTES = 32_000_000
"""Of the wheel: it has 29 MB, 22 of them the model of spans; docs/install.md says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The wheel, the source archive, and the programs of an environment that holds the wheel."""

    wheel: Path
    sdist: Path
    programs: Path
    home: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A program of that environment, in a folder with the examples and nothing else of ours."""
        environment = {"PATH": f"{self.programs}{os.pathsep}/usr/bin:/bin", "HOME": str(self.home)}
        return subprocess.run(
            [str(self.programs / command[0]), *command[1:]],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
            env={**environment, "PYTHONUTF8": "1"},
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Built from a copy of the tracked files, the wheel from the source archive."""
    folder = tmp_path_factory.mktemp("distribution")
    run = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist")]
    subprocess.run([*run, str(ROOT)], check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", str(wheel)], check=True, capture_output=True)
    home = folder / "home"
    home.mkdir()
    shutil.copytree(ROOT / "examples", home / "examples")
    return Installed(wheel=wheel, sdist=sdist, programs=python.parent, home=home)


def test_the_wheel_holds_the_models_and_nothing_but_the_package(installed: Installed) -> None:
    names = set(zipfile.ZipFile(installed.wheel).namelist())
    assert {f"fitcheck/models/{name}" for name in shipped_files()} <= names
    assert "fitcheck/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"fitcheck"}
    assert installed.wheel.stat().st_size < MOST_BYTES


def test_the_source_archive_holds_what_tests_and_docs_need(installed: Installed) -> None:
    with tarfile.open(installed.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("Makefile", "tests/test_rooms.py", "docs/architecture.md", "examples/README.md"):
        assert name in names
    assert not [name for name in names if name.startswith(("build", ".venv"))]


def test_the_installation_is_sound_without_any_extra(installed: Installed) -> None:
    done = installed.run("fitcheck", "doctor", "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 0, told["troubles"]
    assert Path(told["home"]).is_relative_to(installed.programs.parent)
    assert all(one["version"] is None for one in told["packages"] if one["extra"] is not None)


def test_the_commands_of_readme_print_what_readme_shows(installed: Installed) -> None:
    found = list(COMMAND.finditer(README.read_text("utf-8")))
    assert found
    for match in found:
        done = installed.run("fitcheck", *shlex.split(match["command"]))
        assert shortened(done.stdout) == match["printed"], match["command"]


def test_the_library_example_of_readme_prints_what_readme_shows(installed: Installed) -> None:
    found = LIBRARY.search(README.read_text("utf-8"))
    assert found is not None
    done = installed.run("python", "-c", found["code"])
    assert (done.stdout, done.stderr) == (found["printed"], "")


def test_what_needs_an_extra_says_which(installed: Installed) -> None:
    for command, extra in ((["mcp"], "mcp"), (["completion", "bash"], "completion")):
        done = installed.run("fitcheck", *command)
        assert done.returncode == 2
        assert f"fitcheck[{extra}]" in done.stderr
    for module, extra in (("spacy", "spacy"), ("sklearn", "sklearn")):
        done = installed.run("python", "-c", f"import fitcheck.integrations.{module}")
        assert f"fitcheck[{extra}]" in done.stderr


def test_the_bill_of_materials_names_every_package_and_no_other(installed: Installed) -> None:
    target = installed.home / "bill.json"
    make = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible"]
    told = ["--pyproject", str(ROOT / "pyproject.toml"), "--no-validate", "-o", str(target)]
    python = str(installed.programs / "python")
    subprocess.run([*make, *told, python], check=True, capture_output=True)
    bill = json.loads(target.read_text("utf-8"))
    assert bill["metadata"]["component"]["name"] == "fitcheck"
    code = "from importlib.metadata import distributions as d; print(*(x.name for x in d()))"
    there = set(installed.run("python", "-c", code).stdout.split()) - {"fitcheck"}
    assert {_plain(one["name"]) for one in bill["components"]} == {_plain(name) for name in there}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
