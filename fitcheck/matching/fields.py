"""How near a field of study lies to those asked: the same, kindred, beside them, or another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from fitcheck.errors import TableError
from fitcheck.language.words import stem
from fitcheck.settings import load_table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_KNOWN = 1 << 12
"""Fields of study, and lines that name one, which are remembered."""
_ALTERNATIVES = re.compile(r"\s+(?:or|o|ou|oder|and|und|et|y|e)\s+|[,/;&]\s*", re.IGNORECASE)
# Words that stand beside a field and name none: "related social science", "with emphasis on".
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "and",
        "or",
        "for",
        "with",
        "related",
        "similar",
        "relevant",
        "comparable",
        "other",
        "field",
        "fields",
        "area",
        "science",
        "sciences",
        "studies",
        "study",
        "degree",
        "applied",
        "general",
        "discipline",
        "disciplines",
        "de",
        "la",
        "el",
        "en",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "du",
        "des",
        "le",
        "programme",
        "program",
        "technology",
        "technologies",
        "diploma",
        "bca",
        "mca",
        "mit",
        "schwerpunkt",
        "soutenu",
        "soutenue",
    ]
)
_RELATED = re.compile(
    r"\b(?:(?:closely[ -])?(?:related|similar|relevant|comparable|cognate|allied|equivalent"
    r"|adjacent|other|neighbou?ring|any|another)(?: \w+){0,2} (?:field|discipline|subject|area"
    r"|degree|stud(?:y|ies)|program|course|science|qualification|major)s?|or (?:related|similar)\b"
    r"|related (?:field|discipline)|affines?\b|afín|connexe|similaire|équivalent"
    r"|vergleichbar\w*|verwandt\w*|ähnlich\w*|equivalente|carreras? af)",
    re.IGNORECASE,
)


class Nearness(IntEnum):
    """How near what was studied lies to what is asked, from far to near."""

    OTHER = 0
    """Of quite another group of fields."""
    UNTOLD = 1
    """One of the two names no field that the table knows."""
    BESIDE = 2
    """Of a group that lies beside the one asked: physics for computing."""
    KINDRED = 3
    """Of the same group, which "or a related field" takes."""
    SAME = 4


_TECHNICAL = re.compile(
    r"\b(?:technical|stem)\b(?:[ -]\w+)? (?:degree|field|discipline|subject|stud|background)"
    r"|\bdegree in (?:an? )?stem\b",
    re.IGNORECASE,
)
_TECHNICAL_GROUPS = frozenset({"computing", "engineering", "physical", "life"})
_Examples = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    aliases: Mapping[str, str]
    groups: tuple[tuple[str, re.Pattern[str]], ...]
    examples: _Examples
    neighbours: frozenset[tuple[str, str]]
    degrees: tuple[tuple[str, str, re.Pattern[str]], ...]
    degree_examples: _Examples


@cache
def _tables() -> _Tables:
    table = load_table("kindred_fields")
    groups, degrees = table.get("group", []), table.get("degree", [])
    if set(table) != {"aliases", "neighbours", "group", "degree"} or not groups:
        raise TableError("kindred_fields.toml: [aliases], neighbours, [[group]], [[degree]]")
    for rows, own in ((groups, {"words"}), (degrees, {"names", "field"})):
        for row in rows:
            if set(row) != {"id", "source", "accept", "reject"} | own or not all(row.values()):
                raise TableError(f"kindred_fields.toml, {row.get('id')}: wrong or empty keys")
    known = {group["id"] for group in groups}
    pairs = [tuple(pair) for pair in table["neighbours"]]
    if any(len(pair) != 2 or not known.issuperset(pair) for pair in pairs):
        raise TableError("kindred_fields.toml: neighbours are pairs of ids of groups")
    return _Tables(
        neighbours=frozenset(pairs) | {(second, first) for first, second in pairs},
        degrees=tuple(
            (d["id"], d["field"], re.compile(rf"(?<![\w.])(?:{'|'.join(d['names'])})(?!\w)"))
            for d in degrees
        ),
        degree_examples=_examples(degrees),
        aliases={k: v for k, v in table["aliases"].items() if k != "source"},
        groups=tuple(
            (g["id"], re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, g['words']))})(?!\w)"))
            for g in groups
        ),
        examples=_examples(groups),
    )


def _examples(rows: Iterable[Mapping[str, Any]]) -> _Examples:
    return tuple((row["id"], tuple(row["accept"]), tuple(row["reject"])) for row in rows)


def examples() -> _Examples:
    """Of each group its id, fields that belong to it and fields that do not, for the tests."""
    return _tables().examples


def degree_examples() -> _Examples:
    """The same of the degrees whose name tells a field, for the tests."""
    return _tables().degree_examples


@lru_cache(maxsize=_MOST_KNOWN)
def told_by_degree(line: str) -> Mapping[str, str]:
    """The fields that degrees of a line tell by their very name, by the ids of these degrees."""
    return {name: field for name, field, found in _tables().degrees if found.search(line)}


def asks_technical(asking: str) -> bool:
    """Whether a line asks for a "technical degree" or a "STEM field", of which any will do."""
    return bool(_TECHNICAL.search(asking))


def technical(studied: str) -> Nearness:
    """How near what was studied lies to technology and science as a whole."""
    mine = groups_of(studied)
    if not mine:
        return Nearness.UNTOLD
    return Nearness.SAME if mine & _TECHNICAL_GROUPS else Nearness.OTHER


def nearness(studied: str, asked: Iterable[str]) -> Nearness:
    """How near what was studied lies to the nearest of the fields asked."""
    asked = tuple(asked)
    if same_field(studied, asked):
        return Nearness.SAME
    mine, theirs = groups_of(studied), [groups_of(field) for field in asked]
    if any(mine & groups for groups in theirs):
        return Nearness.KINDRED
    if any((own, group) in _tables().neighbours for g in theirs for group in g for own in mine):
        return Nearness.BESIDE
    return Nearness.OTHER if mine and all(theirs) else Nearness.UNTOLD


@lru_cache(maxsize=_MOST_KNOWN)
def groups_of(text: str) -> frozenset[str]:
    """The ids of the groups that a text about a field of study names."""
    # Software engineers are taken for computing, never for "or a related field" of builders.
    plain = _plain(text).replace("software engineering", "software")
    return frozenset(name for name, pattern in _tables().groups if pattern.search(plain))


def accepts_related(asking: str) -> bool:
    """Whether an asking line takes related fields ("or a related discipline")."""
    return bool(_RELATED.search(asking))


def same_field(studied: str, asked: Iterable[str]) -> bool:
    """Whether `studied`, a field or the line that names it, holds all words of one field asked."""
    have = _stems(studied)
    for field in asked:
        for part in _ALTERNATIVES.split(field):
            want = _stems(part)
            if want and want <= have:
                return True
    return False


def _plain(text: str) -> str:
    aliases = _tables().aliases
    words = (w.lower().replace("’", "'") for w in _WORD.findall(text))
    return " ".join(aliases.get(word, word) for word in words)


@lru_cache(maxsize=_MOST_KNOWN)
def _stems(text: str) -> frozenset[str]:
    """Stems without a closing vowel, which in Spanish and French tells gender and number only."""
    return frozenset(stem(w).rstrip("aeo") for w in _plain(text).split() if w not in _EMPTY)
