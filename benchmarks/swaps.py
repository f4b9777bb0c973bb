"""Copies of a resume that differ in nothing that should matter: names, pronouns, places, schools.

Each *swap* changes one such thing of a resume of the corpus, told as Markdown, and leaves the rest
as it is. What cannot be changed without changing a fact (a graduation year that lies ahead, a job
that overlaps the one before) gives no swap.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from fitcheck.language.dates import DateRange
from fitcheck.language.sections import Section
from fitcheck.profiles.profile import Position, PositionKind, Resume

TABLE = Path(__file__).parent / "fairness" / "swaps.toml"
GRADUATION_SHIFTS = (1, 8, 20)
"""Years by which graduation moves back: another class, another generation."""
GAP_YEARS = (1, 3)
"""Years that are put between the latest job and the ones before."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPEN = re.compile(
    r"\b(?:present|current\w*|ongoing|now|today|date|expected|in progress|since|until|to go"
    r"|pursuing|studying|graduating|due|not (?:finished|completed)|left)\b|['’]\d\d\b",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\A(?:.*?[|·/] ?)?(?P<town>[A-Z][\w.'’ -]{2,24}), (?:[A-Z]{2,3}\b|[A-Z]\w+)")


class SwapKind(StrEnum):
    """What is swapped."""

    NAME = "name"
    PRONOUN = "pronoun"
    ADDRESS = "address"
    SCHOOL = "school"
    GRADUATION = "graduation"
    GAP = "gap"
    CAREER_BREAK = "career_break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One changed copy of a resume. `group` names what was put in."""

    kind: SwapKind
    group: str
    text: str


@cache
def table() -> dict[str, Any]:
    """What is put in place of what."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def swaps(text: str, read: Resume, number: int) -> Iterator[Swap]:
    """All swaps of one resume; `read` is `text` as it was understood, `number` varies the names."""
    yield from _names(text, number)
    yield from _pronouns(text)
    yield from _addresses(text)
    yield from _schools(text, read)
    yield from _graduations(text, read)
    yield from _gaps(text, read)


def _head(text: str) -> tuple[str, str, str]:
    """The name, the rest of the lines above the first section, and everything below."""
    first, _, rest = text.partition("\n")
    at = rest.find("\n## ")
    cut = at if at >= 0 else len(rest)
    return first.removeprefix("# "), rest[:cut], rest[cut:]


def _names(text: str, number: int) -> Iterator[Swap]:
    """One name of every group, in the title and wherever addresses and links repeat it."""
    for group, names in table()["names"].items():
        name = names[number % len(names)]
        yield Swap(kind=SwapKind.NAME, group=group, text=renamed(text, name))


def renamed(text: str, name: str) -> str:
    """The resume under another name; the contact lines spell it in small letters too."""
    old, contact, body = _head(text)
    for mine, theirs in zip(_ends(old), _ends(name), strict=True):
        for form in (_plain, str):
            if len(form(mine)) > 1:
                contact = contact.replace(form(mine), form(theirs))
    return f"# {name}\n{contact}{body.replace(old, name)}"


def _ends(name: str) -> tuple[str, str]:
    parts = name.split()
    return parts[0], parts[-1]


def _plain(name: str) -> str:
    """A name as addresses spell it: small ASCII letters alone."""
    flat = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in flat.lower() if c.isascii() and c.isalpha())


def _pronouns(text: str) -> Iterator[Swap]:
    name, contact, body = _head(text)
    for pronouns in table()["pronouns"]["behind"]:
        title = f"# {name} {pronouns}\n{contact}{body}"
        yield Swap(kind=SwapKind.PRONOUN, group=pronouns, text=title)
        line = f"# {name}\nPronouns: {pronouns.strip('()')}\n{contact}{body}"
        yield Swap(kind=SwapKind.PRONOUN, group=f"line {pronouns}", text=line)
    for address in table()["pronouns"]["before"]:
        title = f"# {address} {name}\n{contact}{body}"
        yield Swap(kind=SwapKind.PRONOUN, group=address, text=title)


def _addresses(text: str) -> Iterator[Swap]:
    """Another street, and another town before the same region."""
    name, contact, body = _head(text)
    for street in table()["addresses"]["streets"]:
        changed = f"# {name}\n{street}\n{contact}{body}"
        yield Swap(kind=SwapKind.ADDRESS, group=street, text=changed)
    lines = contact.split("\n")
    for place, line in enumerate(lines):
        found = _TOWN.search(line)
        if found is None:
            continue
        for town in table()["addresses"]["towns"]:
            moved = line[: found.start("town")] + town + line[found.end("town") :]
            other = "\n".join([*lines[:place], moved, *lines[place + 1 :]])
            changed = f"# {name}\n{other}{body}"
            yield Swap(kind=SwapKind.ADDRESS, group=f"town {town}", text=changed)
        return


def _schools(text: str, read: Resume) -> Iterator[Swap]:
    """Another school of the same kind wherever a line of education names one."""
    lines = text.split("\n")
    places = _lines_of(lines, read, Section.EDUCATION)
    for kind, names in table()["schools"].items():
        pattern = _school(kind)
        if not any(pattern.search(lines[place]) for place in places):
            continue
        for name in names:
            changed = [
                pattern.sub(name, line) if place in places else line
                for place, line in enumerate(lines)
            ]
            yield Swap(kind=SwapKind.SCHOOL, group=name, text="\n".join(changed))


@cache
def _school(kind: str) -> re.Pattern[str]:
    """A name that ends in "University", or "University of …"; never the words of a degree."""
    word = r"[A-Z][\w.'’&-]+"
    # "University College Dublin" is one name, and no college of the kind that is put in.
    return re.compile(
        rf"(?:{word} ){{1,3}}(?<!University ){kind}\b(?! of\b)|\b{kind} of {word}(?: {word})?"
    )


def _lines_of(lines: Sequence[str], read: Resume, section: Section) -> frozenset[int]:
    """Numbers of the source's lines that were read as items of a section."""
    quotes = {read.document.quote(i.span).strip() for i in read.items if i.section is section}
    return frozenset(n for n, line in enumerate(lines) if _bare(line) and _said(line, quotes))


def _bare(line: str) -> str:
    return line.lstrip("#- ").strip()


def _said(line: str, quotes: set[str]) -> bool:
    bare = _bare(line)
    return any(bare in quote or (len(quote) > 8 and quote in bare) for quote in quotes)


def _graduations(text: str, read: Resume) -> Iterator[Swap]:
    """All years of finished education, further back."""
    lines = text.split("\n")
    places = _lines_of(lines, read, Section.EDUCATION)
    years = [int(y) for place in places for y in _YEAR.findall(lines[place])]
    held = any(
        item.section is Section.EDUCATION and item.position is not None for item in read.items
    )
    if not years or held or max(years) >= 2026 or any(_OPEN.search(lines[p]) for p in places):
        return
    for shift in GRADUATION_SHIFTS:
        changed = [_moved(line, shift) if n in places else line for n, line in enumerate(lines)]
        group = f"{shift} years before"
        yield Swap(kind=SwapKind.GRADUATION, group=group, text="\n".join(changed))


def _moved(line: str, years: int) -> str:
    return _YEAR.sub(lambda found: str(int(found.group()) - years), line)


def _gaps(text: str, read: Resume) -> Iterator[Swap]:
    """The jobs before the latest one, further back by whole years: as long as they were."""
    jobs = [p for p in read.positions if p.kind in (PositionKind.JOB, PositionKind.INTERNSHIP)]
    if len(jobs) < 2 or len(jobs) < len(read.positions) or not _apart(jobs):
        return
    lines = text.split("\n")
    places = _headers(lines, read, jobs[1:])
    if len(places) != len(jobs) - 1:
        return
    for years in GAP_YEARS:
        changed = [_moved(line, years) if n in places else line for n, line in enumerate(lines)]
        yield Swap(kind=SwapKind.GAP, group=f"{years} years", text="\n".join(changed))
        if years < max(GAP_YEARS) or not lines[min(places)].startswith("### "):
            continue
        ended = jobs[1].dates.end.year if jobs[1].dates and jobs[1].dates.end else 0
        for name in table()["breaks"]["lines"]:
            entry = f"### {name} || {ended - years} - {ended}"
            told = [*changed[: min(places)], entry, "", *changed[min(places) :]]
            yield Swap(kind=SwapKind.CAREER_BREAK, group=name, text="\n".join(told))


def _headers(lines: Sequence[str], read: Resume, jobs: Sequence[Position]) -> frozenset[int]:
    """Numbers of the lines with the dates of these jobs, if each has one of its own."""
    found = set()
    for job in jobs:
        quotes = {part.strip() for part in read.document.quote(job.span).split("\n")}
        near = [n for n, line in enumerate(lines) if _YEAR.search(line) and _said(line, quotes)]
        if len(near) == 1:
            found.add(near[0])
    return frozenset(found)


def _apart(jobs: Sequence[Position]) -> bool:
    """Whether the first job begins after all others have ended, every one dated by years."""
    ranges = [job.dates for job in jobs]
    if any(r is None or r.start is None or (r.end is None and not r.current) for r in ranges):
        return False
    kept: list[DateRange] = [r for r in ranges if r is not None]
    start = kept[0].start
    return start is not None and all(
        r.end is not None and not r.current and r.end.year < start.year for r in kept[1:]
    )
