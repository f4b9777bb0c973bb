"""The pieces of a header line: what dashes, bars, brackets, tabs and slashes part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fitcheck.documents.document import Span
from fitcheck.language.datelists import joined_lists
from fitcheck.language.dates import DateRange, FoundRange, PartialDate, find_ranges
from fitcheck.language.datewords import present_pattern
from fitcheck.language.places import is_list_of_places, is_place, trailing_place
from fitcheck.language.titles import (
    employer_score,
    is_department,
    is_placeholder,
    title_score,
    word_group,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a header line; `line` counts from 0, `joined` says that a dash parts it."""

    text: str
    line: int
    joined: bool


_STRONG = re.compile(
    r"\s*\t\s*|\s+[|•·∙●▪◦‣⋅¦]\s+|\s*[|•·∙¦]\s*|\s{3,}|\s*;\s+|:\s+|\s+@\s*|\s*\0\s*|\s*ï¼\S?\s*"
)
_YEAR_AND_NEXT = re.compile(r"((?:19|20)\d\d)[-\u2010-\u2015](\d\d)")
_END_DASH = re.compile(r"\s{0,2}[-\u2010-\u2015]\s{0,2}\Z")
_SLASH = re.compile(r"\s+/\s+")
_DASH = re.compile(r"\s+[-\u2010-\u2015\u2212]{1,2}\s+|\s*[—]\s*|(?<=[\w)])–\s|\s–(?=\w)|\s[-–]\Z")
_AT = re.compile(
    r"\s(?:at|bei|chez|en|with|for)\s(?=[A-ZÄÖÜ]|[\w-]{2,30}\.[a-z]{2,3}\b)|,\sat\s(?=[A-Z])"
    r"|\s(?:at|in|with|for)\s(?=an?\s)|\s(?:bei|in)\s(?=eine[mr]\s)|\s(?:dans|chez|pour|en)\s(?=une?\s)"
)
_LONG_JOB = 12  # years; two that lie further apart are not those of one job
_SHORT_TITLE = 40  # characters before "at a …": behind more it is a sentence
_SOME = re.compile(r"(?:an?|eine[mr]|une?|una?)\s")
NAMELESS = re.compile(
    r"Company\s?Name\W{0,4}(?:City\s?,\s?State\b)?|City\s?,\s?State\b|\bCity\s,", re.IGNORECASE
)
"""What stands for an employer or a place whose name was taken out."""
_LENGTH = re.compile(
    r"[(\[]?\s?(?:\d{1,2}\+?\s?(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?)\b[,\s]{0,2}(?:and\s)?){1,2}[)\]]?"
    r"|(?:\b[A-Z][a-z]{2,8}\.?\s)?\b(?:19|20)(?:XX|xx|\?\?|__|\*\*)\b(?:\s?[-–—]\s?(?:(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)(?:XX|xx)|[Cc]urrent|[Pp]resent))?"
    r"|\(\s*\)|\[\s*\]|\A\s*(?:from|von|de|dates?|duration|period|tenure)\s?:?\s|\s+(?:from|von)\s*\Z",
    re.IGNORECASE,
)
_EMPLOYER_BEHIND = re.compile(r"\s\(([^()]{3,60})\)\s*\Z")
SITE = re.compile(r"(?:[\w-]{2,30}\.){1,3}[a-z]{2,4}")
"""The address of a web site, without what stands before its name."""
_JOINING = frozenset({"and", "&", "to", "bis", "und", "et", "y", "until"})
"""Words that are left between two dates that were cut out."""
EDGES = "Â \t,;:|·•∙-–—―/_*.@"
"""Signs that may stand around a part and belong to none."""
_DOTTED = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|dept|sr|jr|bros)|\b[a-z]\.[a-z])\.\s*\Z", re.IGNORECASE
)
_STOP_BEFORE_TOWN = re.compile(r"(.*[^\W\d_]{4})\.\s+(?=[A-Z][^\W\d_]+,)")
_BRACKETED = re.compile(r"\s?\(([^()]{2,60})\)")
_URL = re.compile(r"\(?(?:https?://|www\.)\S{3,200}", re.IGNORECASE)


