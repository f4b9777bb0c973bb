"""Pieces become a document."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.assembly import Piece, assemble, tidy
from fitcheck.documents.document import BlockKind, Document

kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING])


def document_of(text: str, kind: BlockKind) -> Document:
    return assemble([Piece(text=text, kind=kind)], source="-", media_type="text/plain")


@given(st.text(alphabet="ao\u2022-\u2026._ \u00e9\u00a0\ue000x1", max_size=40), kinds)
def test_a_line_reads_the_same_before_an_empty_one(text: str, kind: BlockKind) -> None:
    assert document_of(text, kind) == document_of(f"{text}\n", kind)


@given(st.text(alphabet="ab1 ,\u00e9\u2013", max_size=40), kinds)
def test_a_tidy_line_is_a_block_as_it_stands(text: str, kind: BlockKind) -> None:
    tidy = "x" + " ".join(text.split())
    document = document_of(tidy, kind)
    assert document.text == tidy
    assert [block.kind for block in document.blocks] == [kind]


@given(st.text(alphabet=" \t._\u2026ab", max_size=40))
def test_gaps_and_leaders_become_one_tab_and_blanks_one_blank(text: str) -> None:
    line = f"Xy {text}"  # no letter after letter with a blank between, which would close up
    leaders = re.sub(
        r"[ .]{6,}|_{5,}|\u2026{3,}",
        lambda run: run[0] if run[0][0] in " ." and run[0].count(".") < 3 else "\t",
        line,
    )
    gaps = re.sub(r"[ ]{0,8}\t[ \t]*|[ ]{4,}", "\t", leaders)
    assert tidy(line) == re.sub(" {2,}", " ", gaps).strip(" \t\n")
