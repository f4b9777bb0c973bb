"""Words that keep their hyphen where a line breaks at it.

A PDF does not say whether the hyphen at a line's end belongs to the word ("open-source") or only
to the break ("engi-neer"). A compound that stands elsewhere in the same file, or that is nearly
always written so, keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
_LAST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\Z")
_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 40
"""Letters of each half that are looked at."""
_USUAL = frozenset(
    """
    back-end client-facing client-side cloud-based cloud-native cost-effective cost-efficient
    cross-cultural cross-functional cross-platform cross-team customer-facing customer-focused
    customer-oriented data-driven day-to-day deadline-driven decision-making detail-oriented
    end-to-end entry-level event-driven evidence-based face-to-face fast-growing fast-paced
    follow-up front-end full-cycle full-stack full-time goal-oriented
    hands-on high-end high-level high-performance high-performing high-pressure high-quality
    high-volume in-depth in-house in-person large-scale long-term low-cost low-latency low-level
    mid-level mid-size mission-critical multi-site multi-team object-oriented on-call
    on-premise on-premises on-site on-time one-on-one open-source part-time peer-reviewed
    point-of-sale problem-solving project-based real-life real-time real-world
    results-driven results-oriented risk-based role-based rules-based self-driven self-managed
    self-motivated self-service self-taught server-side service-oriented short-term
    single-page small-scale solution-oriented state-of-the-art step-by-step task-oriented
    team-building team-oriented test-driven third-party time-sensitive top-down up-to-date
    user-centered user-facing user-friendly value-added web-based well-being well-known
    well-organized well-versed work-life world-class year-end year-over-year
    """.split()  # noqa: SIM905 - easier to read and to add to than a list
)
"""Compounds of resumes and postings; own reading. None is a word when it is closed up, or its
closed form means the same."""


def compounds_in(texts: Iterable[str]) -> frozenset[str]:
    """The words with hyphens inside of some lines, lower case."""
    words = (word for text in texts if "-" in text for word in text.split() if "-" in word[1:-1])
    return frozenset(part.lower() for word in words for part in _COMPOUND.findall(word))


def keeps_hyphen(before: str, after: str, seen: frozenset[str]) -> bool:
    """Whether the word that `before` ends with and `after` goes on is written with a hyphen."""
    first, second = _LAST.search(before[-_LONGEST:]), _FIRST.match(after[:_LONGEST])
    if first is None or second is None:
        return False
    word = f"{first[0]}-{second[0]}".lower()
    return word in seen or word in _USUAL