def without_dates(text: str) -> str:
    """`text` with its dates, lengths and placeholders cut out; a cut is a place to part it."""
    text = NAMELESS.sub("\0", _URL.sub("\0", text))
    for found in reversed(header_ranges(text)):
        text = text[: found.span.start] + "\0" + text[found.span.end :]
    text = re.sub(r"\s[(\[]\s*\0\s*[)\]]?(?=\s(?:&|and)\s)", "", text)
    text = re.sub(r"[(\[]\s*\0\s*[)\]]?", "\0", text)
    return _LENGTH.sub("\0", text)


@lru_cache(maxsize=4096)
def header_ranges(text: str) -> tuple[FoundRange, ...]:
    """The dates of a header line, the surest kind that it has.

    Those are ranges with both ends, else ranges with one ("since 2021"), else lone dates.
    """
    found = [_as_school_year(text, one) for one in find_ranges(text, single=True)]
    ranges = joined_lists(text, _with_lost_dash(text, found))
    joined = tuple(r for r in ranges if r.joined)
    return (
        tuple(r for r in joined if not is_one_ended(text, r)) or joined or _open_end(text, ranges)
    )


def is_one_ended(text: str, found: FoundRange) -> bool:
    """Whether only a start or only an end is given ("since 2021", "until March 2025")."""
    if found.range.start is None:
        return True
    return found.range.current and not present_pattern().search(found.span.slice(text))


def _with_lost_dash(text: str, found: list[FoundRange]) -> list[FoundRange]:
    """The dates; two bare years that close a line with a blank between them as a range.

    "Junior developer 2018 2020": headers are taken to lists of years less often than tables.
    """
    if len(found) < 2 or any(one.joined for one in found):
        return found
    (first, last), before = found[-2:], found[:-2]
    start, end = first.range.start, last.range.end
    if start is None or end is None or start.month or end.month or before:
        return found
    between = text[first.span.end : last.span.start]
    closes = not text[last.span.end :].strip(" ).,")
    if between.strip() or not closes or not 0 < end.year - start.year <= _LONG_JOB:
        return found
    span = Span(start=first.span.start, end=last.span.end)
    return [FoundRange(span=span, range=DateRange(start=start, end=end))]


def _as_school_year(text: str, found: FoundRange) -> FoundRange:
    """A lone "2008-09" is the year to the next: jobs of one month are given by a range."""
    match = _YEAR_AND_NEXT.fullmatch(found.span.slice(text))
    if found.joined or match is None or int(match[2]) != (int(match[1]) + 1) % 100:
        return found
    year = int(match[1])
    dates = DateRange(start=PartialDate(year=year), end=PartialDate(year=year + 1))
    return FoundRange(span=found.span, range=dates)


def _open_end(text: str, ranges: tuple[FoundRange, ...]) -> tuple[FoundRange, ...]:
    """Lone dates; the last with a dash and nothing behind it ("2018 –") is the start of a range."""
    last = ranges[-1] if ranges else None
    dash = _END_DASH.match(text, last.span.end) if last is not None else None
    if last is None or dash is None:
        return ranges
    dates = DateRange(start=last.range.start, end=None, current=True)
    return (FoundRange(span=Span(start=last.span.start, end=dash.end()), range=dates),)


def parts_of(text: str, number: int, *, only: bool) -> tuple[list[Part], str | None]:
    """The pieces of one line without the place, and the place; `only` where no other has words."""
    parts: list[Part] = []
    place: str | None = None
    for inner in reversed(list(_BRACKETED.finditer(text))):
        if is_place(inner[1]):
            place = place or inner[1]
            text = text[: inner.start()] + "\0" + text[inner.end() :]
    pieces = [part for piece in _STRONG.split(text) for part in _out_of_brackets(piece)]
    worded = sum(any(map(str.isalpha, piece)) for piece in pieces)
    alone = only and worded < 2 and not _DASH.search(text)
    for piece in pieces:
        if is_list_of_places(piece):
            place = place or piece.strip(EDGES)
            continue
        chunks = [
            (half, index > 0)
            for index, chunk in enumerate(_DASH.split(piece))
            for half in _at_slashes(chunk, alone=alone)
        ]
        for chunk, joined in chunks:
            bare, here = _without_place(chunk.strip(EDGES.replace(".", "")))
            place = place or here
            for at, half in enumerate(_split_at(bare)):
                cleaned = _trim(half)
                if cleaned.lower() in _JOINING:
                    continue
                if cleaned and not is_placeholder(cleaned) and any(c.isalpha() for c in cleaned):
                    parts.append(Part(cleaned, number, joined and at == 0))
    return parts, place


