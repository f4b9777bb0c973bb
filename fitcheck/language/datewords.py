"""The words of dates: months, seasons, "present", "since", "to" (`fitcheck/data/months.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from fitcheck.errors import TableError
from fitcheck.settings import load_table

_KEYS = {
    "month": frozenset({"id", "number", "source", "names"}),
    "season": frozenset({"id", "first", "last", "source", "names"}),
    "present": frozenset({"id", "source", "names"}),
    "since": frozenset({"id", "source", "names"}),
    "until": frozenset({"id", "source", "names"}),
    "from": frozenset({"id", "source", "names"}),
    "joiner": frozenset({"id", "source", "names"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """The words of dates: the months each name covers, and alternations for patterns.

    `months` maps a lower-case name to its first and last month, each 1-12 and equal but for
    seasons. `names` is an alternation of all of them, longest first; `present`, `since`, `until`,
    `opener` and `joiner` are alternations of the other words.
    """

    months: dict[str, tuple[int, int]]
    names: str
    present: str
    since: str
    until: str
    opener: str
    joiner: str


@cache
def date_words() -> DateWords:
    """The table, checked and read once. Raises TableError where it breaks its own rules."""
    table = load_table("months")
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise TableError(f"months.toml holds the unknown tables {', '.join(unknown)}")
    months: dict[str, tuple[int, int]] = {}
    for entry in _entries(table, "month"):
        months.update(dict.fromkeys(entry["names"], _covers(entry, "number", "number")))
    for entry in _entries(table, "season"):
        months.update(dict.fromkeys(entry["names"], _covers(entry, "first", "last")))
    return DateWords(
        months=months,
        names=_alternation(list(months)),
        present=_alternation([n for e in _entries(table, "present") for n in e["names"]]),
        since=_alternation([n for e in _entries(table, "since") for n in e["names"]]),
        until=_alternation([n for e in _entries(table, "until") for n in e["names"]]),
        opener=_alternation([n for e in _entries(table, "from") for n in e["names"]]),
        joiner=_alternation([n for e in _entries(table, "joiner") for n in e["names"]]),
    )


def _entries(table: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = table.get(kind, [])
    if not entries:
        raise TableError(f"months.toml has no [[{kind}]]")
    for entry in entries:
        if set(entry) != _KEYS[kind] or not entry["names"]:
            raise TableError(f"months.toml, entry {entry.get('id', '?')}: wrong or empty keys")
    return entries


def _covers(entry: dict[str, Any], first: str, last: str) -> tuple[int, int]:
    low, high = int(entry[first]), int(entry[last])
    if not 1 <= low <= high <= 12:
        raise TableError(f"months.toml, entry {entry['id']}: {low} to {high} are no months")
    return low, high


def _alternation(names: list[str]) -> str:
    """Longest first, so that "sept" is not read as "sep"; a blank in a name takes any blanks."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s{1,3}") for name in ordered)


_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_DASH = (
    r"(?:[-\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d~\uff5e>›→]|--"
    # The same signs read with the wrong encoding: "â€“", "ï¼\x8d".
    r"|â€[“”\u0093\u0094]|ï¼[\u0080-\u009f ]?)"
)
ODD_BLANKS = re.compile(
    "[\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\t\u00ad]"
)
NOT_A_YEAR = re.compile(
    r"(?:\b(?:windows|server|office|excel|word|access|outlook|powerpoint|studio|exchange|sharepoint"
    r"|autocad|revit|solidworks|project|visio|dynamics|iso|version|vs|sql|cad|erp|inventor)"
    r"(?:[ ®™]{1,3}|®)|\d:|(?<!\d)\d{1,3}[-/.]\s?|[$€£]\s?)\Z",
    re.IGNORECASE,
)


