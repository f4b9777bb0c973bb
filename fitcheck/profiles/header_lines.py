"""Lines of a work section, and what tells a header line from a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fitcheck.documents.document import BlockKind, Document, Span
from fitcheck.language.contact import has_contact
from fitcheck.language.dates import FoundRange
from fitcheck.language.outline import SectionBlock
from fitcheck.language.places import is_list_of_places
from fitcheck.language.sections import Section
from fitcheck.language.titles import employer_score, title_score
from fitcheck.profiles.header_parts import (
    NAMELESS,
    SITE,
    header_ranges,
    is_one_ended,
    without_dates,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a work section. `ranges` are its dates where they stand as in a header."""

    index: int
    span: Span
    text: str
    block: SectionBlock
    ranges: tuple[FoundRange, ...]
    prose: bool

    @property
    def item(self) -> bool:
        """Whether it is an item of a list."""
        return self.block.block.kind is BlockKind.LIST_ITEM


_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PAST = re.compile(
    r"\A(?:[A-Z][a-z]{2,14}(?:ed|ing)|Led|Built|Made|Ran|Wrote|Taught|Won|Grew|Drove|Oversaw|Held|Sold"
    r"|Met|Kept|Took|Gave|Responsib\w+|Duties|Supervisor:|Salary:|Reason for)\b"
)
_VERB = re.compile(
    r"\A(?:Manage|Develop|Provide|Create|Assist|Ensure|Maintain|Perform|Prepare|Conduct|Support"
    r"|Coordinate|Participate|Work|Help|Use|Utilize|Review|Design|Implement)s?\b"
)
_UNNAMED = re.compile(r"(?:An?|Eine?n?|Une?|Una) [a-zà-ÿ]")
_UNNAMED_WORDS = 9  # of an employer that is told without its name
_WITH_TOWN = re.compile(r",\s[A-ZÀ-Ý][\w'’-]+(?:\s(?:and\s)?[A-ZÀ-Ý][\w'’-]+){0,3}\Z")
_FIRST_PART = re.compile(r",\s|\s\(|\s?[|\t·•\0]|\s[-–—]\s")
_SET_APART = 12  # words before dates at the margin
_NO_VERB = re.compile(
    r"\A(?:Licensed|Certified|Registered|Advanced|United|Limited|Embedded|Applied|Allied|Associated"
    r"|Integrated|Distributed|Federated|Red|Fred|Ted|Ed|Boeing|Sterling|King|Ring|Accredited|Retired"
    r"|Continued|Enlisted|Combined|Assisted Living|Skilled|Special\w*|Mixed|Extended|Inspired"
    r"|Unified)\b"
)
"""Words that end like a past tense and begin titles and names of firms."""


_SELF = re.compile(
    r"\bI(?:['’](?:m|ve|d|ll)\b|\s(?!(?:and|or|to|at|in|for|with|of)\b)[a-z])|\bje\s[a-zà-ÿ]|\bj['’][a-zà-ÿ]"
    r"|\b(?:habe|bin|war|hatte) ich\b|\bich (?:habe|bin|war|hatte|[a-zä-ü]+te)\b"
)
"""Somebody tells of himself: a sentence, whatever dates it names."""


def lines_of(document: Document, blocks: Sequence[SectionBlock]) -> tuple[Line, ...]:
    """The lines of one run of blocks; a header that is glued to the sentence behind it is cut."""
    found: list[Line] = []
    for block in blocks:
        for span in _cut(document, block):
            text = document.quote(span)
            ranges = _header_ranges(text, block)
            found.append(
                Line(
                    index=len(found),
                    span=span,
                    text=text,
                    block=block,
                    ranges=ranges,
                    prose=_is_prose(text, block),
                )
            )
    return _with_labelled_dates(_without_promotions(_with_broken_dates(found)))


_FROM = re.compile(
    r"\A\W{0,3}(?:from|start(?:ed| date)?|begin|von|de|du|desde)\s?:\s*", re.IGNORECASE
)
_TO = re.compile(r"\A\W{0,3}(?:to|until|till|end(?:ed| date)?|bis|au|hasta)\s?:\s*", re.IGNORECASE)


