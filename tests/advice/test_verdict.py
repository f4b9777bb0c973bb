from __future__ import annotations

from fitcheck.advice.gaps import Action, find_gaps
from fitcheck.advice.verdict import Decision, decide, promotable, short
from fitcheck.documents.document import Document, DocumentWarning, WarningCode
from fitcheck.matching.match import Band, Level, Match
from fitcheck.matching.scorer import score
from fitcheck.profiles.profile import Kind, Posting
from fitcheck.settings import Settings
from tests.matching.builders import requirement

SETTINGS = Settings()


def posting(*warnings: DocumentWarning) -> Posting:
    document = Document(source="p", media_type="text/plain", text="", blocks=())
    return Posting(
        document=document,
        title=None,
        employer=None,
        employer_size=None,
        locations=(),
        remote=None,
        deadline=None,
        contact_policy=None,
        requirements=(),
        warnings=warnings,
    )


def matches(*levels: Level, kind: Kind = Kind.SKILL) -> list[Match]:
    return [
        Match(requirement=requirement(f"{kind}{n}", kind=kind), level=level, reason="why")
        for n, level in enumerate(levels)
    ]


def decision(found: list[Match], *warnings: DocumentWarning) -> Decision:
    return decide(score(found, SETTINGS), posting(*warnings), SETTINGS).decision


def test_a_strong_fit_is_worth_applying() -> None:
    assert decision(matches(Level.DEMONSTRATED, Level.DEMONSTRATED)) is Decision.APPLY


def test_a_weak_fit_is_skipped() -> None:
    assert decision(matches(Level.DEMONSTRATED, Level.ABSENT, Level.ABSENT)) is Decision.SKIP


def test_nothing_to_judge_needs_information() -> None:
    assert decision([]) is Decision.NEED_INFO
    assert decision(matches(Level.UNKNOWN, kind=Kind.TRAIT)) is Decision.NEED_INFO


def test_a_partial_fit_that_listed_facts_would_lift_asks_for_a_better_resume() -> None:
    thin = matches(Level.DEMONSTRATED, Level.PARTIAL, Level.LISTED)
    assert score(thin, SETTINGS).band is Band.PARTIAL
    assert decision(thin) is Decision.FIX_RESUME


def test_a_partial_fit_that_nothing_listed_would_lift_is_applied_for() -> None:
    found = matches(*[Level.DEMONSTRATED] * 2, *[Level.PARTIAL] * 2, Level.ABSENT)
    assert score(found, SETTINGS).band is Band.PARTIAL
    assert decision(found) is Decision.APPLY


def test_a_contradicted_condition_is_named_as_the_reason() -> None:
    found = [*matches(Level.DEMONSTRATED), *matches(Level.CONTRADICTED, kind=Kind.LOCATION)]
    verdict = decide(score(found, SETTINGS), posting(), SETTINGS)
    assert verdict.decision is Decision.SKIP
    assert verdict.reasons[0].rule == "F11"


def test_a_closed_posting_is_skipped_however_good_the_fit_is() -> None:
    closed = DocumentWarning(code=WarningCode.CLOSED_POSTING, message="closed since 2026-01-01")
    verdict = decide(score(matches(Level.DEMONSTRATED), SETTINGS), posting(closed), SETTINGS)
    assert verdict.decision is Decision.SKIP
    assert verdict.reasons[0].text == "Closed since 2026-01-01."


def test_only_listed_asks_are_promotable() -> None:
    found = matches(Level.DEMONSTRATED, Level.PARTIAL, Level.LISTED)
    assert [m.level for m in promotable(score(found, SETTINGS), SETTINGS)] == [Level.LISTED]


def test_gaps_are_ranked_by_the_points_they_would_bring() -> None:
    found = matches(Level.PARTIAL, Level.ABSENT, Level.DEMONSTRATED, Level.LISTED)
    gaps = find_gaps(score(found, SETTINGS))
    assert [gap.points for gap in gaps] == sorted((gap.points for gap in gaps), reverse=True)
    assert [gap.action for gap in gaps] == [Action.LEARN, Action.SHOW, Action.SHOW]


def test_the_points_of_the_gaps_and_the_score_add_up_to_one() -> None:
    report = score(matches(Level.PARTIAL, Level.ABSENT, Level.DEMONSTRATED), SETTINGS)
    assert report.score is not None
    assert abs(report.score + sum(g.points for g in find_gaps(report)) - 1.0) < 1e-9


def test_what_the_resume_does_not_say_becomes_a_question_without_points() -> None:
    (gap,) = find_gaps(score(matches(Level.UNKNOWN, kind=Kind.SCHEDULE), SETTINGS))
    assert (gap.action, gap.points) == (Action.ASK, 0.0)


def test_years_and_degrees_are_nothing_to_learn() -> None:
    (gap,) = find_gaps(score(matches(Level.ABSENT, kind=Kind.EDUCATION), SETTINGS))
    assert gap.action is Action.DROP


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert short("one two three four", 12) == "one two…"
    assert short("one\n two", 12) == "one two"
