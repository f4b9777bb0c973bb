from __future__ import annotations

from fitcheck.matching.match import Band, Level
from tests.matching.builders import levels, report

POSTING = """# Warehouse Supervisor

## Responsibilities
- Plan the daily work of a team of twelve pickers across two shifts and report to the site manager

## Requirements
- Experience with a warehouse management system and with stock counts in a large depot
"""


def test_lines_copied_from_the_posting_are_listed_at_most() -> None:
    copied = "".join(line + "\n" for line in POSTING.splitlines() if line.startswith("- "))
    found = report("# Experience\n## Cashier, Corner Shop (Jan 2020 - Present)\n" + copied, POSTING)
    assert all(level.rank <= Level.LISTED.rank for level in levels(found))
    assert found.band is Band.NONE


def test_own_words_for_the_same_work_count() -> None:
    own = (
        "# Experience\n## Warehouse Supervisor, Hafen Logistics (Jan 2018 - Present)\n"
        "- Planned daily work for eleven pickers on early and late shift\n"
        "- Ran quarterly stock counts in the warehouse management system of a 9,000 m2 depot\n"
    )
    assert all(level.rank >= Level.PARTIAL.rank for level in levels(report(own, POSTING)))


PASTED = """# Stock Controller

- Count stock every week and book it into SAP
- Write the rota for two shifts of pickers
- Train new pickers on the scanners

## Requirements
- Two years of work in a large warehouse
- Experience with SAP in stock control
- Forklift licence
"""
CARRIER = (
    "# Jo Doe\n\n## Experience\n### Cashier, Corner Shop (Jan 2023 - Present)\n- Ran the till\n"
)
OWN = "# Jo Doe\n\n## Experience\n### Clerk, Elm Depot (2020 - Present)\n- Booked pallets in SAP\n"


def test_a_posting_that_was_pasted_whole_says_nothing_at_all() -> None:
    alone, stuffed = report(CARRIER, PASTED), report(CARRIER + "\n" + PASTED, PASTED)
    assert levels(stuffed) == levels(alone)
    assert stuffed.score == alone.score


def test_a_paragraph_of_the_posting_is_found_again_in_its_sentences() -> None:
    sentences = [line[2:] + "." for line in PASTED.splitlines() if line.startswith("- ")]
    posting = "# Stock Controller\n\n## Requirements\n" + " ".join(sentences) + "\n"
    items = "".join(f"- {sentence}\n" for sentence in sentences)
    assert report(CARRIER + items, posting).score == report(CARRIER, posting).score


def test_what_a_person_shows_beside_a_pasted_posting_still_counts() -> None:
    honest = report(OWN, PASTED).score
    assert report(OWN + "\n" + PASTED, PASTED).score == honest
    assert (honest or 0.0) > 0.0