_OPEN_END = re.compile(
    r"(?:\b(?:19|20)\d\d\s?(?:[-\u2010-\u2015]|\s(?:to|until|till|bis|au|hasta))"
    r"|\s[-\u2010-\u2015]\s[A-Za-zäé]{3,9}\.?)\s{0,4}\Z"
)
"""A line that breaks within its dates: "Sep 2017 –", "Nov 2019 – Jun", "01/2022 until"."""
_DATE_REST = 4  # words of the rest of a broken range and what may follow, "Present"


def _with_broken_dates(lines: list[Line]) -> list[Line]:
    """The lines, one that breaks within its range of dates put together with the next."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        moved = replace(line, index=len(result))
        broken = before is not None and not _is_whole(before) and _OPEN_END.search(before.text)
        if before is None or not broken or line.item or len(line.text.split()) > _DATE_REST:
            result.append(moved)
            continue
        text = f"{before.text.rstrip()} {line.text}"
        ranges = header_ranges(text)
        if not (ranges and ranges[-1].joined and ranges[-1].span.end > len(before.text)):
            result.append(moved)
            continue
        span = Span(start=before.span.start, end=line.span.end)
        result[-1] = replace(before, span=span, text=text, ranges=ranges, prose=False)
    return result


def _is_whole(line: Line) -> bool:
    """Whether a range with both ends closes a line."""
    last = line.ranges[-1] if line.ranges else None
    if last is None or not last.joined or is_one_ended(line.text, last):
        return False
    return not line.text[last.span.end :].strip(" ).")


def _without_promotions(lines: list[Line]) -> list[Line]:
    """The lines; a date without an end below an employer and its range is none of another entry.

    "Globex	2017 - 2023" over "Supervisor (promoted Jul 2020)" or "Supervisor, since 2020".
    """
    result: list[Line] = []
    for line in lines:
        above = result[-1] if result else None
        halves = [not r.joined or is_one_ended(line.text, r) for r in line.ranges]
        lone = bool(halves) and all(halves) and not line.item
        dated = above is not None and any(
            r.joined and not is_one_ended(above.text, r) for r in above.ranges
        )
        if above is not None and lone and dated and title_score(above.text) < 2:
            line = replace(line, ranges=())  # noqa: PLW2901
        result.append(line)
    return result


def _with_labelled_dates(lines: list[Line]) -> tuple[Line, ...]:
    """The lines, two that hold the ends of a range ("From: 06/2020", "To: 01/2024") as one."""
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        start = before and _FROM.match(before.text)
        end = _TO.match(line.text)
        moved = replace(line, index=len(result))
        if before is None or not start or not end:
            result.append(moved)
            continue
        text = f"{before.text[start.end() :]} – {line.text[end.end() :]}"
        ranges = header_ranges(text)
        if not (ranges and ranges[0].joined):
            result.append(moved)
            continue
        span = Span(start=before.span.start, end=line.span.end)
        result[-1] = replace(before, span=span, text=text, ranges=ranges, prose=False)
    return tuple(result)


def _cut(document: Document, block: SectionBlock) -> list[Span]:
    """The block, or two spans where a sentence follows the dates of a header at once."""
    text = document.quote(block.span)
    if len(text) < 60:
        return [block.span]
    for found in header_ranges(text[:160]):
        nameless = NAMELESS.match(text, found.span.end + 1)
        header_end = nameless.end() if nameless else found.span.end
        rest = text[header_end:]
        gap = len(rest) - len(rest.lstrip(" )].,:;|-–\t"))
        behind = rest[gap:]
        before = text[: found.span.start]
        told = rest.lstrip(" )").startswith(":") and title_score(before) == 2
        sentence = len(behind.split()) >= (2 if told else 4) and (
            told or _VERB.match(behind) or behind.rstrip().endswith(".")
        )
        headed = len(before.split()) <= 14 and (
            title_score(before) or employer_score(before) or nameless is not None
        )
        if found.joined and sentence and headed and not _PAST.match(text):
            cut = block.span.start + header_end + gap
            head = Span(start=block.span.start, end=block.span.start + header_end)
            return [head, Span(start=cut, end=block.span.end)]
    return [block.span]


def _header_ranges(text: str, block: SectionBlock) -> tuple[FoundRange, ...]:
    """The dates of a line, where they stand as they do in headers; else nothing."""
    ranges = header_ranges(text) if len(text) <= 260 else ()
    if not ranges or block.heading or block.sublabel or has_contact(text):
        return ()
    if _SELF.search(text) and not _is_set_apart(text, ranges[-1]):
        return ()
    rest = without_dates(text).replace("\0", " ")
    words = _WORDS.findall(rest)
    item = block.block.kind is BlockKind.LIST_ITEM
    named = max(title_score(rest), employer_score(rest))
    opens = not text[: ranges[0].span.start].strip(" (-–[|")
    if not words:
        return ranges
    if _starts_with_verb(rest) and not (
        (opens and ranges[0].joined and named == 2)
        or (not item and _is_set_apart(text, ranges[-1]))
    ):
        return ()
    if not ranges[0].joined:
        closes = not text[ranges[-1].span.end :].strip(" )].,")
        near = opens or closes
        jobs = block.section is Section.EXPERIENCE and not item
        if jobs and _is_set_apart(text, ranges[-1]) and not is_list_of_places(rest):
            return ranges
        return ranges if near and named == 2 and len(words) <= 10 and not item else ()
    if item and not (opens or not text[ranges[-1].span.end :].strip(" )].,|:")):
        return ()
    if item and (named < 2 or len(words) > 12):
        return ()
    return ranges if len(words) <= (24 if opens or named else 14) else ()


def _is_set_apart(text: str, found: FoundRange) -> bool:
    """Whether dates stand at the right margin: "Teaching hospital, Leeds    2019-2023".

    A bar sets a range apart too.
    """
    before = text[: found.span.start]
    closes = not text[found.span.end :].strip(" ).")
    gap = before.endswith(("\t", "   ")) or (found.joined and before.rstrip().endswith("|"))
    return closes and gap and len(before.split()) <= _SET_APART


def _starts_with_verb(text: str) -> bool:
    bare = text.strip(" \t,;:|·-–—*()")
    past = _PAST.match(bare)
    if past:
        # "Leasing Consultant": a word in -ing is a part of the title where a doer follows.
        first = _FIRST_PART.split(bare)[0]
        titled = (
            past.group().endswith("ing") and title_score(first) == 2 and len(first.split()) <= 6
        )
        return not (titled or _NO_VERB.match(bare))
    # "Help Desk Analyst", "Support Engineer": a verb form that is part of a title.
    return bool(_VERB.match(bare)) and (title_score(bare) < 2 or len(bare.split()) > 10)


def _is_prose(text: str, block: SectionBlock) -> bool:
    """Whether a line reads like a sentence or an item and not like part of a header."""
    words = text.split()
    if block.heading or block.sublabel or len(words) > 18 or not words:
        return True
    if text.rstrip().endswith(":"):
        return True
    named = max(title_score(text), employer_score(text))
    if text.rstrip().endswith((".", ";")) and not re.search(
        r"\b(?:Inc|Ltd|Corp|Co|Jr|Sr|[A-Z])\.\Z", text
    ):
        return True
    if _starts_with_verb(text) and not (named == 2 and len(words) <= 6):
        return True
    if not (words[0][:1].isupper() or words[0][:1].isdigit() or named):
        return True
    if (
        len(words) <= _UNNAMED_WORDS
        and _UNNAMED.match(text)
        and block.block.kind is not BlockKind.LIST_ITEM
    ):
        return False  # "A family dental office, Mississauga"
    if len(words) <= _UNNAMED_WORDS and words[0][0].isupper() and _WITH_TOWN.search(text):
        return False  # "Clothing shop in a mall, Leeds"
    named_words = " ".join(word for word in words if not SITE.match(word))
    long_words = [w for w in _WORDS.findall(named_words) if len(w) > 3]
    lower = sum(w[0].islower() for w in long_words)
    return len(long_words) >= 4 and lower > 0.6 * len(long_words) and named < 2
