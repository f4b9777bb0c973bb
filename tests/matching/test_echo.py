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
