"""The sheet that a reader fills in (docs/labelling.md), read into labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.corpus import NumberedText
from benchmarks.labels import (
    ASK_ZONES,
    DEGREES,
    FITS,
    KINDS,
    SECTIONS,
    SHOWN,
    ZONES,
    Ask,
    Degree,
    Facts,
    Held,
    Pair,
    Reading,
    Shown,
)

LETTERS = {"D": "demonstrated", "P": "partial", "L": "listed", "A": "absent", "C": "cannot_tell"}
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_YEARS = re.compile(r"(\d+(?:\.\d+)?) years?")
_COMPLETED = {"completed": True, "unfinished": False, "ongoing": None}


class SheetResume(NumberedText, Protocol):
    """A resume that a sheet is about."""

    @property
    def headings(self) -> frozenset[str]:
        """The numbers of the lines that need no section."""


class SheetPosting(NumberedText, Protocol):
    """A posting that a sheet is about."""

    @property
    def resumes(self) -> Sequence[SheetResume]:
        """Its resumes, in the order of their keys."""


class SheetError(ValueError):
    """A row of a sheet that cannot be taken; the message names the row and what is wrong."""


@dataclass(slots=True, kw_only=True)
class _Resume:
    facts: list[tuple[str, str]] = field(default_factory=list)
    fit: tuple[str, bool, str] | None = None
    shown: dict[str, Shown] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)


def parse_sheet(text: str, posting: SheetPosting, *, facts: bool = True) -> Reading:
    """The labels of a filled sheet; raises SheetError for the first row that is wrong.

    Without `facts` the sections of the resumes need not be there.
    """
    return _Sheet(posting, facts=facts).read(text)


class _Sheet:
    """Reads the rows of one sheet in order."""

    def __init__(self, posting: SheetPosting, *, facts: bool) -> None:
        self.posting = posting
        self.facts = facts
        self.numbers = list(posting.lines)
        self.title = ""
        self.asks: dict[str, Ask] = {}
        self.zones: dict[str, str] = {}
        self.resumes = {resume.id[len(posting.id) :]: _Resume() for resume in posting.resumes}
        self.sources = {resume.id[len(posting.id) :]: resume for resume in posting.resumes}
        self.ask: str | None = None
        self.resume: str | None = None

    def read(self, text: str) -> Reading:
        for number, row in enumerate(text.splitlines(), 1):
            if row.strip() and not row.lstrip().startswith("#"):
                try:
                    self._row(row.strip())
                except (SheetError, KeyError, ValueError) as problem:
                    raise SheetError(f"row {number} ({row.strip()[:60]}): {problem}") from problem
        return self._finished()

    def _row(self, row: str) -> None:
        word, _, rest = row.partition(" ")
        rest = rest.strip()
        if re.fullmatch(r"L\d{3}", word):
            self._take_ask(word, rest)
        elif re.fullmatch(r"R\d", word):
            self._take_status(word, rest)
        elif word == "posting":
            _require(rest == self.posting.id, f"the sheet is for {rest}")
        elif word == "title":
            self.title = rest
        elif word == "zones":
            self.zones |= ranges(rest, self.numbers, ZONES)
        elif word == "resume":
            _require(rest in self.resumes, f"there is no resume {rest}")
            self.resume = rest
        else:
            self._take_fact(word, rest)

    def _take_ask(self, number: str, rest: str) -> None:
        _require(number in self.numbers, "no such line in the posting")
        _require(number not in self.asks, "asked twice")
        self.asks[number] = parse_ask(rest)
        self.ask = number

    def _take_status(self, key: str, rest: str) -> None:
        _require(self.ask is not None, "a status before the first ask")
        _require(key in self.resumes, "no such resume")
        shown = parse_status(rest, self.sources[key].lines)
        assert self.ask is not None
        self.resumes[key].shown[self.ask] = shown

    def _take_fact(self, word: str, rest: str) -> None:
        _require(self.resume is not None, "unknown row, or a fact before `resume`")
        assert self.resume is not None
        resume = self.resumes[self.resume]
        if word == "sections":
            names = list(self.sources[self.resume].lines)
            resume.sections |= ranges(rest, names, SECTIONS)
        elif word == "fit":
            fit, worth, *why = rest.split(" ", 2)
            _require(fit in FITS, f"fit is one of {' '.join(FITS)}")
            _require(worth in ("yes", "no") and bool(why), "fit LEVEL yes|no WHY")
            resume.fit = (fit, worth == "yes", why[0])
        elif word in ("position", "degree", "certification", "language"):
            resume.facts.append((word, rest))
        else:
            raise SheetError("unknown row")

    def _finished(self) -> Reading:
        _require(bool(self.title), "the title is missing")
        zones = self.zones | {number: ask.zone for number, ask in self.asks.items()}
        _complete(self.numbers, zones, "zones")
        for key, resume in self.resumes.items():
            _complete(list(self.asks), resume.shown, f"statuses of {key}")
            if self.facts:
                lines = [n for n in self.sources[key].lines if n not in self.sources[key].headings]
                _complete(lines[1:], resume.sections, f"sections of {key}")  # the first: the name
            _require(resume.fit is not None, f"the fit of {key} is missing")
        facts = {
            key: _facts(resume, self.sources[key], key) for key, resume in self.resumes.items()
        }
        return Reading(
            posting=self.posting.id,
            title=self.title,
            asks=dict(sorted(self.asks.items())),
            zones={number: zones[number] for number in self.numbers},
            resumes=facts,
            pairs={key: _pair(resume, sorted(self.asks)) for key, resume in self.resumes.items()},
        )


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise SheetError(message)


def _complete(wanted: Iterable[str], given: Mapping[str, object], what: str) -> None:
    missing = [number for number in wanted if number not in given]
    _require(not missing, f"{what} are missing for {' '.join(missing[:8])}")


def parse_status(text: str, lines: Mapping[str, str]) -> Shown:
    """A status with its evidence ("D r006 r007"); `lines` are those of the resume."""
    letter, *evidence = text.split()
    status = LETTERS.get(letter)
    _require(status is not None, f"the status is one of {' '.join(LETTERS)}")
    assert status is not None
    unknown = [line for line in evidence if line not in lines]
    _require(not unknown, f"no such resume line: {' '.join(unknown)}")
    _require((status in SHOWN) == bool(evidence), "D, P and L need evidence, A and C none")
    _require(len(evidence) <= 3, "at most three lines of evidence")
    return Shown(status=status, evidence=tuple(evidence))


def parse_ask(text: str) -> Ask:
    """An ask row without its line number: `zone kinds | concepts | any | 5 years | bachelor`."""
    head, *bars = [part.strip() for part in text.split("|")]
    zone, _, names = head.partition(" ")
    kinds = tuple(name.strip() for name in names.split(",") if name.strip())
    _require(zone in ASK_ZONES, f"the zone of an ask is one of {' '.join(ASK_ZONES)}")
    _require(bool(kinds), "kinds are missing")
    _require(set(kinds) <= set(KINDS), f"unknown kind among {', '.join(kinds)}")
    concepts = tuple(c.strip() for c in bars[0].split(";") if c.strip()) if bars else ()
    logic, years, degree, equivalent = "all", None, None, False
    for mark in filter(None, bars[1:]):
        found = _YEARS.fullmatch(mark)
        if mark in ("any", "all"):
            logic = mark
        elif found:
            years = float(found[1])
        elif mark in DEGREES:
            degree = mark
        elif mark == "or equivalent":
            equivalent = True
        else:
            raise SheetError(f"unknown mark {mark!r}")
    return Ask(
        zone=zone,
        kinds=kinds,
        concepts=concepts,
        logic=logic,
        min_years=int(years) if years is not None and years.is_integer() else years,
        degree=degree,
        or_equivalent=equivalent,
    )


def ranges(text: str, numbers: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """`L001-L003 about; L007 title` as a name for each of `numbers` that a range covers."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        place, _, name = part.partition(" ")
        first, _, last = place.partition("-")
        _require(name in names, f"{name!r} is none of {' '.join(names)}")
        _require(first in numbers, f"no such line {first}")
        _require((last or first) in numbers, f"no such line {last}")
        start, stop = numbers.index(first), numbers.index(last or first)
        _require(start <= stop, f"the range {place} runs backwards")
        found |= dict.fromkeys(numbers[start : stop + 1], name)
    return found


