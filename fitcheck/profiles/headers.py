"""Who, where and when: the header lines of a job read into title, employer, place and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fitcheck.language.titles import (
    employer_score,
    is_department,
    is_placeholder,
    title_score,
)
from fitcheck.profiles.header_commas import (
    before_employer,
    is_unnamed,
    pieces_of,
    split_comma,
)
from fitcheck.profiles.header_parts import (
    EDGES,
    NAMELESS,
    Part,
    parts_of,
    without_dates,
    without_sites,
)
from fitcheck.profiles.header_remarks import is_remark, without_changes, without_remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the header lines of a position say; None where they do not.

    `title_score` and `employer_score` are 0-2 (see `fitcheck.language.titles`); a part that was
    named for its place in the header only has score 0. `spare` is how many parts were left over.
    `nameless` is True where the employer's name was taken out ("Company Name"), `parted` where
    only a comma tells the employer from the title.
    """

    title: str | None
    employer: str | None
    location: str | None
    title_score: float
    employer_score: float
    spare: int
    nameless: bool = False
    parted: bool = False


_LABELLED = re.compile(
    r"\A\W{0,3}(?P<label>(?:job |position )?title|position(?: held)?|designation|role|post|employer"
    r"|company(?: name)?|organi[sz]ation|client|location|place)\s?[:\-–]\s*",
    re.IGNORECASE,
)


def read_header(lines: tuple[str, ...]) -> Header:
    """Read the header lines of one position, dates included, in any order.

    The title is known by the names of doers, the employer by legal forms and words for
    organisations, a place by the gazetteer; what is left takes the open role.
    """
    return _read(lines)


def is_guess(header: Header) -> bool:
    """Whether an employer is one only for the comma before it: it may be a part of the title."""
    if not header.parted or header.employer is None:
        return False
    small = header.employer[0].islower() and not is_unnamed(header.employer)
    return header.employer_score < 2 or small


@lru_cache(maxsize=4096)
def _read(lines: tuple[str, ...]) -> Header:
    parts: list[Part] = []
    place: str | None = None
    labelled: dict[str, str] = {}
    worded = sum(any(map(str.isalpha, without_dates(line))) for line in lines)
    for number, line in enumerate(lines):
        text, label = _without_label(without_changes(line))
        cleaned = without_dates(text)
        if label and cleaned.strip(EDGES):
            labelled.setdefault(label, cleaned.strip(EDGES))
            continue
        found, here = parts_of(cleaned, number, only=worded < 2)
        place = place or here
        parts += found
    parts = [part for part in without_sites(parts) if not is_remark(part.text)] or parts
    nameless = any(NAMELESS.search(line) or is_placeholder(line) for line in lines)
    title, t = _title(parts, nameless)
    rest = [p for p in parts if p is not title]
    employer, e = (None, 0.0) if nameless else _employer(rest, title)
    name: str | None
    used = 0 if employer is None else 1
    parted = False
    if title is not None and employer is None and not nameless:
        name, split_off = split_comma(title.text)
        employer_name = split_off
        parted = split_off is not None
        e = employer_score(split_off) if split_off else 0.0
    elif title is not None and e == 0 and (sure := _sure_behind_comma(title.text)):
        # "Van driver, bakery in Verona" below "Older jobs": the line names its own employer
        name, employer_name = sure
        e, parted = 2.0, True
    else:
        names = _names(employer, rest, title)
        employer_name = " – ".join(names) or None
        used = max(used, len(names))
        name = _extended(title, employer, rest)
        if title is None and len(names) == len(parts) == 1:
            name, employer_name = before_employer(names[0])
    return Header(
        title=labelled.get("title", None if name is None else without_remark(name)),
        employer=labelled.get("employer", employer_name),
        location=labelled.get("location", place),
        title_score=2.0 if "title" in labelled else t,
        employer_score=2.0 if "employer" in labelled else e,
        spare=max(0, len(rest) - used),
        nameless=nameless,
        parted=parted,
    )


def _sure_behind_comma(text: str) -> tuple[str, str] | None:
    """Title and employer of a part whose comma has a sure employer behind it, else None."""
    name, employer = split_comma(text)
    if employer is None:
        return None
    first = pieces_of(employer)[0]
    if " " not in first and first[0].islower():
        return None  # "Student, pre-school" tells the field
    return (name, employer) if employer_score(first) == 2 or is_unnamed(first) else None


def _without_label(line: str) -> tuple[str, str | None]:
    match = _LABELLED.match(line)
    if match is None or NAMELESS.match(line):
        return line, None  # in "Company Name - City, State" nothing is labelled
    label = match["label"].lower()
    if label in ("location", "place"):
        return line[match.end() :], "location"
    kind = "employer" if label.startswith(("empl", "comp", "org", "client")) else "title"
    return line[match.end() :], kind


def _title(parts: list[Part], nameless: bool) -> tuple[Part | None, float]:
    """The part that names a doer; the first where several do, the surest where none is sure."""
    best: Part | None = None
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


def _employer(parts: list[Part], title: Part | None) -> tuple[Part | None, float]:
    best: Part | None = None
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


def _extended(title: Part | None, employer: Part | None, parts: list[Part]) -> str | None:
    """A title with what a dash adds to it ("Registered Nurse - ICU")."""
    if title is None:
        return None
    names = [title.text]
    names += [p.text for p in parts if p.line == title.line and p.joined and p is not employer][:1]
    return " – ".join(names) if employer is None or employer.line != title.line else names[0]


def _names(employer: Part | None, parts: list[Part], title: Part | None) -> list[str]:
    """The employer; a name that a dash parts ("State University — IT Desk") in its pieces.

    A piece that names a doer belongs to it only where the title stands on a line of its own.
    """
    if employer is None:
        return []
    index = parts.index(employer)
    names = [employer.text]
    for part in parts[index + 1 :]:
        apart = title is not None and title.line != employer.line
        doer = title_score(part.text) == 2 and not apart
        if part.line != employer.line or not part.joined or doer:
            break
        names.append(part.text)
    before = parts[index - 1] if index and employer.joined else None
    if before and before.line == employer.line and title_score(before.text) < 2:
        names.insert(0, before.text)
    return names
