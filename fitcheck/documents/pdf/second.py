"""The second reader of PDF files: pdfminer.six, where PDFium finds no letters or unmapped ones.

It is slower and knows less of what a person can see, so it is asked only then. Its own layout
analysis is not used (it takes minutes on crowded pages): lines and columns come from
`layout`, as for PDFium's words.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from fitcheck.documents.isolation.budget import OverBudgetError, processor_budget
from fitcheck.documents.layout.page import Hidden, Page, Style, Word
from fitcheck.documents.pdf.picture import CONTRAST
from fitcheck.documents.pdf.visibility import SMALLEST
from fitcheck.settings import ReadingSettings

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_CODE = re.compile(r"\(cid:\d+\)")
_GAP = 0.15
_MOST_PAGES = 20
"""Pages that are read a second time; a resume has fewer."""
_MOST_SECONDS = 4.0
"""Processor time of a second reading in a worker. pdfminer.six knows no limits: one reference to
itself keeps it busy for ever. Ten pages of a resume take a second."""


def read_words_again(data: bytes, *, settings: ReadingSettings) -> tuple[Page, ...]:
    """The pages as pdfminer.six reads them, or nothing where it cannot read the file."""
    from pdfminer.high_level import extract_pages
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    # pdfminer logs what it finds amiss in a file; the caller's standard error is no place for it
    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL)
    pages: list[Page] = []
    limit = min(_MOST_PAGES, settings.max_pages)
    try:
        with processor_budget(_MOST_SECONDS):
            for number, layout in enumerate(
                extract_pages(io.BytesIO(data), maxpages=limit, laparams=None), start=1
            ):
                pages.append(_page(layout, number, settings.max_page_characters))
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, AttributeError,
            AssertionError, RecursionError, ArithmeticError, MemoryError):  # fmt: skip
        # what pdfminer raises on damaged files; the pages read before are kept
        return tuple(pages)
    except OverBudgetError:
        return tuple(pages)
    finally:
        log.setLevel(level)
    return tuple(pages)


def _page(layout: Any, number: int, limit: int) -> Page:
    characters = []
    for character in _characters(layout):
        characters.append(character)
        if len(characters) >= limit:
            break
    words: list[Word] = []
    unseen: list[tuple[Word, Hidden]] = []
    for word in _words(characters, layout):
        reason = _reason(word, layout)
        if reason is None:
            words.append(word)
        else:
            unseen.append((word, reason))
    total = sum(len(word.text) for word in words)
    codes = sum(word.text.count("\ufffd") for word in words)
    return Page(
        number=number,
        width=layout.width,
        height=layout.height,
        words=tuple(words),
        unseen=tuple(unseen),
        unmapped=codes / total if total else 0.0,
    )


def _characters(layout: Any) -> Iterator[Any]:
    from pdfminer.layout import LTChar, LTContainer

    for item in layout:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from _characters(item)


def _words(characters: list[Any], layout: Any) -> Iterator[Word]:
    run: list[Any] = []
    for character in characters:
        blank = not character.get_text().strip()
        if run and (blank or not _adjoins(run[-1], character)):
            yield _word(run, layout)
            run = []
        if not blank:
            run.append(character)
    if run:
        yield _word(run, layout)


def _adjoins(before: Any, character: Any) -> bool:
    if abs(before.y0 - character.y0) > 0.3 * max(before.size, 1):
        return False
    gap = float(character.x0 - before.x1)
    return -0.5 * float(before.size) < gap < _GAP * float(before.size)


def _word(run: list[Any], layout: Any) -> Word:
    first = run[0]
    text = _CODE.sub("\ufffd", "".join(character.get_text() for character in run))
    style = Style(
        font=first.fontname,
        bold=bool(_BOLD.search(first.fontname)),
        italic=bool(_ITALIC.search(first.fontname)),
        colour=_colour(first),
        mode=0,
    )
    bottom = min(character.y0 for character in run)
    size = float(first.size)
    return Word(
        text=text,
        x0=first.x0 - layout.x0,
        x1=run[-1].x1 - layout.x0,
        y=layout.y1 - bottom - 0.2 * size,
        size=size,
        style=style,
    )


def _colour(character: Any) -> tuple[int, int, int, int]:
    """The fill colour as red, green, blue, alpha; black where it has no plain one."""
    value = character.graphicstate.ncolor
    parts = value if isinstance(value, tuple | list) else (value,)
    if not all(isinstance(part, int | float) for part in parts):
        return 0, 0, 0, 255
    if len(parts) == 1:
        parts = (parts[0],) * 3
    elif len(parts) == 4:
        parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    if len(parts) != 3:
        return 0, 0, 0, 255
    red, green, blue = (round(255 * min(max(part, 0), 1)) for part in parts)
    return red, green, blue, 255


def _reason(word: Word, layout: Any) -> Hidden | None:
    if word.size < SMALLEST:
        return Hidden.TINY
    if word.x1 < 0 or word.x0 > layout.width or not 0 < word.y < layout.height + word.size:
        return Hidden.OFF_PAGE
    if min(word.style.colour[:3]) > 255 * (1 - CONTRAST):
        return Hidden.NO_CONTRAST
    return None
