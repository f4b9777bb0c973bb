"""Lines of a resume that are copied from the posting: they list, they never demonstrate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fitcheck.profiles.profile import Posting, Resume
from fitcheck.settings import EchoSettings

_WORD = re.compile(r"[^\W_]+")
Words = tuple[str, ...]


def echoes(resume: Resume, posting: Posting, settings: EchoSettings) -> frozenset[int]:
    """Indices of the items that are copied from the posting.

    People name the same things, they do not write the same sentences: a long run of the same words
    is a copy. Where several lines are, the posting was pasted, and shorter runs are copies too.
    """
    asked = [_words(line) for line in posting.document.text.split("\n")]
    lines = [_words(resume.document.quote(item.span)) for item in resume.items]
    whole = {line for line in asked if len(line) >= settings.short_run}
    sure = _sharing(lines, asked, settings.run)
    sure |= {n for n, line in enumerate(lines) if line in whole}
    if len(sure) < settings.pasted_lines:
        return frozenset(sure & _sharing(lines, asked, settings.run))
    return frozenset(sure | _sharing(lines, asked, settings.short_run) | _parts(lines, asked))


def _words(line: str) -> Words:
    return tuple(_WORD.findall(line.lower()))


def _runs(line: Words, length: int) -> Iterator[Words]:
    for start in range(len(line) - length + 1):
        yield line[start : start + length]


def _sharing(lines: list[Words], asked: list[Words], run: int) -> set[int]:
    """Lines with a run of `run` words that stands in the posting."""
    known = {part for line in asked for part in _runs(line, run)}
    return {n for n, line in enumerate(lines) if any(part in known for part in _runs(line, run))}


def _parts(lines: list[Words], asked: list[Words]) -> set[int]:
    """Short lines that are word for word a line of the posting ("GraphQL", "Forklift licence")."""
    known = set(asked)
    return {n for n, line in enumerate(lines) if line and line in known}
