"""What is fuzzed holds for the seeds, and for what fuzzing has found."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from fitcheck.documents.encoding import decode_as
from fitcheck.documents.isolation.reading import IsolatedReader
from fitcheck.documents.reader import read_document
from fitcheck.documents.text import document_from_text
from fitcheck.errors import InputError
from fitcheck.language.cues import cues_of
from fitcheck.settings import IsolationSettings
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import PACKED, TARGETS


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "pdf_second"])
def test_a_target_takes_its_seeds_and_their_halves(name: str) -> None:
    for seed in seeds(name):
        TARGETS[name](seed)
        TARGETS[name](seed[: len(seed) // 2])
        TARGETS[name](seed[::-1])


@pytest.mark.parametrize("name", ["docx", "odt", "rtf", "html", "email", "json", "markdown", "pdf"])
def test_the_seeds_of_a_reader_are_files_that_it_reads(name: str) -> None:
    """Otherwise fuzzing would start from refusals and stay there."""
    read = 0
    for seed in seeds(name):
        try:
            read += bool(read_document(PACKED.get(name, bytes)(seed), name=f"a.{name}").text)
        except InputError:
            continue
    assert read >= 1


# ---------------------------------------------------------------- what fuzzing has found


@pytest.mark.parametrize("name", ["utf-8\0", "punycode", "idna", "zlib", "rot13", "no-such", ""])
def test_a_name_that_is_no_encoding_of_texts_is_not_taken_for_one(name: str) -> None:
    assert decode_as(b"abc", name) is None


def test_a_message_with_a_zero_in_the_name_of_its_encoding_is_read() -> None:
    message = (
        b"From: a@example.org\nTo: b@example.org\nSubject: Cook\n"
        b'Content-Type: text/plain; charset="utf-8\0x"\n\nWe look for a cook with experience.\n'
    )
    assert "cook with experience" in read_document(message).text


def test_a_giant_word_after_an_article_is_no_puzzle() -> None:
    """One such word of 200 letters took the patterns of duties minutes; now it is a word."""
    line = "as a cook, or an " + "G" * 200 + " no calls."
    start = time.process_time()
    cues_of(line)
    assert time.process_time() - start < 60


def test_a_row_of_a_table_with_a_giant_gap_is_split() -> None:
    row = f"| name |{' ' * 300_000}x{' ' * 300_000}| b |"
    assert document_from_text(row, source="a").text.split() == ["name", "x", "b"]


@pytest.mark.skipif(sys.platform != "linux", reason="budgets count in forked workers")
def test_a_second_reading_that_never_ends_is_given_up_within_its_budget(tmp_path: Path) -> None:
    """pdfminer.six follows a reference to itself for ever; the first reader finds no text."""
    loop = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n"
        b"5 0 obj\n5 0 R\nendobj\n"
        b"trailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n"
    )
    with IsolatedReader(limits=IsolationSettings(seconds=120)) as reader:
        outcome = reader.outcome(loop)
    assert outcome.error is not None
    assert outcome.error.code not in ("timeout", "crashed")
