"""Lines of a resume that are copied from the posting: they list, they never demonstrate.

Where most of the posting was pasted, its copies do not even list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fitcheck.settings import EchoSettings

_WORD = re.compile(r"[^\W_]+")
Words = tuple[str, ...]


class Lines:
    """The words of many lines; their runs of a length are gathered once."""

    def __init__(self, lines: Iterable[Words]) -> None:
        self.lines = tuple(lines)
        self.known = frozenset(self.lines)
        self._runs: dict[int, frozenset[Words]] = {}
        self._whole: dict[int, frozenset[Words]] = {}

    def runs(self, length: int) -> frozenset[Words]:
        """All runs of so many words within one line."""
        if length not in self._runs:
            found = (run for line in self.lines for run in _runs(line, length))
            self._runs[length] = frozenset(found)
        return self._runs[length]

    def whole(self, least: int) -> frozenset[Words]:
        """The whole lines of at least so many words."""
        if least not in self._whole:
            self._whole[least] = frozenset(line for line in self.known if len(line) >= least)
        return self._whole[least]

    def among(self, lines: frozenset[Words]) -> set[int]:
        """Numbers of the lines that are word for word one of `lines`."""
        if self.known.isdisjoint(lines):
            return set()
        return {number for number, line in enumerate(self.lines) if line and line in lines}


def echoes(resume: Lines, posting: Lines, settings: EchoSettings) -> frozenset[int]:
    """Indices of the lines of a resume that are copied from the posting.

    People name the same things, they do not write the same sentences: a long run of the same words
    is a copy. Where several lines are, the posting was pasted, and shorter runs are copies too.
    """
    sharing = _sharing(resume, posting, settings.run)
    sure = sharing | resume.among(posting.whole(settings.short_run))
    if len(sure) < settings.pasted_lines:
        return frozenset(sharing)
    return frozenset(sure | _sharing(resume, posting, settings.short_run) | _parts(resume, posting))


def pasted(resume: Lines, posting: Lines, settings: EchoSettings) -> bool:
    """Whether most of the posting's words stand in the resume as whole sentences of it.

    A resume's paragraphs are cut into sentences, so each is looked for inside the posting's lines.
    """
    text = "".join(f" {' '.join(line)} \n" for line in posting.lines)
    asked = sum(map(len, posting.lines))
    lines = {line for line in resume.lines if len(line) >= settings.short_run}
    copied = [len(line) for line in lines if f" {' '.join(line)} " in text]
    return len(copied) >= settings.pasted_lines and sum(copied) >= settings.pasted_share * asked


def words_of(line: str) -> Words:
    """The words of a line, lower case, without marks."""
    return tuple(_WORD.findall(line.lower()))


def _runs(line: Words, length: int) -> Iterator[Words]:
    for start in range(len(line) - length + 1):
        yield line[start : start + length]


def _sharing(resume: Lines, posting: Lines, run: int) -> set[int]:
    """Lines with a run of `run` words that stands in the posting."""
    if resume.runs(run).isdisjoint(posting.runs(run)):
        return set()
    common = resume.runs(run) & posting.runs(run)
    return {
        n for n, line in enumerate(resume.lines) if any(part in common for part in _runs(line, run))
    }


def _parts(resume: Lines, posting: Lines) -> set[int]:
    """Short lines that are word for word a line of the posting, or two words or more of one.

    ("GraphQL", "Forklift licence"; "Greet visitors." of a paragraph that was cut at its stops.)
    """
    return {
        n
        for n, line in enumerate(resume.lines)
        if line and (line in posting.known or (len(line) > 1 and line in posting.runs(len(line))))
    }
