"""Every block of code in README and docs runs, or says why it does not.

A block may have comments of its own above it: `<!-- not run: why -->`, and for commands
`<!-- status: 1 -->` where another exit status than 0 is what it shows. The blocks of a page run
in their order in one folder, which holds the examples and files named as the pages name them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
]
BLOCK = re.compile(
    r"(?P<notes>(?:^<!--[^\n]*-->\n)*)^(?P<fence>```+)(?P<kind>[\w-]*)\n(?P<code>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
NOTE = re.compile(r"<!-- (not run|status): (.*?) -->")
DRAWN = {"", "text"}
"""Kinds of block that hold no code: drawings, and what a program prints."""
NAMED = {
    "resume.pdf": "resumes/backend_engineer.pdf",
    "resume.docx": "resumes/registered_nurse.docx",
    "posting.html": "postings/backend_engineer.html",
    "posting.md": "sources/postings/backend_engineer.md",
    "pasted.txt": "postings/staff_nurse.md",
}
"""Files as README names them, and the examples that stand for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block with the notes above it, and the text of the block behind it."""

    kind: str
    code: str
    line: int
    why_not: str | None
    status: int
    printed: str | None


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page. A `python` block may be followed by what it prints."""
    found = list(BLOCK.finditer(text))
    given = []
    for number, match in enumerate(found):
        notes = dict(NOTE.findall(match["notes"]))
        after = found[number + 1] if number + 1 < len(found) else None
        prints = after is not None and text[match.end() : after.start()].strip() == "prints"
        given.append(
            Block(
                kind=match["kind"],
                code=match["code"],
                line=text[: match.start("fence")].count("\n") + 1,
                why_not=notes.get("not run"),
                status=int(notes.get("status", 0)),
                printed=after["code"] if prints and after is not None else None,
            )
        )
    return given


def folder_of_examples(place: Path) -> Path:
    shutil.copytree(ROOT / "examples", place / "examples")
    for name, example in NAMED.items():
        shutil.copy(ROOT / "examples" / example, place / name)
    return place


def run(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    programs = Path(sys.executable).parent
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(place),
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
    }
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=place, env=environment
    )


def try_block(block: Block, place: Path) -> None:
    """Run a block of commands or of Python, or read one of data; raises AssertionError."""
    if block.kind == "sh":
        done = run(["bash", "-euo", "pipefail", "-c", block.code], place)
        assert done.returncode == block.status, (block.line, done.stdout, done.stderr)
    elif block.kind == "console":
        command, _, printed = block.code.removeprefix("$ ").partition("\n")
        done = run(["bash", "-c", command], place)
        wanted, cut, _ = printed.partition("…\n")
        assert done.stdout.startswith(wanted), (block.line, done.stdout)
        assert cut or done.stdout == wanted or not printed, (block.line, done.stdout)
    elif block.kind == "python":
        done = run([sys.executable, "-W", "error", "-c", block.code], place)
        assert done.returncode == 0, (block.line, done.stderr)
        assert block.printed is None or done.stdout == block.printed, (block.line, done.stdout)
    else:
        read_data(block)


def read_data(block: Block) -> None:
    """A block of data has to be well-formed."""
    if block.kind == "toml":
        tomllib.loads(block.code)
    elif block.kind == "json":
        json.loads(block.code)
    elif block.kind == "yaml":
        yaml.safe_load(block.code)
    elif block.kind == "jsonc":  # JSON in which alternatives and omissions are written out
        assert block.code.count("{") == block.code.count("}")
    else:
        assert block.kind in DRAWN, f"line {block.line}: nobody knows how to run {block.kind!r}"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_block_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    found = blocks(page.read_text("utf-8"))
    runs = [block for block in found if block.why_not is None and block.kind not in DRAWN]
    needs_jq = any("jq " in block.code for block in runs)
    if needs_jq and shutil.which("jq") is None:
        pytest.skip("there is no jq here")
    place = folder_of_examples(tmp_path) if runs else tmp_path
    for block in runs:
        try_block(block, place)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_block_that_does_not_run_says_why(page: Path) -> None:
    for block in blocks(page.read_text("utf-8")):
        assert block.why_not is None or len(block.why_not) > 20, block.line


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)", text):
        assert (page.parent / target).exists(), target


def test_a_block_that_fails_is_noticed(tmp_path: Path) -> None:
    for code in (
        "```sh\nfalse\n```\n",
        "```console\n$ echo a\nb\n```\n",
        "```python\n1 / 0\n```\n",
    ):
        (block,) = blocks(code)
        with pytest.raises(AssertionError):
            try_block(block, tmp_path)


def test_notes_above_a_block_belong_to_it() -> None:
    text = "<!-- not run: since it takes a week -->\n```sh\nsleep 9\n```\n\n```sh\ntrue\n```\n"
    assert [block.why_not for block in blocks(text)] == ["since it takes a week", None]


class Loaded(HTMLParser):
    """What a page loads or runs when it is opened; links that a person may follow are not."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "video", "audio", "embed"):
            self.addresses.append(given.get("src") or "")
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next"):
            self.addresses.append(given.get("href") or "")


def test_the_site_is_built_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    target = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = run(
        [*command, "--config-file", str(ROOT / "docs/site/mkdocs.yml"), "-d", str(target)], ROOT
    )
    assert done.returncode == 0, done.stderr
    pages = list(target.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        loaded = Loaded()
        loaded.feed(page.read_text("utf-8"))
        foreign = [one for one in loaded.addresses if re.match(r"(?:https?:)?//", one)]
        assert not foreign, (page.name, foreign)
    styles = "".join(path.read_text("utf-8") for path in target.rglob("*.css"))
    assert not re.search(r"url\(['\"]?(?:https?:)?//", styles)
    assert "analyze_pair" in (target / "api.html").read_text("utf-8")
