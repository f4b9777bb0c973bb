"""The line that a person's correction speaks of, found again by its words.

A quote survives edits elsewhere in the document, another layout and another format of it. Where
the line itself has changed in its words, nothing is guessed: the correction is named as stale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fitcheck.documents.document import Document, DocumentWarning, Span, WarningCode

_WORD = re.compile(r"[\w+#%]+")
_LEAST_SHARE = 0.5
"""Share of a line's words that a quote must hold to stand for the line: a person who copies the
half of a line means it, one word of a long line could as well be an older, shorter line."""
_NEAR = 0.5
"""Share of words in common from which a line is named as the likely successor of a quote."""
_COMMON = 200
"""Lines up to which a word is searched for; one that stands in more tells nothing."""
_SHOWN = 120
MOST_WORDS = 400
"""Words of a quote or line that are compared; a paragraph has about 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The words of a line; `nth` (from 1) tells lines with the same words apart."""

    quote: str
    nth: int | None = None


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, punctuation and kinds of apostrophes."""
    folded = unicodedata.normalize("NFKC", text[:20_000]).casefold()
    folded = folded.replace("’", "").replace("'", "")
    return tuple(_WORD.findall(folded))[:MOST_WORDS]


class Lines:
    """Lines of a document by their words: made once, asked for every correction."""

    def __init__(self, spans: Iterable[Span], document: Document) -> None:
        """`spans` in the order of the text; equal ones count once."""
        self.spans = tuple(dict.fromkeys(spans))
        self._document = document

    def quote(self, span: Span) -> str:
        """The text of a line."""
        return self._document.quote(span)

    @cached_property
    def words(self) -> dict[Span, tuple[str, ...]]:
        """The words of each line."""
        return {span: words_of(self.quote(span)) for span in self.spans}

    @cached_property
    def _reading(self) -> dict[tuple[str, ...], list[Span]]:
        found: dict[tuple[str, ...], list[Span]] = {}
        for span, words in self.words.items():
            found.setdefault(words, []).append(span)
        return found

    @cached_property
    def _holding(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for span, words in self.words.items():
            for word in dict.fromkeys(words):
                found.setdefault(word, []).append(span)
        return found

    def reading(self, wanted: tuple[str, ...]) -> list[Span]:
        """The lines that have these words and no others."""
        return list(self._reading.get(wanted, ())) if wanted else []

    def around(self, wanted: tuple[str, ...]) -> list[Span]:
        """The lines that hold these words in a row as at least half of their own."""
        if not wanted:
            return []
        rarest = min(wanted, key=lambda word: len(self._holding.get(word, ())))
        return [s for s in self._holding.get(rarest, ()) if _holds(self.words[s], wanted)]

    def nearest(self, wanted: tuple[str, ...]) -> Span | None:
        """The line with most words in common, over half of those of both; None without one.

        Words that stand nearly everywhere are not searched for.
        """
        asked = set(wanted)
        near = {
            span: None
            for word in wanted
            if len(lines := self._holding.get(word, ())) <= _COMMON
            for span in lines
        }
        best, nearest = _NEAR, None
        for span in near:
            held = set(self.words[span])
            share = len(asked & held) / len(asked | held)
            if share > best:
                best, nearest = share, span
        return nearest


def find_line(anchor: Anchor, lines: Lines, *, about: str) -> Span | DocumentWarning:
    """The one line that the anchor speaks of.

    A line is it where its words are the quote's; failing that, the only line that holds the quote
    as at least half of its words. Otherwise the warning to give; `about` names the correction.
    """
    found = find_lines(anchor, lines, about=about)
    if isinstance(found, DocumentWarning):
        return found
    if len(found) > 1:
        return _stale(anchor, f"{about}: {len(found)} entries read so; say which with nth")
    return found[0]


def find_lines(anchor: Anchor, lines: Lines, *, about: str) -> tuple[Span, ...] | DocumentWarning:
    """The same for lines that may be repeated: without `nth` all with the quote's words."""
    wanted = words_of(anchor.quote)
    found = lines.reading(wanted)
    if not found:
        found = lines.around(wanted)
        if len(found) > 1 and anchor.nth is None:
            return _stale(anchor, f"{about}: {len(found)} lines hold these words; quote all of it")
    if anchor.nth is not None:
        found = found[anchor.nth - 1 : anchor.nth]
    if found:
        return tuple(found)
    nearest = lines.nearest(wanted)
    told = "" if nearest is None else " ".join(lines.quote(nearest).split())[:_SHOWN]
    hint = f"; the nearest is “{told}”" if told else ""
    return _stale(anchor, f"{about}: no line reads so any more{hint}")


def stale(anchor: Anchor, about: str, why: str) -> DocumentWarning:
    """The warning about a correction that could not be made although its line is there."""
    return _stale(anchor, f"{about}: {why}")


def _stale(anchor: Anchor, message: str) -> DocumentWarning:
    return DocumentWarning(
        code=WarningCode.STALE_CORRECTION,
        message=f"your correction was not applied: {message}",
        quote=" ".join(anchor.quote.split())[:_SHOWN],
    )


def _holds(line: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the wanted words stand in the line in a row and are at least half of it."""
    if len(wanted) < _LEAST_SHARE * len(line):
        return False
    size = len(wanted)
    return any(line[n : n + size] == wanted for n in range(len(line) - size + 1))
