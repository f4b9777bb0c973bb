"""Which postings of many are nearest to a resume."""

from __future__ import annotations

import random
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.retrieval import Gist, Shelf, gist_of, tells
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.resume import parse_resume
from tests.matching.builders import AS_OF
from tests.matching.test_kinship import GERMAN, NURSE, NURSING, WELDER

WELDING = (
    "# Welder, Shipyard\n## Responsibilities\n"
    "- Weld hull plates with MIG and stick electrodes\n- Grind and inspect the seams\n"
)
COOKING = (
    "# Cook\n## Requirements\n- 2 years of experience as a cook in a busy kitchen\n"
    "- Food safety certificate\n## Responsibilities\n- Cook lunch for the guests every day\n"
)
PROGRAMMING = (
    "# Software Engineer\n## Requirements\n- Python and PostgreSQL\n- Docker and Kubernetes\n"
    "## Responsibilities\n- Build and run the services that our customers use\n"
)
NOTHING_ASKED = "# Nurse\nWe are a friendly team on a small ward and we look forward to you.\n"
ABOUT = "\nWe are looking for somebody who will do the work with us and for all of our customers.\n"
"""Enough for its language to be told."""
POSTINGS = (NURSING, WELDING, COOKING, PROGRAMMING)


def markdown(text: str, about: str = "\n") -> Gist | None:
    title, _, rest = text.partition("\n")
    document = document_from_text(title + about + rest, media_type="text/markdown")
    posting = parse_posting(document, as_of=AS_OF, vocabulary=Vocabulary.load())
    return gist_of(PostingIndex(posting, TermWeights.load(), Embeddings.load()))


@cache
def gist(text: str) -> Gist:
    found = markdown(text, ABOUT)
    assert found is not None
    return found


@cache
def resume(text: str) -> ResumeIndex:
    document = document_from_text(text, media_type="text/markdown")
    understood = parse_resume(document, as_of=AS_OF, vocabulary=Vocabulary.load())
    return ResumeIndex(understood, Vocabulary.load(), Embeddings.load(), as_of=AS_OF)


@cache
def invented(seed: int) -> Gist:
    """Lines of the four postings, mixed."""
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    lines = [line for text in POSTINGS for line in text.splitlines() if line.startswith("-")]
    titles = [text.splitlines()[0] for text in POSTINGS]
    told = "\n".join(chance.sample(lines, 3))
    return gist(f"{chance.choice(titles)}\n## Responsibilities\n{told}\n")


shelves = st.lists(st.sampled_from([*range(24), None]), max_size=20)


def shelf(seeds: list[int | None]) -> Shelf:
    return Shelf([None if seed is None else invented(seed) for seed in seeds])


def test_the_posting_of_the_same_work_is_the_nearest() -> None:
    held = Shelf([gist(text) for text in POSTINGS])
    assert held.nearest(resume(NURSE), 1) == [0]
    assert held.nearest(resume(WELDER), 1) == [1]


def test_one_position_of_the_work_is_enough() -> None:
    both = NURSE + WELDER.removeprefix("# Experience\n").replace("Present", "Dec 2018")
    assert Shelf([gist(text) for text in POSTINGS]).nearest(resume(both), 2) == [0, 1]


def test_a_skill_that_is_asked_brings_a_posting_nearer() -> None:
    asking = gist("# Officer\n## Requirements\n- Python\n- Work in the office every day\n")
    other = gist("# Officer\n## Requirements\n- COBOL\n- Work in the office every day\n")
    programmer = (
        "# Experience\n## Officer, City Hall (Jan 2016 - Present)\n"
        "- Wrote the reports of the office in Python and kept them for the whole of the town\n"
    )
    held = Shelf([other, asking, *(gist(text) for text in POSTINGS)])
    assert held.nearest(resume(programmer), 1) == [1]


def test_postings_of_which_nothing_can_be_told_have_no_gist() -> None:
    assert markdown(GERMAN) is None
    assert markdown(NOTHING_ASKED) is None
    assert markdown("") is None


@given(shelves, st.integers(1, 24))
@settings(max_examples=60, deadline=None)
def test_what_cannot_be_told_is_never_left_out(seeds: list[int | None], most: int) -> None:
    chosen = shelf(seeds).nearest(resume(NURSE), most)
    untold = [number for number, seed in enumerate(seeds) if seed is None]
    assert set(untold) <= set(chosen)
    assert len(chosen) == len(untold) + min(most, len(seeds) - len(untold))
    assert chosen == sorted(set(chosen))


@given(shelves)
@settings(max_examples=40, deadline=None)
def test_a_greater_number_only_adds_postings_until_all_are_there(seeds: list[int | None]) -> None:
    held = shelf(seeds)
    before: set[int] = set()
    for most in range(1, len(seeds) + 1):
        now = set(held.nearest(resume(NURSE), most))
        assert before <= now
        before = now
    assert held.nearest(resume(NURSE), len(seeds) + 1) == list(range(len(seeds)))


@given(st.permutations(range(24)))
@settings(max_examples=40, deadline=None)
def test_nearness_is_the_same_in_whatever_order_postings_stand(order: list[int]) -> None:
    straight = shelf(list(range(24))).nearness(resume(NURSE))
    mixed = shelf(list(order)).nearness(resume(NURSE))
    assert mixed.tolist() == [straight[number] for number in order]


def test_of_equally_near_postings_the_first_are_taken() -> None:
    held = Shelf([gist(WELDING), *[gist(NURSING)] * 3])
    assert held.nearest(resume(NURSE), 2) == [1, 2]
    assert held.nearest(resume(WELDER), 2) == [0, 1]


def test_a_resume_of_which_nothing_can_be_told_keeps_all_postings() -> None:
    empty = resume("Jo Doe\n")
    assert not tells(empty)
    assert Shelf([gist(text) for text in POSTINGS]).nearest(empty, 1) == [0, 1, 2, 3]
