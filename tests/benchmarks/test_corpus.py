from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import Split, load_corpus
from benchmarks.corpus_check import (
    contact_problems,
    rendering_problems,
    structure_problems,
    text_problems,
)
from benchmarks.corpus_files import SUFFIXES, render, write_pairs
from benchmarks.label_check import label_problems


def test_the_corpus_has_no_problems_but_in_its_renderings() -> None:
    assert list(structure_problems()) == []
    postings = load_corpus()
    assert text_problems(postings) == []
    assert list(label_problems(postings)) == []


def test_the_corpus_is_as_large_and_as_varied_as_its_datasheet_says() -> None:
    postings = load_corpus()
    english = [posting for posting in postings if posting.language == "en"]
    assert len(english) >= 150
    assert len({posting.isco for posting in english}) >= 40
    assert {posting.isco[0] for posting in postings} == set("0123456789")
    for language in ("de", "fr", "es"):
        assert sum(posting.language == language for posting in postings) >= 15
    assert sum(len(posting.resumes) for posting in postings) >= 350
    assert all(2 <= len(posting.resumes) <= 4 for posting in postings)


def test_a_sample_of_renderings_is_read_back_whole() -> None:
    assert list(rendering_problems(load_corpus()[::16])) == []


@pytest.mark.long
def test_every_rendering_is_read_back_whole() -> None:
    assert list(rendering_problems(load_corpus())) == []


def test_rendering_gives_the_same_bytes_twice() -> None:
    layouts = set()
    for posting in load_corpus():
        for resume in posting.resumes:
            if resume.layout not in layouts:
                layouts.add(resume.layout)
                assert render(resume) == render(resume)
    assert layouts == set(SUFFIXES)


def test_a_split_is_written_in_the_form_of_the_development_pairs(tmp_path: Path) -> None:
    chosen = load_corpus(split=Split.DEV)[:2]
    write_pairs(chosen, tmp_path)
    for posting in chosen:
        folder = tmp_path / posting.id
        assert (folder / "posting.md").read_text(encoding="utf-8") == posting.text
        first = (folder / "posting.numbered.txt").read_text(encoding="utf-8").splitlines()[0]
        assert first == f"L001 {posting.lines['L001']}"
        for resume in posting.resumes:
            files = sorted(path.name for path in folder.glob(resume.id + ".*"))
            assert len(files) == 2
            assert resume.id + ".numbered.txt" in files


@pytest.mark.parametrize(
    "text",
    ["write to jo@bakery.co.uk", "call 0113 245 6789", "+1 (212) 867-5309", "Tel. 089 1234567-8"],
)
def test_contact_data_that_could_be_real_is_found(text: str) -> None:
    assert list(contact_problems("P000", text))


@pytest.mark.parametrize(
    "text",
    [
        "jo@mail.example.org.",
        "(503) 555-0142",
        "07700 900123",
        "2016-2019 and 03/2019 - 06/2022",
        "a budget of 1,200,000 pounds",
        "ISO 9001, 2014/30/EU",
    ],
)
def test_contact_data_that_cannot_be_real_and_other_numbers_are_left_alone(text: str) -> None:
    assert list(contact_problems("P000", text)) == []
