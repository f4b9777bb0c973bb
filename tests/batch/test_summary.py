from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from fitcheck.advice.verdict import Decision
from fitcheck.batch import summary as module
from fitcheck.batch.page import PURPOSE, About, batch_page
from fitcheck.batch.ranking import Per, best_first, top
from fitcheck.batch.rows import BatchRow
from fitcheck.batch.summary import summarise
from fitcheck.errors import ErrorCode
from fitcheck.matching.match import Band, Level
from tests.batch.builders import a_match, a_row

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e\"'"
ABOUT = About(resumes=2, postings=3, as_of=date(2026, 11, 22), version="0.1.0", signature="abc")

rows = st.builds(
    a_row,
    st.none() | st.floats(0, 1),
    resume=st.sampled_from("abc"),
    posting=st.sampled_from("xyz"),
    band=st.sampled_from(Band),
    decision=st.sampled_from(Decision),
)


@given(st.lists(rows), st.integers(1, 5), st.sampled_from(Per))
def test_the_best_pairs_are_those_of_sorting_all(
    found: list[BatchRow], most: int, per: Per
) -> None:
    def group(row: BatchRow) -> str | None:
        return {Per.ALL: None, Per.RESUME: row.resume, Per.POSTING: row.posting}[per]

    wanted = []
    for name in dict.fromkeys(map(group, found)):
        wanted += sorted((row for row in found if group(row) == name), key=best_first)[:most]
    assert list(top(found, most, per)) == wanted


def test_a_closed_posting_is_never_better_than_one_worth_it() -> None:
    closed = a_row(0.9, band=Band.STRONG, decision=Decision.SKIP)
    open_one = a_row(0.5, band=Band.PARTIAL, decision=Decision.FIX_RESUME)
    assert list(top([closed, open_one], 2)) == [open_one, closed]


def test_failed_rows_are_kept_behind_the_best() -> None:
    failed = a_row(None, error=ErrorCode.EMPTY)
    good = [a_row(n / 10) for n in range(5)]
    assert list(top([failed, *good], 1)) == [good[-1], failed]


def test_sums_count_every_row_once() -> None:
    found = [
        a_row(0.0), a_row(0.04), a_row(1.0), a_row(None, band=Band.UNKNOWN),
        a_row(None, error=ErrorCode.EMPTY),
    ]  # fmt: skip
    told = summarise(found)
    assert (told.pairs, told.unjudged, told.failures) == (4, 1, 1)
    assert (told.bins[0], told.bins[-1], sum(told.bins)) == (2, 1, 3)
    assert told.decisions[Decision.APPLY] == 4


def test_what_is_missing_most_is_counted_by_concept() -> None:
    absent = a_match(Level.ABSENT)
    found = [
        a_row(matches=(absent, absent)),
        a_row(matches=(a_match(Level.ABSENT, quote="SAP or similar"),)),
        a_row(matches=(a_match(),)),
        a_row(matches=(a_match(Level.UNKNOWN), a_match(Level.ABSENT, concepts="", quote="tact"))),
    ]
    ((first, asked), (second, _)) = summarise(found).most_missing(5)
    assert (first, asked.missing, asked.judged) == ("SAP", 2, 3)
    assert second == "tact"


def test_the_count_of_lines_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LABELS", 10)

    def many() -> Iterator[BatchRow]:
        for number in range(50):
            often = a_match(Level.ABSENT, concepts="often")
            yield a_row(matches=(often, a_match(Level.ABSENT, concepts=f"rare {number}")))

    told = summarise(many())
    assert len(told.asked) <= 10
    assert told.forgotten
    assert told.most_missing(1)[0][1].missing == 50


def test_the_page_loads_and_runs_nothing_and_escapes_everything() -> None:
    row = a_row(
        resume=HOSTILE, title=HOSTILE, reason=HOSTILE, hard_stops=(HOSTILE,),
        matches=(
            a_match(Level.ABSENT, quote=HOSTILE, concepts=HOSTILE, reason=HOSTILE,
                    evidence=(HOSTILE,)),
        ),
    )  # fmt: skip
    failed = a_row(None, resume=HOSTILE, error=ErrorCode.EMPTY, message=HOSTILE)
    page = batch_page(summarise([row, failed]), ABOUT)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "unsafe-inline" not in page
    elements = list(fromstring(page.encode()).iter())
    assert {"script", "img", "link", "iframe", "a"}.isdisjoint(one.tag for one in elements)
    names = {str(name) for one in elements for name in one.attrib}
    assert {"src", "href", "style"}.isdisjoint(names)
    assert not any(name.startswith("on") for name in names)
    assert sum("alert(1)" in (one.text or "") for one in elements) >= 8


def test_the_page_says_once_what_it_is_for() -> None:
    page = batch_page(summarise([a_row(), a_row()]), ABOUT)
    assert page.count(PURPOSE) == 1


def test_the_style_of_the_page_is_the_one_its_policy_allows() -> None:
    import base64
    import hashlib

    page = batch_page(summarise([a_row()]), ABOUT)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page


def test_a_page_of_nothing_is_a_page() -> None:
    page = batch_page(summarise([]), ABOUT)
    assert "No pair was judged" in page
    assert "What failed" not in page


def test_evidence_stands_under_its_pair() -> None:
    page = batch_page(
        summarise([a_row(matches=(a_match(evidence=("Posted 400 invoices",)),))]), ABOUT
    )
    opened = page.partition("<details>")[2].partition("</details>")[0]
    assert "<blockquote>Posted 400 invoices</blockquote>" in opened
