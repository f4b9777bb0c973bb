from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fitcheck.documents.text import document_from_text
from fitcheck.language.embeddings import Embeddings
from fitcheck.language.terms import TermWeights
from fitcheck.language.vocabulary import Vocabulary
from fitcheck.matching.asked import PostingIndex
from fitcheck.matching.index import ResumeIndex
from fitcheck.matching.similarity import shares
from fitcheck.matching.stack import alone
from fitcheck.profiles.posting import parse_posting
from fitcheck.profiles.resume import parse_resume
from tests.matching.builders import AS_OF

WORDS = ("manage", "report", "weld", "pipes", "inspect", "girders")
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)


def share(asked: list[str], shown: list[str]) -> float:
    """The best share of the words of one asking line in a resume of one line."""
    vocabulary, embeddings = Vocabulary.load(), Embeddings.load()
    posting = document_from_text(
        f"# Fitter\n\n## Responsibilities\n- {' '.join(asked)}\n", media_type="text/markdown"
    )
    resume = document_from_text(
        f"# Experience\n## Fitter, Hall Ltd (Jan 2020 - Present)\n- {' '.join(shown)}\n",
        media_type="text/markdown",
    )
    index = ResumeIndex(
        parse_resume(resume, as_of=AS_OF, vocabulary=vocabulary),
        vocabulary,
        embeddings,
        as_of=AS_OF,
    )
    wanted = PostingIndex(
        parse_posting(posting, as_of=AS_OF, vocabulary=vocabulary), TermWeights.load(), embeddings
    )
    found = shares(alone(wanted), index, enough=3.0)
    assert found.shape == (len(wanted.posting.requirements), len(index.resume.items))
    return float(found.max(initial=0.0))


def test_a_single_word_in_common_is_no_evidence_of_a_longer_line() -> None:
    assert share(["manage", "pipes", "weld"], ["manage"]) == 0.0


def test_a_rare_word_says_more_than_a_common_one() -> None:
    asked = ["manage", "weld", "girders"]
    assert share(asked, ["weld", "girders"]) > share(asked, ["manage", "girders"])


@given(LINES, LINES, LINES)
def test_more_words_shown_never_lower_the_share(
    asked: list[str], shown: list[str], more: list[str]
) -> None:
    assert 0.0 <= share(asked, shown) <= share(asked, [*shown, *more]) <= 1.0


@given(LINES, LINES)
def test_repeating_a_line_changes_nothing(asked: list[str], shown: list[str]) -> None:
    assert share(asked, shown * 3) == share(asked, shown)
