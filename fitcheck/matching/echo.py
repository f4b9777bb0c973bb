"""Lines of a resume that are copied from the posting: they list, they never demonstrate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fitcheck.profiles.profile import Posting, Resume

_WORD = re.compile(r"[^\W_]+")


def echoes(resume: Resume, posting: Posting, *, run: int) -> frozenset[int]:
    """Indices of items that share a run of at least `run` words with the posting.

    People name the same things, they do not write the same sentences: see the setting for what
    honest pairs share.
    """
    asked = set(_runs(posting.document.text, run))
    if not asked:
        return frozenset()
    return frozenset(
        number
        for number, item in enumerate(resume.items)
        if any(part in asked for part in _runs(resume.document.quote(item.span), run))
    )


def _runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    for line in text.lower().split("\n"):
        words = _WORD.findall(line)
        for start in range(len(words) - length + 1):
            yield tuple(words[start : start + length])
