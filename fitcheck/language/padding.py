"""Blocks of a resume without what says nothing: runs of stop words, and what is told again at once.

People pad resumes with white words and repeated lines because counting scorers fall for it. Here
neither reaches whatever reads lines after this, so no score can move by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fitcheck.documents.document import Block, Document, Span
from fitcheck.language.words import Token, tokens

_GLUE = frozenset([
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as",
    "is", "are", "was", "were", "be", "been",
])  # fmt: skip
"""Words that only join others: a line begins or ends with a few of them at most."""
_RUN = 4
"""So many of them in a row at an end of a line are padding; the 24,000 lines of the corpus' resumes
begin with three at most and end with two."""
_LEAST_ROUND = 5
"""Blocks of the shortest document that may be told several times over."""
_LEAST_REPEAT = 3
"""Words of the shortest line that is left out where it repeats the one right before it."""


_CLOSING = re.compile(r"(?:\s?[.,;:!?)\]%”’\"'])*")
"""Marks that belong to the word before them, with a blank before each or without."""


def told_blocks(document: Document) -> Iterator[Block]:
    """The blocks in order; padding is cut from their ends, and empty or repeated ones are left out.

    Spans still point into the document's text.
    """
    before: tuple[str, ...] = ()
    for block in _once(document):
        text = document.quote(block.span)
        said = tokens(text)
        kept = _without_padding(said)
        if said and not kept:
            continue
        words = tuple(token.lower for token in kept)
        if len(words) >= _LEAST_REPEAT and words == before:
            continue
        before = words
        yield block if len(kept) == len(said) else _cut(block, text, said, kept)


def _once(document: Document) -> tuple[Block, ...]:
    """The blocks, or their first round where the whole document is told several times over."""
    blocks = document.blocks
    texts = [document.quote(block.span) for block in blocks]
    count = len(texts)
    for length in range(_LEAST_ROUND, count // 2 + 1):
        # the cheap test first: most lengths fail at their first line
        whole = count % length == 0 and texts[length] == texts[0]
        if whole and texts[length:] == texts[:-length]:
            return blocks[:length]
    return blocks


def _without_padding(said: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words but for a run of stop words at either end."""
    empty = [token.lower in _GLUE for token in said]
    ahead = next((n for n, stop in enumerate(empty) if not stop), len(empty))
    behind = next((n for n, stop in enumerate(reversed(empty)) if not stop), len(empty))
    start = ahead if ahead >= _RUN else 0
    end = len(said) - behind if behind >= _RUN else len(said)
    return said[start:end]


def _cut(block: Block, text: str, said: tuple[Token, ...], kept: tuple[Token, ...]) -> Block:
    """The block with its span around the words that were kept, and the marks that touch them."""
    start = 0 if kept[0] is said[0] else kept[0].span.start
    end = len(text)
    if kept[-1] is not said[-1]:
        touching = _CLOSING.match(text, kept[-1].span.end)
        end = touching.end() if touching else kept[-1].span.end
    first = block.span.start
    return replace(block, span=Span(start=first + start, end=first + end))


def core(text: str) -> str:
    """The text without words that only join others at its ends; all of it where there is no other.

    A line that ends in "came in" is one with padding behind "came" for `told_blocks`: read by its
    core it means the same with and without.
    """
    said = tokens(text)
    telling = [number for number, token in enumerate(said) if token.lower not in _GLUE]
    if not telling or (telling[0] == 0 and telling[-1] == len(said) - 1):
        return text
    start = said[telling[0]].span.start if telling[0] else 0
    end = said[telling[-1]].span.end if telling[-1] < len(said) - 1 else len(text)
    return text[start:end]
