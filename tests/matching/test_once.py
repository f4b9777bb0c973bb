"""What depends on one side of a pair alone is found once, whatever stands on the other side."""

from __future__ import annotations

from fitcheck.matching.judgement import judge
from fitcheck.settings import Settings
from tests.matching.builders import asked_of, index_of

RESUMES = (
    (
        "# Experience\n## Cook, Cafe Lumen (Jan 2019 - Present)\n- Cooked lunch for 80 guests\n"
        "# Skills\n- Python, SQL\n"
    ),
    (
        "Anna Berg\nEU citizen, full driving licence\n\n# Experience\n"
        "## Developer, Nordlys (Jan 2015 - Dec 2024)\n- Wrote services in Python and SQL\n"
    ),
)
POSTINGS = (
    "# Cook\n\n## Requirements\n- 2+ years of experience as a cook\n- Driving licence\n",
    (
        "# Developer\n\n## Requirements\n- Python\n- PostgreSQL\n- Right to work in the EU\n"
        "\n## Responsibilities\n- Write services\n- Cooked lunch for 80 guests every day\n"
    ),
)


def test_indexes_that_were_used_before_give_what_new_ones_give() -> None:
    settings = Settings()
    used = [index_of(text) for text in RESUMES], [asked_of(text) for text in POSTINGS]
    for _ in range(2):
        for index, text in zip(used[0], RESUMES, strict=True):
            for asked, asking in zip(used[1], POSTINGS, strict=True):
                assert judge(index, asked, settings) == judge(
                    index_of(text), asked_of(asking), settings
                )


def test_each_line_of_a_resume_is_read_once() -> None:
    index = index_of(RESUMES[0])
    read: list[str] = []

    def cooks(line: str) -> bool:
        read.append(line)
        return "Cooked" in line

    first, second = index.stating(cooks), index.stating(cooks)
    assert first == second
    assert [index.resume.document.quote(found.span) for _, found in first] == [
        "Cooked lunch for 80 guests"
    ]
    assert len(read) == len(index.quotes) + len(index.resume.declared)


def test_what_is_copied_from_the_posting_states_nothing() -> None:
    index = index_of(RESUMES[0])
    (number,) = (n for n, quote in enumerate(index.quotes) if "Cooked" in quote)
    assert index.stating(str.strip)
    copied = index.without(frozenset({number}))
    said = [line for line, _ in copied.stating(str.strip)]
    assert "Cooked lunch for 80 guests" not in said
    assert len(said) == len(index.stating(str.strip)) - 1


def test_each_asking_line_is_read_once() -> None:
    asked = asked_of(POSTINGS[0])
    read: list[str] = []

    def length(line: str) -> int:
        read.append(line)
        return len(line)

    for _ in range(3):
        for requirement in asked.posting.requirements:
            assert asked.told(length, requirement) == len(asked.quote(requirement))
    assert len(read) == len(asked.posting.requirements)
