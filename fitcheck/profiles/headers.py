"""Who, where and when: the header lines of a job read into title, employer, place and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fitcheck.language.dates import FoundRange, find_ranges
from fitcheck.language.places import is_list_of_places, is_place, trailing_place
from fitcheck.language.titles import (
    employer_score,
    is_department,
    is_placeholder,
    is_qualifier,
    title_score,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the header lines of a position say; None where they do not.

    `title_score` and `employer_score` are 0-2 (see `fitcheck.language.titles`); a part that was
    named for its place in the header only has score 0. `spare` is how many parts were left over.
    `nameless` is True where the employer's name was taken out ("Company Name").
    """

    title: str | None
    employer: str | None
    location: str | None
    title_score: float
    employer_score: float
    spare: int
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a header line; `line` counts from 0, `joined` says that a dash parts it."""

    text: str
    line: int
    joined: bool


_STRONG = re.compile(
    r"\s*\t\s*|\s+[|•·∙●▪◦‣⋅¦]\s+|\s*[|•·∙¦]\s*|\s{3,}|\s*;\s+|:\s+|\s+@\s*|\s*\0\s*|\s*ï¼\S?\s*"
)
_SLASH = re.compile(r"\s+/\s+")
_DASH = re.compile(r"\s+[-\u2010-\u2015\u2212]{1,2}\s+|\s*[—]\s*|(?<=[\w)])–\s|\s–(?=\w)|\s[-–]\Z")
_AT = re.compile(
    r"\s(?:at|bei|chez|en|with|for)\s(?=[A-ZÄÖÜ]|[\w-]{2,30}\.[a-z]{2,3}\b)|,\sat\s(?=[A-Z])"
)
NAMELESS = re.compile(
    r"Company\s?Name\W{0,4}(?:City\s?,\s?State\b)?|City\s?,\s?State\b|\bCity\s,", re.IGNORECASE
)
_LENGTH = re.compile(
    r"[(\[]?\s?(?:\d{1,2}\+?\s?(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?)\b[,\s]{0,2}(?:and\s)?){1,2}[)\]]?"
    r"|(?:\b[A-Z][a-z]{2,8}\.?\s)?\b(?:19|20)(?:XX|xx|\?\?|__|\*\*)\b(?:\s?[-–—]\s?(?:(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)(?:XX|xx)|[Cc]urrent|[Pp]resent))?"
    r"|\(\s*\)|\[\s*\]|\A\s*(?:from|von|de|dates?|duration|period|tenure)\s?:?\s|\s+(?:from|von)\s*\Z",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\A\W{0,3}(?P<label>(?:job |position )?title|position(?: held)?|designation|role|post|employer"
    r"|company(?: name)?|organi[sz]ation|client|location|place)\s?[:\-–]\s*",
    re.IGNORECASE,
)
_EMPLOYER_BEHIND = re.compile(r"\s\(([^()]{3,60})\)\s*\Z")
SITE = re.compile(r"(?:[\w-]{2,30}\.){1,3}[a-z]{2,4}")
"""The address of a web site, without what stands before its name."""
_JOINING = frozenset({"and", "&", "to", "bis", "und", "et", "y", "until"})
_EDGES = "Â \t,;:|·•∙-–—―/_*.@"
_FORM = re.compile(
    r"(?:inc|llc|ltd|corp|co|gmbh|l\.l\.c|plc|llp|pvt|pllc|n\.a|s\.a|p\.c|jr|sr|r\.n)\b(?!-)\.?",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|dept|sr|jr|bros)|\b[a-z]\.[a-z])\.\s*\Z", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s?\(([^()]{2,60})\)")
_URL = re.compile(r"\(?(?:https?://|www\.)\S{3,200}", re.IGNORECASE)


def read_header(lines: tuple[str, ...]) -> Header:
    """Read the header lines of one position, dates included, in any order.

    The title is known by the names of doers, the employer by legal forms and words for
    organisations, a place by the gazetteer; what is left takes the open role.
    """
    return _read(lines)


@lru_cache(maxsize=4096)
def _read(lines: tuple[str, ...]) -> Header:
    parts: list[_Part] = []
    place: str | None = None
    labelled: dict[str, str] = {}
    worded = sum(any(map(str.isalpha, without_dates(line))) for line in lines)
    for number, line in enumerate(lines):
        text, label = _without_label(line)
        cleaned = without_dates(text)
        if label and cleaned.strip(_EDGES):
            labelled.setdefault(label, cleaned.strip(_EDGES))
            continue
        found, here = _parts(cleaned, number, only=worded < 2)
        place = place or here
        parts += found
    parts = _without_sites(parts)
    nameless = any(NAMELESS.search(line) or is_placeholder(line) for line in lines)
    title, t = _title(parts, nameless)
    rest = [p for p in parts if p is not title]
    employer, e = (None, 0.0) if nameless else _employer(rest, title)
    name: str | None
    used = 0 if employer is None else 1
    if title is not None and employer is None and not nameless:
        name, split_off = _split_comma(title.text)
        employer_name = split_off
        e = employer_score(split_off) if split_off else 0.0
    else:
        names = _names(employer, rest)
        employer_name = " – ".join(names) or None
        used = max(used, len(names))
        name = _extended(title, employer, rest)
    return Header(
        title=labelled.get("title", name),
        employer=labelled.get("employer", employer_name),
        location=labelled.get("location", place),
        title_score=2.0 if "title" in labelled else t,
        employer_score=2.0 if "employer" in labelled else e,
        spare=max(0, len(rest) - used),
        nameless=nameless,
    )


def _without_sites(parts: list[_Part]) -> list[_Part]:
    """Parts without addresses of web sites, where enough else is named."""
    names = [part for part in parts if not SITE.match(part.text)]
    return names if len(names) > 1 else parts


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
    """The dates of a header line: the ranges, or the lone dates where it has no range."""
    ranges = find_ranges(text, single=True)
    return tuple(r for r in ranges if r.joined) or ranges


def _without_label(line: str) -> tuple[str, str | None]:
    match = _LABELLED.match(line)
    if match is None:
        return line, None
    label = match["label"].lower()
    if label in ("location", "place"):
        return line[match.end() :], "location"
    kind = "employer" if label.startswith(("empl", "comp", "org", "client")) else "title"
    return line[match.end() :], kind


def _parts(text: str, number: int, *, only: bool) -> tuple[list[_Part], str | None]:
    """The pieces of one line without the place, and the place; `only` where no other has words."""
    parts: list[_Part] = []
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
            place = place or piece.strip(_EDGES)
            continue
        chunks = [
            (half, index > 0)
            for index, chunk in enumerate(_DASH.split(piece))
            for half in _at_slashes(chunk, alone=alone)
        ]
        for chunk, joined in chunks:
            bare, here = _without_place(chunk.strip(_EDGES.replace(".", "")))
            place = place or here
            for at, half in enumerate(_split_at(bare)):
                cleaned = _trim(half)
                if cleaned.lower() in _JOINING:
                    continue
                if cleaned and not is_placeholder(cleaned) and any(c.isalpha() for c in cleaned):
                    parts.append(_Part(cleaned, number, joined and at == 0))
    return parts, place


def _at_slashes(text: str, *, alone: bool) -> list[str]:
    """Parts that a slash parts, unless both are of one title ("Employee / Research Student").

    `alone` says that nothing else parts the line: then the slash stands before the employer.
    """
    halves = _SLASH.split(text)
    if len(halves) != 2 or any(employer_score(half) == 2 for half in halves):
        return halves
    titled = all(title_score(half) for half in halves)
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
    bare = text.strip(_EDGES + "\u200b\ufeff")
    if not bare:
        return ""
    # The stop of "Inc." and of ".NET" belongs to the word.
    bare = ("." if f".{bare}" in text and bare[0].isalpha() else "") + bare
    bare += "." if _DOTTED.search(text) else ""
    if bare.count("(") < bare.count(")"):
        bare = bare.rstrip(")").rstrip(_EDGES)
    if bare.endswith("("):
        return bare[:-1].rstrip(_EDGES)
    return bare + ")" if bare.count("(") > bare.count(")") else bare


def _without_place(text: str) -> tuple[str, str | None]:
    place = trailing_place(text)
    if place is None:
        return text, None
    start = place.span.start
    named = text[start : place.span.end]
    town, comma, _ = named.rpartition(",")
    if comma and (employer_score(town) >= 1 or title_score(town) >= 1):
        # "Contoso Solutions, India": what stands before the country is the employer; in
        # "Northwind Labs Bellevue, WA" its last word is the town.
        last = town.split()[-1]
        own = " " not in town or employer_score(last) or title_score(last) or is_department(last)
        start += len(town) if own else len(town) - len(last)
        named = text[start : place.span.end].strip(" ,")
    return text[:start].rstrip(_EDGES + "("), named


def _split_at(text: str) -> list[str]:
    """Parts of "Engineer at Globex": only where the left side is a title."""
    match = _AT.search(text)
    if match and title_score(text[: match.start()]) == 2 and match.start() > 2:
        word = match.group().strip().lower()
        right = text[match.end() :]
        if word in ("at", "bei", "chez", ", at") or (
            employer_score(right) == 2 and title_score(right) < 2
        ):
            return [text[: match.start()], right]
    return [text]


def _title(parts: list[_Part], nameless: bool) -> tuple[_Part | None, float]:
    """The part that names a doer; the first where several do, the surest where none is sure."""
    best: _Part | None = None
    score = -1.0
    for part in parts:
        t, e = title_score(part.text), employer_score(part.text)
        value = t - (0.75 if e == 2 and t < 2 else 0.5 if e == 2 else 0.0)
        if value > score and value > 0:
            best, score = part, value
    if best is not None:
        return best, title_score(best.text)
    free = [p for p in parts if employer_score(p.text) < 1 and not is_department(p.text)]
    if len(free) > 1 or (free and len(free) < len(parts)):
        return free[0], 0.0
    if nameless and parts:
        return parts[0], 0.0
    # "Project Management Training, Globex Consulting": a word of employers against a sure one.
    weak = [p for p in parts if employer_score(p.text) < 2 and not is_department(p.text)]
    if weak and len(weak) < len(parts):
        return weak[0], 0.0
    return None, 0.0


def _employer(parts: list[_Part], title: _Part | None) -> tuple[_Part | None, float]:
    best: _Part | None = None
    score = -1.0
    for part in parts:
        e = employer_score(part.text)
        if title_score(part.text) == 2 and e < 2:
            continue
        value = e or (0.0 if is_department(part.text) else 0.5)
        if title is not None and part.line == title.line:
            value += 0.1
        if value > score and value > 0.11:
            best, score = part, value
    return best, employer_score(best.text) if best else 0.0


def _extended(title: _Part | None, employer: _Part | None, parts: list[_Part]) -> str | None:
    """A title with what a dash adds to it ("Registered Nurse - ICU")."""
    if title is None:
        return None
    names = [title.text]
    names += [p.text for p in parts if p.line == title.line and p.joined and p is not employer][:1]
    return " – ".join(names) if employer is None or employer.line != title.line else names[0]


def _names(employer: _Part | None, parts: list[_Part]) -> list[str]:
    """The employer; a name that a dash parts ("State University — IT Desk") in its pieces."""
    if employer is None:
        return []
    index = parts.index(employer)
    names = [employer.text]
    for part in parts[index + 1 :]:
        if part.line != employer.line or not part.joined or title_score(part.text) == 2:
            break
        names.append(part.text)
    before = parts[index - 1] if index and employer.joined else None
    if before and before.line == employer.line and title_score(before.text) < 2:
        names.insert(0, before.text)
    return names


def _split_comma(text: str) -> tuple[str, str | None]:
    """Title and employer that only a comma parts; the employer is None where there is none."""
    pieces: list[str] = []
    for piece in text.split(", "):
        if pieces and _FORM.match(piece):
            pieces[-1] += ", " + piece
        else:
            pieces.append(piece)
    kinds = [title_score(p) == 2 or is_qualifier(p) for p in pieces]
    if len(pieces) == 1 or all(kinds):
        return text, None
    if kinds[0]:
        cut = kinds.index(False)
        return ", ".join(pieces[:cut]), ", ".join(pieces[cut:])
    if title_score(pieces[-1]) == 2 and not is_qualifier(pieces[0]):
        cut = len(kinds) - kinds[::-1].index(False)
        return ", ".join(pieces[cut:]), ", ".join(pieces[:cut])
    return text, None