@cache
def atom_pattern() -> re.Pattern[str]:
    """One date in any of the written forms; the groups say which."""
    names = date_words().names
    return re.compile(
        r"(?<![\w$€£#:+])(?:"
        # "March 1, 2018", "Sept. '18", "Jan2019", "May ’21", "Feb-2018", "Summer of 2020"
        rf"(?P<name>{names})\.?(?:\s{{0,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?=[,\s]))?"
        rf"[\s,./_-]{{0,3}}(?:of\s|de[l]?\s)?(?:(?P<nyear>{_YEAR})(?!\d)|['’‘`´](?P<nshort>\d\d)(?!\d)"
        r"|(?<=[\s.\-/])(?P<nbare>[0-4]\d|[7-9]\d)(?!\w|[:.,/]\d))"
        # "1 March 2018", "1. März 2018", "1er mars 2018"
        rf"|(?P<dday>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s(?:de\s)?(?P<dname>{names})\.?,?\s(?:de\s)?(?P<dyear>{_YEAR})(?!\d)"
        # "Q3 2020", "H1 2021", "3Q 2020"
        rf"|(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))[\s/'’,-]{{0,3}}(?P<qyear>{_YEAR})(?!\d)"
        # 2019-03-31, 2019-03, 2019/03, 2019.03, 2019 / 03
        rf"|(?P<iyear>{_YEAR})(?P<isep>[-/.]|\s/\s)(?P<imonth>0[1-9]|1[0-2])(?:(?P=isep)[0-3]\d)?(?![\d/])"
        # 31.03.2019, 03/31/2019
        rf"|(?P<one>\d{{1,2}})\s?(?P<tsep>[./-])\s?(?P<two>\d{{1,2}})\s?(?P=tsep)\s?(?P<tyear>{_YEAR})(?!\d)"
        # 03/2019, 03.2019, 3-2019
        rf"|(?P<nmonth>0?[1-9]|1[0-2])\s?[/.\-–]\s?(?P<myear>{_YEAR})(?!\d|[.]\d)"
        # 03/19 and 03/'19, kept only within a range
        r"|(?P<smonth>0?[1-9]|1[0-2])/['’]?(?P<syear>\d\d)(?![\d/])"
        # 2018, and '18 within a range
        rf"|(?P<year>{_YEAR})(?![\d%+]|[.,]\d|\w)"
        r"|['’‘](?P<short>\d\d)(?!\w)"
        r")",
        re.IGNORECASE,
    )


@cache
def joint_pattern() -> re.Pattern[str]:
    """What joins the two ends of a range: a dash of any kind or a word."""
    words = date_words()
    tail = r"[\s\)\(,.]{0,4}"
    return re.compile(
        rf"{tail}(?:{_DASH}[\s]{{0,4}}|\b(?:{words.joiner})\b[\s]{{0,4}})(?:{_DASH}\s{{0,3}})?[(]?"
        # "2016 - Exp. Jun. 2017"
        r"(?:(?:exp(?:ected)?|est(?:imated)?|anticipated)\.?\s{1,3})?"
        # "Feb 2021 – mid 2024"
        r"(?:(?:early|mid|late|the end of|end of|anfang|mitte|ende|début|mi|fin)[\s-]{1,2})?",
        re.IGNORECASE,
    )


@cache
def present_pattern() -> re.Pattern[str]:
    """Words such as "present", "to date", "heute": the range is still open."""
    return re.compile(rf"(?:{date_words().present})(?!\w)", re.IGNORECASE)


@cache
def month_alone_pattern() -> re.Pattern[str]:
    """A month whose year stands behind the end of the range: "Jun - Aug 2019"."""
    return re.compile(
        rf"(?<!\w)(?P<name>{date_words().names})\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?\s{{0,2}}"
        rf"(?:{_DASH}|(?:to|bis|till|until|/|&)(?=\s))\s{{0,3}}\Z",
        re.IGNORECASE,
    )


@cache
def opener_pattern() -> re.Pattern[str]:
    """A word such as "since", right before a date."""
    return re.compile(rf"\b(?:{date_words().since})\s{{0,3}}\Z", re.IGNORECASE)