def _at_slashes(text: str, *, alone: bool) -> list[str]:
    """Parts that a slash parts, unless both are of one title ("Employee / Research Student").

    `alone` says that nothing else parts the line: then the slash stands before the employer.
    """
    halves = _SLASH.split(text)
    if len(halves) != 2:
        return halves
    before, behind = halves[0], halves[1].split(", ")[0]
    if title_score(behind) == 2 and (title_score(before) or len(before.split()) == 1):
        return [text]  # "Barista / Shift Lead, Globex", "UI / Graphic Designer"
    if any(employer_score(half) == 2 for half in halves):
        return halves
    titled = title_score(before) and title_score(behind)
    return [text] if titled or not alone else halves


def _out_of_brackets(text: str) -> list[str]:
    """A title and the employer in brackets behind it, else the text as it is."""
    match = _EMPLOYER_BEHIND.search(text)
    if match is None or employer_score(text[: match.start()]) == 2:
        return [text]
    inner = match[1]
    if inner[0].islower() and not SITE.fullmatch(inner):
        return [text]  # "(funded by the Ministry of Science)"
    if employer_score(inner) == 2 or SITE.fullmatch(inner):
        return [text[: match.start()], inner]
    return [text]


def _trim(text: str) -> str:
    bare = text.strip(EDGES + "\u200b\ufeff")
    if not bare:
        return ""
    # The stop of "Inc." and of ".NET" belongs to the word.
    bare = ("." if f".{bare}" in text and bare[0].isalpha() else "") + bare
    bare += "." if _DOTTED.search(text) else ""
    if bare.count("(") < bare.count(")"):
        bare = bare.rstrip(")").rstrip(EDGES)
    if bare.endswith("("):
        return bare[:-1].rstrip(EDGES)
    return bare + ")" if bare.count("(") > bare.count(")") else bare


def _without_place(text: str) -> tuple[str, str | None]:
    place = trailing_place(text)
    if place is None:
        return text, None
    start = place.span.start
    named = text[start : place.span.end]
    stop = _STOP_BEFORE_TOWN.match(named)
    if stop:  # "Intern, Brightex. Dayton, Ohio"
        start += stop.end(1)
        return text[:start].rstrip(EDGES + "("), text[start : place.span.end].strip(" .")
    town, comma, _ = named.rpartition(",")
    formed = bool(comma) and word_group("forms").holds(town)
    if comma and (formed or employer_score(town) >= 1 or title_score(town) >= 1):
        # "Contoso Solutions, India": what stands before the country is the employer; in
        # "Northwind Labs Bellevue, WA" its last word is the town.
        last = town.split()[-1]
        own = (
            word_group("forms").holds(last)
            or " " not in town
            or employer_score(last)
            or title_score(last)
            or is_department(last)
        )
        start += len(town) if own else len(town) - len(last)
        named = text[start : place.span.end].strip(" ,")
    return text[:start].rstrip(EDGES + "("), named


def _split_at(text: str) -> list[str]:
    """Parts of "Engineer at Globex": only where the left side is a title."""
    match = _AT.search(text)
    if match and title_score(text[: match.start()]) == 2 and match.start() > 2:
        word = match.group().strip().lower()
        right = text[match.end() :]
        if _SOME.match(right) and match.start() <= _SHORT_TITLE:
            return [
                text[: match.start()],
                right,
            ]  # "Teller at a bank", "Aushilfe in einer Bäckerei"
        if word in ("at", "bei", "chez", ", at") or (
            employer_score(right) == 2 and title_score(right) < 2
        ):
            return [text[: match.start()], right]
    return [text]


def without_sites(parts: list[Part]) -> list[Part]:
    """Parts without addresses of web sites, where enough else is named."""
    names = [part for part in parts if not SITE.match(part.text)]
    return names if len(names) > 1 else parts
