from __future__ import annotations

import itertools

import pytest

from benchmarks.labels import SECTIONS, ZONES
from benchmarks.real_lines import (
    DATA,
    LABELS,
    TEMPLATES,
    Use,
    labelled_paths,
    line_digest,
    stored,
)
from fitcheck.documents.reader import read_document

PARAGRAPH = 8  # words from which a line is the text of one employer


def test_marks_and_blanks_do_not_change_the_digest_of_a_line_but_words_do() -> None:
    assert line_digest("• Bakes bread,  nightly") == line_digest("Bakes bread; nightly")
    assert line_digest("Bakes bread") != line_digest("Bakes cakes")


def test_stored_labels_hold_digests_and_known_labels_only() -> None:
    for row in stored():
        assert row.label in LABELS[row.kind]
        assert all(
            len(part) == 16 and set(part) <= set("0123456789abcdef")
            for part in (row.document, row.line)
        )
    assert set(LABELS["posting"]) == set(ZONES)
    assert set(SECTIONS) < set(LABELS["resume"])


def test_a_document_is_labelled_for_one_use_and_a_line_of_it_once() -> None:
    rows = stored()
    uses = {row.document: row.use for row in rows}
    assert all(uses[row.document] is row.use for row in rows)
    assert len({(row.document, row.line) for row in rows}) == len(rows)
    assert {row.use for row in rows if row.kind == "posting"} == set(Use)
    assert {row.use for row in rows if row.kind == "resume"} == {Use.TEST}


@pytest.mark.skipif(not DATA.is_dir(), reason="the development data are not beside this checkout")
def test_no_paragraph_of_a_labelled_posting_is_on_two_sides() -> None:
    paragraphs: dict[Use, set[str]] = {}
    for use in Use:
        found = paragraphs.setdefault(use, set())
        for path, labels in labelled_paths("posting", use):
            assert labels
            if path.parent.name not in TEMPLATES:
                document = read_document(path)
                quotes = [document.quote(block.span) for block in document.blocks]
                found |= {line_digest(text) for text in quotes if len(text.split()) >= PARAGRAPH}
    for one, other in itertools.combinations(Use, 2):
        assert paragraphs[one]
        assert not paragraphs[one] & paragraphs[other]