def _facts(resume: _Resume, source: SheetResume, key: str) -> Facts:
    def bars(kind: str) -> list[list[str]]:
        return [[p.strip() for p in text.split("|")] for k, text in resume.facts if k == kind]

    try:
        return Facts(
            positions=tuple(_held(*parts, lines=source.lines) for parts in bars("position")),
            degrees=tuple(_degree(*parts, lines=source.lines) for parts in bars("degree")),
            certifications=tuple(text for kind, text in resume.facts if kind == "certification"),
            languages=tuple(text for kind, text in resume.facts if kind == "language"),
            sections={n: s for n, s in resume.sections.items() if n not in source.headings},
        )
    except TypeError as problem:
        raise SheetError(f"a position or degree of {key} has too few or many bars") from problem


def _held(
    title: str, employer: str, start: str, end: str, line: str, *, lines: Mapping[str, str]
) -> Held:
    for name, value in (("start", start), ("end", end)):
        right = value == "-" or _DATE.fullmatch(value) or (name, value) == ("end", "present")
        _require(bool(right), f"the {name} {value!r} of {title!r} is no date")
    _require(line in lines, f"no such line {line} for {title!r}")
    return Held(
        title=title, employer=_said(employer), start=_said(start), end=_said(end), line=line
    )


def _degree(level: str, name: str, state: str, line: str, *, lines: Mapping[str, str]) -> Degree:
    _require(level in DEGREES, f"unknown degree {level!r}")
    _require(state in _COMPLETED, f"a degree is one of {' '.join(_COMPLETED)}")
    _require(line in lines, f"no such line {line} for a degree")
    return Degree(level=level, field=_said(name), completed=_COMPLETED[state], line=line)


def _said(text: str) -> str | None:
    return None if text in ("-", "") else text


def _pair(resume: _Resume, asks: Sequence[str]) -> Pair:
    assert resume.fit is not None
    fit, worth, why = resume.fit
    return Pair(lines={n: resume.shown[n] for n in asks}, fit=fit, worth=worth, why=why)
