"""Whole postings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fitcheck.documents.document import PostingFields, WarningCode
from fitcheck.documents.text import document_from_text
from fitcheck.language.degrees import Degree
from fitcheck.language.lines import Zone
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.profile import ContactPolicy, Kind, Posting

TODAY = date(2026, 11, 24)

POSTING = """# Boat Builder

### Brightwater Yards

Leith, Scotland

## About us

For over 50 years Brightwater has built boats. We are 240 people strong.

## What you'll do

- Shape hulls by hand
- Lead a small crew of apprentices

## Requirements

- 3+ years of experience in wooden boat building
- Bachelor's degree in Naval Architecture or equivalent experience
- A valid driver's license
- Knowledge of epoxy is a plus

## Benefits

- Free lunch and 30 days of paid vacation

## How to apply

Please send your CV by 15 January 2027. No phone calls please.
"""


def parse(text: str, **fields: object) -> Posting:
    document = document_from_text(text, source="test", media_type="text/markdown")
    if fields:
        document = replace(document, fields=PostingFields(**fields))  # type: ignore[arg-type]
    return parse_posting(document, as_of=TODAY, vocabulary=Vocabulary.load())


def codes(posting: Posting) -> list[WarningCode]:
    return [warning.code for warning in posting.warnings]


def test_a_posting_says_what_it_is_about() -> None:
    posting = parse(POSTING)
    assert posting.title == "Boat Builder"
    assert posting.employer == "Brightwater Yards"
    assert posting.employer_size == 240
    assert posting.deadline == date(2027, 1, 15)
    assert posting.contact_policy is ContactPolicy.NO_CALLS
    assert codes(posting) == []


def test_asks_are_read_with_their_zones_and_nothing_else_is() -> None:
    posting = parse(POSTING)
    asked = [(r.zone, posting.document.quote(r.span)) for r in posting.requirements]
    assert [zone for zone, _ in asked] == [
        Zone.DUTY,
        Zone.DUTY,
        Zone.REQUIRED,
        Zone.REQUIRED,
        Zone.CONDITION,
        Zone.PREFERRED,
    ]
    assert asked[2][1] == "3+ years of experience in wooden boat building"


def test_ids_count_in_the_order_of_the_text() -> None:
    posting = parse(POSTING)
    assert [r.id for r in posting.requirements] == [
        f"q{n}" for n in range(1, len(posting.requirements) + 1)
    ]
    starts = [r.span.start for r in posting.requirements]
    assert starts == sorted(starts)


def test_a_posting_without_any_requirement_says_so() -> None:
    posting = parse("# Brightwater\n\nWe build boats by the sea and we love what we do there.")
    assert posting.requirements == ()
    assert WarningCode.NO_REQUIREMENTS in codes(posting)


@pytest.mark.parametrize(
    "line",
    ["Applications close on 3 March 2026.", "This position has been filled."],
)
def test_a_closed_posting_is_warned_of(line: str) -> None:
    assert WarningCode.CLOSED_POSTING in codes(
        parse(f"{POSTING}\n\n{line}".replace("by 15 January 2027", ""))
    )


def test_a_posting_that_reopens_has_no_last_day() -> None:
    rolling = parse(POSTING + "\nFiling will close periodically and reopen, as needed.\n")
    assert rolling.deadline is None
    assert WarningCode.CLOSED_POSTING not in codes(rolling)


@pytest.mark.parametrize(
    "line",
    ["Gender Preference: Female", "Age: 25-35", "Nationality: Norwegian", "Marital status: single"],
)
def test_protected_attributes_are_warned_of_and_never_asked(line: str) -> None:
    posting = parse(POSTING.replace("- Knowledge of epoxy", f"- {line}\n- Knowledge of epoxy"))
    assert WarningCode.PROTECTED_ATTRIBUTE in codes(posting)
    assert line not in [posting.document.quote(r.span) for r in posting.requirements]


def test_equal_opportunity_statements_are_no_warning() -> None:
    text = POSTING + "\n\nWe hire without regard to sex, gender, religion, age or marital status.\n"
    assert codes(parse(text)) == []


def test_a_line_repeated_on_the_page_is_asked_once() -> None:
    posting = parse(POSTING + "\n## Requirements\n\n- A valid driver's license\n")
    assert [r.kind for r in posting.requirements].count(Kind.LICENSE) == 1


def test_lines_that_end_with_or_are_alternatives() -> None:
    posting = parse(
        "# Clerk\n\n## Requirements\n\n"
        "1. Graduation from a four-year college; or\n"
        "2. Two years of paid experience as a clerk.\n"
    )
    degree, years = posting.requirements
    assert degree.any_of == years.any_of is not None


def test_data_of_the_page_fill_only_what_the_text_leaves_open() -> None:
    told = parse(POSTING, min_months=120, degree="doctorate", employer="Brightwater Ltd")
    assert not any(r.inferred for r in told.requirements)
    assert told.employer == "Brightwater Ltd"
    silent = parse(
        "# Clerk\n\n## Requirements\n\n- Patience with visitors\n", min_months=24, degree="bachelor"
    )
    assert [(r.min_months, r.degree) for r in silent.requirements if r.inferred] == [
        (24, None),
        (None, Degree.BACHELOR),
    ]


def test_a_german_posting_is_said_to_be_german_and_its_facts_are_still_read() -> None:
    posting = parse(
        "# Entwicklerin\n\n## Wir\n\nWir sind ein Team und bauen für unsere Kunden die "
        "besten Boote der Ostsee, und das mit viel Freude an der Arbeit auf dem Wasser und "
        "in der Halle.\n\n"
        "## Dein Profil\n\n- mindestens 3 Jahre Erfahrung mit Python und PostgreSQL\n"
        "- abgeschlossenes Studium der Informatik\n- Freude an der Arbeit mit dem Team\n"
    )
    assert WarningCode.OTHER_LANGUAGE in codes(posting)
    assert [r.min_months for r in posting.requirements if r.min_months] == [36]
    assert Degree.BACHELOR in [r.degree for r in posting.requirements]
    assert any("Python" in r.concepts for r in posting.requirements)


def test_a_resume_is_noticed() -> None:
    resume = (
        "# Ada Quist\n\nShip carpenter\n\n## Experience\n\nCarpenter, Northfield Yard\n\n"
        "Jan 2019 - Present\n\n- Built twelve dinghies\n\nApprentice, Old Pier\n\n"
        "Mar 2015 - Dec 2018\n\n- Caulked decks\n\nHelper, Ropewalk\n\nMay 2012 - Feb 2015\n\n"
        "- Carried timber\n"
    )
    assert WarningCode.LOOKS_LIKE_RESUME in codes(parse(resume))
    assert WarningCode.LOOKS_LIKE_RESUME not in codes(parse(POSTING))


def test_an_empty_document_is_a_posting_without_requirements() -> None:
    assert parse("").requirements == ()


@pytest.mark.shared
def test_real_postings_give_sound_requirements(shared: Path) -> None:
    folder = shared / "data" / "postings" / "remote"
    empty = 0
    files = sorted(folder.glob("*.md"))[::40]
    for path in files:
        document = document_from_text(
            path.read_text(encoding="utf-8"), source=path.name, media_type="text/markdown"
        )
        posting = parse_posting(document, as_of=TODAY, vocabulary=Vocabulary.load())
        empty += not posting.requirements
        for requirement in posting.requirements:
            assert requirement.zone.asks
            assert document.quote(requirement.span).strip()
            assert requirement.min_months is None or 0 < requirement.min_months <= 480
    assert len(files) >= 20
    assert empty <= len(files) // 10
