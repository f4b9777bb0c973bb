from __future__ import annotations

from benchmarks.labels import SECTIONS, ZONES
from benchmarks.real_lines import LABELS, line_digest, stored


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