@cache
def from_pattern() -> re.Pattern[str]:
    """A word such as "from", right before a range."""
    return re.compile(rf"(?<![^\s(,|])(?:{date_words().opener})\s{{1,3}}\Z", re.IGNORECASE)


@cache
def closer_pattern() -> re.Pattern[str]:
    """A word such as "until", right before a date."""
    return re.compile(rf"\b(?:{date_words().until})\s{{0,3}}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateAtom:
    """One date at [start, end): its year, and the months it covers (equal but for seasons).

    Both months are None where the text gives a year alone. `sure` is False for the short forms
    that only a range tells from other numbers ("03/19", "'18", "May 15").
    """

    start: int
    end: int
    year: int
    first: int | None
    last: int | None
    sure: bool = True


_GLUED_YEARS = re.compile(r"\s{0,4}((?:19|20)\d\d)((?:19|20)\d\d)(?=[\s:,.]|\Z)")


def plain(text: str) -> str:
    """`text` with odd blanks made plain, character by character: offsets stay."""
    return ODD_BLANKS.sub(" ", text)


def find_atoms(text: str) -> list[DateAtom]:
    """The dates of `text`, in order and not overlapping."""
    atoms = []
    if glued := _GLUED_YEARS.match(text):
        for group in (1, 2):
            year = int(glued[group])
            atoms.append(DateAtom(glued.start(group), glued.end(group), year, None, None))
    for match in atom_pattern().finditer(text):
        atom = _atom(match)
        if atom is None or (match["year"] and _is_version(text, match.start(), match.end())):
            continue
        atoms.append(atom)
    return atoms


def _is_version(text: str, start: int, end: int) -> bool:
    """Whether a number like a year is one of a product or a norm ("SQL Server 2016").

    "Server 2017 to 2020" at the start of a line is a job.
    """
    named = NOT_A_YEAR.search(text[max(0, start - 24) : start])
    if named is None:
        return False
    alone = not text[: max(0, start - 24) + named.start()].strip()
    joint = joint_pattern().match(text, end) if alone and named.group()[0].isalpha() else None
    return joint is None or not re.compile(_YEAR).match(text, joint.end())


def _atom(match: re.Match[str]) -> DateAtom | None:
    months, year = _months_of(match), _year_of(match)
    if year is None or months == (0, 0):
        return None
    first, last = months or (None, None)
    sure = not (match["smonth"] or match["short"] or match["nbare"])
    return DateAtom(match.start(), match.end(), year, first, last, sure)


def _year_of(match: re.Match[str]) -> int | None:
    for group in ("nyear", "dyear", "qyear", "iyear", "tyear", "myear", "year"):
        if match[group]:
            return int(match[group])
    for group in ("nshort", "nbare", "syear", "short"):
        if match[group]:
            # Two digits: the nearer century; nobody's resume reaches 45 years into the future.
            return int(match[group]) + (2000 if int(match[group]) < 45 else 1900)
    return None


def _months_of(match: re.Match[str]) -> tuple[int, int] | None:
    """First and last month, None for a year alone, (0, 0) for an impossible date."""
    name = match["name"] or match["dname"]
    if name:
        day = int(match["day"] or match["dday"] or 1)
        return date_words().months[name.lower()] if 1 <= day <= 31 else (0, 0)
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return last - 2, last
    if match["half"]:
        last = int(match["half"]) * 6
        return last - 5, last
    if match["one"]:
        return _numeric(int(match["one"]), int(match["two"]), match["tsep"])
    number = match["imonth"] or match["nmonth"] or match["smonth"]
    return (int(number), int(number)) if number else None


def _numeric(one: int, two: int, separator: str) -> tuple[int, int]:
    """The month of 31.12.2019 (day first) or 12/31/2019 (month first unless impossible)."""
    month, day = (two, one) if separator == "." or one > 12 else (one, two)
    return (month, month) if 1 <= month <= 12 and 1 <= day <= 31 else (0, 0)
