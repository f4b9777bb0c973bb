"""The example files are what their sources say, and about nobody real."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from examples.make_examples import EXAMPLES, KINDS, make_all, sources
from examples.papers.source import Part, load_source, parse_pieces

FILES = sorted(path for kind in KINDS for path in (EXAMPLES / kind).iterdir())
DOMAIN = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|co|uk|de|us)\b", re.IGNORECASE
)
PHONE = re.compile(r"\(?\b\d{3,5}\)?[ -]\d{3,5}[ -]?\d{3,4}\b")
FICTION = re.compile(r"\b555[ -]01\d\d\b|\b01632 960|\b07700 900|\b030 23125")
"""Numbers set aside for fiction: North America, Britain (landline and mobile), Berlin."""


def text_of(path: Path) -> str:
    """Everything readable in a file, markup and metadata included."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join([*document.get_metadata_dict().values(), *pages])
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            names = [n for n in package.namelist() if re.match(r"word/(document|header)|docPro", n)]
            parts = [etree.fromstring(package.read(name)) for name in names if name.endswith("xml")]
        return "\n".join(str(text) for part in parts for text in part.itertext())
    return unescape(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    make_all(folder)
    return folder


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_committed_file_is_what_the_script_makes(path: Path, remade: Path) -> None:
    again = remade / path.parent.name / path.name
    if path.suffix in {".pdf", ".docx"}:  # another version of a library may move bytes, no words
        assert text_of(again) == text_of(path)
    else:
        assert again.read_bytes() == path.read_bytes()


def test_the_script_makes_every_committed_file_and_no_other(remade: Path) -> None:
    made = sorted(path.relative_to(remade) for path in remade.rglob("*") if path.is_file())
    assert made == sorted(path.relative_to(EXAMPLES) for path in FILES)


def test_two_runs_give_the_same_bytes(remade: Path, tmp_path: Path) -> None:
    for path in make_all(tmp_path):
        assert path.read_bytes() == (remade / path.relative_to(tmp_path)).read_bytes(), path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_holds_the_words_of_a_real_document(path: Path) -> None:
    assert len(text_of(path).split()) >= 90


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_addresses_are_reserved_for_examples(path: Path) -> None:
    text = text_of(path)
    found = {match[0].lower() for match in DOMAIN.finditer(text)} - {"schema.org"}
    strangers = {d for d in found if not re.search(r"(?:^|\.)example\.(?:com|org|net)$", d)}
    assert not strangers


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_telephone_numbers_are_reserved_for_fiction(path: Path) -> None:
    numbers = [match[0] for match in PHONE.finditer(text_of(path))]
    assert [number for number in numbers if not FICTION.search(number)] == []


def test_the_patterns_find_real_domains_and_numbers() -> None:
    assert DOMAIN.search("write to anna@mail.somewhere.co.uk")
    number = PHONE.search("call (212) 736-5000 now")
    assert number is not None
    assert not FICTION.search(number[0])


def test_hidden_text_stands_in_the_pdf_and_in_no_visible_line() -> None:
    source = load_source(EXAMPLES / "sources" / "resumes" / "hidden_text.md")
    assert all(line in text_of(EXAMPLES / "resumes" / source.file) for line in _hidden(source.name))
    assert not any(line in source.body for line in _hidden(source.name))


def _hidden(name: str) -> list[str]:
    return list(load_source(EXAMPLES / "sources" / "resumes" / f"{name}.md").options["hidden"])


def test_the_structured_fields_of_the_engineer_posting_contradict_its_text() -> None:
    page = (EXAMPLES / "postings" / "backend_engineer.html").read_text(encoding="utf-8")
    block = re.search(r'<script type="application/ld&#x2B;json">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    data = json.loads(block[1])
    assert data["@type"] == "JobPosting"
    assert data["experienceRequirements"]["monthsOfExperience"] == "24"
    assert "Five or more years" in data["description"]
    assert date.fromisoformat(data["validThrough"][:10]) > date(2026, 11, 22)


def test_hard_wrapped_text_keeps_to_its_width() -> None:
    lines = (EXAMPLES / "resumes" / "marketing_assistant.txt").read_text("utf-8").splitlines()
    assert max(map(len, lines)) == 76


def test_the_row_by_row_resume_mixes_its_columns_in_the_stream() -> None:
    text = text_of(EXAMPLES / "resumes" / "warehouse_supervisor.pdf")
    assert text.index("CONTACT") < text.index("PROFILE") < text.index("KEY SKILLS")
    assert text.index("EMPLOYMENT") < text.index("KEY SKILLS")


def test_there_are_enough_trades() -> None:
    assert len(sources("resumes")) >= 10
    assert len(sources("postings")) >= 8


def test_pieces_keep_marks_dates_and_gaps() -> None:
    pieces = parse_pieces("# A\n\n## B\n### C || 2019 - 2020\n1. D\n- E\nF")
    assert [piece.part for piece in pieces] == [
        Part.TITLE,
        Part.HEADING,
        Part.ENTRY,
        Part.ITEM,
        Part.ITEM,
        Part.LINE,
    ]
    assert (pieces[2].text, pieces[2].right) == ("C", "2019 - 2020")
    assert [piece.marker for piece in pieces[3:5]] == ["1.", ""]
    assert [piece.apart for piece in pieces] == [False, True, False, False, False, False]


def test_a_source_without_front_matter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.md"
    path.write_text("# Only a body\n", encoding="utf-8")
    with pytest.raises(ValueError, match="front matter"):
        load_source(path)
