"""What a person corrects counts, is shown beside what was read, and touches nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.analysis import Analysis
from fitcheck.corrections.values import Corrections
from fitcheck.documents.document import WarningCode
from fitcheck.matching.corrected import LevelCorrection
from fitcheck.matching.match import Level, Match
from fitcheck.profiles.anchors import Anchor
from fitcheck.profiles.corrections import (
    LineCorrection,
    PositionCorrection,
    PostingCorrections,
    Present,
    ResumeCorrections,
)
from fitcheck.profiles.profile import Applied
from tests.corrections.builders import POSTING, RESUME, analysis, level_of, plain_analysis

HEAD_COOK = 'quote = "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020"'


def shown(found: Analysis) -> list[tuple[str, str, str | None, str | None]]:
    return [(a.subject.value, a.field, a.computed, a.corrected) for a in found.applied]


def stale(found: Analysis) -> list[str]:
    warnings = (*found.resume.warnings, *found.posting.warnings, *found.warnings)
    return [f"{w.message} {w.quote}" for w in warnings if w.code is WarningCode.STALE_CORRECTION]


def without_notes(match: Match) -> Match:
    return replace(match, judged=None)


def test_a_corrected_start_counts_in_months_experience_and_years_asked() -> None:
    plain = plain_analysis()
    found = analysis(f'[[position]]\n{HEAD_COOK}\nstart = "2012-01"\nreason = "I meant 2012"\n')
    assert plain.resume.positions[0].months == 24
    assert found.resume.positions[0].months == 108
    assert (plain.resume.experience_months, found.resume.experience_months) == (82, 108)
    assert level_of(plain, "as a cook") == "partial"
    assert level_of(found, "as a cook") == "demonstrated"
    assert shown(found) == [("position", "start", "2019-01", "2012-01")]
    assert found.applied[0].reason == "I meant 2012"
    assert found.applied_quote(found.applied[0]) == "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020"


def test_title_employer_and_end_are_corrected() -> None:
    found = analysis(
        f'[[position]]\n{HEAD_COOK}\ntitle = "Sous Chef"\nemployer = ""\nend = "present"\n'
    )
    position = found.resume.positions[0]
    assert (position.title, position.employer) == ("Sous Chef", None)
    assert position.dates is not None
    assert position.dates.current
    assert ("position", "employer", "Cafe Lumen", None) in shown(found)
    assert ("position", "end", "2020-12", "present") in shown(found)


def test_dates_that_conflict_no_longer_are_no_longer_warned_of() -> None:
    wrong = RESUME.replace("Jan 2019 – Dec 2020", "Jan 2019 – Dec 2012")
    corrected = (
        '[[position]]\nquote = "Head Cook, Cafe Lumen, Jan 2019 – Dec 2012"\nend = "2021-12"\n'
    )
    code = WarningCode.CONFLICTING_DATES
    assert code in {w.code for w in analysis(resume=wrong).resume.warnings}
    found = analysis(corrected, resume=wrong)
    assert code not in {w.code for w in found.resume.warnings}
    assert found.resume.positions[0].months == 36


def test_education_is_corrected() -> None:
    found = analysis(
        '[[education]]\nquote = "Diploma in Culinary Arts, Springfield College, 2013"\n'
        'level = "bachelor"\nfield = "Hospitality"\ncompleted = false\n'
    )
    entry = found.resume.education[0]
    assert (entry.level, entry.field, entry.completed) == ("bachelor", "Hospitality", False)
    assert ("education", "completed", "true", "false") in shown(found)


def test_a_line_that_was_no_ask_becomes_one_and_the_other_way_round() -> None:
    line = '[[line]]\nquote = "We have baked our own bread since 1931."\nzone = "required"\n'
    found = analysis(line)
    assert "baked our own bread" in " ".join(map(found.quote, found.posting.requirements))
    found = analysis('[[line]]\nquote = "HACCP"\nzone = "benefits"\n')
    assert "HACCP" not in " ".join(map(found.quote, found.posting.requirements))
    assert shown(found) == [("line", "zone", "required", "benefits")]


def test_a_corrected_zone_stands_above_the_hints_of_the_line() -> None:
    found = analysis('[[line]]\nquote = "Some French would be a plus"\nzone = "required"\n')
    (one,) = [r for r in found.posting.requirements if "French" in found.quote(r)]
    assert one.necessity == "required"


def test_necessity_is_corrected_without_touching_the_levels() -> None:
    plain = plain_analysis()
    found = analysis('[[line]]\nquote = "HACCP"\nnecessity = "preferred"\n')
    (one,) = [r for r in found.posting.requirements if found.quote(r) == "HACCP"]
    assert one.necessity == "preferred"
    assert [m.level for m in found.report.matches] == [m.level for m in plain.report.matches]
    assert shown(found) == [("line", "necessity", "required", "preferred")]


def test_facts_of_the_posting_are_corrected() -> None:
    late = POSTING.replace("Bluebell Hotel", "Apply by 1 March 2020")
    assert analysis(posting=late).verdict.decision == "skip"
    found = analysis('[posting]\ndeadline = "none"\nemployer = "Bluebell"\n', posting=late)
    assert found.posting.deadline is None
    assert found.posting.employer == "Bluebell"
    assert WarningCode.CLOSED_POSTING not in {w.code for w in found.posting.warnings}
    assert ("posting", "deadline", "2020-03-01", None) in shown(found)


def test_what_is_asked_of_protected_attributes_stays_unscored_whatever_a_person_says() -> None:
    posting = POSTING.replace("- HACCP", "- Female candidates only")
    found = analysis(
        '[[line]]\nquote = "Female candidates only"\nzone = "required"\n', posting=posting
    )
    assert "Female" not in " ".join(map(found.quote, found.posting.requirements))


def test_a_corrected_level_counts_and_the_judged_one_stands_beside_it() -> None:
    plain = plain_analysis()
    found = analysis(
        '[[level]]\nquote = "HACCP"\nlevel = "demonstrated"\nreason = "certified in 2017"\n'
    )
    (match,) = [m for m in found.report.matches if found.quote(m.requirement) == "HACCP"]
    assert match.level is Level.DEMONSTRATED
    assert match.reason == "you say: certified in 2017"
    assert match.judged is not None
    assert (match.judged.level, match.judged.because) == (Level.LISTED, "certified in 2017")
    assert match.judged.reason == "HACCP only in the skills list"
    assert (found.report.score or 0) > (plain.report.score or 0)
    assert found.as_read is not None
    assert found.as_read.score == plain.report.score
    assert found.as_read.band == plain.report.band


def test_a_hard_stop_is_lifted_with_a_reason() -> None:
    resume = RESUME.replace(
        "# Robin Makebelieve\n", "# Robin Makebelieve\n\nI will require visa sponsorship.\n"
    )
    posting = POSTING.replace("- HACCP", "- Must be authorized to work in the United States")
    plain = analysis(resume=resume, posting=posting)
    assert level_of(plain, "authorized") == "contradicted"
    assert plain.report.hard_stops
    found = analysis(
        '[[level]]\nquote = "Must be authorized to work in the United States"\n'
        'level = "demonstrated"\nreason = "I got my permit in May"\n',
        resume=resume,
        posting=posting,
    )
    assert level_of(found, "authorized") == "demonstrated"
    assert found.report.hard_stops == ()


def test_only_a_condition_can_be_contradicted() -> None:
    found = analysis('[[level]]\nquote = "HACCP"\nlevel = "contradicted"\nreason = "no"\n')
    assert level_of(found, "HACCP") == "listed"
    assert "only a condition can be contradicted" in stale(found)[0]
    found = analysis(
        '[[level]]\nquote = "A driving licence is required"\nlevel = "contradicted"\n'
        'reason = "I have none"\n'
    )
    assert level_of(found, "driving") == "contradicted"
    assert found.report.band == "none"


def test_kind_and_concepts_narrow_a_line_that_asks_several_things() -> None:
    posting = POSTING.replace("- HACCP", "- Bachelor's degree and 3 years of experience in HACCP")
    line = '[[level]]\nquote = "Bachelor\'s degree and 3 years of experience in HACCP"\n'
    rest = 'level = "demonstrated"\nreason = "yes"\n'

    def levels(extra: str) -> dict[str, str]:
        found = analysis(line + extra + rest, posting=posting)
        return {
            m.requirement.kind.value: m.level.value
            for m in found.report.matches
            if "HACCP" in found.quote(m.requirement)
        }

    assert set(levels("").values()) == {"demonstrated"}
    narrowed = levels('kind = "education"\n')
    assert narrowed["education"] == "demonstrated"
    assert narrowed["experience"] != "demonstrated"
    named = levels('concepts = ["HACCP"]\n')
    assert named["experience"] == "demonstrated"
    assert named["education"] != "demonstrated"
    found = analysis(line + 'kind = "language"\n' + rest, posting=posting)
    assert "asks nothing of that kind" in stale(found)[0]


@pytest.mark.parametrize(
    "entry",
    [
        '[[position]]\nquote = "Head Cook, Cafe Lumen, Jan 2018 – Dec 2020"\nstart = "2015"\n',
        '[[line]]\nquote = "HACCP and first aid certificates"\nzone = "other"\n',
        '[[line]]\nquote = "Five years of cooking"\nnecessity = "preferred"\n',
        '[[level]]\nquote = "A clean desk"\nlevel = "absent"\nreason = "no"\n',
        '[[education]]\nquote = "MBA, Springfield"\nlevel = "master"\n',
    ],
)
def test_a_correction_whose_line_is_gone_is_named_and_changes_nothing(entry: str) -> None:
    plain, found = plain_analysis(), analysis(entry)
    assert found.report == plain.report
    assert found.applied == ()
    (told,) = stale(found)
    assert "no line reads so any more" in told
    assert entry.split('"')[1] in told


def test_the_warning_names_the_line_that_is_nearest() -> None:
    found = analysis(
        '[[position]]\nquote = "Head Cook, Cafe Lumen, Jan 2018 – Dec 2020"\nstart = "2015"\n'
    )
    assert "the nearest is “Head Cook, Cafe Lumen, Jan 2019 – Dec 2020”" in stale(found)[0]


def test_a_correction_survives_edits_elsewhere_and_other_signs_in_its_line() -> None:
    edited = RESUME.replace(
        "Head Cook, Cafe Lumen, Jan 2019 – Dec 2020", "HEAD COOK, Cafe Lumen,  Jan 2019 - Dec 2020"
    )
    edited = edited.replace("Cooked lunch for 80 guests", "Cooked lunch and dinner for 90 guests")
    found = analysis(f'[[position]]\n{HEAD_COOK}\nstart = "2015-01"\n', resume=edited)
    assert found.resume.positions[0].months == 72
    assert stale(found) == []


def test_of_two_corrections_the_later_one_holds_beside_what_was_read() -> None:
    found = analysis(
        f'[[position]]\n{HEAD_COOK}\nstart = "2015"\n[[position]]\n{HEAD_COOK}\nstart = "2016"\n'
    )
    assert shown(found) == [("position", "start", "2019-01", "2016")]


EXAMPLES = 25
"""Each is two analyses of a pair, a tenth of a second or more."""
LEVELS = st.sampled_from([level for level in Level if level is not Level.CONTRADICTED])


@settings(max_examples=EXAMPLES)
@given(level=LEVELS, which=st.integers(0, 6))
def test_a_corrected_level_never_alters_another_one(level: Level, which: int) -> None:
    plain = plain_analysis()
    target = plain.report.matches[which]
    correction = LevelCorrection(
        anchor=Anchor(quote=plain.quote(target.requirement)), level=level, reason="so"
    )
    found = analysis(Corrections(levels=(correction,)))
    for before, after in zip(plain.report.matches, found.report.matches, strict=True):
        if before.requirement.id == target.requirement.id:
            assert after.level is level
        else:
            assert after == before


@settings(max_examples=EXAMPLES)
@given(which=st.sets(st.integers(0, 6)))
def test_levels_that_are_equal_to_the_judged_ones_change_nothing_but_the_note(
    which: set[int],
) -> None:
    plain = plain_analysis()
    found = analysis(
        Corrections(
            levels=tuple(
                LevelCorrection(
                    anchor=Anchor(quote=plain.quote(plain.report.matches[n].requirement)),
                    level=plain.report.matches[n].level,
                    reason="so it is",
                )
                for n in sorted(which)
            )
        )
    )
    assert tuple(map(without_notes, found.report.matches)) == plain.report.matches
    assert replace(found.report, matches=()) == replace(plain.report, matches=())
    assert found.verdict == plain.verdict
    assert found.gaps == plain.gaps
    assert not any(one.changes for one in found.applied)


@settings(max_examples=EXAMPLES)
@given(
    positions=st.sets(st.integers(0, 1)),
    fields=st.sets(st.sampled_from(["title", "employer", "start", "end"]), min_size=1),
    lines=st.sets(st.integers(0, 6)),
)
def test_values_that_are_equal_to_those_read_change_nothing_but_the_note(
    positions: set[int], fields: set[str], lines: set[int]
) -> None:
    plain = plain_analysis()
    resume = plain.resume
    same = []
    for number in sorted(positions):
        one = resume.positions[number]
        assert one.dates is not None
        same.append(
            PositionCorrection(
                anchor=Anchor(quote=resume.document.quote(one.span)),
                title=one.title if "title" in fields else None,
                employer=one.employer if "employer" in fields else None,
                start=one.dates.start if "start" in fields else None,
                end=(one.dates.end or Present.PRESENT) if "end" in fields else None,
            )
        )
    asked = [plain.posting.requirements[n] for n in sorted(lines)]
    zones = tuple(
        LineCorrection(anchor=Anchor(quote=plain.quote(r)), zone=r.zone, necessity=r.necessity)
        for r in asked
    )
    found = analysis(
        Corrections(
            resume=ResumeCorrections(positions=tuple(same)),
            posting=PostingCorrections(lines=zones),
        )
    )
    assert found.report == plain.report
    assert replace(found.resume, applied=()) == resume
    assert replace(found.posting, applied=()) == plain.posting
    assert not any(one.changes for one in found.applied)
    assert len(found.applied) == len(positions) * len(fields) + 2 * len(lines)


def test_correcting_and_uncorrecting_gives_the_same_analysis() -> None:
    plain = plain_analysis()
    analysis(f'[[position]]\n{HEAD_COOK}\nstart = "2015-01"\n')
    assert analysis(Corrections()) == plain
    assert analysis("") == plain
    assert analysis() == plain


def test_the_digest_tells_corrections_apart_and_files_do_not_count() -> None:
    one = Corrections(
        levels=(LevelCorrection(anchor=Anchor(quote="a"), level=Level.ABSENT, reason="b"),)
    )
    assert one.digest == replace(one, sources=("x.toml",)).digest
    assert one.digest != Corrections().digest
    assert not Corrections(sources=("x.toml",))
    assert one


def test_a_correction_knows_whether_it_changes_anything() -> None:
    facts = Applied(
        subject=analysis(f'[[position]]\n{HEAD_COOK}\nstart = "2015"\n').applied[0].subject,
        field="start",
        span=None,
        computed="2019-01",
        corrected="2019-01",
    )
    assert not facts.changes
    assert replace(facts, corrected="2019").changes
