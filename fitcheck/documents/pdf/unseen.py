"""What is said of the words of a PDF that nobody sees, and what is not worth a word.

Browsers cut a line in two at the end of a page and print it once more on the next: one of the two
is clipped away but for some tails of its letters. The whole line counts, its rests do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fitcheck.documents.document import DocumentWarning, WarningCode
from fitcheck.documents.layout.blocks import is_page_number
from fitcheck.documents.layout.page import Hidden, Page, Word

_QUOTE = 200
_MOST_WARNINGS = 20
_SPREAD = 3
"""Words of a line for each of them that was cut off: tails of some letters may still be seen."""
_LINE = 40
"""Words of a line at most."""
_MOST_CUT = 4
"""Lines that the two edges of a page can cut, columns counted."""
_ONE_LINE = 1.5
"""Points by which baselines of one line differ at most."""


def unseen_warnings(pages: Sequence[Page]) -> list[DocumentWarning]:
    """One warning for each run of unseen words with the same reason, at most twenty.

    Nothing is said of page numbers that were set beyond the paper, nor of a line that the page's
    edge cuts off and that stands whole on a page beside it.
    """
    warnings = []
    for page, beside in _neighbours(pages):
        for reason, words in _runs(page):
            texts = [word.text for word in words]
            if reason is Hidden.OFF_PAGE and is_page_number(" ".join(texts)):
                continue
            if reason is Hidden.NOT_DRAWN and _is_cut(texts, beside):
                continue
            warnings.append(
                DocumentWarning(
                    code=WarningCode.HIDDEN_TEXT,
                    message=f"text that a person cannot see was left out: {reason.value}",
                    quote=" ".join(texts)[:_QUOTE],
                    page=page.number,
                )
            )
            if len(warnings) >= _MOST_WARNINGS:
                return warnings
    return warnings


def without_cut_lines(pages: Sequence[Page]) -> list[Page]:
    """The pages without the rests of lines that a page beside them shows whole."""
    return [_without_rests(page, beside) for page, beside in _neighbours(pages)]


def _without_rests(page: Page, beside: Sequence[Page]) -> Page:
    dropped: set[int] = set()
    clipped = [words for reason, words in _runs(page) if reason is Hidden.NOT_DRAWN]
    for words in clipped[:_MOST_CUT]:
        if not _is_cut([word.text for word in words], beside):
            continue
        places = {word.y for word in words}
        rests = [
            index
            for index, word in enumerate(page.words)
            if any(abs(word.y - y) <= _ONE_LINE for y in places)
        ]
        if len(rests) <= len(words):
            dropped.update(rests)
    if not dropped:
        return page
    return replace(page, words=tuple(w for i, w in enumerate(page.words) if i not in dropped))


def _neighbours(pages: Sequence[Page]) -> Iterator[tuple[Page, Sequence[Page]]]:
    """Each page with those before and after it."""
    for place, page in enumerate(pages):
        yield page, (*pages[max(place - 1, 0) : place], *pages[place + 1 : place + 2])


def _runs(page: Page) -> list[tuple[Hidden, list[Word]]]:
    """Unseen words that follow each other for the same reason."""
    runs: list[tuple[Hidden, list[Word]]] = []
    for word, reason in page.unseen:
        if runs and runs[-1][0] is reason:
            runs[-1][1].append(word)
        else:
            runs.append((reason, [word]))
    return runs


def _is_cut(texts: Sequence[str], beside: Sequence[Page]) -> bool:
    """Whether the words are at most a line, and stand on a page beside theirs."""
    return len(texts) <= _LINE and any(_holds(page, texts) for page in beside)


def _holds(page: Page, texts: Sequence[str]) -> bool:
    """Whether the words stand on the page, in this order, close together."""
    shown = [word.text for word in page.words]
    for start, text in enumerate(shown):
        if text != texts[0]:
            continue
        rest = iter(shown[start : start + _SPREAD * len(texts)])
        if all(word in rest for word in texts):
            return True
    return False
