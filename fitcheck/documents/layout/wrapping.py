"""Which lines of a text were one line before an editor or a mail program broke them.

A line goes on in the next one where the next line's first word would not have fitted behind it:
that is how lines are wrapped. A text is taken as wrapped only where most of its adjoining lines
pass this test, so that lists of short lines, addresses and title lines stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_NARROWEST, _WIDEST = 55, 120
"""Wrap widths met in practice: mail wraps at 65-78, editors at 72-120; resumes and postings in
development have no wrapped text below 60. Narrower columns cannot be told from short lines."""
_LONG_SHARE = 0.1
"""Share of lines beyond the widest wrap from which a text counts as not wrapped."""
_WRAPPED_SHARE = 0.5
"""Share of adjoining lines that must look wrapped."""
_LOWER_SHARE = 0.4
"""Share of the full lines that must go on without a capital. Wrapped English goes on so in four of
five lines, German in two of three; in a list of statements hardly any line begins so."""
_SLACK = 0.88
"""Share of the width from which a line that stops in mid-sentence is full. Lines wrapped by a word
processor are even in inches, not in characters: full ones vary by about a tenth."""
_RAGGED = 60
"""Length from which a line that stops in mid-sentence may go on in lower case in a text that is
not wrapped as a whole (a line break left by copying); shorter ones are lists."""


def wrap_width(groups: Sequence[Sequence[str]]) -> int | None:
    """The column at which the lines were wrapped, or None where they were not.

    `groups` are runs of lines that could belong together: no blank line, no list mark between.
    """
    lengths = [len(line.rstrip()) for group in groups for line in group]
    longest = max((n for n in lengths if n <= _WIDEST), default=0)
    beyond = sum(n > _WIDEST for n in lengths)
    if longest < _NARROWEST or beyond > _LONG_SHARE * len(lengths):
        return None
    pairs = [(a, b) for group in groups for a, b in pairwise(group)]
    full = [second.strip() for first, second in pairs if _is_full(first, second, longest)]
    if len(full) < 2 or len(full) < _WRAPPED_SHARE * len(pairs):
        return None
    going_on = sum(not second[:1].isupper() for second in full)
    return longest if going_on >= _LOWER_SHARE * len(full) else None


def goes_on(line: str, following: str, width: int | None) -> bool:
    """True where `following` is the rest of the sentence or paragraph that `line` began."""
    line, following = line.rstrip(), following.strip()
    if not line or not following or "\t" in line or "\t" in following:
        return False
    if width is not None and _is_full(line, following, width):
        return True
    least = width * 0.6 if width is not None else _RAGGED
    return following[0].islower() and len(line) >= least and line[-1] not in ".:;!?"


def join(line: str, following: str) -> str:
    """The two lines as one; a word broken at a hyphen closes up."""
    line, following = line.rstrip(), following.strip()
    broken = len(line) > 1 and line[-1] == "-" and line[-2].isalpha() and following[0].islower()
    return line + following if broken else f"{line} {following}"


def _is_full(line: str, following: str, width: int) -> bool:
    line = line.rstrip()
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    # A line that ends a sentence or in a date is given no slack: it may well be complete.
    ended = not line or line[-1] in ".:;!?)" or line[-1].isdigit()
    least = width if ended else _SLACK * width
    return len(line) <= width and len(line) + 1 + len(word) > least
