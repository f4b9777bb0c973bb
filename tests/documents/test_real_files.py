"""Real resumes and postings are read: no crash, no silence, no false alarm about hidden text."""

from __future__ import annotations

from pathlib import Path

import pytest

from fitcheck.documents.document import WarningCode
from fitcheck.documents.reader import read_document

POSTINGS = ("remote/*.md", "uk_dfe/*.md", "la_city/*.txt", "html_jsonld/**/*.html")
RESUMES = ("anonymised_docx/*.docx", "published_templates/**/*.docx")


def files_of(shared: Path) -> list[Path]:
    found = [path for pattern in POSTINGS for path in (shared / "data/postings").glob(pattern)]
    found += [path for pattern in RESUMES for path in (shared / "data/resumes").glob(pattern)]
    # Four pages of one source are empty shells that state a title for search engines only.
    return sorted(p for p in found if not p.name.startswith(("dummy-", "SOURCE")))


def check(paths: list[Path]) -> None:
    assert paths
    for path in paths:
        document = read_document(path)
        assert document.text == "\n".join(document.quote(b.span) for b in document.blocks), path
        assert len(document.blocks) > 1, path
        assert not any("\n" in document.quote(block.span) for block in document.blocks), path
        codes = {warning.code for warning in document.warnings}
        assert not codes & {WarningCode.HIDDEN_TEXT, WarningCode.WRONG_EXTENSION}, path


@pytest.mark.shared
def test_a_sample_of_real_files_is_read(shared: Path) -> None:
    check(files_of(shared)[::25])


@pytest.mark.shared
@pytest.mark.long
def test_all_real_files_are_read(shared: Path) -> None:
    check(files_of(shared))
