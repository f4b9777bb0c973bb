"""Natural languages and the level at which a person says to know them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from fitcheck.documents.document import Span
from fitcheck.errors import TableError
from fitcheck.settings import load_table

_KEYS = frozenset({"id", "level", "source", "any", "accept", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLanguage:
    """A language by its English name; `level` is A1-C2, "native", or None where not said."""

    name: str
    level: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Tables:
    names: re.Pattern[str]
    english: dict[str, str]
    foreign: frozenset[str]
    levels: re.Pattern[str]
    of_group: dict[str, str]


@cache
def _tables() -> _Tables:
    table = load_table("languages")
    if set(table) != {"names", "english", "level"} or not table["names"]["names"]:
        raise TableError("languages.toml must hold [names], [english] and [[level]]")
    every = sorted(table["names"]["names"], key=lambda n: (-len(n), n))
    groups, of_group = [], {}
    for number, entry in enumerate(table["level"]):
        if set(entry) != _KEYS or not entry["any"]:
            raise TableError(f"languages.toml, {entry.get('id', '?')}: wrong or empty keys")
        of_group[f"level{number}"] = str(entry["level"])
        groups.append(f"(?P<level{number}>{'|'.join(entry['any'])})")
    return _Tables(
        names=re.compile(
            rf"(?<![\w-])(?P<name>{'|'.join(map(re.escape, every))})(?:kenntnisse?n?)?(?!\w)",
            re.IGNORECASE,
        ),
        english={k.lower(): v for k, v in table["english"].items() if k != "source"}
        | {n.lower(): n for n in every if n not in table["english"]},
        foreign=frozenset(k.lower() for k in table["english"]) - {"source", "asl", "farsi"},
        levels=re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE),
        of_group=of_group,
    )


def find_spoken(text: str) -> tuple[SpokenLanguage, ...]:
    """The languages that `text` names, with capitals or in capitals, and their levels.

    Names that are not English ("anglais", "inglés") and several in one line need no capital.

    A level stands behind its language ("Spanish (B2)", "German – native") or before it ("fluent
    in Spanish and French"), where it holds until another one comes.
    """
    tables = _tables()
    every = list(tables.names.finditer(text[:3000]))
    several = len({m["name"].lower() for m in every}) > 1
    names = [
        m for m in every if several or m["name"][0].isupper() or m["name"].lower() in tables.foreign
    ]
    found: list[SpokenLanguage] = []
    carried: str | None = None
    for index, match in enumerate(names):
        before_start = names[index - 1].end() if index else 0
        after_end = names[index + 1].start() if index + 1 < len(names) else len(text)
        before = text[before_start : match.start()]
        behind = _behind(text[match.end() : after_end], last=index + 1 == len(names))
        ahead = _level(re.split(r"[,;|\t]|\.\s", before)[-1])
        if ahead is not None:
            carried = ahead
        found.append(
            SpokenLanguage(
                name=tables.english.get(match["name"].lower(), match["name"].capitalize()),
                level=behind or carried,
                span=Span(start=match.start(), end=match.end()),
            )
        )
        carried = None if behind else carried
    return tuple(_shared(found, text))


def _behind(after: str, *, last: bool) -> str | None:
    """The level behind a name: in the same part ("Spanish (B2)"), or alone in the next one.

    `after` ends where the next language begins, so that "English, fluent French" is left to French:
    a part counts alone only where a comma or the end of the text closes it.
    """
    parts = re.split(r"[,;|\t\n•]|\b(?:and|und|et|y)\b|\.\s", after)
    level = _level(parts[0])
    if level is not None or len(parts) < 2 or parts[0].strip() or after.lstrip()[:1] != ",":
        return level
    closed = last or len(parts) > 2
    match = _tables().levels.match(_LEVEL_WORD.sub("", parts[1].strip()))
    return _tables().of_group[match.lastgroup] if closed and match and match.lastgroup else None


_LEVEL_WORD = re.compile(r"\A(?:level|niveau|nivel|about|at|approx\w*)\s+", re.IGNORECASE)


def _shared(found: list[SpokenLanguage], text: str) -> list[SpokenLanguage]:
    """A level behind the last of two languages is said of both ("Dutch and Croatian native")."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        joint = text[one.span.end : after.span.start].strip().lower()
        if one.level is None and after.level and joint in ("and", "und", "et", "y", "&", "/"):
            found[index] = replace(one, level=after.level)
    return found


def _level(text: str) -> str | None:
    match = _tables().levels.search(text[:60])
    if match is None or match.lastgroup is None:
        return None
    return _tables().of_group[match.lastgroup]
