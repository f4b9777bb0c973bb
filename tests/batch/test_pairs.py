"""What a journal tells of a pair is what was judged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitcheck.advice.verdict import Verdict, decide
from fitcheck.batch.codec import CodecError
from fitcheck.batch.journal import canonical
from fitcheck.batch.pairs import (
    Pair,
    Reasons,
    crashed_pair,
    earned_values,
    pair_values,
    pairs_of,
)
from fitcheck.batch.records import result
from fitcheck.batch.rows import (
    Ask,
    BatchRow,
    PairMatches,
    ReportedDocument,
    RowMatch,
    pair_row,
)
from fitcheck.batch.tables import cells, row_object
from fitcheck.documents.document import Document, Span
from fitcheck.language.sections import Section
from fitcheck.matching.match import Evidence, FitReport, JudgedLevel, Kinship, Level, Match
from fitcheck.matching.scorer import score
from fitcheck.profiles.profile import Kind, Necessity, Posting
from fitcheck.settings import Settings
from tests.matching.builders import requirement

SETTINGS = Settings()
WORDS = "posted every invoice in SAP and closed the books of nine shops each month"


@st.composite
def reports(draw: st.DrawFn) -> FitReport:
    spans = st.builds(lambda start, length: Span(start=start, end=start + length),
                      st.integers(0, 40), st.integers(0, 20))  # fmt: skip
    lines = st.builds(Evidence, span=spans, section=st.just(Section.EXPERIENCE))
    kinships = st.builds(Kinship, nearness=st.floats(0, 1), position=st.just(0))
    matches = [
        Match(
            requirement=requirement(
                f"q{number}",
                kind=draw(st.sampled_from(list(Kind))),
                necessity=draw(st.sampled_from(list(Necessity))),
                any_of=draw(st.sampled_from([None, None, "g1"])),
            ),
            level=draw(st.sampled_from(Level)),
            reason=draw(st.sampled_from(("a job shows it", "nothing shows it", "näher"))),
            evidence=tuple(draw(st.lists(lines, max_size=3))),
            judged=draw(
                st.none()
                | st.builds(JudgedLevel, level=st.sampled_from(Level), reason=st.just("it"),
                            because=st.just("I did it"))
            ),
        )
        for number in range(draw(st.integers(0, 9)))
    ]  # fmt: skip
    return score(matches, SETTINGS, kinship=draw(st.none() | kinships))


def posting_of(report: FitReport) -> Posting:
    return Posting(
        document=Document(text="", blocks=(), media_type="text/plain", source="p"),
        requirements=tuple(match.requirement for match in report.matches),
        title=None, employer=None, employer_size=None, locations=(), remote=None, deadline=None,
        contact_policy=None,
    )  # fmt: skip


def told_of(found: FitReport) -> tuple[Pair, Verdict]:
    """The pair as it comes out of a journal, between others, and its verdict."""
    verdict = decide(found, posting_of(found), SETTINGS, brief=True)
    reasons = Reasons()
    pairs = [pair_values(found, verdict, reasons) for _ in range(2)] + [crashed_pair("no")]
    record = result("r", "b", pairs, reasons, earned=earned_values(SETTINGS.matching))
    first, second, crashed = pairs_of(json.loads(record))
    assert first == second
    assert crashed == Pair(error="no")
    return first, verdict


@given(reports())
def test_a_pair_comes_back_as_it_was_judged(report: FitReport) -> None:
    pair, verdict = told_of(report)
    assert (pair.band, pair.decision) == (report.band, verdict.decision)
    assert (pair.rule, pair.reason) == (verdict.reasons[0].rule, verdict.reasons[0].text)
    for value, judged in (
        (pair.score, report.score), (pair.required, report.required),
        (pair.duties, report.duties), (pair.coverage, report.coverage),
    ):  # fmt: skip
        assert value == (None if judged is None else round(judged, 6))
    assert [report.matches[n].requirement.id for n in pair.hard_stops] == list(report.hard_stops)
    assert pair.corrections == sum(
        m.judged is not None and m.judged.level is not m.level for m in report.matches
    )
    assert pair.columns is not None
    assert len(pair.columns) == len(report.matches)
    for number, (match, weighed) in enumerate(
        zip(report.matches, report.contributions, strict=True)
    ):
        told = pair.columns.told(number)
        assert (told.level, told.reason) == (match.level, match.reason)
        assert (told.weight, told.credit) == (round(weighed.weight, 6), round(weighed.credit, 6))
        assert told.evidence == tuple((e.span.start, e.span.end) for e in match.evidence)


def documents(report: FitReport) -> tuple[ReportedDocument, ReportedDocument]:
    given: dict[str, Any] = {
        "text": WORDS, "corrections": 0, "warnings": (), "title": None, "employer": None,
    }  # fmt: skip
    asks = tuple(
        Ask(id=m.requirement.id, kind=m.requirement.kind, necessity=m.requirement.necessity,
            span=m.requirement.span, concepts="")
        for m in report.matches
    )  # fmt: skip
    asked = tuple(f"line {number // 2}" for number in range(len(asks)))  # some stand twice
    resume = ReportedDocument(path="r", asks=(), asked=(), quoted={}, **given)
    return resume, ReportedDocument(path="p", asks=asks, asked=asked, quoted={}, **given)


@given(reports())
def test_a_row_that_makes_matches_when_wanted_tells_what_one_with_all_of_them_tells(
    report: FitReport,
) -> None:
    pair, _ = told_of(report)
    resume, posting = documents(report)
    row = pair_row(resume, posting, pair)
    whole = BatchRow(**{name: getattr(row, name) for name in BatchRow.__slots__} | {
        "matches": tuple(row.matches)
    })  # fmt: skip
    assert isinstance(row.matches, PairMatches)
    assert all(isinstance(match, RowMatch) for match in whole.matches)
    assert row == whole
    assert hash(row) == hash(whole)
    assert row.levels == whole.levels
    for most in (1, 3, 9):
        assert row.missing(most) == whole.missing(most)
        assert row.missing_lines(most) == tuple(match.quote for match in whole.missing(most))
    assert cells(row) == cells(whole)
    assert row_object(row) == row_object(whole)
    assert row.matches[1:3] == whole.matches[1:3]


@given(reports())
def test_a_pair_of_another_posting_is_refused(report: FitReport) -> None:
    pair, _ = told_of(report)
    resume, posting = documents(score([*report.matches, *MORE], SETTINGS))
    with pytest.raises(CodecError):
        pair_row(resume, posting, pair)


MORE = (Match(requirement=requirement("more"), level=Level.ABSENT, reason=""),)


@pytest.mark.parametrize("gone", ["pairs", "reasons", "earned"])
def test_a_record_without_a_part_is_refused(gone: str) -> None:
    record = json.loads(result("r", "b", [], Reasons(), earned={}))
    del record[gone]
    with pytest.raises(CodecError):
        pairs_of(record)


def test_columns_of_different_lengths_are_refused() -> None:
    report = score([Match(requirement=requirement(), level=Level.ABSENT, reason="")], SETTINGS)
    reasons = Reasons()
    values = pair_values(report, decide(report, posting_of(report), SETTINGS), reasons)
    for place in (9, 11, 12):
        wrong = [v if n != place else v[:-1] for n, v in enumerate(values)]
        record = json.loads(canonical({"pairs": [wrong], "reasons": reasons.told(), "earned": {}}))
        with pytest.raises(CodecError):
            pairs_of(record)
