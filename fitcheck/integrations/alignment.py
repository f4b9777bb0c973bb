"""Where the words of a `Document` stand in the raw text that it was made from."""

from __future__ import annotations

import re
from bisect import bisect_left

from fitcheck.documents.document import Document, Span

_WORD = re.compile(r"\S+")
_WINDOW = 400
"""Characters in which the next word is looked for. What a document leaves out of a plain text
between two words are blanks, list marks and drawn rules, rarely longer than a line of 200; a
word that was put together over a line end is not found, and must not be taken from far away."""


class Alignment:
    """The way back from offsets into `document.text` to offsets into `raw`.

    A document of a plain text has its words in their order, without list marks, drawn rules and
    the line ends of wrapped paragraphs; words that were hyphenated at a line end were joined.
    """

    def __init__(self, document: Document, raw: str) -> None:
        self._starts: list[int] = []
        self._places: list[tuple[int, int, int]] = []
        cursor = 0
        for word in _WORD.finditer(document.text):
            found = raw.find(word[0], cursor, cursor + _WINDOW + len(word[0]))
            if found < 0:
                continue
            cursor = found + len(word[0])
            self._starts.append(word.start())
            self._places.append((word.start(), word.end(), found))

    def raw_span(self, span: Span) -> tuple[int, int] | None:
        """Start and end in the raw text of what `span` covers, None where no word was found.

        A span that begins or ends within a word begins and ends there in the raw text too.
        """
        first = bisect_left(self._starts, span.start)
        if first and self._places[first - 1][1] > span.start:
            first -= 1
        last = bisect_left(self._starts, span.end) - 1
        if last < first:
            return None
        word, _, place = self._places[first]
        start = place + max(0, span.start - word)
        word, stop, place = self._places[last]
        return start, place + min(stop, span.end) - word
