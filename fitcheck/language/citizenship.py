"""Where a person may work, as resumes state it, and where a posting asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from fitcheck.documents.document import Span
from fitcheck.errors import TableError
from fitcheck.language.places import find_places
from fitcheck.settings import load_table

ANYWHERE = "*"
"""Stands for the country of the job where a text names none ("no permit needed")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightToWork:
    """A plain statement of citizenship or a right to work.

    `countries` are ISO 3166-1 codes, "EU", or `ANYWHERE`; `span` covers the words.
    """

    countries: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class _Tables:
    of_demonym: dict[str, str]
    stated: re.Pattern[str]
    named: re.Pattern[str]
    unions: tuple[frozenset[str], ...]
    europe: frozenset[str]


@cache
def _tables() -> _Tables:
    table = load_table("citizenship")
    if set(table) != {"demonyms", "unions"}:
        raise TableError("citizenship.toml must hold [demonyms] and [unions]")
    demonyms = {k: v for k, v in table["demonyms"].items() if k != "source"}
    of_demonym = {word.lower(): code for code, words in demonyms.items() for word in words}
    every = "|".join(re.escape(w) for w in sorted(of_demonym, key=lambda w: (-len(w), w)))
    one = rf"(?:{every})(?:e[nrs]?)?"
    several = rf"{one}(?:\s*(?:,|/|&|and|und|et|y)\s*{one}){{0,2}}"
    unions = {k: frozenset(v) for k, v in table["unions"].items() if k != "source"}
    return _Tables(
        of_demonym=of_demonym,
        stated=re.compile(
            rf"(?<!\w)(?P<before>{several})[ -](?:citizen(?:ship)?s?|nationals?|nationality"
            rf"|passport"
            rf"|staatsangehörig\w*|staatsbürger\w*)(?!\w)"
            rf"|(?<!\w)(?:citizen|national) of (?:the )?(?P<of>[A-Z]\w+(?: [A-Z]\w+)?)"
            rf"|(?:nationality|citizenship|nationalité|staatsangehörigkeit|nacionalidad)\W{{1,3}}"
            rf"(?P<after>{several})(?!\w)",
            re.IGNORECASE,
        ),
        named=re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE),
        unions=tuple(unions.values()),
        europe=unions["EU"],
    )


# The right without the passport; the country is that of the scheme, or the one that the words name.
_RIGHTS: tuple[tuple[re.Pattern[str], str | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), country)
    for pattern, country in (
        (r"\bstamp 4\b", "IE"),
        (r"\b(?:pre-)?settled status\b|\bindefinite leave to remain\b|\bILR\b", "GB"),
        (r"\bgreen card\b|\bpermanent resident of the US\b", "US"),
        (r"\b(?:blue card|EU work permit)\b", "EU"),
        (r"\bOCI\b", "IN"),
        (r"\bniederlassungserlaubnis\b", "DE"),
        ((r"\b(?:right|authori[sz]ed|eligible|entitled|permitted"
         r"|allowed) to (?:live and )?work in\b"), None),
        ((r"\b(?:valid |unrestricted )?work (?:permit|authori[sz]ation)(?! (?:needed"
         r"|required))\b"), None),
        ((r"\b(?:no|without) (?:work )?(?:permit|visa|sponsorship)(?: or \w+)? (?:is )?(?:needed"
         r"|required|necessary)\b"), None),
        (r"\bdo(?:es)? not (?:need|require) (?:an? )?(?:visa|permit|sponsorship)", None),
        (r"\bpermanent residen(?:t|ce|cy)\b", None),
        ((r"\b(?:I am|I'm|am) (?:a )?citizen since\b|\bunbefristete arbeitserlaubnis\b"
         r"|\bpermis de travail\b|\bpermiso de trabajo\b"), None),
    )
)  # fmt: skip
_DENIED = re.compile(
    r"\b(?:need|require|seek|no|without|applied for|pending|expired)\w*\s(?:\w+\s){0,3}\Z",
    re.IGNORECASE,
)


def find_rights(text: str) -> tuple[RightToWork, ...]:
    """The plain statements of citizenship and of a right to work in a line of a resume."""
    tables = _tables()
    found = []
    for match in tables.stated.finditer(text[:2000]):
        words = match["before"] or match["after"]
        if words:
            codes = _codes(words)
        else:
            codes = {p.country for p in find_places(match["of"] or "") if p.country}
        if codes and not _DENIED.search(text[: match.start()]):
            span = Span(start=match.start(), end=match.end())
            found.append(RightToWork(countries=frozenset(codes), span=span))
    for pattern, country in _RIGHTS:
        for match in pattern.finditer(text[:2000]):
            denying = match.group().lower().startswith(("no", "without", "do"))
            if not denying and _DENIED.search(text[: match.start()]):
                continue
            around = text[match.start() : match.end() + 40]
            named = {country} if country else places_asked(around)
            span = Span(start=match.start(), end=match.end())
            found.append(RightToWork(countries=frozenset(named or {ANYWHERE}), span=span))
    return tuple(found)


def places_asked(text: str) -> set[str]:
    """The countries (or "EU") that a line about the right to work names."""
    codes = {p.country for p in find_places(text) if p.country}
    return codes | _codes(text)


def _codes(words: str) -> set[str]:
    """Countries of the adjectives in `words`."""
    of_demonym = _tables().of_demonym
    codes = {of_demonym[m.group().lower()] for m in _tables().named.finditer(words)}
    # German and French endings ("Deutsche", "polonaise") are part of the word.
    for word in re.findall(r"[^\W\d_]+", words.lower()):
        for ending in ("", "e", "er", "es", "en"):
            if ending and word.endswith(ending) and word[: -len(ending)] in of_demonym:
                codes.add(of_demonym[word[: -len(ending)]])
    return codes


def may_work(held: frozenset[str], asked: set[str]) -> bool:
    """Whether a citizen of (or person with a right in) `held` may work in one of `asked`.

    `ANYWHERE` in `held` stands for the country of the job. Free movement counts: Europeans in
    each other's countries, British and Irish, Australians and New Zealanders.
    """
    tables = _tables()
    if ANYWHERE in held or held & asked:
        return True
    if ("EU" in asked and held & tables.europe) or ("EU" in held and asked & tables.europe):
        return True
    return any(held & union and asked & union for union in tables.unions)
