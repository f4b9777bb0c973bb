"""The line that a person's correction speaks of, found again by its words.

A quote survives edits elsewhere in the document, another layout and another format of it. Where
the line itself has changed in its words, nothing is guessed: the correction is named as stale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from fitcheck.documents.document import Document, DocumentWarning, Span, WarningCode

_WORD = re.compile(r"[\w+#%]+")
_LEAST_SHARE = 0.5
"""Share of a line's words that a quote must hold to stand for the line: a person who copies the
half of a line means it, one word of a long line could as well be an older, shorter line."""
_NEAR = 0.5
"""Share of words in common from which a line is named as the likely successor of a quote."""
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


def find_line(
    anchor: Anchor, spans: Sequence[Span], document: Document, *, about: str
) -> Span | DocumentWarning:
    """The one of `spans` (in the order of the text) that the anchor speaks of.

    A line is it where its words are the quote's; failing that, the only line that holds the quote
    as at least half of its words. Otherwise the warning to give; `about` names the correction.
    """
    found = _find(anchor, spans, document, about)
    if isinstance(found, DocumentWarning):
        return found
    if len(found) > 1:
        return _stale(anchor, f"{about}: {len(found)} entries read so; say which with nth")
    return found[0]


def find_lines(
    anchor: Anchor, spans: Sequence[Span], document: Document, *, about: str
) -> tuple[Span, ...] | DocumentWarning:
    """The same for lines that may be repeated: without `nth` all with the quote's words."""
    return _find(anchor, spans, document, about)


def _find(
    anchor: Anchor, spans: Sequence[Span], document: Document, about: str
) -> tuple[Span, ...] | DocumentWarning:
    wanted = words_of(anchor.quote)
    lines = {span: words_of(document.quote(span)) for span in dict.fromkeys(spans)}
    found = [span for span, line in lines.items() if line == wanted]
    if not found and wanted:
        found = [span for span, line in lines.items() if _holds(line, wanted)]
        if len(found) > 1 and anchor.nth is None:
            return _stale(anchor, f"{about}: {len(found)} lines hold these words; quote all of it")
    if anchor.nth is not None:
        found = found[anchor.nth - 1 : anchor.nth]
    if not found:
        nearest = _nearest(wanted, lines, document)
        return _stale(anchor, f"{about}: no line reads so any more{nearest}")
    return tuple(found)


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


def _nearest(
    wanted: tuple[str, ...], lines: dict[Span, tuple[str, ...]], document: Document
) -> str:
    best, nearest = _NEAR, None
    asked = set(wanted)
    for span, line in lines.items():
        held = set(line)
        share = len(asked & held) / max(1, len(asked | held))
        if share > best:
            best, nearest = share, span
    if nearest is None:
        return ""
    text = " ".join(document.quote(nearest).split())
    return f"; the nearest is “{text[:_SHOWN]}”"
