"""What the documents of corrections and settings show can be done."""

from __future__ import annotations

import contextlib
import io
import re

from fitcheck.corrections.file import parse_corrections
from fitcheck.language.own_names import own_vocabulary
from fitcheck.records.settings_file import changed_settings, merged
from fitcheck.settings import Settings
from tests.conftest import ROOT


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of a document."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    found = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found
    return found


def printed_by(code: str) -> str:
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(compile(code, "docs", "exec"), {})  # noqa: S102 - our own documents
    return printed.getvalue()


def test_the_file_of_corrections_in_its_document_can_be_read() -> None:
    (text,) = blocks("corrections.md", "toml")
    found = parse_corrections(text, name="resume.pdf.fitcheck.toml")
    assert len(found.resume.positions) == len(found.resume.education) == 1
    assert len(found.posting.facts) == len(found.posting.lines) == len(found.levels) == 1


def test_the_file_of_settings_in_its_document_can_be_read_and_its_concepts_exist() -> None:
    (text,) = blocks("settings.md", "toml")
    settings = merged(Settings(), text, name="fitcheck.toml")
    assert len(changed_settings(settings)) == 6
    assert "Accounting" in own_vocabulary(settings.vocabulary).implies("Odoo")


def test_the_code_in_both_documents_runs() -> None:
    (code,) = blocks("corrections.md", "python")
    assert printed_by(code) == "None\n"
    (code,) = blocks("settings.md", "python")
    assert printed_by(code) == "matching.weight_trait 0.2 instead of 0.35\n"
